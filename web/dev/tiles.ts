/** The base map of the made-up town as vector tiles. */
import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import type { Feature, Geometry } from 'geojson';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { COLUMNS, metersToDegrees, onGrid, ROWS, type Town } from './town.ts';

type Place = readonly [number, number];

export function makeTiles(town: Town): (z: number, x: number, y: number) => Uint8Array | undefined {
  const layers = {
    ground: ground(town),
    building: buildings(),
    street: streets(town),
    settlement: settlements(),
    place: places(),
    stop: stops(town),
    junction: junctions(town),
  };
  const indices = Object.entries(layers).map(
    ([name, features]) =>
      [
        name,
        new GeoJSONVT(
          { type: 'FeatureCollection', features },
          { maxZoom: 16, indexMaxZoom: 12, tolerance: 1 },
        ),
      ] as const,
  );
  const from: Readonly<Record<string, number>> = {
    building: 14,
    place: 14,
    stop: 15,
    junction: 13,
    street: 12,
  };
  return (z, x, y) => {
    const found: Record<string, GeoJSONVTTile> = {};
    for (const [name, index] of indices) {
      const tile = z >= (from[name] ?? 0) ? index.getTile(z, x, y) : null;
      if (tile) found[name] = tile;
    }
    return Object.keys(found).length === 0 ? undefined : fromGeojsonVt(found, { version: 2, extent: 4096 });
  };
}

function ground(town: Town): Feature[] {
  const { west, east, south } = town.box;
  const coast = Array.from({ length: COLUMNS + 4 }, (_, column) =>
    metersToDegrees(...onGrid(column - 2, -0.4)),
  );
  const sea = polygon(
    [
      [west - 0.2, south - 0.2],
      [west - 0.2, coast[0]![1]],
      ...coast,
      [east + 0.2, coast.at(-1)![1]],
      [east + 0.2, south - 0.2],
    ],
    { kind: 'water' },
  );
  return [
    sea,
    block(8, 6, 2, 2, { kind: 'park' }),
    block(15, 10, 1, 2, { kind: 'park' }),
    block(3, -0.4, 4, 0.25, { kind: 'beach' }),
    block(18, 2, 2, 1, { kind: 'industry' }),
    block(4, 11, 2, 1, { kind: 'campus' }),
  ];
}

function block(
  column: number,
  row: number,
  columns: number,
  rows: number,
  properties: Feature['properties'],
): Feature {
  const inset = 0.1;
  const corner = (c: number, r: number): Place => metersToDegrees(...onGrid(c, r));
  const [west, south, east, north] = [
    column + inset,
    row + inset,
    column + columns - inset,
    row + rows - inset,
  ];
  return polygon(
    [corner(west, south), corner(east, south), corner(east, north), corner(west, north)],
    properties,
  );
}

function buildings(): Feature[] {
  const features: Feature[] = [];
  for (let row = 0; row < ROWS - 1; row++) {
    for (let column = 0; column < COLUMNS - 1; column++) {
      if ((column >= 8 && column < 10 && row >= 6 && row < 8) || (column === 15 && row >= 10 && row < 12))
        continue;
      for (let house = 0; house < 4; house++) {
        const [c, r] = [column + 0.16 + (house % 2) * 0.37, row + 0.16 + Math.floor(house / 2) * 0.37];
        const height = 5 + ((column * 7 + row * 13 + house * 5) % 9) * (row < 4 ? 4 : 2);
        const corner = (dc: number, dr: number): Place => metersToDegrees(...onGrid(c + dc, r + dr));
        features.push(
          polygon([corner(0, 0), corner(0.3, 0), corner(0.3, 0.3), corner(0, 0.3)], {
            height,
            assumed: house === 0,
          }),
        );
      }
    }
  }
  return features;
}

function streets(town: Town): Feature[] {
  const byName = new Map<string, { roadClass: number; lines: Place[][] }>();
  for (const link of town.links) {
    if (link.from > link.to) continue;
    const [a, b] = [town.nodes[link.from]!, town.nodes[link.to]!];
    const street = byName.get(link.name) ?? { roadClass: link.roadClass, lines: [[[a.lon, a.lat]]] };
    street.lines.at(-1)!.push([b.lon, b.lat]);
    byName.set(link.name, street);
  }
  return [...byName].flatMap(([name, { roadClass, lines }]) =>
    lines.map((line) =>
      feature(
        { type: 'LineString', coordinates: line.map((point) => [...point]) },
        { name, class: roadClass },
      ),
    ),
  );
}

function settlements(): Feature[] {
  return [
    point(metersToDegrees(...onGrid(10, 4)), {
      name: 'Puerto Muestra',
      'name:de': 'Musterhafen',
      'name:zh': '样例港',
      'name:en': 'Sample Harbour',
      rank: 1,
    }),
    point(metersToDegrees(...onGrid(17, 12)), { name: 'Villa Ejemplo', 'name:zh': '范例村', rank: 2 }),
  ];
}

function places(): Feature[] {
  return [
    point(metersToDegrees(...onGrid(4.5, 11.5)), { kind: 'school', name: 'Escuela 12' }),
    point(metersToDegrees(...onGrid(12.5, 5.5)), { kind: 'hospital', name: 'Hospital del Mar' }),
  ];
}

function stops(town: Town): Feature[] {
  return town.stops.map((stop, index) => point([stop.lon, stop.lat], { index, name: stop.name }));
}

function junctions(town: Town): Feature[] {
  return town.nodes.flatMap((node, index) =>
    node.signals ? [point([node.lon, node.lat], { index, signals: true, assumed: index % 3 === 0 })] : [],
  );
}

function polygon(ring: readonly Place[], properties: Feature['properties']): Feature {
  const closed = [...ring, ring[0]!].map((point) => [...point]);
  return feature({ type: 'Polygon', coordinates: [closed] }, properties);
}

function point([lon, lat]: Place, properties: Feature['properties']): Feature {
  return feature({ type: 'Point', coordinates: [lon, lat] }, properties);
}

function feature(geometry: Geometry, properties: Feature['properties']): Feature {
  return { type: 'Feature', geometry, properties };
}
