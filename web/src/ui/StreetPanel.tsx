import type { Street } from '../api/types.ts';
import { formats } from '../i18n/formats.ts';
import { t, word } from '../i18n/texts.ts';
import { figures } from '../state/city.ts';
import { flyTo } from '../state/page.ts';
import { Now } from './LinkPanel.tsx';
import { Fact } from './parts.tsx';

/** All of a street. What its lanes are and what is assumed differs from part to part. */
export function StreetPanel({ street }: { readonly street: Street }): preact.JSX.Element {
  const corridor = figures.value?.corridors.find((one) => one.name === street.name);
  const { length, count, speed } = formats.value;
  return (
    <>
      <Now now={street.now} />
      <section>
        <h3>{t('street.facts')}</h3>
        <dl class="facts">
          {corridor && (
            <Fact name={t('street.corridor')}>
              {`${t('corridor.delay')} ${count(corridor.delayMinutesPerMinute)} ${t('figures.minutesUnit')}`}
            </Fact>
          )}
          <Fact name={t('street.length')}>{length(street.lengthMeters)}</Fact>
          <Fact name={t('street.classes')}>
            {street.roadClasses.map((name) => word('class', name)).join(', ')}
          </Fact>
          <Fact name={t('link.limit')}>{street.speedLimitsKmh.map((limit) => speed(limit)).join(' / ')}</Fact>
        </dl>
      </section>
      <div class="panel-links">
        <button type="button" class="text-button" onClick={() => flyTo(street.box)}>
          {t('panel.show')}
        </button>
      </div>
      <p class="quiet">{t('street.advice')}</p>
    </>
  );
}
