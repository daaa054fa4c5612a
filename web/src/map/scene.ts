/** What all own layers share: where the city lies, and how the map is drawn at this moment. */
import type { CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import { cornerMatrix, mercator, metersPerPixel, type Square } from '../geo/mercator.ts';
import type { Bounds } from '../geo/mesh.ts';

export interface Scene {
  readonly matrix: Float32Array;
  readonly zoom: number;
  readonly metersPerPixel: number;
}

export function sceneOf(map: MapLibreMap, input: CustomRenderMethodInput, square: Square): Scene {
  const zoom = map.getZoom();
  return {
    matrix: cornerMatrix(input.defaultProjectionData.mainMatrix, square),
    zoom,
    metersPerPixel: metersPerPixel(zoom, map.getCenter().lat),
  };
}

/** What the screen shows, in the city square. */
export function visibleBounds(map: MapLibreMap, square: Square): Bounds {
  const bounds = map.getBounds();
  const northWest = mercator(bounds.getWest(), bounds.getNorth());
  const southEast = mercator(bounds.getEast(), bounds.getSouth());
  return {
    west: (northWest.x - square.x) / square.width,
    north: (northWest.y - square.y) / square.height,
    east: (southEast.x - square.x) / square.width,
    south: (southEast.y - square.y) / square.height,
  };
}
