import { formats } from '../i18n/formats.ts';
import { t } from '../i18n/texts.ts';
import { figures } from '../state/city.ts';
import { flyTo } from '../state/page.ts';
import { RatioBar } from './CorridorsCard.tsx';
import { Fact } from './parts.tsx';

/** A street by its name. It has figures only while it is among the slowest. */
export function StreetPanel({ name }: { readonly name: string }): preact.JSX.Element {
  const corridor = figures.value?.corridors.find((one) => one.name === name);
  const { percent, length, count } = formats.value;
  return (
    <>
      {corridor && (
        <section>
          <h3>{t('street.corridor')}</h3>
          <dl class="facts">
            <Fact name={t('corridor.ratio')}>{percent(corridor.speedRatio)}</Fact>
            <Fact name={t('corridor.delay')}>
              {`${count(corridor.delayMinutesPerMinute)} ${t('figures.minutesUnit')}`}
            </Fact>
            <Fact name={t('corridor.length')}>{length(corridor.lengthMeters)}</Fact>
          </dl>
          <RatioBar ratio={corridor.speedRatio} />
          <div class="panel-links">
            <button type="button" class="text-button" onClick={() => flyTo(corridor.box)}>
              {t('panel.show')}
            </button>
          </div>
        </section>
      )}
      <p class="quiet">{t('street.advice')}</p>
    </>
  );
}
