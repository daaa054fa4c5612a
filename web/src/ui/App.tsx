import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import * as api from '../api/client.ts';
import { t } from '../i18n/texts.ts';
import { city } from '../state/city.ts';
import { loadHistory, startLive } from '../state/live.ts';
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
import { Panel } from './Panel.tsx';
import { TopBar } from './TopBar.tsx';

const RETRY_MILLISECONDS = 3_000;

export function App(): preact.JSX.Element {
  const problem = useSignal<string | undefined>(undefined);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      try {
        city.value = await api.city();
        problem.value = undefined;
      } catch (reason) {
        problem.value = String(reason);
        timer = setTimeout(() => void load(), RETRY_MILLISECONDS);
        return;
      }
      startLive();
      // The channel brings figures every second anyway; this is for the lines' past.
      loadHistory().catch(() => undefined);
    };
    void load();
    return () => clearTimeout(timer);
  }, []);
  if (city.value) return <Operations />;
  return (
    <main class="full-message" aria-live="polite">
      <img src="/icon.svg" alt="" width="48" height="48" />
      <h1>{t(problem.value === undefined ? 'app.loading' : 'app.unreachable')}</h1>
      {problem.value !== undefined && (
        <>
          <p>{t('app.unreachableAdvice')}</p>
          <pre>{problem.value}</pre>
        </>
      )}
    </main>
  );
}

function Operations(): preact.JSX.Element {
  const known = city.value!;
  return (
    <div class={`page ${mapShown.value ? 'page-map' : 'page-list'}`}>
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
