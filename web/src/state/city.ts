/** What the server last said: the city, its clock, its figures. One value each, read by whoever shows it. */
import { computed, signal } from '@preact/signals';
import type { City, Clock, Figures } from '../api/types.ts';
import type { ChannelState } from '../live/channel.ts';

export const city = signal<City | undefined>(undefined);

/** The clock, and when (milliseconds of the browser) it was heard: between two messages the page counts on by itself. */
export const clock = signal<{ readonly clock: Clock; readonly heardAt: number } | undefined>(undefined);

export const figures = signal<Figures | undefined>(undefined);

/** One sample a simulated minute, oldest first. */
export const history = signal<readonly Figures[]>([]);

export const channel = signal<ChannelState>({ phase: 'resting' });

/** When anything was heard last, in milliseconds of the browser. */
export const heardAt = signal<number>(performance.now());

/** Ticks four times a second while the page is seen; what shows an age or a time reads it. */
export const tick = signal<number>(performance.now());

const OLD_AFTER_MILLISECONDS = 4_000;

/** Age of the picture in whole seconds where it is too old to be trusted, else nothing. */
export const oldSeconds = computed(() => {
  if (channel.value.phase === 'resting') return undefined;
  const age = tick.value - heardAt.value;
  return age > OLD_AFTER_MILLISECONDS ? Math.floor(age / 1000) : undefined;
});

/** The simulated second now: the last one heard, counted on with the speed for as long as the picture is fresh. */
export const simulatedSeconds = computed(() => {
  const last = clock.value;
  if (!last) return undefined;
  if (last.clock.paused || last.clock.behind || last.clock.filling) return last.clock.seconds;
  const since = Math.min(Math.max(0, tick.value - last.heardAt), 2_000) / 1000;
  return last.clock.seconds + since * last.clock.speed;
});

const SAMPLES = 120;

/** Puts the newest figures at the end, one sample a simulated minute. */
export function appendSample(samples: readonly Figures[], next: Figures): readonly Figures[] {
  const last = samples.at(-1);
  if (last && next.seconds < last.seconds) return [next];
  const sameMinute = last !== undefined && Math.floor(last.seconds / 60) === Math.floor(next.seconds / 60);
  return [...(sameMinute ? samples.slice(0, -1) : samples), next].slice(-SAMPLES);
}
