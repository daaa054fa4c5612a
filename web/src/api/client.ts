/**
 * Asks the server over HTTP. One function for each operation of `openapi.yaml`; answers have its types.
 *
 * A refusal or a silence becomes an {@link ApiError}; nothing else is thrown.
 */
import type {
  Action,
  AreaMode,
  City,
  Clock,
  ClockChange,
  FigureHistory,
  Following,
  Inbox,
  Junction,
  Link,
  Loading,
  Match,
  Problem,
  Session,
  Stop,
  Stopped,
  Street,
  Thing,
} from './types.ts';

/** Longer than any answer of a healthy server takes; a sleeping laptop's socket never answers at all. */
const PATIENCE_MILLISECONDS = 10_000;

const NO_CONTENT = 204;

export class ApiError extends Error {
  /** The server's stable word, or `unreachable` where nobody answered. */
  readonly code: string;
  /** How far the city is, where the server has none yet. */
  readonly loading: Loading | undefined;

  constructor(code: string, message: string, loading?: Loading) {
    super(message);
    this.code = code;
    this.loading = loading;
  }
}

/** The code of an answer to whoever is nobody, or nobody any more. */
export const UNAUTHENTICATED = 'unauthenticated';

let tellSignedOut: () => void = () => undefined;

/** Calls this whenever the server does not know the page's session. */
export function whenSignedOut(tell: () => void): void {
  tellSignedOut = tell;
}

export const session = (): Promise<Session> => getJson('/api/session');
export const signIn = (secret: string): Promise<Session> => sendJson('/api/session', 'POST', { secret });
export const signOut = (): Promise<Session> => getJson('/api/session', { method: 'DELETE' });
export const city = (): Promise<City> => getJson('/api/city');
export const loading = (): Promise<Loading> => getJson('/api/loading');
export const clock = (): Promise<Clock> => getJson('/api/clock');
export const figures = (): Promise<FigureHistory> => getJson('/api/figures');
export const following = (): Promise<Following> => getJson('/api/following');
export const link = (index: number): Promise<Link> => getJson(`/api/links/${index}`);
export const junction = (index: number): Promise<Junction> => getJson(`/api/junctions/${index}`);
export const street = (name: string): Promise<Street> =>
  getJson(`/api/street?${new URLSearchParams({ name })}`);
export const stop = (index: number): Promise<Stop> => getJson(`/api/stops/${index}`);

export const actions = (): Promise<Inbox> => getJson('/api/actions');
/** Yes to what was seen and to nothing else. */
export const approve = ({ id, contentSha256 }: Action): Promise<Action> =>
  sendJson(`/api/actions/${encodeURIComponent(id)}/approval`, 'POST', { contentSha256 });
export const deny = ({ id }: Action): Promise<Action> =>
  sendJson(`/api/actions/${encodeURIComponent(id)}/denial`, 'POST', {});
export const emergencyStop = (): Promise<Stopped> => sendJson('/api/emergency-stop', 'POST', {});
export const setMode = (area: string, mode: AreaMode['mode']): Promise<AreaMode> =>
  sendJson('/api/modes', 'POST', { area, mode });

export function setClock(change: ClockChange): Promise<Clock> {
  return sendJson('/api/clock', 'POST', change);
}

export function search(words: string, signal: AbortSignal): Promise<readonly Match[]> {
  return getJson(`/api/search?${new URLSearchParams({ q: words.slice(0, 100), limit: '10' })}`, { signal });
}

/** What is there, or nothing. */
export async function at(lon: number, lat: number, radiusMeters: number): Promise<Thing | undefined> {
  const place = { lon: lon.toFixed(6), lat: lat.toFixed(6), radiusMeters: radiusMeters.toFixed(0) };
  return getJson<Thing | undefined>(`/api/at?${new URLSearchParams(place)}`);
}

export async function roads(): Promise<ArrayBuffer> {
  const response = await ask('/api/map/roads.bin', {});
  return response.arrayBuffer();
}

function sendJson<T>(path: string, method: string, content: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return getJson(path, { method, headers, body: JSON.stringify(content) });
}

async function getJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await ask(path, init);
  if (response.status === NO_CONTENT) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch {
    throw new ApiError('bad_answer', `${path} answered something that is not JSON`);
  }
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  const patience = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  const signal = init.signal ? AbortSignal.any([init.signal, patience]) : patience;
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal });
  } catch (reason) {
    if (init.signal?.aborted) throw new ApiError('aborted', `${path} is no longer wanted`);
    throw new ApiError('unreachable', `${path}: ${String(reason)}`);
  }
  if (response.ok) return response;
  const problem = (await response.json().catch(() => undefined)) as Problem | undefined;
  if (problem?.code === UNAUTHENTICATED) tellSignedOut();
  throw new ApiError(
    problem?.code ?? `http_${response.status}`,
    problem?.message ?? response.statusText,
    problem?.loading,
  );
}
