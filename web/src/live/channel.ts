/**
 * The WebSocket to the server: opens it, opens it again with growing pauses when it breaks, says what the screen shows
 * and hands on what comes. While nobody looks (hidden tab) it is closed.
 *
 * It owns no clock and no socket class: both come from outside, so that a test can be the network.
 */
import type { Box, Clock, Figures } from '../api/types.ts';
import { decodeFrame, type BadFrame, type Frame } from './frame.ts';
import { parseMessage } from './message.ts';

export type ChannelState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'live' }
  /** Broken; tries again at `retryAt`, in milliseconds of the given clock. `failures` in a row so far. */
  | { readonly phase: 'waiting'; readonly retryAt: number; readonly failures: number }
  | { readonly phase: 'resting' }
  /** The server speaks another version; trying again would not help. */
  | { readonly phase: 'incompatible'; readonly reason: 'magic' | 'version' };

export interface ChannelEvents {
  state(state: ChannelState): void;
  clock(clock: Clock): void;
  figures(figures: Figures): void;
  frame(frame: Frame): void;
  /** A damaged frame or message was left out. */
  dropped(reason: BadFrame['reason'] | 'message'): void;
}

/** The part of the browser's WebSocket that is needed. */
export interface Socket {
  binaryType: BinaryType;
  onopen: ((event: Event) => unknown) | null;
  onclose: ((event: CloseEvent) => unknown) | null;
  onmessage: ((event: MessageEvent) => unknown) | null;
  send(text: string): void;
  close(): void;
}

export interface Surroundings {
  open(): Socket;
  nowMilliseconds(): number;
  random(): number;
}

export interface ViewMessage extends Box {
  readonly zoom: number;
}

const PAUSES_MILLISECONDS = [500, 1_000, 2_000, 4_000, 8_000, 15_000] as const;
/** The server says the time once a second; a socket that is silent for longer is dead without knowing it. */
const SILENCE_MILLISECONDS = 10_000;
/** The contract allows ten views a second. */
const VIEW_MILLISECONDS = 120;

/** How long to wait after so many failures in a row; spread by a fifth, so that a room of screens does not return at once. */
export function pauseMilliseconds(failures: number, random: number): number {
  const at = Math.min(Math.max(failures, 1), PAUSES_MILLISECONDS.length) - 1;
  return PAUSES_MILLISECONDS[at]! * (0.8 + 0.4 * random);
}

export class Channel {
  private socket: Socket | undefined;
  private failures = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;
  private viewTimer: ReturnType<typeof setTimeout> | undefined;
  private view: ViewMessage | undefined;
  private viewIsSent = false;
  private heard = false;
  private lastSequence = -1;
  private readonly around: Surroundings;
  private readonly events: ChannelEvents;

  constructor(around: Surroundings, events: ChannelEvents) {
    this.around = around;
    this.events = events;
  }

  /** Connects now, whatever pause was running. */
  start(): void {
    clearTimeout(this.retryTimer);
    if (this.socket) return;
    this.events.state({ phase: 'connecting' });
    this.heard = false;
    this.lastSequence = -1;
    let socket: Socket;
    try {
      socket = this.around.open();
    } catch {
      this.fail();
      return;
    }
    this.socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.opened(socket);
    socket.onclose = () => this.closed(socket);
    socket.onmessage = (event) => this.received(socket, event.data);
    this.watchSilence(socket);
  }

  /** Stops asking, for as long as nobody looks. */
  rest(): void {
    this.drop();
    this.events.state({ phase: 'resting' });
  }

  /** What the screen shows from now on. */
  look(view: ViewMessage): void {
    this.view = view;
    this.viewIsSent = false;
    this.viewTimer ??= setTimeout(() => this.sendView(), VIEW_MILLISECONDS);
  }

  private opened(socket: Socket): void {
    if (socket !== this.socket) return;
    this.viewIsSent = false;
    this.sendView();
  }

  private sendView(): void {
    clearTimeout(this.viewTimer);
    this.viewTimer = undefined;
    if (!this.socket || !this.view || this.viewIsSent) return;
    try {
      this.socket.send(JSON.stringify({ type: 'view', ...this.view }));
      this.viewIsSent = true;
    } catch {
      // Not open yet: it is sent when it is.
    }
  }

  private received(socket: Socket, data: unknown): void {
    if (socket !== this.socket) return;
    this.watchSilence(socket);
    if (data instanceof ArrayBuffer) this.receivedFrame(decodeFrame(data));
    else this.receivedText(String(data));
  }

  private receivedFrame(frame: Frame | BadFrame): void {
    if (frame.kind !== 'bad') {
      this.alive();
      // Sequence numbers rise within one connection; anything else is an echo.
      if (frame.sequence <= this.lastSequence) return;
      this.lastSequence = frame.sequence;
      this.events.frame(frame);
    } else if (frame.reason === 'magic' || frame.reason === 'version') {
      this.drop();
      this.events.state({ phase: 'incompatible', reason: frame.reason });
    } else {
      this.events.dropped(frame.reason);
    }
  }

  private receivedText(text: string): void {
    const message = parseMessage(text);
    if (!message) {
      this.events.dropped('message');
      return;
    }
    this.alive();
    if (message.type === 'clock') this.events.clock(message.clock);
    else this.events.figures(message.figures);
  }

  private alive(): void {
    if (this.heard) return;
    this.heard = true;
    this.failures = 0;
    this.events.state({ phase: 'live' });
  }

  private watchSilence(socket: Socket): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => {
      socket.close();
      this.closed(socket);
    }, SILENCE_MILLISECONDS);
  }

  private closed(socket: Socket): void {
    if (socket !== this.socket) return;
    this.drop();
    this.fail();
  }

  private fail(): void {
    this.failures++;
    const pause = pauseMilliseconds(this.failures, this.around.random());
    this.events.state({
      phase: 'waiting',
      retryAt: this.around.nowMilliseconds() + pause,
      failures: this.failures,
    });
    this.retryTimer = setTimeout(() => this.start(), pause);
  }

  private drop(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    const { socket } = this;
    this.socket = undefined;
    socket?.close();
  }
}
