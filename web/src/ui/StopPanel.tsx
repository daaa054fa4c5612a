import type { Stop } from '../api/types.ts';
import { boxOf } from '../geo/boxes.ts';
import { t } from '../i18n/texts.ts';
import { flyTo } from '../state/page.ts';
import { Fact } from './parts.tsx';

export function StopPanel({ stop }: { readonly stop: Stop }): preact.JSX.Element {
  return (
    <>
      <section>
        <h3>{t('stop.lines')}</h3>
        {stop.lines.length === 0 ? (
          <p class="quiet">{t('stop.noLines')}</p>
        ) : (
          <ul class="tags">
            {stop.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </section>
      <dl class="facts">
        {stop.street !== undefined && <Fact name={t('stop.street')}>{stop.street}</Fact>}
        <Fact name={t('panel.source')}>{stop.id}</Fact>
      </dl>
      <div class="panel-links">
        <button type="button" class="text-button" onClick={() => flyTo(boxOf([[stop.lon, stop.lat]]))}>
          {t('panel.show')}
        </button>
      </div>
    </>
  );
}
