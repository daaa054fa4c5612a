import { effect, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import * as api from '../api/client.ts';
import type { City } from '../api/types.ts';
import { t } from '../i18n/texts.ts';
import { oldSeconds } from '../state/city.ts';
import { drawFramesWith, look } from '../state/live.ts';
import { cityMap, mapProblem, wantedBox } from '../state/page.ts';
import { language, reducedMotion, theme } from '../state/preferences.ts';
import { moved, selection, view, wantedView } from '../state/selection.ts';
import type { Padding } from '../map/camera.ts';
import type { CityMap } from '../map/city-map.ts';
import { mark, selectAt } from '../state/thing.ts';

const RETRY_MILLISECONDS = 3_000;
/** Problems that end by themselves. */
const WAITED_OUT: ReadonlySet<string> = new Set(['unreachable', 'loading']);

/** The map and everything that keeps it in step with the rest of the page. MapLibre is loaded here, and only here. */
export function MapView({ city }: { readonly city: City }): preact.JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const ready = useSignal(false);

  useEffect(() => {
    let stop: () => void = () => undefined;
    let gone = false;
    void openMap(box.current!, city).then(
      (close) => {
        if (gone) close();
        else stop = close;
        ready.value = true;
      },
      (reason: unknown) => (mapProblem.value = { kind: 'failed', reason: String(reason) }),
    );
    return () => {
      gone = true;
      stop();
    };
  }, []);

  return (
    <div class={`map ${oldSeconds.value === undefined ? '' : 'map-old'}`}>
      <div class="map-box" ref={box} />
      {!ready.value && <p class="map-loading">{t('app.loadingMap')}</p>}
    </div>
  );
}

/** Once loaded, the browser has it. */
export async function loadMapCode(): Promise<typeof CityMap> {
  return (await import('../map/city-map.ts')).CityMap;
}

async function openMap(container: HTMLElement, city: City): Promise<() => void> {
  const [LoadedMap, roads] = await Promise.all([loadMapCode(), loadRoads()]);
  const map = new LoadedMap(
    container,
    {
      city,
      theme: theme.peek(),
      language: language.peek(),
      reducedMotion: reducedMotion.peek(),
      title: t('app.map'),
      view: view.peek() ?? wantedView.peek(),
      padding: freeSpace(selection.peek() !== undefined),
    },
    {
      moved: (to, shown) => {
        moved(to);
        look(shown);
      },
      clicked: (lon, lat, radiusMeters) => void selectAt(lon, lat, radiusMeters),
      failed: (reason) => (mapProblem.value = { kind: 'failed', reason }),
    },
  );
  wantedView.value = undefined;
  map.showRoads(roads);
  drawFramesWith((frame) => map.show(frame));
  cityMap.value = map;
  const watcher = new ResizeObserver(() => map.resize());
  watcher.observe(container);
  const stops = follow(map);
  return () => {
    for (const stop of stops) stop();
    watcher.disconnect();
    drawFramesWith(() => undefined);
    cityMap.value = undefined;
    map.remove();
  };
}

/** The server may just be starting again, or loading its city: then the map waits for it. */
async function loadRoads(): Promise<ArrayBuffer> {
  for (;;) {
    try {
      return await api.roads();
    } catch (reason) {
      const passing = reason instanceof api.ApiError && WAITED_OUT.has(reason.code);
      if (!passing) throw reason;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
    }
  }
}

function follow(map: NonNullable<typeof cityMap.value>): readonly (() => void)[] {
  return [
    effect(() => map.setTheme(theme.value)),
    effect(() => map.setLanguage(language.value, t('app.map'))),
    effect(() => map.setReducedMotion(reducedMotion.value)),
    effect(() => map.setPadding(freeSpace(selection.value !== undefined))),
    effect(() => map.highlight(mark.value)),
    effect(() => {
      if (!wantedBox.value) return;
      map.flyTo(wantedBox.value);
      wantedBox.value = undefined;
    }),
    effect(() => {
      if (!wantedView.value) return;
      map.jumpTo(wantedView.value);
      wantedView.value = undefined;
    }),
  ];
}

/** What the column, the bar and the panel cover; measured, so that it is right on every screen. */
function freeSpace(panel: boolean): Padding {
  const phone = matchMedia('(max-width: 760px)').matches;
  const edge = (name: string): DOMRect | undefined => document.querySelector(name)?.getBoundingClientRect();
  const top = edge('.top-bar')?.bottom ?? 0;
  if (phone) return { left: 0, right: 0, top, bottom: panel ? innerHeight * 0.5 : 140 };
  return { left: edge('.column')?.right ?? 0, right: panel ? 380 : 0, top, bottom: 0 };
}
