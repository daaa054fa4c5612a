/** What is proposed for the signals: asked for every two seconds while the page is seen, and at once after a decision. */
import { computed, signal } from '@preact/signals';
import * as api from '../api/client.ts';
import type { Action, AreaMode, Inbox } from '../api/types.ts';
import { boxOf } from '../geo/boxes.ts';
import { flyTo } from './page.ts';
import { mark } from './thing.ts';

/** What the server said, and when it was heard: expiries count down from there. */
export const inbox = signal<{ readonly inbox: Inbox; readonly heardAt: number } | undefined>(undefined);
/** Why there is none: the server leaves signals alone, or cannot be asked now. */
export const inboxOff = signal(false);
/** The server's words where it refused. */
export const inboxProblem = signal<string | undefined>(undefined);
/** What came of the last emergency stop of this page. */
export const stopped = signal<'in-time' | 'late' | undefined>(undefined);

const LOOK_MILLISECONDS = 2_000;
const RUNNING: ReadonlySet<Action['stage']> = new Set(['approved', 'executed', 'confirmed', 'measured']);

export const isOpen = (action: Action): boolean =>
  action.stage === 'simulated' || action.stage === 'proposed';
export const isRunning = (action: Action): boolean => RUNNING.has(action.stage);

/** What needs somebody, or runs; and what is over. */
export const current = computed(() =>
  (inbox.value?.inbox.actions ?? []).filter((action) => isOpen(action) || isRunning(action)),
);
export const earlier = computed(() =>
  (inbox.value?.inbox.actions ?? []).filter((action) => !isOpen(action) && !isRunning(action)),
);

/** Gives what ends the asking. */
export function watchInbox(): () => void {
  void load();
  const timer = setInterval(() => document.hidden || inboxOff.value || void load(), LOOK_MILLISECONDS);
  return () => clearInterval(timer);
}

async function load(): Promise<void> {
  try {
    inbox.value = { inbox: await api.actions(), heardAt: performance.now() };
    inboxOff.value = false;
  } catch (reason) {
    inboxOff.value = reason instanceof api.ApiError && reason.code === 'signals_off';
  }
}

export const approve = (action: Action): Promise<void> => decide(() => api.approve(action));
export const deny = (action: Action): Promise<void> => decide(() => api.deny(action));
export const setMode = (area: string, mode: AreaMode['mode']): Promise<void> =>
  decide(() => api.setMode(area, mode));

export async function emergencyStop(): Promise<void> {
  await decide(async () => {
    const { inTime } = await api.emergencyStop();
    stopped.value = inTime ? 'in-time' : 'late';
  });
}

async function decide(ask: () => Promise<unknown>): Promise<void> {
  stopped.value = undefined;
  try {
    await ask();
    inboxProblem.value = undefined;
  } catch (reason) {
    inboxProblem.value = reason instanceof Error ? reason.message : String(reason);
  }
  await load();
}

/** Marks an action's junctions and looks at them. */
export function showJunctions(action: Action): void {
  const places = action.junctions.map(({ lon, lat }) => [lon, lat]);
  mark.value = { places };
  flyTo(boxOf(places));
}

/** The effect that is promised. */
export function promise(action: Action): Action['alternatives'][number]['effect'] {
  return action.alternatives.find(({ name }) => name === action.chosen)!.effect;
}

/** Seconds until it expires, counted on by the page's own clock. */
export function secondsLeft(action: Action, heardAt: number, now: number): number {
  return Math.max(0, action.secondsLeft - (now - heardAt) / 1000);
}
