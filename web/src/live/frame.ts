/**
 * Reads the binary frames of the live channel, as `docs/live-channel.md` describes them.
 *
 * The arrays of a frame are views of the received bytes, not copies: they go to the graphics card as they are.
 * They are read in the machine's byte order, which is little-endian wherever WebGL runs.
 */

const HEADER_BYTES = 32;
const MAGIC = [0x4d, 0x4c, 0x46] as const;
const VERSION = 0x31;
const FLAG_PAUSED = 2;
const FLAG_COMPLETE = 4;

/** The ratio of a road on which nobody drove lately. */
export const UNKNOWN_RATIO = 255;
/** The ratio byte that means 1. */
export const FULL_RATIO = 250;

interface Header {
  readonly sequence: number;
  readonly count: number;
  /** Second of the simulated day. */
  readonly seconds: number;
  /** Simulated seconds in a second. */
  readonly speed: number;
  readonly paused: boolean;
}

/** Positions in the city square (65535 = 1) and `speed | heading << 6 | kind << 12`. */
export interface VehicleFrame extends Header {
  readonly kind: 'vehicles';
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  readonly bits: Uint16Array;
}

export interface RoadFrame extends Header {
  readonly kind: 'roads';
  /** Whether it replaces everything known before. */
  readonly complete: boolean;
  readonly links: Uint32Array;
  readonly ratios: Uint8Array;
}

/** Stop lines in the city square (65535 = 1) and `aspect | heading << 6`. */
export interface SignalFrame extends Header {
  readonly kind: 'signals';
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  readonly bits: Uint16Array;
}

export type Frame = VehicleFrame | RoadFrame | SignalFrame;

/** Why a frame was refused. `version` and `magic` mean that this page and the server do not belong together. */
export interface BadFrame {
  readonly kind: 'bad';
  readonly reason: 'magic' | 'version' | 'truncated' | 'length' | 'unknown';
}

export function decodeFrame(bytes: ArrayBuffer): Frame | BadFrame {
  if (bytes.byteLength < 4) return { kind: 'bad', reason: 'truncated' };
  const view = new DataView(bytes);
  if (MAGIC.some((byte, at) => view.getUint8(at) !== byte)) return { kind: 'bad', reason: 'magic' };
  if (view.getUint8(3) !== VERSION) return { kind: 'bad', reason: 'version' };
  if (bytes.byteLength < HEADER_BYTES) return { kind: 'bad', reason: 'truncated' };
  const flags = view.getUint8(5);
  const header: Header = {
    sequence: view.getUint32(8, true),
    count: view.getUint32(12, true),
    seconds: view.getFloat64(16, true),
    speed: view.getFloat32(24, true),
    paused: (flags & FLAG_PAUSED) !== 0,
  };
  return decodeBody(bytes, view.getUint8(4), flags, header);
}

function decodeBody(bytes: ArrayBuffer, kind: number, flags: number, header: Header): Frame | BadFrame {
  const { count } = header;
  const bytesPerRecord = { 1: 6, 2: 5, 3: 6 }[kind];
  if (bytesPerRecord === undefined) return { kind: 'bad', reason: 'unknown' };
  const expected = HEADER_BYTES + count * bytesPerRecord;
  if (bytes.byteLength < expected) return { kind: 'bad', reason: 'truncated' };
  if (bytes.byteLength > expected) return { kind: 'bad', reason: 'length' };
  if (kind === 2) {
    const links = new Uint32Array(bytes, HEADER_BYTES, count);
    const ratios = new Uint8Array(bytes, HEADER_BYTES + 4 * count, count);
    return { ...header, kind: 'roads', complete: (flags & FLAG_COMPLETE) !== 0, links, ratios };
  }
  const x = new Uint16Array(bytes, HEADER_BYTES, count);
  const y = new Uint16Array(bytes, HEADER_BYTES + 2 * count, count);
  const bits = new Uint16Array(bytes, HEADER_BYTES + 4 * count, count);
  return { ...header, kind: kind === 1 ? 'vehicles' : 'signals', x, y, bits };
}

/**
 * Takes a frame's ratios over into the table of all links; an index beyond it is ignored.
 * After a complete frame every link that it does not name is unknown.
 */
export function applyRoads(frame: RoadFrame, table: Uint8Array): void {
  if (frame.complete) table.fill(UNKNOWN_RATIO);
  for (let at = 0; at < frame.count; at++) {
    const link = frame.links[at]!;
    const ratio = frame.ratios[at]!;
    // Bytes between 250 and 255 mean nothing in this version: unknown is the honest reading.
    if (link < table.length) table[link] = ratio <= FULL_RATIO ? ratio : UNKNOWN_RATIO;
  }
}
