import { describe, expect, test } from 'vitest';
import type { Signal } from '../api/types.ts';
import { approach, fitPaths, phaseSpan, planPosition, planRows } from './plan.ts';

// Two groups in 60 s: green 30, amber 3, and all red for the rest; the second group half a cycle later.
const SIGNAL: Signal = {
  id: 's',
  planId: '0',
  assumed: true,
  actuated: false,
  cycleSeconds: 60,
  offsetSeconds: 0,
  phases: [
    { seconds: 27, leastSeconds: 27, mostSeconds: 27, aspects: ['green_protected', 'red'] },
    { seconds: 3, leastSeconds: 3, mostSeconds: 3, aspects: ['amber', 'red'] },
    { seconds: 27, leastSeconds: 27, mostSeconds: 27, aspects: ['red', 'green_protected'] },
    { seconds: 3, leastSeconds: 3, mostSeconds: 3, aspects: ['red', 'amber'] },
  ],
  phase: 2,
  state: 'plan',
  secondsLeft: 7,
};

describe('a signal plan', () => {
  test('has one bar where neighbouring phases show the same', () => {
    expect(planRows(SIGNAL)[0]).toEqual([
      { aspect: 'green_protected', fromSeconds: 0, toSeconds: 27 },
      { aspect: 'amber', fromSeconds: 27, toSeconds: 30 },
      { aspect: 'red', fromSeconds: 30, toSeconds: 60 },
    ]);
  });

  test('runs on from where it was, and round', () => {
    expect(planPosition(SIGNAL, 0)).toBe(50);
    expect(planPosition(SIGNAL, 9)).toBe(59);
    expect(planPosition(SIGNAL, 25)).toBe(15);
  });

  test('has no known place in its cycle where detectors or people decide when it goes on', () => {
    const actuated: Signal = { ...SIGNAL, actuated: true, secondsLeft: 3, mostSecondsLeft: 48 };
    expect(planPosition(actuated, 5)).toBeUndefined();
    expect(phaseSpan(actuated)).toEqual({ fromSeconds: 30, toSeconds: 57 });
    const { secondsLeft: _, ...endless } = SIGNAL;
    const held: Signal = { ...endless, state: 'held' };
    expect(planPosition(held, 5)).toBeUndefined();
    expect(phaseSpan(held)).toEqual({ fromSeconds: 30, toSeconds: 57 });
    expect(phaseSpan({ ...held, state: 'dark' })).toBeUndefined();
    expect(phaseSpan({ ...held, state: 'flashing' })).toBeUndefined();
  });

  test('without phases is an empty drawing, not an error', () => {
    const none = { ...SIGNAL, phases: [] };
    expect(planRows(none)).toEqual([]);
    expect(planPosition(none, 10)).toBe(0);
  });
});

describe('a movement', () => {
  const base = { fromLink: 0, fromLane: 0, toLink: 1, toLane: 0, turn: 'straight' } as const;

  test('that drives to the north comes from the south', () => {
    expect(
      approach({
        ...base,
        path: [
          [10, 50],
          [10, 50.001],
        ],
      }),
    ).toBe('s');
    expect(
      approach({
        ...base,
        path: [
          [10, 50],
          [9.999, 50],
        ],
      }),
    ).toBe('e');
  });

  test('without a path comes from nowhere', () => {
    expect(approach(base)).toBeUndefined();
    expect(
      approach({
        ...base,
        path: [
          [10, 50],
          [10, 50],
        ],
      }),
    ).toBeUndefined();
  });

  test('is drawn with north at the top, inside the margin', () => {
    const [path] = fitPaths(
      [
        [
          [10, 50],
          [10, 50.001],
        ],
      ],
      100,
      10,
    );
    expect(path![0]![1]).toBeCloseTo(90, 5);
    expect(path![1]![1]).toBeCloseTo(10, 5);
  });
});
