import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, test } from 'vitest';
import type { City } from '../api/types.ts';
import { COLOURS, type Theme } from '../colour/palette.ts';
import { ABOVE_ROADS, ABOVE_VEHICLES, mapStyle } from './style.ts';

const CITY: City = {
  name: 'Three streets',
  box: { west: 9, south: 50, east: 10, north: 51 },
  unreferenced: false,
  simulated: true,
  attributions: [],
  counts: {
    nodes: 4,
    links: 6,
    roadKilometers: 1,
    signals: 0,
    assumedSignals: 0,
    stops: 0,
    places: 0,
    buildings: 0,
  },
  startSeconds: 0,
  version: 'test',
};

describe.each(['dark', 'light'] as const satisfies readonly Theme[])('the %s style', (theme) => {
  const style = mapStyle(CITY, COLOURS[theme], 'de', 'http://127.0.0.1:8080');

  test('is valid', () => {
    expect(validateStyleMin(style)).toEqual([]);
  });

  test('asks nobody but our own server, and for tiles only', () => {
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    expect(JSON.stringify(style).match(/https?:[^"]*/g)).toEqual([
      'http://127.0.0.1:8080/api/map/{z}/{x}/{y}.mvt',
    ]);
  });

  test('has the layers before which our own are put', () => {
    const ids = style.layers.map((layer) => layer.id);
    expect(ids).toContain(ABOVE_ROADS);
    expect(ids).toContain(ABOVE_VEHICLES);
  });
});
