/**
 * From degrees to Web Mercator (0 to 1, y to the south) and on to the city square of the live channel,
 * in which the city's box reaches from (0, 0) in the north-west to (1, 1) in the south-east.
 */
import type { Box } from '../api/types.ts';

/** Length of the equator in metres on the sphere that Web Mercator uses (EPSG:3857). */
const EQUATOR_METERS = 40_075_016.686;
/** MapLibre counts zoom in tiles of this many pixels. */
const TILE_PIXELS = 512;
/** Beyond this the Mercator square ends. */
const LATITUDE_LIMIT = 85.051129;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function mercator(lon: number, lat: number): Point {
  const bounded = Math.min(LATITUDE_LIMIT, Math.max(-LATITUDE_LIMIT, lat));
  const sine = Math.sin((bounded * Math.PI) / 180);
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

export function degrees(point: Point): { readonly lon: number; readonly lat: number } {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * point.y))) * 180) / Math.PI;
  return { lon: (point.x - 0.5) * 360, lat };
}

/** The city square: where its corner lies in the Mercator square, how large it is, and how long a metre is in it. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Mercator units in a metre at the middle of the city. */
  readonly perMeter: number;
}

export function square(box: Box): Square {
  const northWest = mercator(box.west, box.north);
  const southEast = mercator(box.east, box.south);
  const middleLatitude = (box.south + box.north) / 2;
  return {
    x: northWest.x,
    y: northWest.y,
    // A box without size would make every place infinite.
    width: Math.max(southEast.x - northWest.x, Number.EPSILON),
    height: Math.max(southEast.y - northWest.y, Number.EPSILON),
    perMeter: 1 / metersAround(middleLatitude),
  };
}

export function metersPerPixel(zoom: number, lat: number): number {
  return metersAround(lat) / (TILE_PIXELS * 2 ** zoom);
}

/**
 * The matrix for places measured from the city's north-west corner in Mercator units, made from one for the whole
 * Mercator square; column by column as in WebGL.
 */
export function cornerMatrix(matrix: ArrayLike<number>, of: Square): Float32Array {
  const result = Float32Array.from(matrix);
  // In doubles: the products cancel, and floats would make streets tremble from zoom 17 on.
  for (let row = 0; row < 4; row++) {
    result[12 + row] = matrix[row]! * of.x + matrix[4 + row]! * of.y + matrix[12 + row]!;
  }
  return result;
}

function metersAround(lat: number): number {
  return EQUATOR_METERS * Math.cos((lat * Math.PI) / 180);
}
