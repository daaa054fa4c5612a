import { describe, expect, test } from 'vitest';
import { formatHash, parseHash, sameSelection, type Address } from './hash.ts';

describe('the address', () => {
  test.each<Address>([
    {
      view: { zoom: 15.2, lat: -34.9055, lon: -56.1851, bearing: 0, pitch: 0 },
      selection: undefined,
      list: false,
    },
    {
      view: { zoom: 12, lat: 53.5, lon: 10, bearing: 30, pitch: 45 },
      selection: { kind: 'junction', index: 812 },
      list: false,
    },
    { view: undefined, selection: { kind: 'street', name: '8 de Octubre & Garibaldi = 50 %' }, list: true },
  ])('is read as it was written (%#)', (address) => {
    expect(parseHash(formatHash(address))).toEqual(address);
  });

  test.each([
    '',
    '#',
    '#a/b/c',
    '#99/0/0',
    '#12/91/0',
    '#12/0/NaN',
    '#12//3',
    '#&link=-1',
    '#&link=1e9',
    '#&street=%E0%A4%A',
  ])('that makes no sense (%s) is nothing, and does not throw', (hash) => {
    expect(parseHash(hash)).toEqual({ view: undefined, selection: undefined, list: false });
  });

  test('bounds the pitch', () => {
    expect(parseHash('#12/0/0/0/85').view?.pitch).toBe(60);
  });
});

test('two selections of the same thing are the same', () => {
  expect(sameSelection({ kind: 'link', index: 4 }, { kind: 'link', index: 4 })).toBe(true);
  expect(sameSelection({ kind: 'link', index: 4 }, { kind: 'stop', index: 4 })).toBe(false);
  expect(sameSelection(undefined, undefined)).toBe(true);
});
