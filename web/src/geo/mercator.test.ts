import { describe, expect, test } from 'vitest';
import { cornerMatrix, degrees, mercator, metersPerPixel, square } from './mercator.ts';

describe('Web Mercator', () => {
  test('puts Greenwich on the equator in the middle', () => {
    expect(mercator(0, 0)).toEqual({ x: 0.5, y: 0.5 });
  });

  test('goes there and back', () => {
    const { lon, lat } = degrees(mercator(-56.1645, -34.9011));
    expect(lon).toBeCloseTo(-56.1645, 9);
    expect(lat).toBeCloseTo(-34.9011, 9);
  });

  // 156543.03 m a pixel at zoom 0 for tiles of 256 pixels is the well-known figure; ours have 512.
  test('knows the length of a pixel', () => {
    expect(metersPerPixel(0, 0)).toBeCloseTo(156_543.03 / 2, 0);
    expect(metersPerPixel(10, 60)).toBeCloseTo(156_543.03 / 2 / 1024 / 2, 1);
  });
});

describe('the city square', () => {
  const city = square({ west: -56.4, south: -35, east: -56, north: -34.7 });

  test('begins in the north-west', () => {
    const corner = mercator(-56.4, -34.7);
    expect(city.x).toBe(corner.x);
    expect(city.y).toBe(corner.y);
  });

  test('of a box without size divides nothing by zero', () => {
    const point = square({ west: 1, south: 1, east: 1, north: 1 });
    expect(1 / point.width).toBeLessThan(Infinity);
  });

  test('takes its matrix from the one of the Mercator square', () => {
    const scale = [2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1, 0, 5, 7, 0, 1];
    const matrix = cornerMatrix(scale, { x: 0.25, y: 0.5, width: 1, height: 1, perMeter: 1 });
    expect(Array.from(matrix.slice(12))).toEqual([5.5, 8.5, 0, 1]);
  });
});
