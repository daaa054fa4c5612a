import { useSignal } from '@preact/signals';
import { ASPECT_COLOURS, VEHICLE_COLOURS, VEHICLE_KINDS } from '../colour/marks.ts';
import { COLOURS, type Theme } from '../colour/palette.ts';
import { t } from '../i18n/texts.ts';
import { theme } from '../state/preferences.ts';
import { view } from '../state/selection.ts';
import { Icon } from './Icon.tsx';

const VEHICLE_ZOOM = 14.5;
const SIGNAL_ZOOM = 15;
const SHOWN_ASPECTS = ['red', 'amber', 'green_protected', 'green_permitted'] as const;

/** What the colours, widths and shapes of the map mean, for what is drawn at this zoom. */
export function Legend(): preact.JSX.Element {
  // On a phone it would cover half of the map.
  const open = useSignal(!matchMedia('(max-width: 760px)').matches);
  const zoom = view.value?.zoom ?? 0;
  return (
    <section class={`legend ${open.value ? '' : 'legend-closed'}`} aria-label={t('legend.title')}>
      <button
        type="button"
        class="legend-toggle"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <span>{t('legend.speed')}</span>
        <Icon name="chevron" />
      </button>
      <SpeedScale theme={theme.value} />
      {open.value && (
        <div class="legend-more">
          {zoom >= VEHICLE_ZOOM && <Vehicles theme={theme.value} />}
          {zoom >= SIGNAL_ZOOM && <Signals theme={theme.value} />}
          {zoom < VEHICLE_ZOOM && <p class="quiet">{t('legend.zoomIn')}</p>}
        </div>
      )}
    </section>
  );
}

/** A wedge, because slow roads are drawn wider too. */
function SpeedScale({ theme }: { readonly theme: Theme }): preact.JSX.Element {
  const { speeds, unknown } = COLOURS[theme];
  return (
    <div class="speed-scale">
      <svg viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true">
        <linearGradient id="speeds">
          {speeds.map((colour, at) => (
            <stop key={colour} offset={at / (speeds.length - 1)} stop-color={colour} />
          ))}
        </linearGradient>
        <path d="M0 0 L200 4 L200 8 L0 12 Z" fill="url(#speeds)" />
      </svg>
      <div class="speed-ends">
        <span>{t('legend.slow')}</span>
        <span>{t('legend.free')}</span>
      </div>
      <div class="legend-row">
        <span class="swatch" style={{ background: unknown }} />
        <span>{t('legend.unknown')}</span>
      </div>
    </div>
  );
}

function Vehicles({ theme }: { readonly theme: Theme }): preact.JSX.Element {
  return (
    <div>
      <h3>{t('legend.vehicles')}</h3>
      <ul class="legend-grid">
        {VEHICLE_KINDS.map((kind) => (
          <li class="legend-row" key={kind}>
            <svg class="legend-mark" viewBox="-8 -5 16 10" aria-hidden="true">
              <path d={vehicleShape(kind)} fill={VEHICLE_COLOURS[theme][kind]} />
              {kind === 'emergency' && <circle r="4.4" fill="none" stroke={VEHICLE_COLOURS[theme][kind]} />}
            </svg>
            <span>{t(`vehicle.${kind}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The same outlines as on the map: lozenges for two wheels, boxes as long as the vehicle for the rest. */
function vehicleShape(kind: (typeof VEHICLE_KINDS)[number]): string {
  if (kind === 'bicycle' || kind === 'motorcycle') return 'M-4 0 L0 -2 L4 0 L0 2 Z';
  const half = { car: 3.4, van: 4, truck: 5.6, bus: 6.4, emergency: 3.4, tram: 7.6, taxi: 3.4 }[kind];
  const nose = kind === 'truck' || kind === 'bus' || kind === 'tram' ? 1.9 : 1.2;
  return `M${-half} -2 L${half - 1.5} -2 L${half} ${-nose} L${half} ${nose} L${half - 1.5} 2 L${-half} 2 Z`;
}

function Signals({ theme }: { readonly theme: Theme }): preact.JSX.Element {
  return (
    <div>
      <h3>{t('legend.signals')}</h3>
      <ul class="legend-grid">
        {SHOWN_ASPECTS.map((aspect) => (
          <li class="legend-row" key={aspect}>
            <svg class="legend-mark" viewBox="-8 -5 16 10" aria-hidden="true">
              <path d={SIGNAL_SHAPES[aspect]} fill={ASPECT_COLOURS[theme][aspect]} />
            </svg>
            <span>{t(`aspect.${aspect}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const SIGNAL_SHAPES = {
  red: 'M-7 -2.4h14v4.8h-14Z',
  amber: 'M-7 -1.8h14v3.6h-14Z',
  green_protected: 'M-7 -1.1h3.2v2.2h-3.2Z M3.8 -1.1h3.2v2.2h-3.2Z',
  green_permitted: 'M-7 -1.1h5.6v2.2h-5.6Z M1.4 -1.1h5.6v2.2h-5.6Z',
} as const;
