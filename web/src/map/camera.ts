/** Where the map looks and what it marks, in the words of MapLibre. */
import type { Feature, Geometry } from 'geojson';
import type { LngLatBoundsLike } from 'maplibre-gl';
import type { Box } from '../api/types.ts';
import type { View } from '../view/hash.ts';

/** What other things cover of the map, in pixels. */
export interface Padding {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function cameraOf({ zoom, lat, lon, bearing, pitch }: View): {
  center: [number, number];
  zoom: number;
  bearing: number;
  pitch: number;
} {
  return { center: [lon, lat], zoom, bearing, pitch };
}

export function boundsOf({ west, south, east, north }: Box): LngLatBoundsLike {
  return [west, south, east, north];
}

export function featuresOf(path: readonly (readonly number[])[]): Feature[] {
  const coordinates = path.map((point) => [...point]);
  const [first] = coordinates;
  if (!first) return [];
  const geometry: Geometry =
    path.length > 1 ? { type: 'LineString', coordinates } : { type: 'Point', coordinates: first };
  return [{ type: 'Feature', properties: {}, geometry }];
}

/** A street should not touch the edge of what is free. */
export function inside({ left, right, top, bottom }: Padding): Padding {
  const room = 32;
  return { left: left + room, right: right + room, top: top + room, bottom: bottom + room };
}
