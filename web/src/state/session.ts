/** Who is signed in. A page that changes hands is loaded anew, so that nothing of the one before is left in it. */
import { signal } from '@preact/signals';
import * as api from '../api/client.ts';
import type { Session } from '../api/types.ts';

export const session = signal<Session | undefined>(undefined);

/** Why the last try to sign in failed, where it did. */
export const signInProblem = signal<'refused' | 'unreachable' | undefined>(undefined);

const TOKEN = /^#sign-in=([\w-]{1,200})$/;
let token: string | undefined;

/** Takes the token out of the address before anybody else reads it, and out of the history. */
export function takeToken(): void {
  token = TOKEN.exec(location.hash)?.[1];
  if (token !== undefined) history.replaceState(null, '', location.pathname);
  // The address of another token, put into an open page, loads nothing by itself.
  addEventListener('hashchange', () => TOKEN.test(location.hash) && location.reload());
  api.whenSignedOut(() => void leaveWhenSignedOut());
}

/** Signs in where the address brought a token; tells who is signed in. */
export async function enter(): Promise<Session> {
  const brought = token;
  token = undefined;
  if (brought !== undefined) {
    try {
      return await api.signIn(brought);
    } catch (reason) {
      if (!refused(reason)) {
        token = brought;
        throw reason;
      }
      signInProblem.value = 'refused';
    }
  }
  return api.session();
}

export async function signIn(secret: string): Promise<void> {
  signInProblem.value = undefined;
  try {
    await api.signIn(secret.trim());
    location.reload();
  } catch (reason) {
    signInProblem.value = refused(reason) ? 'refused' : 'unreachable';
  }
}

export async function signOut(): Promise<void> {
  await api.signOut().catch(() => undefined);
  location.reload();
}

/** What needs somebody signed in was refused, or may have been: a WebSocket does not say why. */
export async function leaveWhenSignedOut(): Promise<void> {
  if (session.peek()?.signedIn !== true) return;
  const now = await api.session().catch(() => undefined);
  if (now?.signedIn === false) location.reload();
}

function refused(reason: unknown): boolean {
  return reason instanceof api.ApiError && reason.code !== 'unreachable';
}
