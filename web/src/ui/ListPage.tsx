import { formats } from '../i18n/formats.ts';
import { t } from '../i18n/texts.ts';
import { city, figures, history } from '../state/city.ts';
import { channelMissing, dropped } from '../state/live.ts';
import { canShowMap, mapProblem } from '../state/page.ts';
import { select, showList } from '../state/selection.ts';
import { FIGURES, range } from './figure-list.ts';
import { Fact } from './parts.tsx';

/** The city without a map: for those who cannot see one, and for browsers that cannot draw one. */
export function ListPage(): preact.JSX.Element {
  return (
    <div class="list-page">
      <h2>{t('list.title')}</h2>
      <Reasons />
      <FigureTable />
      <CorridorTable />
      <CityFacts />
      {dropped.value > 0 && (
        <p class="quiet">{t('live.dropped', { count: formats.value.count(dropped.value) })}</p>
      )}
    </div>
  );
}

function Reasons(): preact.JSX.Element {
  const problem = mapProblem.value;
  return (
    <>
      {problem?.kind === 'webgl' && <p class="reason">{t('list.noWebgl')}</p>}
      {problem?.kind === 'failed' && <p class="reason">{t('list.mapFailed', { reason: problem.reason })}</p>}
      {channelMissing.value && <p class="reason">{t('list.noWebSocket')}</p>}
      {canShowMap.value && (
        <button type="button" class="text-button" onClick={() => showList(false)}>
          {t('list.backToMap')}
        </button>
      )}
    </>
  );
}

function FigureTable(): preact.JSX.Element {
  const now = figures.value;
  return (
    <table>
      <caption>{t('figures.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('list.figure')}</th>
          <th scope="col">{t('list.now')}</th>
          <th scope="col">{t('list.range')}</th>
        </tr>
      </thead>
      <tbody>
        {FIGURES.map((kind) => {
          const write = (value: number): string => kind.write(value, formats.value);
          const span = range(kind.line(history.value));
          return (
            <tr key={kind.name}>
              <th scope="row">
                {t(kind.name)}
                <small>{t(kind.help)}</small>
              </th>
              <td>{now ? write(kind.value(now)) : '–'}</td>
              <td>{span ? `${write(span[0])} – ${write(span[1])}` : '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function CorridorTable(): preact.JSX.Element {
  const { percent, count, length } = formats.value;
  return (
    <table>
      <caption>{t('figures.corridors')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('corridor.name')}</th>
          <th scope="col">{t('corridor.ratio')}</th>
          <th scope="col">{t('corridor.delay')}</th>
          <th scope="col">{t('corridor.length')}</th>
        </tr>
      </thead>
      <tbody>
        {(figures.value?.corridors ?? []).map((corridor, at) => (
          <tr key={`${corridor.name}-${at}`}>
            <th scope="row">
              <button
                type="button"
                class="text-button"
                onClick={() => select({ kind: 'street', name: corridor.name })}
              >
                {corridor.name || t('corridor.unnamed')}
              </button>
            </th>
            <td>{percent(corridor.speedRatio)}</td>
            <td>{`${count(corridor.delayMinutesPerMinute)} ${t('figures.minutesUnit')}`}</td>
            <td>{length(corridor.lengthMeters)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CityFacts(): preact.JSX.Element | null {
  const known = city.value;
  if (!known) return null;
  const { count, kilometers } = formats.value;
  const { counts } = known;
  return (
    <section>
      <h3>{t('list.city')}</h3>
      <dl class="facts">
        <Fact name={t('list.roads')}>{kilometers(counts.roadKilometers)}</Fact>
        <Fact name={t('list.links')}>{count(counts.links)}</Fact>
        <Fact name={t('list.signals')}>{count(counts.signals)}</Fact>
        <Fact name={t('list.assumedSignals')}>{count(counts.assumedSignals)}</Fact>
        <Fact name={t('list.stops')}>{count(counts.stops)}</Fact>
        <Fact name={t('list.places')}>{count(counts.places)}</Fact>
        <Fact name={t('list.buildings')}>{count(counts.buildings)}</Fact>
        {known.demand !== undefined && <Fact name={t('list.demand')}>{known.demand}</Fact>}
      </dl>
    </section>
  );
}
