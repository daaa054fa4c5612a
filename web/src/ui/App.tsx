import { useEffect } from 'preact/hooks';
import { t } from '../i18n/texts.ts';
import { city } from '../state/city.ts';
import { isOpen, openCity } from '../state/opening.ts';
import { helpShown, mapShown } from '../state/page.ts';
import { showList } from '../state/selection.ts';
import { Attribution } from './Attribution.tsx';
import { Banner } from './Banner.tsx';
import { Column } from './Column.tsx';
import { Help } from './Help.tsx';
import { Legend } from './Legend.tsx';
import { ListPage } from './ListPage.tsx';
import { MapControls } from './MapControls.tsx';
import { MapView } from './MapView.tsx';
import { Opening } from './Opening.tsx';
import { Panel } from './Panel.tsx';
import { TopBar } from './TopBar.tsx';

export function App(): preact.JSX.Element {
  useEffect(openCity, []);
  return (
    <>
      {city.value && <Operations />}
      {!isOpen.value && <Opening />}
    </>
  );
}

function Operations(): preact.JSX.Element {
  const known = city.value!;
  return (
    // Before the traffic is there the map can be looked at, but nothing can be asked.
    <div class={`page ${mapShown.value ? 'page-map' : 'page-list'}`} inert={!isOpen.value}>
      {mapShown.value && (
        <button type="button" class="skip" onClick={() => showList(true)}>
          {t('app.skipToList')}
        </button>
      )}
      <TopBar />
      <Banner />
      <Column />
      <main class="stage">{mapShown.value ? <MapView city={known} /> : <ListPage />}</main>
      {mapShown.value && <Legend />}
      {mapShown.value && <MapControls />}
      <Panel />
      <Attribution />
      {helpShown.value && <Help />}
    </div>
  );
}
