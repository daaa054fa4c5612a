import type { Link, LinkNow } from '../api/types.ts';
import { boxOf } from '../geo/boxes.ts';
import { formats } from '../i18n/formats.ts';
import { t, word } from '../i18n/texts.ts';
import { flyTo } from '../state/page.ts';
import { select } from '../state/selection.ts';
import { RatioBar } from './CorridorsCard.tsx';
import { Icon } from './Icon.tsx';
import { Fact } from './parts.tsx';

export function LinkPanel({ link }: { readonly link: Link }): preact.JSX.Element {
  return (
    <>
      <Now now={link.now} />
      <Known link={link} />
      <Assumed words={link.assumed} />
      <div class="panel-links">
        <JunctionLink label={t('link.fromJunction')} name={link.fromJunctionName} index={link.fromJunction} />
        <JunctionLink label={t('link.toJunction')} name={link.toJunctionName} index={link.toJunction} />
        <button type="button" class="text-button" onClick={() => flyTo(boxOf(link.path))}>
          {t('panel.show')}
        </button>
      </div>
      <p class="quiet">{`${t('panel.source')} ${link.id}`}</p>
    </>
  );
}

/** How a link or a street runs now. */
export function Now({ now }: { readonly now: LinkNow }): preact.JSX.Element {
  const { count, speed, percent } = formats.value;
  const { vehicles, halting, meanSpeedKmh, speedRatio } = now;
  return (
    <section>
      <h3>{t('panel.now')}</h3>
      <dl class="facts facts-big">
        <Fact name={t('link.vehicles')}>{count(vehicles)}</Fact>
        <Fact name={t('link.halting')}>{count(halting)}</Fact>
        <Fact name={t('link.meanSpeed')}>{meanSpeedKmh === undefined ? '–' : speed(meanSpeedKmh)}</Fact>
        <Fact name={t('link.ratio')}>{speedRatio === undefined ? '–' : percent(speedRatio)}</Fact>
      </dl>
      {speedRatio === undefined ? <p class="quiet">{t('link.quiet')}</p> : <RatioBar ratio={speedRatio} />}
    </section>
  );
}

function Known({ link }: { readonly link: Link }): preact.JSX.Element {
  const { count, length, speed } = formats.value;
  const limits = [...new Set(link.lanes.map((lane) => lane.speedLimitKmh))];
  return (
    <section>
      <h3>{t('panel.known')}</h3>
      <dl class="facts">
        <Fact name={t('link.class')}>{word('class', link.roadClass)}</Fact>
        <Fact name={t('link.length')}>{length(link.lengthMeters)}</Fact>
        <Fact name={t('link.lanes')}>
          {count(link.lanes.length)}
          {link.assumed.includes('lanes') && <AssumedMark />}
        </Fact>
        <Fact name={t('link.limit')}>
          {limits.map((limit) => speed(limit)).join(' / ')}
          {link.assumed.includes('speed') && <AssumedMark />}
        </Fact>
      </dl>
      <Lanes link={link} />
    </section>
  );
}

/** Lanes to scale, from the kerb to the middle of the road. */
function Lanes({ link }: { readonly link: Link }): preact.JSX.Element {
  const widths = link.lanes.map((lane) => formats.value.width(lane.widthMeters));
  return (
    <div class="lanes" role="img" aria-label={t('link.lanesDrawing', { widths: widths.join(', ') })}>
      {link.lanes.map((lane, at) => (
        <span class="lane" key={at} style={{ flexGrow: lane.widthMeters }}>
          <Icon name="arrow" />
          <small>{widths[at]}</small>
        </span>
      ))}
    </div>
  );
}

/** The things that the source left open, in words. */
export function Assumed({ words }: { readonly words: readonly string[] }): preact.JSX.Element {
  return (
    <section>
      <h3>{t('panel.assumed')}</h3>
      {words.length === 0 ? (
        <p class="quiet">{t('panel.assumedNone')}</p>
      ) : (
        <>
          <ul class="tags">
            {words.map((name) => (
              <li class="tag-assumed" key={name}>
                {word('assumed', name)}
              </li>
            ))}
          </ul>
          <p class="quiet">{t('panel.assumedHelp')}</p>
        </>
      )}
    </section>
  );
}

function AssumedMark(): preact.JSX.Element {
  return <span class="assumed-mark">{t('panel.assumed')}</span>;
}

function JunctionLink({
  label,
  name,
  index,
}: {
  readonly label: string;
  readonly name: string;
  readonly index: number;
}): preact.JSX.Element {
  return (
    <button type="button" class="text-button" onClick={() => select({ kind: 'junction', index })}>
      {`${label} ${name}`}
    </button>
  );
}
