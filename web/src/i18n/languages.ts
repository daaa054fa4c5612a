/** The languages of the page, each with its own name for itself. */
export const LANGUAGES = { en: 'English', es: 'Español', de: 'Deutsch', zh: '中文' } as const;

export type Language = keyof typeof LANGUAGES;

export function isLanguage(value: string | null | undefined): value is Language {
  return value !== null && value !== undefined && Object.hasOwn(LANGUAGES, value);
}

/** The first of the reader's languages that there is, else English. */
export function chooseLanguage(wanted: readonly string[]): Language {
  return wanted.map((tag) => tag.split('-', 1)[0]?.toLowerCase()).find(isLanguage) ?? 'en';
}

/**
 * The reader's own region where it fits the language ("de-CH" and German), so that numbers look as at home;
 * else the plain language.
 */
export function localeFor(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.split('-', 1)[0]?.toLowerCase() === language) ?? language;
}
