/** How the city follows one outside: asked for every ten seconds while the page is seen; it changes once a simulated minute. */
import { signal } from '@preact/signals';
import * as api from '../api/client.ts';
import type { Following } from '../api/types.ts';

/** What the server said, and when it was heard: ages count on from there. */
export const following = signal<{ readonly following: Following; readonly heardAt: number } | undefined>(
  undefined,
);

const LOOK_MILLISECONDS = 10_000;

/** Gives what ends the asking. */
export function watchFollowing(): () => void {
  void load();
  const timer = setInterval(() => document.hidden || void load(), LOOK_MILLISECONDS);
  return () => clearInterval(timer);
}

async function load(): Promise<void> {
  try {
    following.value = { following: await api.following(), heardAt: performance.now() };
  } catch {
    // What was heard last stays, and the age of its newest report goes on growing.
  }
}
