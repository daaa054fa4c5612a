/** What this reader chose, remembered in the browser: language and theme. Nothing about it leaves the browser. */
import { computed, signal } from '@preact/signals';
import type { Theme } from '../colour/palette.ts';
import { chooseLanguage, isLanguage, type Language } from '../i18n/languages.ts';

export type ThemeChoice = Theme | 'system';

const THEME_KEY = 'meridian.theme';
const LANGUAGE_KEY = 'meridian.language';

const systemIsLight = signal(false);

export const themeChoice = signal<ThemeChoice>('system');
export const theme = computed<Theme>(() => {
  if (themeChoice.value !== 'system') return themeChoice.value;
  return systemIsLight.value ? 'light' : 'dark';
});
export const language = signal<Language>('en');
export const reducedMotion = signal(false);

/** Reads what was chosen before and follows the system from now on. */
export function loadPreferences(): void {
  const storedTheme = recall(THEME_KEY);
  if (storedTheme === 'dark' || storedTheme === 'light') themeChoice.value = storedTheme;
  const storedLanguage = recall(LANGUAGE_KEY);
  language.value = isLanguage(storedLanguage) ? storedLanguage : chooseLanguage(navigator.languages);
  follow('(prefers-color-scheme: light)', (light) => (systemIsLight.value = light));
  follow('(prefers-reduced-motion: reduce)', (reduced) => (reducedMotion.value = reduced));
}

export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.value = choice;
  remember(THEME_KEY, choice);
}

export function setLanguage(choice: Language): void {
  language.value = choice;
  remember(LANGUAGE_KEY, choice);
}

function follow(query: string, take: (matches: boolean) => void): void {
  const list = matchMedia(query);
  take(list.matches);
  list.addEventListener('change', (event) => take(event.matches));
}

// A browser may forbid its store (private windows, policies): then the choice lasts as long as the page.
function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See above.
  }
}
