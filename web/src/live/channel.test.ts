import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Channel, pauseMilliseconds, type ChannelState, type Socket } from './channel.ts';
import { parseMessage } from './message.ts';

const CLOCK = '{"type":"clock","seconds":27000,"speed":10,"paused":false,"behind":false,"filling":false}';

/** The network: sockets that do what the test says. */
class FakeSocket implements Socket {
  binaryType: BinaryType = 'blob';
  onopen: Socket['onopen'] = null;
  onclose: Socket['onclose'] = null;
  onmessage: Socket['onmessage'] = null;
  readonly sent: unknown[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.onopen?.(new Event('open'));
  }

  say(data: string | ArrayBuffer): void {
    this.onmessage?.(new MessageEvent('message', { data }));
  }

  breakOff(): void {
    this.onclose?.(new Event('close') as CloseEvent);
  }
}

let sockets: FakeSocket[];
let states: ChannelState[];
let frames: number[];
let channel: Channel;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  states = [];
  frames = [];
  const open = (): Socket => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket;
  };
  channel = new Channel(
    { open, nowMilliseconds: () => Date.now(), random: () => 0.5 },
    {
      state: (state) => states.push(state),
      clock: () => undefined,
      figures: () => undefined,
      frame: (frame) => frames.push(frame.sequence),
      dropped: () => frames.push(-1),
    },
  );
  channel.start();
});

afterEach(() => {
  channel.rest();
  vi.useRealTimers();
});

function emptyFrame(sequence: number, magic = 'MLF1'): ArrayBuffer {
  const bytes = new Uint8Array(32);
  bytes.set(new TextEncoder().encode(magic));
  bytes[4] = 1;
  new DataView(bytes.buffer).setUint32(8, sequence, true);
  return bytes.buffer;
}

describe('the channel', () => {
  test('is live once something was heard, not when the socket opens', () => {
    sockets[0]!.open();
    expect(states.at(-1)).toEqual({ phase: 'connecting' });
    sockets[0]!.say(CLOCK);
    expect(states.at(-1)).toEqual({ phase: 'live' });
  });

  test('opens again after a break, each time later, and at once counts from new after a success', () => {
    for (const pause of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      sockets.at(-1)!.breakOff();
      const before = sockets.length;
      vi.advanceTimersByTime(pause - 1);
      expect(sockets.length).toBe(before);
      vi.advanceTimersByTime(1);
      expect(sockets.length).toBe(before + 1);
    }
    sockets.at(-1)!.say(CLOCK);
    sockets.at(-1)!.breakOff();
    expect(states.at(-1)).toMatchObject({ phase: 'waiting', failures: 1 });
  });

  test('takes a socket that is silent for ten seconds for dead', () => {
    sockets[0]!.say(CLOCK);
    vi.advanceTimersByTime(10_000);
    expect(sockets[0]!.closed).toBe(true);
    expect(states.at(-1)).toMatchObject({ phase: 'waiting' });
  });

  test('ignores what a socket says that it gave up', () => {
    sockets[0]!.breakOff();
    sockets[0]!.say(emptyFrame(1));
    expect(frames).toEqual([]);
  });

  test('tells a new connection what the screen shows', () => {
    const view = { west: 1, south: 2, east: 3, north: 4, zoom: 15 };
    channel.look(view);
    sockets[0]!.open();
    expect(sockets[0]!.sent).toEqual([{ type: 'view', ...view }]);
    sockets[0]!.breakOff();
    vi.advanceTimersByTime(500);
    sockets[1]!.open();
    expect(sockets[1]!.sent).toEqual([{ type: 'view', ...view }]);
  });

  test('sends the last of many views, ten times a second at most', () => {
    sockets[0]!.open();
    for (let zoom = 0; zoom < 100; zoom++) {
      channel.look({ west: 0, south: 0, east: 1, north: 1, zoom });
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(200);
    expect(sockets[0]!.sent.length).toBeLessThanOrEqual(10);
    expect(sockets[0]!.sent.at(-1)).toMatchObject({ zoom: 99 });
  });

  test('leaves out echoes and damaged frames, and goes on', () => {
    sockets[0]!.say(emptyFrame(4));
    sockets[0]!.say(emptyFrame(4));
    sockets[0]!.say(emptyFrame(5).slice(0, 20));
    sockets[0]!.say(emptyFrame(6));
    expect(frames).toEqual([4, -1, 6]);
  });

  test('stops for good at a version that it does not know', () => {
    sockets[0]!.say(emptyFrame(1, 'MLF2'));
    vi.advanceTimersByTime(60_000);
    expect(states.at(-1)).toEqual({ phase: 'incompatible', reason: 'version' });
    expect(sockets.length).toBe(1);
    expect(sockets[0]!.closed).toBe(true);
  });

  test('asks nothing while it rests', () => {
    channel.rest();
    vi.advanceTimersByTime(60_000);
    expect(sockets.length).toBe(1);
    channel.start();
    expect(sockets.length).toBe(2);
  });
});

test('pauses are spread by a fifth either way', () => {
  expect(pauseMilliseconds(1, 0)).toBe(400);
  expect(pauseMilliseconds(1, 1)).toBeCloseTo(600);
  expect(pauseMilliseconds(1_000, 0.5)).toBe(15_000);
});

describe('a text message', () => {
  test('of the agreed shape is taken', () => {
    expect(parseMessage(CLOCK)).toMatchObject({ type: 'clock', clock: { speed: 10 } });
  });

  test.each([
    '',
    'null',
    '[]',
    '{"type":"clock"}',
    '{"type":"figures","seconds":1}',
    '{"type":"clock","seconds":"7","speed":1,"paused":true}',
    '{"type":"other"}',
  ])('of another shape (%s) is refused', (text) => {
    expect(parseMessage(text)).toBeUndefined();
  });
});
