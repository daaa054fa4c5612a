import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { en, type Key } from './en.ts';
import { makeFormats } from './formats.ts';
import { chooseLanguage, localeFor, type Language } from './languages.ts';
import { CATALOGUES } from './texts.ts';

const KEYS = Object.keys(en) as Key[];
const SOURCES = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !/\.test\.|^i18n|generated/.test(name),
);

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).toSorted();
}

describe.each(Object.entries(CATALOGUES))('the catalogue %s', (_language, catalogue) => {
  test('has every key, and none more', () => {
    expect(Object.keys(catalogue).toSorted()).toEqual(KEYS.toSorted());
  });

  test('leaves no text empty', () => {
    expect(KEYS.filter((key) => catalogue[key].trim() === '')).toEqual([]);
  });

  test('uses the same placeholders as English', () => {
    const different = KEYS.filter(
      (key) => placeholders(catalogue[key]).join() !== placeholders(en[key]).join(),
    );
    expect(different).toEqual([]);
  });
});

test('every key is used somewhere', () => {
  const code = SOURCES.map((name) => readFileSync(`src/${name}`, 'utf8')).join('\n');
  // Words of the server are put together from a group and a value: t(`turn.${turn}`) or word('class', …).
  const groups = new Set(
    [...code.matchAll(/`(\w+)\.\$\{|word\('(\w+)'/g)].map((match) => match[1] ?? match[2]),
  );
  const unused = KEYS.filter((key) => !code.includes(`'${key}'`) && !groups.has(key.split('.', 1)[0]));
  expect(unused).toEqual([]);
});

describe('no text stands in a component', () => {
  test.each(SOURCES.filter((name) => name.endsWith('.tsx')))('%s', (name) => {
    const source = ts.createSourceFile(
      name,
      readFileSync(`src/${name}`, 'utf8'),
      ts.ScriptTarget.Latest,
      true,
      ts.ScriptKind.TSX,
    );
    expect(literals(source)).toEqual([]);
  });
});

/** Words between tags, and attributes that a person reads or hears. */
function literals(node: ts.Node): readonly string[] {
  const found: string[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isJsxText(one) && /\p{L}/u.test(one.text)) found.push(one.text.trim());
    if (
      ts.isJsxAttribute(one) &&
      /^(aria-label|aria-valuetext|title|placeholder|alt|label)$/.test(one.name.getText())
    ) {
      if (one.initializer && ts.isStringLiteral(one.initializer) && one.initializer.text !== '') {
        found.push(one.initializer.text);
      }
    }
    ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
}

describe('the language', () => {
  test('is the first of the reader’s that there is', () => {
    expect(chooseLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(chooseLanguage(['zh-Hant-TW'])).toBe('zh');
    expect(chooseLanguage(['fr'])).toBe('en');
  });

  test('takes numbers from the reader’s region where it fits', () => {
    expect(localeFor('de', ['en-US', 'de-CH'])).toBe('de-CH');
    expect(localeFor('es', ['en-US'])).toBe('es');
  });
});

describe('numbers and times', () => {
  const write = (language: Language) => makeFormats(language);

  test('are written as the reader writes them', () => {
    expect(write('en').count(12_345)).toBe('12,345');
    expect(write('de').count(12_345)).toBe('12.345');
    expect(write('de').percent(0.42)).toBe('42\u00a0%');
    expect(write('en').length(1530)).toBe('1.5 km');
    expect(write('zh').speed(50)).toBe('50 km/h');
  });

  test('know a day of more than 24 hours', () => {
    expect(write('en').time(7 * 3600 + 5 * 60 + 9.9)).toBe('07:05:09');
    expect(write('en').time(86_400 + 60)).toBe('00:01:00');
  });
});
