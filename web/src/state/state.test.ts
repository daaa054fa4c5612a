import { describe, expect, test } from 'vitest';
import type { Figures, Loading } from '../api/types.ts';
import { guessSeconds, restMilliseconds } from '../map/vehicles-layer.ts';
import { range, rates } from '../ui/figure-list.ts';
import { appendSample } from './city.ts';
import { nextSpeed } from './control.ts';
import { hasMap, openingOf } from './opening.ts';

function sample(seconds: number, completed = 0): Figures {
  return {
    seconds,
    vehicles: 1,
    waiting: 0,
    speedRatio: 1,
    delayMinutesPerMinute: 0,
    completed,
    corridors: [],
  };
}

describe('the samples of a line', () => {
  test('have one for each simulated minute, the newest of it', () => {
    const two = appendSample([sample(0), sample(60)], sample(118));
    expect(two.map(({ seconds }) => seconds)).toEqual([0, 118]);
    expect(appendSample(two, sample(121)).map(({ seconds }) => seconds)).toEqual([0, 118, 121]);
  });

  test('are 120 at most', () => {
    const many = Array.from({ length: 120 }, (_, minute) => sample(minute * 60));
    const next = appendSample(many, sample(120 * 60));
    expect(next.length).toBe(120);
    expect(next[0]!.seconds).toBe(60);
  });

  test('begin anew where time jumps back: the city was started again', () => {
    expect(appendSample([sample(9_000)], sample(60))).toEqual([sample(60)]);
  });
});

test('completed trips become trips a minute', () => {
  expect(rates([sample(0, 10), sample(60, 40), sample(90, 60)])).toEqual([null, 30, 40]);
  expect(rates([sample(60, 10), sample(60, 40)])).toEqual([null, null]);
});

test('the range of a line leaves gaps out', () => {
  expect(range([null, 3, 1, null])).toEqual([1, 3]);
  expect(range([null])).toBeUndefined();
});

test('speed goes to the next usual one, and no further than there is', () => {
  expect(nextSpeed(10, 1)).toBe(20);
  expect(nextSpeed(13, -1)).toBe(10);
  expect(nextSpeed(60, 1)).toBeUndefined();
  expect(nextSpeed(1, -1)).toBeUndefined();
});

describe('between two frames', () => {
  test('vehicles go on by the simulated time that has passed', () => {
    expect(guessSeconds({ paused: false, speed: 10 }, 200)).toBe(2);
  });

  test('they stand while the city is paused', () => {
    expect(guessSeconds({ paused: true, speed: 10 }, 200)).toBe(0);
  });

  test('they stop after a second without news', () => {
    expect(guessSeconds({ paused: false, speed: 1 }, 60_000)).toBe(1);
  });
});

test('a machine that draws slowly rests as long as it draws, within reason', () => {
  expect(restMilliseconds(5)).toBe(33);
  expect(restMilliseconds(200)).toBe(200);
  expect(restMilliseconds(9_000)).toBe(500);
});

test('a city that loads is told from one that is there', () => {
  const loading = { city: 'Montevideo', step: 'reading', percent: 12 } as const;
  expect(openingOf(loading)).toEqual({ kind: 'loading', loading });
  expect(openingOf({ city: 'Montevideo', step: 'ready', percent: 100 })).toEqual({ kind: 'ready' });
});

test('the map is drawn as soon as the traffic is prepared, and not before', () => {
  const at = (step: Loading['step']): boolean => hasMap(openingOf({ city: 'Montevideo', step, percent: 40 }));
  expect([at('importing'), at('reading'), at('preparing'), at('ready')]).toEqual([false, false, true, true]);
});
