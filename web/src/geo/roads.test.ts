import { describe, expect, test } from 'vitest';
import { buildMesh, FLOATS_PER_SEGMENT, visibleRuns } from './mesh.ts';
import { BadRoads, decodeRoads, type Roads } from './roads.ts';

interface Street {
  readonly points: readonly (readonly [number, number])[];
  readonly roadClass: number;
}

/** The file as docs/live-channel.md draws it. */
function file(streets: readonly Street[], magic = 'MRD1'): ArrayBuffer {
  const points = streets.flatMap((street) => street.points);
  const [n, p] = [streets.length, points.length];
  const bytes = new Uint8Array(12 + 4 * (n + 1) + 8 * p + 6 * n);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(magic));
  view.setUint32(4, n, true);
  view.setUint32(8, p, true);
  let first = 0;
  streets.forEach((street, link) => {
    view.setUint32(12 + 4 * link, first, true);
    first += street.points.length;
    const widths = 12 + 4 * (n + 1) + 8 * p;
    view.setFloat32(widths + 4 * link, 6.5, true);
    view.setUint8(widths + 4 * n + link, street.roadClass);
    view.setUint8(widths + 5 * n + link, 2);
  });
  view.setUint32(12 + 4 * n, first, true);
  points.forEach(([x, y], at) => {
    view.setFloat32(12 + 4 * (n + 1) + 4 * at, x, true);
    view.setFloat32(12 + 4 * (n + 1) + 4 * p + 4 * at, y, true);
  });
  return bytes.buffer;
}

// A residential street with a bend, and a primary road:
//   0 ── 1
//        │          3 ═══ 4
//        2
const BEND: Street = {
  points: [
    [0, 0],
    [0.25, 0],
    [0.25, 0.25],
  ],
  roadClass: 6,
};
const MAIN: Street = {
  points: [
    [0.5, 0.125],
    [0.75, 0.125],
  ],
  roadClass: 2,
};

describe('roads.bin', () => {
  test('gives each link its points, width, class and lanes', () => {
    const roads = decodeRoads(file([BEND, MAIN]));
    expect([...roads.first]).toEqual([0, 3, 5]);
    expect([...roads.x]).toEqual([0, 0.25, 0.25, 0.5, 0.75]);
    expect([...roads.roadClass]).toEqual([6, 2]);
    expect([...roads.widthMeters]).toEqual([6.5, 6.5]);
    expect([...roads.lanes]).toEqual([2, 2]);
  });

  test('of a city without roads is read too', () => {
    expect(decodeRoads(file([])).links).toBe(0);
  });

  test('is refused at every cut', () => {
    const whole = file([BEND, MAIN]);
    for (let length = 0; length < whole.byteLength; length++) {
      expect(() => decodeRoads(whole.slice(0, length))).toThrow(BadRoads);
    }
  });

  test('is refused with another magic word, saying which', () => {
    expect(() => decodeRoads(file([MAIN], 'MRD2'))).toThrow('"MRD2", expected "MRD1"');
  });

  test('is refused where it promises more than it has', () => {
    const lying = file([MAIN]);
    new DataView(lying).setUint32(8, 0xffff_ffff, true);
    expect(() => decodeRoads(lying)).toThrow(BadRoads);
  });

  test('is refused where a link ends before it begins', () => {
    const crossed = file([BEND, MAIN]);
    new DataView(crossed).setUint32(12 + 4, 9, true);
    expect(() => decodeRoads(crossed)).toThrow(BadRoads);
  });
});

describe('the mesh', () => {
  const mesh = buildMesh(decodeRoads(file([MAIN, BEND])));

  test('has one row for each segment, minor roads first', () => {
    expect(mesh.data.length).toBe(3 * FLOATS_PER_SEGMENT);
    expect(mesh.minor.map((block) => [block.start, block.count])).toEqual([[0, 2]]);
    expect(mesh.major.map((block) => [block.start, block.count])).toEqual([[2, 1]]);
    expect(Array.from(mesh.data.slice(2 * FLOATS_PER_SEGMENT))).toEqual([
      0.5, 0.125, 0.75, 0.125, 6.5, 0, 2, 0,
    ]);
  });

  test('leaves out blocks that are out of view', () => {
    const west = { west: -0.1, north: -0.1, east: 0.3, south: 0.3 };
    expect(visibleRuns([...mesh.minor, ...mesh.major], west)).toEqual([[0, 2]]);
    expect(visibleRuns(mesh.major, west)).toEqual([]);
  });

  test('joins neighbouring blocks to one run', () => {
    const blocks = [0, 10, 30].map((start) => ({ start, count: 10, west: 0, north: 0, east: 1, south: 1 }));
    expect(visibleRuns(blocks, { west: 0, north: 0, east: 1, south: 1 })).toEqual([
      [0, 20],
      [30, 10],
    ]);
  });

  test('of 150,000 segments is built in under two seconds and loses none', () => {
    const links = 50_000;
    const roads: Roads = {
      links,
      first: Uint32Array.from({ length: links + 1 }, (_, at) => at * 4),
      x: Float32Array.from({ length: links * 4 }, (_, at) => (at % 997) / 997),
      y: Float32Array.from({ length: links * 4 }, (_, at) => (at % 1009) / 1009),
      widthMeters: new Float32Array(links).fill(3),
      roadClass: Uint8Array.from({ length: links }, (_, at) => at % 9),
      lanes: new Uint8Array(links).fill(1),
    };
    const started = performance.now();
    const large = buildMesh(roads);
    expect(performance.now() - started).toBeLessThan(2_000);
    const count = [...large.minor, ...large.major].reduce((sum, block) => sum + block.count, 0);
    expect(count).toBe(150_000);
  });
});
