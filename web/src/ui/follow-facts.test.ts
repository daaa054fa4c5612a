import { describe, expect, it } from 'vitest';
import type { Following } from '../api/types.ts';
import { ageSeconds, errorFacts, whyUnknown } from './follow-facts.ts';

const TOLD: Following = {
  follows: true,
  minutes: 60,
  heard: 38,
  hidden: 19,
  silent: 0,
  reports: 2280,
  refused: {},
  believedClosed: [],
  added: 900,
  withdrawn: 80,
  simulated: true,
};

describe('a city that follows one outside', () => {
  it('says how far off it is, and which share of that of one that hears nothing', () => {
    const facts = errorFacts({
      ...TOLD,
      errors: { flowVehiclesPerHour: 106, speedKmh: 2.1, flowOutside: 540 },
      uncorrected: { flowVehiclesPerHour: 212, speedKmh: 4.2, flowOutside: 540 },
    });
    expect(facts).toEqual([
      { kind: 'flow', value: 106, without: 212, share: 0.5 },
      { kind: 'speed', value: 2.1, without: 4.2, share: 0.5 },
    ]);
  });

  it('compares with nothing where no copy runs beside it, and says no speed where nobody came', () => {
    const facts = errorFacts({ ...TOLD, errors: { flowVehiclesPerHour: 106, flowOutside: 540 } });
    expect(facts).toEqual([{ kind: 'flow', value: 106, without: undefined, share: undefined }]);
  });

  it('says no share of nothing', () => {
    const none = { flowVehiclesPerHour: 0, flowOutside: 0 };
    expect(errorFacts({ ...TOLD, errors: none, uncorrected: none })[0]!.share).toBeUndefined();
  });

  it('says why nothing is known yet', () => {
    expect(errorFacts(TOLD)).toEqual([]);
    expect(whyUnknown(TOLD)).toBe('following.early');
    expect(whyUnknown({ ...TOLD, hidden: 0 })).toBe('following.noneHidden');
  });

  it('counts the age of the newest report on', () => {
    expect(ageSeconds({ ...TOLD, newestAgeSeconds: 12 }, 1_000, 6_000)).toBe(17);
    expect(ageSeconds({ ...TOLD, newestAgeSeconds: -3 }, 1_000, 1_000)).toBe(0);
    expect(ageSeconds(TOLD, 0, 0)).toBeUndefined();
  });
});
