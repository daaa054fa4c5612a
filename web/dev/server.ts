/** Serves the built page and the mock's answers, with the headers that the real server sends. For checks only. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ClockChange, Following, Loading, Problem, Session } from '../src/api/types.ts';
import { MockInbox } from './inbox.ts';
import { Answers } from './answers.ts';
import { Frames, roadsFile } from './frames.ts';
import { makeTiles } from './tiles.ts';
import { makeTown } from './town.ts';
import { Traffic } from './traffic.ts';

export const CSP =
  "default-src 'self'; img-src 'self' data: blob:; worker-src 'self'; style-src 'self'; connect-src 'self'";
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const DIST = join(import.meta.dirname ?? '.', '../dist');

export interface Mock {
  readonly traffic: Traffic;
  /** Says how far the city is, as a server does that has none yet; with nothing, the city is there. */
  load(loading: Loading | undefined): void;
  listen(port: number): Promise<number>;
  /** Ends the session of whoever looks, as a server does after a week. */
  signOut(): void;
  /** Ends every connection at once, as a killed server would. */
  close(): Promise<void>;
}

export interface MockOptions {
  readonly vehicles: number;
  /** Version digit of the binary frames, to see what the page says about another one. */
  readonly frameVersion?: string;
  readonly dist?: string;
  /** Nobody is signed in before somebody says {@link SECRET}. */
  readonly signedOut?: boolean;
  /** How it follows a city outside; it follows none without. */
  readonly following?: Partial<Following>;
}

/** Signs in, as token and as secret, as often as one likes. */
export const SECRET = 'meridian_token_of_the_mock';

export function createMock(options: MockOptions): Mock {
  const town = makeTown();
  const traffic = new Traffic(town, options.vehicles);
  warmUp(traffic);
  const frames = new Frames(town, traffic);
  const answers = new Answers(town, traffic);
  const inbox = new MockInbox(town, () => traffic.seconds);
  const tiles = makeTiles(town);
  const roads = roadsFile(town);
  const dist = options.dist ?? DIST;
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', CSP);
    response.setHeader('cache-control', 'no-store');
    const url = new URL(request.url ?? '/', 'http://mock');
    void answer(url, request, response).catch((reason: unknown) =>
      problem(response, 500, 'broken', String(reason)),
    );
  });
  const sockets = new WebSocketServer({ server, path: '/api/live' });
  sockets.on('connection', (socket) => serve(socket, frames, answers, options.frameVersion));
  let timer: ReturnType<typeof setInterval> | undefined;
  let loading: Loading | undefined;
  let signedIn = options.signedOut !== true;

  async function answer(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (url.pathname === '/api/session') {
      if (request.method === 'POST') {
        signedIn = ((await body(request)) as { secret: string }).secret === SECRET;
        if (!signedIn) return problem(response, 401, 'unauthenticated', 'That signs nobody in.');
      }
      if (request.method === 'DELETE') signedIn = false;
      return sendJson(response, sessionOf(signedIn));
    }
    if (!signedIn && url.pathname.startsWith('/api/'))
      return problem(response, 401, 'unauthenticated', 'Sign in.');
    if (url.pathname === '/api/loading')
      return sendJson(response, loading ?? { city: answers.city().name, step: 'ready', percent: 100 });
    if (loading && !isThere(loading, url.pathname)) return notYet(response, loading);
    const tile = /^\/api\/map\/(\d+)\/(\d+)\/(\d+)\.mvt$/.exec(url.pathname);
    if (tile) return sendTile(response, tiles(Number(tile[1]), Number(tile[2]), Number(tile[3])));
    if (url.pathname === '/api/map/roads.bin')
      return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(roads);
    if (url.pathname === '/api/clock' && request.method === 'POST')
      change(traffic, (await body(request)) as ClockChange);
    if (INBOX.test(url.pathname)) return sendJson(response, routeInbox(url.pathname, inbox));
    if (url.pathname === '/api/following')
      return sendJson(response, { ...NOT_FOLLOWING, ...options.following });
    const found = url.pathname.startsWith('/api/') ? route(url, answers) : undefined;
    if (url.pathname === '/api/at' && found === undefined) return void response.writeHead(204).end();
    if (url.pathname.startsWith('/api/')) return sendJson(response, found);
    return sendFile(response, dist, url.pathname);
  }

  return {
    traffic,
    load: (next) => (loading = next),
    signOut: () => {
      signedIn = false;
      for (const socket of sockets.clients) socket.close(1008);
    },
    listen: (port) =>
      new Promise((resolve) => {
        timer = setInterval(() => traffic.advance(0.2), 200);
        server.listen(port, '127.0.0.1', () => resolve(portOf(server)));
      }),
    close: () =>
      new Promise((resolve) => {
        clearInterval(timer);
        if (!server.listening) {
          resolve();
          return;
        }
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function sessionOf(signedIn: boolean): Session {
  return signedIn
    ? { signedIn, name: 'Administrator', scopes: ['read', 'write', 'command', 'administer'] }
    : { signedIn, scopes: [] };
}

function serve(socket: WebSocket, frames: Frames, answers: Answers, version: string | undefined): void {
  let view: { west: number; south: number; east: number; north: number; zoom: number } | undefined;
  const text = (type: string, content: object): void => socket.send(JSON.stringify({ type, ...content }));
  const binary = (bytes: Uint8Array): void => {
    if (version) bytes[3] = version.charCodeAt(0);
    // A slow client gets fewer frames.
    if (socket.bufferedAmount === 0) socket.send(bytes);
  };
  const slow = (): void => {
    text('clock', answers.clock());
    text('figures', answers.figures().now);
    if (view) binary(frames.roads());
  };
  const fast = (): void => {
    if (!view) return;
    if (view.zoom >= 14.5) binary(frames.vehicles(view));
    if (view.zoom >= 15) binary(frames.signals(view));
  };
  socket.on('message', (data) => {
    const first = view === undefined;
    view = JSON.parse((data as Buffer).toString('utf8')) as NonNullable<typeof view>;
    if (first) slow();
  });
  slow();
  const timers = [setInterval(slow, 1000), setInterval(fast, 200)];
  socket.on('close', () => timers.forEach(clearInterval));
}

const NOT_FOLLOWING: Following = {
  follows: false,
  minutes: 0,
  heard: 0,
  hidden: 0,
  silent: 0,
  reports: 0,
  refused: {},
  believedClosed: [],
  added: 0,
  withdrawn: 0,
  simulated: false,
};

/** The figures of `docs/assimilation.md`, of an hour in which a lane was closed. */
export const FOLLOWING: Partial<Following> = {
  follows: true,
  minutes: 60,
  heard: 38,
  hidden: 19,
  silent: 2,
  reports: 2240,
  newestAgeSeconds: 12,
  errors: { flowVehiclesPerHour: 106.4, speedKmh: 2.2, flowOutside: 540 },
  uncorrected: { flowVehiclesPerHour: 227.1, speedKmh: 5.2, flowOutside: 540 },
  believedClosed: ['a204a[0] lane 0'],
  added: 900,
  withdrawn: 80,
  simulated: true,
};

const INBOX = /^\/api\/(actions|emergency-stop)/;

function routeInbox(path: string, inbox: MockInbox): unknown {
  if (path === '/api/emergency-stop') {
    inbox.stops++;
    return { actions: 1, inTime: true, millis: 4 };
  }
  if (path.endsWith('/approval')) inbox.answered = 'confirmed';
  if (path.endsWith('/denial')) inbox.answered = 'denied';
  return path === '/api/actions' ? inbox.inbox() : inbox.inbox().actions[0];
}

function route(url: URL, answers: Answers): unknown {
  const index = Number(/\/(\d+)$/.exec(url.pathname)?.[1] ?? -1);
  const number = (name: string): number => Number(url.searchParams.get(name));
  if (url.pathname === '/api/city') return answers.city();
  if (url.pathname === '/api/clock') return answers.clock();
  if (url.pathname === '/api/figures') return answers.figures();
  if (url.pathname === '/api/search')
    return answers.search(url.searchParams.get('q') ?? '', number('limit') || 10);
  if (url.pathname === '/api/at')
    return answers.at(number('lon'), number('lat'), number('radiusMeters') || 20);
  if (url.pathname === '/api/street') return answers.street(url.searchParams.get('name') ?? '');
  if (url.pathname.startsWith('/api/links/')) return answers.link(index);
  if (url.pathname.startsWith('/api/junctions/')) return answers.junction(index);
  return url.pathname.startsWith('/api/stops/') ? answers.stop(index) : undefined;
}

/** Two hours of history without two hours of waiting. */
function warmUp(traffic: Traffic): void {
  traffic.advance(12);
  const now = traffic.figures();
  for (let minute = 60; minute > 0; minute--) {
    const wave = 1 + 0.12 * Math.sin(minute / 6) + 0.05 * Math.sin(minute * 1.9);
    traffic.history.unshift({
      ...now,
      corridors: [],
      seconds: now.seconds - (61 - minute) * 60,
      vehicles: Math.round(now.vehicles * wave * (1 - (61 - minute) / 180)),
      speedRatio: Math.min(1, now.speedRatio * (2 - wave)),
      waiting: Math.round(now.waiting * wave),
      delayMinutesPerMinute: now.delayMinutesPerMinute * wave,
      completed: now.completed - (61 - minute) * 640 - Math.round(60 * Math.sin(minute / 5)),
    });
  }
  traffic.history.splice(
    0,
    traffic.history.length,
    ...traffic.history.toSorted((a, b) => a.seconds - b.seconds),
  );
}

function change(traffic: Traffic, wanted: ClockChange): void {
  if (wanted.paused !== undefined) traffic.paused = wanted.paused;
  if (wanted.speed !== undefined) traffic.speed = Math.min(60, Math.max(1, wanted.speed));
}

function sendTile(response: ServerResponse, tile: Uint8Array | undefined): void {
  if (!tile) response.writeHead(204).end();
  else response.writeHead(200, { 'content-type': 'application/vnd.mapbox-vector-tile' }).end(tile);
}

function sendJson(response: ServerResponse, value: unknown): void {
  if (value === undefined) problem(response, 404, 'not_found', 'Nothing is there.');
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function problem(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ code, message }));
}

/** The page is always there, and the map from the preparing on. */
function isThere(loading: Loading, path: string): boolean {
  return !path.startsWith('/api/') || (loading.step === 'preparing' && /^\/api\/(city|map\/.*)$/.test(path));
}

function notYet(response: ServerResponse, loading: Loading): void {
  const body: Problem = { code: 'loading', message: `${loading.city} is loading.`, loading };
  response
    .writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' })
    .end(JSON.stringify(body));
}

async function sendFile(response: ServerResponse, dist: string, path: string): Promise<void> {
  const name = path === '/' ? '/index.html' : normalize(path);
  try {
    const bytes = await readFile(join(dist, name));
    response
      .writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' })
      .end(bytes);
  } catch {
    problem(response, 404, 'not_found', `${name} is not part of the page. Run "npm run build" first.`);
  }
}

async function body(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) text += String(part);
  return JSON.parse(text);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
