import type { Corridor } from '../api/types.ts';
import { css, speedColour, COLOURS } from '../colour/palette.ts';
import { formats } from '../i18n/formats.ts';
import { t } from '../i18n/texts.ts';
import { figures } from '../state/city.ts';
import { flyTo } from '../state/page.ts';
import { theme } from '../state/preferences.ts';
import { select } from '../state/selection.ts';

/**
 * Where most time is lost now; a click goes there. The sixth of the live figures: which corridors these are changes from
 * minute to minute, so that each has a bar for now instead of a line of its past.
 */
export function CorridorsCard(): preact.JSX.Element {
  const corridors = figures.value?.corridors ?? [];
  return (
    <section class="corridors">
      <h2>{t('figures.corridors')}</h2>
      {figures.value && corridors.length === 0 && <p class="quiet">{t('figures.noCorridors')}</p>}
      <ol>
        {corridors.map((corridor, at) => (
          <li key={`${corridor.name}-${at}`}>
            <CorridorRow corridor={corridor} />
          </li>
        ))}
      </ol>
    </section>
  );
}

export function showCorridor(corridor: Corridor): void {
  flyTo(corridor.box);
  if (corridor.name !== '') select({ kind: 'street', name: corridor.name });
}

function CorridorRow({ corridor }: { readonly corridor: Corridor }): preact.JSX.Element {
  const name = corridor.name || t('corridor.unnamed');
  const { percent, length, count } = formats.value;
  return (
    <button
      type="button"
      class="corridor"
      onClick={() => showCorridor(corridor)}
      title={t('corridor.fly', { name })}
    >
      <span class="corridor-name">{name}</span>
      <span class="corridor-ratio">{percent(corridor.speedRatio)}</span>
      <RatioBar ratio={corridor.speedRatio} />
      <span class="corridor-note">
        {`${length(corridor.lengthMeters)} · ${t('corridor.delay')} ${count(corridor.delayMinutesPerMinute)} ${t('figures.minutesUnit')}`}
      </span>
    </button>
  );
}

/** How full the bar is says it once more than its colour does. */
export function RatioBar({ ratio }: { readonly ratio: number }): preact.JSX.Element {
  const colour = css(speedColour(ratio, COLOURS[theme.value].speeds));
  return (
    <span class="ratio-bar" aria-hidden="true">
      <span style={{ width: `${Math.max(2, Math.min(1, ratio) * 100)}%`, background: colour }} />
    </span>
  );
}
