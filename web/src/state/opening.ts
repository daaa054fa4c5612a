/** From the opened page to the first answer about the city: a server that is young tells how far its city is. */
import { signal } from '@preact/signals';
import * as api from '../api/client.ts';
import type { Loading } from '../api/types.ts';
import { city } from './city.ts';
import { loadHistory, startLive } from './live.ts';

export type Opening =
  | { readonly kind: 'asking' }
  | { readonly kind: 'loading'; readonly loading: Loading }
  | { readonly kind: 'unreachable'; readonly reason: string };

export const opening = signal<Opening>({ kind: 'asking' });

/** The city is loaded within seconds, and this page is all that looks at it: no reason to let it wait. */
const LOADING_MILLISECONDS = 250;
const RETRY_MILLISECONDS = 3_000;

/** Asks for the city until it is there, then for all that moves in it. Gives what ends the asking. */
export function openCity(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<void> => {
    try {
      city.value = await api.city();
    } catch (reason) {
      opening.value = openingOf(reason);
      const pause = opening.value.kind === 'loading' ? LOADING_MILLISECONDS : RETRY_MILLISECONDS;
      timer = setTimeout(() => void ask(), pause);
      return;
    }
    startLive();
    // The channel brings figures every second anyway; this is for the lines' past.
    loadHistory().catch(() => undefined);
  };
  void ask();
  return () => clearTimeout(timer);
}

export function openingOf(reason: unknown): Opening {
  return reason instanceof api.ApiError && reason.loading
    ? { kind: 'loading', loading: reason.loading }
    : { kind: 'unreachable', reason: String(reason) };
}
