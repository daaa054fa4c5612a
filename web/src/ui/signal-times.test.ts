import { beforeEach, describe, expect, test, vi } from 'vitest';
import { language } from '../state/preferences.ts';
import { phaseLengths, timeLeft } from './signal-times.ts';

beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en'] });
  language.value = 'en';
});

describe('the time left of a phase', () => {
  test('is one number where nobody lengthens it', () => {
    expect(timeLeft(7, undefined)).toBe('7 sec');
  });

  test('lies between a least and a most where detectors decide', () => {
    expect(timeLeft(3, 48)).toBe('at least 3 sec, at most 48 sec');
    language.value = 'de';
    expect(timeLeft(3, 48)).toBe('mindestens 3 Sek., höchstens 48 Sek.');
  });

  test('has no end where the plan names days', () => {
    expect(timeLeft(3, 2_147_483)).toBe('at least 3 sec');
  });
});

test('phases are told with the least and the most they last', () => {
  const phase = (leastSeconds: number, mostSeconds: number) => ({
    seconds: leastSeconds,
    leastSeconds,
    mostSeconds,
    aspects: [],
  });
  expect(phaseLengths({ phases: [phase(5, 50), phase(3, 3), phase(6, 2_147_483)] })).toBe(
    '5–50 sec · 3 sec · at least 6 sec',
  );
});
