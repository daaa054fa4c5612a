/** Pause and speed: asks the server, takes over what it answers, and remembers what it was before. */
import { signal } from '@preact/signals';
import * as api from '../api/client.ts';
import type { Clock, ClockChange } from '../api/types.ts';
import { clock } from './city.ts';
import { takeClock } from './live.ts';

export const SPEEDS = [1, 2, 5, 10, 20, 30, 60] as const;

export interface Change {
  readonly before: Pick<Clock, 'speed' | 'paused'>;
  readonly after: Pick<Clock, 'speed' | 'paused'>;
}

/** The last change, for as long as it is offered to be undone. */
export const lastChange = signal<Change | undefined>(undefined);
/** The server's words where it refused. */
export const controlProblem = signal<string | undefined>(undefined);

const OFFER_MILLISECONDS = 8_000;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Ends when the newest change has been answered; changes are made one after the other. */
let pending: Promise<void> = Promise.resolve();

export const togglePause = (): Promise<void> => {
  const now = clock.value?.clock;
  return now ? change({ paused: !now.paused }) : Promise.resolve();
};

/** To the next slower (−1) or faster (+1) of the usual speeds. */
export const stepSpeed = (direction: 1 | -1): Promise<void> => {
  const now = clock.value?.clock;
  const next = now && nextSpeed(now.speed, direction);
  return next === undefined ? Promise.resolve() : change({ speed: next });
};

export const setSpeed = (speed: number): Promise<void> => change({ speed });

/** Also of a change that the server has not answered yet: the live channel may have shown it already. */
export async function undo(): Promise<void> {
  await pending;
  const last = lastChange.value;
  if (!last) return;
  await change(last.before);
  lastChange.value = undefined;
}

export function nextSpeed(speed: number, direction: 1 | -1): number | undefined {
  return direction === 1 ? SPEEDS.find((step) => step > speed) : SPEEDS.findLast((step) => step < speed);
}

function change(wanted: ClockChange): Promise<void> {
  pending = pending.then(() => make(wanted));
  return pending;
}

async function make(wanted: ClockChange): Promise<void> {
  const before = clock.value?.clock;
  if (!before) return;
  clearTimeout(timer);
  try {
    const after = await api.setClock(wanted);
    takeClock(after);
    controlProblem.value = undefined;
    lastChange.value = { before: { speed: before.speed, paused: before.paused }, after };
  } catch (reason) {
    controlProblem.value = reason instanceof Error ? reason.message : String(reason);
  }
  timer = setTimeout(() => {
    lastChange.value = undefined;
    controlProblem.value = undefined;
  }, OFFER_MILLISECONDS);
}
