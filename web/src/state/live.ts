/** Connects the page to the server: opens the channel, fills the state, and asks over HTTP where no channel is to be had. */
import { batch, signal } from '@preact/signals';
import * as api from '../api/client.ts';
import { Channel, type ChannelState, type ViewMessage } from '../live/channel.ts';
import type { Clock, Figures } from '../api/types.ts';
import type { Frame } from '../live/frame.ts';
import { appendSample, channel, city, clock, figures, heardAt, history, tick } from './city.ts';
import { leaveWhenSignedOut } from './session.ts';

/** Whoever draws the frames. There is one map, and none at all on the list page. */
let showFrame: (frame: Frame) => void = () => undefined;

/** Damaged frames and messages left out since the page was opened. */
export const dropped = signal(0);

/** Why the page cannot use the live channel at all, where it cannot. */
export const channelMissing = signal(false);

/** After so many failures without a word the way is probably barred for WebSockets: then the figures come by HTTP. */
const FAILURES_BEFORE_POLLING = 3;
const POLL_MILLISECONDS = 2_000;
const REST_MILLISECONDS = 10_000;
const TICK_MILLISECONDS = 250;

let live: Channel | undefined;
let shown: ViewMessage | undefined;
let everLive = false;

export function startLive(): void {
  heardAt.value = performance.now();
  channelMissing.value = typeof WebSocket !== 'function';
  if (!channelMissing.value) {
    live = new Channel(
      {
        open: () => new WebSocket(channelAddress()),
        nowMilliseconds: () => performance.now(),
        random: Math.random,
      },
      {
        state: takeState,
        clock: takeClock,
        figures: takeFigures,
        frame: takeFrame,
        dropped: () => dropped.value++,
      },
    );
    if (shown) live.look(shown);
    live.start();
  }
  restWhenHidden();
  setInterval(() => document.hidden || (tick.value = performance.now()), TICK_MILLISECONDS);
  setInterval(() => void poll(), POLL_MILLISECONDS);
}

export function drawFramesWith(show: (frame: Frame) => void): void {
  showFrame = show;
}

/** What the map shows from now on; it may be drawn before there is a channel. */
export const look: Channel['look'] = (view) => {
  shown = view;
  live?.look(view);
};

export function reconnectNow(): void {
  live?.start();
}

export async function loadHistory(): Promise<void> {
  const { now, history: samples } = await api.figures();
  batch(() => {
    history.value = samples;
    takeFigures(now);
  });
}

export function takeClock(next: Clock): void {
  const now = performance.now();
  batch(() => {
    clock.value = { clock: next, heardAt: now };
    heardAt.value = now;
  });
}

function takeFigures(next: Figures): void {
  batch(() => {
    figures.value = next;
    history.value = appendSample(history.value, next);
    heardAt.value = performance.now();
  });
}

function takeFrame(frame: Frame): void {
  heardAt.value = performance.now();
  showFrame(frame);
}

function takeState(state: ChannelState): void {
  const wasBroken = channel.value.phase === 'waiting' || channel.value.phase === 'connecting';
  channel.value = state;
  if (state.phase === 'waiting') void leaveWhenSignedOut();
  if (state.phase !== 'live') return;
  channelMissing.value = false;
  if (everLive && wasBroken) void resume();
  everLive = true;
}

/** After a break the minutes between are asked for; a server with another city needs another page. */
async function resume(): Promise<void> {
  try {
    const found = await api.city();
    const known = city.value;
    if (known && (found.name !== known.name || found.counts.links !== known.counts.links)) location.reload();
    await loadHistory();
  } catch {
    // The channel lives, so the next second brings newer figures than these.
  }
}

/** Figures and clock by HTTP, where the channel never came up although the server answers. */
async function poll(): Promise<void> {
  const state = channel.value;
  const barred = state.phase === 'waiting' && state.failures >= FAILURES_BEFORE_POLLING && !everLive;
  if (document.hidden || (live && !barred)) return;
  try {
    const [time, { now }] = await Promise.all([api.clock(), api.figures()]);
    batch(() => {
      takeClock(time);
      takeFigures(now);
      channelMissing.value = true;
    });
  } catch {
    // The age of the picture tells it.
  }
}

function restWhenHidden(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(() => live?.rest(), REST_MILLISECONDS);
    } else {
      heardAt.value = performance.now();
      tick.value = performance.now();
      live?.start();
    }
  });
}

function channelAddress(): string {
  return `${location.origin.replace(/^http/, 'ws')}/api/live`;
}
