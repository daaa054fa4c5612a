import { describe, expect, it } from 'vitest';
import { spanOf } from './effect-span.ts';

const effect = (low: number, expected: number, high: number) => ({
  measure: 'time lost',
  unit: 'vehicle-minutes',
  low,
  expected,
  high,
});

describe('the picture of an effect', () => {
  it('has zero at its right where everything gets better', () => {
    const at = spanOf([effect(-20, -12, -4)], 100);
    expect(at(-20)).toBeCloseTo(22);
    expect(at(0)).toBeCloseTo(78);
    expect(at(-10)).toBeCloseTo(50);
  });

  it('has room for what was measured beyond the interval', () => {
    const at = spanOf([effect(-20, -12, -4), effect(20, 20, 20)], 100);
    expect(at(20)).toBeCloseTo(78);
    expect(at(0)).toBeCloseTo(50);
  });

  it('draws nothing at all where nothing changes', () => {
    expect(spanOf([effect(0, 0, 0)], 100)(0)).toBeCloseTo(22);
  });
});
