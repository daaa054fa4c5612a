/** From the opened page to the city with its traffic: a server that is young tells how far its city is. */
import { batch, computed, signal } from '@preact/signals';
import * as api from '../api/client.ts';
import type { Loading } from '../api/types.ts';
import { city } from './city.ts';
import { loadHistory, startLive } from './live.ts';
import { enter, session } from './session.ts';

export type Opening =
  | { readonly kind: 'asking' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'loading'; readonly loading: Loading }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'ready' };

export const opening = signal<Opening>({ kind: 'asking' });

/** Whether the server answers everything that the page may ask. */
export const isOpen = computed(() => opening.value.kind === 'ready');

/** The city is loaded within seconds, and this page is all that looks at it: no reason to let it wait. */
const LOADING_MILLISECONDS = 250;
const RETRY_MILLISECONDS = 3_000;

/** Asks how far the city is until it is there, and draws its map as soon as that can be had. Gives what ends the asking. */
export function openCity(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<void> => {
    let next: Opening;
    try {
      session.value ??= await enter();
      if (!session.value.signedIn) {
        // Whoever signs in loads the page anew.
        opening.value = { kind: 'signed-out' };
        return;
      }
      next = openingOf(await api.loading());
      const drawn = city.peek() ?? (hasMap(next) ? await api.city() : undefined);
      batch(() => {
        city.value = drawn;
        opening.value = next;
      });
    } catch (reason) {
      next = { kind: 'unreachable', reason: String(reason) };
      opening.value = next;
    }
    if (next.kind === 'ready') begin();
    else
      timer = setTimeout(
        () => void ask(),
        next.kind === 'loading' ? LOADING_MILLISECONDS : RETRY_MILLISECONDS,
      );
  };
  void ask();
  return () => clearTimeout(timer);
}

export function openingOf(loading: Loading): Opening {
  return loading.step === 'ready' ? { kind: 'ready' } : { kind: 'loading', loading };
}

/** The map can be drawn before its traffic is prepared. */
export function hasMap(now: Opening): boolean {
  return now.kind === 'ready' || (now.kind === 'loading' && now.loading.step === 'preparing');
}

function begin(): void {
  startLive();
  // The channel brings figures every second anyway; this is for the lines' past.
  loadHistory().catch(() => undefined);
}
