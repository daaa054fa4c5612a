/** The operations page of one city. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { t } from './i18n/texts.ts';
import { startKeyboard } from './keyboard.ts';
import { city } from './state/city.ts';
import { hasWebgl2, mapProblem } from './state/page.ts';
import { language, loadPreferences, theme } from './state/preferences.ts';
import { startAddress } from './state/selection.ts';
import { takeToken } from './state/session.ts';
import { startThing } from './state/thing.ts';
import { App } from './ui/App.tsx';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';

loadPreferences();
effect(() => {
  document.documentElement.lang = language.value;
  document.documentElement.dataset['theme'] = theme.value;
  document.title = city.value ? `${city.value.name} · Meridian` : `Meridian · ${t('app.operations')}`;
});
if (!hasWebgl2()) mapProblem.value = { kind: 'webgl' };
takeToken();
startAddress();
startThing();
startKeyboard();
render(
  <ErrorBoundary>
    <App />
  </ErrorBoundary>,
  document.getElementById('app')!,
);
