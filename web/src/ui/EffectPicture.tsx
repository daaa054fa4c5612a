import type { ActionEffect } from '../api/types.ts';
import { formats } from '../i18n/formats.ts';
import { t } from '../i18n/texts.ts';
import { spanOf } from './effect-span.ts';

const HEIGHT = 34;
const WIDTH = 260;
const MIDDLE = 12;

/** An expected effect as a point in its interval, beside nothing: left of the line is better. */
export function EffectPicture({ effect, measured }: PictureProps): preact.JSX.Element {
  const at = spanOf(measured ? [effect, measured] : [effect], WIDTH);
  const { decimal } = formats.value;
  const words = { low: decimal(effect.low), high: decimal(effect.high), expected: decimal(effect.expected) };
  return (
    <svg class="effect" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('inbox.picture', words)}>
      <line class="effect-zero" x1={at(0)} x2={at(0)} y1={1} y2={22} />
      <line class="effect-range" x1={at(effect.low)} x2={at(effect.high)} y1={MIDDLE} y2={MIDDLE} />
      <circle class="effect-point" cx={at(effect.expected)} cy={MIDDLE} r={5} />
      {measured && <path class="effect-measured" d={`M${at(measured.expected)} 4l7 8-7 8-7-8Z`} />}
      <text class="effect-word" x={at(0) - 5} y={HEIGHT - 3} text-anchor="end">
        {`← ${t('inbox.better')}`}
      </text>
      <text class="effect-word" x={at(0) + 5} y={HEIGHT - 3}>
        {`${t('inbox.worse')} →`}
      </text>
    </svg>
  );
}

interface PictureProps {
  readonly effect: ActionEffect;
  readonly measured: ActionEffect | undefined;
}
