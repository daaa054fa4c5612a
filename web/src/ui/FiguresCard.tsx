import { formats } from '../i18n/formats.ts';
import { t } from '../i18n/texts.ts';
import { figures, history } from '../state/city.ts';
import { FIGURES, range, type FigureKind } from './figure-list.ts';
import { Sparkline } from './Sparkline.tsx';

/** The live figures of the whole city, each with its last minutes. */
export function FiguresCard(): preact.JSX.Element {
  const now = figures.value;
  return (
    <section class="figures" aria-label={t('figures.title')}>
      {now === undefined && <p class="quiet">{t('figures.waitingForData')}</p>}
      {now !== undefined &&
        FIGURES.map((kind) => <Figure key={kind.name} kind={kind} value={kind.value(now)} />)}
      {now?.gridlocked !== undefined && now.gridlocked > 0 && (
        <p class="warning">{t('figures.gridlocked', { count: formats.value.count(now.gridlocked) })}</p>
      )}
    </section>
  );
}

function Figure({ kind, value }: { readonly kind: FigureKind; readonly value: number }): preact.JSX.Element {
  const samples = kind.line(history.value);
  const write = (number: number): string => kind.write(number, formats.value);
  const [low, high] = range(samples) ?? [value, value];
  const name = t(kind.name);
  const last = samples.findLast((sample) => sample !== null);
  const note = kind.lineNote && last !== undefined ? t(kind.lineNote, { count: write(last) }) : undefined;
  return (
    <div class="figure" title={t(kind.help)}>
      <span class="figure-name">{name}</span>
      <span class="figure-value">
        {write(value)}
        {kind.unit && <small>{` ${t(kind.unit)}`}</small>}
        {note !== undefined && <small>{` · ${note}`}</small>}
      </span>
      <Sparkline
        samples={samples}
        seconds={history.value.map((sample) => sample.seconds)}
        label={t('figures.sparkline', {
          name,
          low: write(low),
          high: write(high),
          now: note ?? write(value),
        })}
      />
    </div>
  );
}
