/** Reads the text messages of the live channel. What is not of the agreed shape is refused, not guessed. */
import type { Clock, Figures } from '../api/types.ts';

export type Message =
  | { readonly type: 'clock'; readonly clock: Clock }
  | { readonly type: 'figures'; readonly figures: Figures };

const CLOCK_NUMBERS = ['seconds', 'speed'] as const;
const FIGURE_NUMBERS = [
  'seconds',
  'vehicles',
  'waiting',
  'speedRatio',
  'delayMinutesPerMinute',
  'completed',
] as const satisfies readonly (keyof Figures)[];

export function parseMessage(text: string): Message | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, ...content } = value as Record<string, unknown>;
  if (type === 'clock' && isClock(content)) return { type, clock: content };
  if (type === 'figures' && isFigures(content)) return { type, figures: content };
  return undefined;
}

function isClock(value: Record<string, unknown>): value is Record<string, unknown> & Clock {
  return hasNumbers(value, CLOCK_NUMBERS) && typeof value['paused'] === 'boolean';
}

function isFigures(value: Record<string, unknown>): value is Record<string, unknown> & Figures {
  return hasNumbers(value, FIGURE_NUMBERS) && Array.isArray(value['corridors']);
}

function hasNumbers(value: Record<string, unknown>, keys: readonly string[]): boolean {
  return keys.every((key) => Number.isFinite(value[key]));
}
