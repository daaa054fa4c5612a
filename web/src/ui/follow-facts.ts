/** What the page says of a city that follows one outside. */
import type { FollowErrors, Following } from '../api/types.ts';
import type { Key } from '../i18n/en.ts';

export interface ErrorFact {
  readonly kind: 'flow' | 'speed';
  /** Vehicles an hour, or km/h. */
  readonly value: number;
  /** The same of the copy that hears nothing, where there is one. */
  readonly without: number | undefined;
  /** Share of that copy's error that is left; undefined where there is none to compare with. */
  readonly share: number | undefined;
}

/** How far it is from what it is not told: flow and speed, each where it is known. */
export function errorFacts(told: Following): readonly ErrorFact[] {
  return [
    fact('flow', told, (errors) => errors.flowVehiclesPerHour),
    fact('speed', told, (errors) => errors.speedKmh),
  ].filter((one) => one !== undefined);
}

function fact(
  kind: ErrorFact['kind'],
  told: Following,
  of: (errors: FollowErrors) => number | undefined,
): ErrorFact | undefined {
  const value = told.errors && of(told.errors);
  if (value === undefined) return undefined;
  const without = told.uncorrected && of(told.uncorrected);
  return { kind, value, without, share: without ? value / without : undefined };
}

/** Why there is no error to tell. */
export function whyUnknown(told: Following): Key {
  return told.hidden === 0 ? 'following.noneHidden' : 'following.early';
}

/** How old the newest report is now, s: what the server said and the time since. */
export function ageSeconds(told: Following, heardAt: number, now: number): number | undefined {
  return told.newestAgeSeconds === undefined
    ? undefined
    : Math.max(0, told.newestAgeSeconds + Math.max(0, now - heardAt) / 1000);
}
