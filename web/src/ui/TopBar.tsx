import { useSignal } from '@preact/signals';
import { t } from '../i18n/texts.ts';
import { city, clock } from '../state/city.ts';
import { canShowMap, helpShown } from '../state/page.ts';
import { listShown, showList } from '../state/selection.ts';
import { Chip, IconButton } from './parts.tsx';
import { ConnectionLamp } from './ConnectionLamp.tsx';
import { Search } from './Search.tsx';
import { Settings } from './Settings.tsx';

/** What city this is, that it is simulated, and the ways to everything else. */
export function TopBar(): preact.JSX.Element {
  const settingsShown = useSignal(false);
  return (
    <header class="top-bar">
      <div class="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <h1>
          {city.value?.name ?? t('app.operations')}
          <span class="visually-hidden">{` · ${t('app.operations')}`}</span>
        </h1>
        <Chips />
        <ConnectionLamp />
      </div>
      <Search />
      <nav class="actions">
        {canShowMap.value && (
          <IconButton
            icon={listShown.value ? 'map' : 'list'}
            label={t(listShown.value ? 'action.map' : 'action.list')}
            onClick={() => showList(!listShown.value)}
          />
        )}
        <IconButton
          class="for-keyboards"
          icon="help"
          label={t('action.help')}
          onClick={() => (helpShown.value = true)}
        />
        <IconButton
          icon="settings"
          label={t('action.settings')}
          expanded={settingsShown.value}
          onClick={() => (settingsShown.value = !settingsShown.value)}
        />
        {settingsShown.value && <Settings onClose={() => (settingsShown.value = false)} />}
      </nav>
    </header>
  );
}

function Chips(): preact.JSX.Element {
  return (
    <div class="chips">
      <Chip text={t('chip.simulated')} help={t('chip.simulatedHelp')} tone="simulated" />
      {city.value?.unreferenced === true && (
        <Chip text={t('chip.unreferenced')} help={t('chip.unreferencedHelp')} tone="warning" />
      )}
      {clock.value?.clock.filling === true && (
        <Chip text={t('chip.filling')} help={t('chip.fillingHelp')} tone="plain" />
      )}
      {clock.value?.clock.behind === true && (
        <Chip text={t('chip.behind')} help={t('chip.behindHelp')} tone="warning" />
      )}
    </div>
  );
}
