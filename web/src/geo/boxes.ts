import type { Box } from '../api/types.ts';

/** The box around a path of (lon, lat) pairs, wide enough to be flown to where the path is a point. */
export function boxOf(path: readonly (readonly number[])[]): Box {
  const margin = 0.0004;
  const lons = path.map((point) => point[0] ?? 0);
  const lats = path.map((point) => point[1] ?? 0);
  return {
    west: Math.min(...lons) - margin,
    south: Math.min(...lats) - margin,
    east: Math.max(...lons) + margin,
    north: Math.max(...lats) + margin,
  };
}
