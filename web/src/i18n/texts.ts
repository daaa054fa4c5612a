/** The texts of the page in the reader's language. A component that shows one is drawn anew when the language changes. */
import { computed } from '@preact/signals';
import { language } from '../state/preferences.ts';
import { de } from './de.ts';
import { en, type Catalogue, type Key } from './en.ts';
import { es } from './es.ts';
import type { Language } from './languages.ts';
import { zh } from './zh.ts';

export type { Key } from './en.ts';

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, es, de, zh };

const catalogue = computed(() => CATALOGUES[language.value]);

/** The text of a key, with `{name}` replaced by the value of that name. */
export function t(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return catalogue.value[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The text for a word of the server, or the word itself where a newer server has one that this page does not know. */
export function word(group: string, value: string): string {
  const key = `${group}.${value}`;
  return Object.hasOwn(en, key) ? t(key as Key) : value.replaceAll('_', ' ');
}
