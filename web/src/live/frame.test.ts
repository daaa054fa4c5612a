import { describe, expect, test } from 'vitest';
import { applyRoads, decodeFrame, type RoadFrame } from './frame.ts';

/** A header as docs/live-channel.md draws it, then the given bytes. */
function frame(kind: number, count: number, body: ArrayBufferView, flags = 1, magic = 'MLF1'): ArrayBuffer {
  const bytes = new Uint8Array(32 + body.byteLength);
  bytes.set(new TextEncoder().encode(magic));
  const view = new DataView(bytes.buffer);
  view.setUint8(4, kind);
  view.setUint8(5, flags);
  view.setUint32(8, 77, true);
  view.setUint32(12, count, true);
  view.setFloat64(16, 27_000.5, true);
  view.setFloat32(24, 10, true);
  bytes.set(new Uint8Array(body.buffer, body.byteOffset, body.byteLength), 32);
  return bytes.buffer;
}

function roadBody(links: readonly number[], ratios: readonly number[]): Uint8Array {
  const body = new Uint8Array(links.length * 5);
  body.set(new Uint8Array(Uint32Array.from(links).buffer));
  body.set(ratios, links.length * 4);
  return body;
}

describe('a frame of vehicles', () => {
  // One vehicle in the middle: 13 m/s (bits 0–5), heading 16/64 = east (bits 6–11), bus = 3 (bits 12–15).
  const bits = 13 | (16 << 6) | (3 << 12);
  const bytes = frame(1, 2, Uint16Array.of(32_768, 0, 65_535, 1, bits, 0), 1 | 2);

  test('gives its header and its three arrays', () => {
    expect(decodeFrame(bytes)).toMatchObject({
      kind: 'vehicles',
      sequence: 77,
      count: 2,
      seconds: 27_000.5,
      speed: 10,
      paused: true,
      x: Uint16Array.of(32_768, 0),
      y: Uint16Array.of(65_535, 1),
      bits: Uint16Array.of(bits, 0),
    });
  });

  test('does not copy: the arrays are the received bytes', () => {
    const decoded = decodeFrame(bytes);
    expect(decoded.kind === 'vehicles' && decoded.x.buffer).toBe(bytes);
  });

  test('of 50,000 has the 300,032 bytes that the contract says', () => {
    const large = frame(1, 50_000, new Uint16Array(150_000));
    expect(large.byteLength).toBe(300_032);
    expect(decodeFrame(large)).toMatchObject({ kind: 'vehicles', count: 50_000 });
  });
});

test('a frame of signals is told from one of vehicles', () => {
  expect(decodeFrame(frame(3, 1, Uint16Array.of(1, 2, 4)))).toMatchObject({ kind: 'signals', count: 1 });
});

test('an empty frame is a frame', () => {
  expect(decodeFrame(frame(1, 0, new Uint8Array()))).toMatchObject({ kind: 'vehicles', count: 0 });
});

describe('what is refused', () => {
  test('every cut of a good frame, at each of its bytes', () => {
    const whole = frame(1, 3, new Uint16Array(9));
    for (let length = 0; length < whole.byteLength; length++) {
      expect(decodeFrame(whole.slice(0, length))).toEqual({ kind: 'bad', reason: 'truncated' });
    }
  });

  test('a count that promises more than memory holds', () => {
    expect(decodeFrame(frame(1, 0xffff_ffff, new Uint16Array(3)))).toEqual({
      kind: 'bad',
      reason: 'truncated',
    });
  });

  test('bytes that nobody announced', () => {
    expect(decodeFrame(frame(1, 1, new Uint16Array(4)))).toEqual({ kind: 'bad', reason: 'length' });
  });

  test('another version, and something else altogether', () => {
    expect(decodeFrame(frame(1, 0, new Uint8Array(), 1, 'MLF2'))).toEqual({ kind: 'bad', reason: 'version' });
    expect(decodeFrame(frame(1, 0, new Uint8Array(), 1, 'HTTP'))).toEqual({ kind: 'bad', reason: 'magic' });
  });

  test('a kind that is not known', () => {
    expect(decodeFrame(frame(0, 0, new Uint8Array()))).toEqual({ kind: 'bad', reason: 'unknown' });
    expect(decodeFrame(frame(4, 0, new Uint8Array()))).toEqual({ kind: 'bad', reason: 'unknown' });
  });

  test('random bytes never throw', () => {
    let state = 12_345;
    for (let round = 0; round < 2_000; round++) {
      const bytes = Uint8Array.from(
        { length: round % 80 },
        () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16,
      );
      if (bytes.length >= 4) bytes.set(new TextEncoder().encode('MLF1'));
      expect(() => decodeFrame(bytes.buffer)).not.toThrow();
    }
  });
});

describe('a frame of roads', () => {
  const decode = (links: number[], ratios: number[], flags = 1): RoadFrame =>
    decodeFrame(frame(2, links.length, roadBody(links, ratios), flags)) as RoadFrame;

  test('changes the links that it names and no others', () => {
    const table = Uint8Array.of(10, 20, 30);
    applyRoads(decode([2], [200]), table);
    expect([...table]).toEqual([10, 20, 200]);
  });

  test('that is complete forgets the links that it does not name', () => {
    const table = Uint8Array.of(10, 20, 30);
    applyRoads(decode([0], [250], 1 | 4), table);
    expect([...table]).toEqual([250, 255, 255]);
  });

  test('may name links that do not exist, and ratios that mean nothing, without harm', () => {
    const table = Uint8Array.of(10, 20);
    applyRoads(decode([4_000_000_000, 1], [100, 252]), table);
    expect([...table]).toEqual([10, 255]);
  });
});
