/**
 * Puts the segments of all links into the order in which they are drawn: minor roads first, and within each group
 * neighbours together (Morton order), cut into blocks that can be left out when they are not in view.
 */
import type { Roads } from './roads.ts';

/** Tertiary and above; what is drawn below zoom 12. See `RoadClass` in docs/live-channel.md. */
export const LAST_MAJOR_CLASS = 4;
const SEGMENTS_PER_BLOCK = 512;
/** Floats of one segment: x0, y0, x1, y1, width in metres, link, class, nothing. Link indices are exact up to 2^24. */
export const FLOATS_PER_SEGMENT = 8;

export interface Bounds {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

/** Segments `start` … `start + count − 1`, and where in the city square they lie. */
export interface Block extends Bounds {
  readonly start: number;
  readonly count: number;
}

export interface Mesh {
  readonly data: Float32Array;
  readonly minor: readonly Block[];
  readonly major: readonly Block[];
}

interface Segment {
  readonly from: number;
  readonly link: number;
  readonly order: number;
}

export function buildMesh(roads: Roads): Mesh {
  const minor: Segment[] = [];
  const major: Segment[] = [];
  for (let link = 0; link < roads.links; link++) {
    const group = roads.roadClass[link]! <= LAST_MAJOR_CLASS ? major : minor;
    for (let from = roads.first[link]!; from + 1 < roads.first[link + 1]!; from++) {
      group.push({ from, link, order: morton(roads.x[from]!, roads.y[from]!) });
    }
  }
  const data = new Float32Array((minor.length + major.length) * FLOATS_PER_SEGMENT);
  return { data, minor: place(minor, 0, roads, data), major: place(major, minor.length, roads, data) };
}

/** The runs of segments (start, count) that may be in view; neighbouring blocks become one run. */
export function visibleRuns(blocks: readonly Block[], view: Bounds): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const block of blocks) {
    const outside =
      block.east < view.west ||
      block.west > view.east ||
      block.south < view.north ||
      block.north > view.south;
    if (outside) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === block.start) last[1] += block.count;
    else runs.push([block.start, block.count]);
  }
  return runs;
}

function place(segments: Segment[], start: number, roads: Roads, data: Float32Array): readonly Block[] {
  segments.sort((a, b) => a.order - b.order);
  const blocks: Block[] = [];
  for (let at = 0; at < segments.length; at += SEGMENTS_PER_BLOCK) {
    const part = segments.slice(at, at + SEGMENTS_PER_BLOCK);
    blocks.push(writeBlock(part, start + at, roads, data));
  }
  return blocks;
}

function writeBlock(segments: readonly Segment[], start: number, roads: Roads, data: Float32Array): Block {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  segments.forEach(({ from, link }, at) => {
    const [x0, y0, x1, y1] = [roads.x[from]!, roads.y[from]!, roads.x[from + 1]!, roads.y[from + 1]!];
    const row = [x0, y0, x1, y1, roads.widthMeters[link]!, link, roads.roadClass[link]!];
    data.set(row, (start + at) * FLOATS_PER_SEGMENT);
    west = Math.min(west, x0, x1);
    east = Math.max(east, x0, x1);
    north = Math.min(north, y0, y1);
    south = Math.max(south, y0, y1);
  });
  return { start, count: segments.length, west, north, east, south };
}

/** Interleaves the bits of x and y (0 to 1, 10 bits each): near in the plane, near in the order. */
function morton(x: number, y: number): number {
  return spread(x) | (spread(y) << 1);
}

function spread(value: number): number {
  let bits = Math.max(0, Math.min(1023, Math.floor(value * 1024)));
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}
