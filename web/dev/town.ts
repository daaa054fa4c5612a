/**
 * A made-up town for the mock server: a grid with avenues, a boulevard by the sea, signals, stops, houses. It is not a
 * place and holds no data of one.
 */
import type { Box } from '../src/api/types.ts';

export const COLUMNS = 22;
export const ROWS = 16;
const SPACING_METERS = 104;
const TILT_RADIANS = 0.17;
const MIDDLE = { lon: -56.1, lat: -34.9 } as const;
const METERS_PER_DEGREE = 111_195;

export interface Node {
  readonly lon: number;
  readonly lat: number;
  readonly column: number;
  readonly row: number;
  readonly signals: boolean;
}

export interface TownLink {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly roadClass: number;
  readonly lanes: number;
  readonly lengthMeters: number;
  /** Degrees clockwise from north. */
  readonly heading: number;
  readonly path: readonly (readonly [number, number])[];
}

export interface Town {
  readonly nodes: readonly Node[];
  readonly links: readonly TownLink[];
  readonly outOf: readonly (readonly number[])[];
  readonly stops: readonly {
    readonly name: string;
    readonly lon: number;
    readonly lat: number;
    readonly street: string;
  }[];
  readonly box: Box;
}

const AVENUES = [
  'Avenida del Puerto',
  'Bulevar Central',
  'Avenida Italia',
  'Calle Mayor',
  'Avenida de las Palmas',
];
const STREETS = [
  'Acacia',
  'Lima',
  'Ombú',
  'Colón',
  'Sol',
  'Río',
  'Jazmín',
  'Norte',
  'Faro',
  'Luna',
  'Molino',
  'Plata',
];

export function metersToDegrees(east: number, north: number): readonly [number, number] {
  const lat = MIDDLE.lat + north / METERS_PER_DEGREE;
  return [MIDDLE.lon + east / (METERS_PER_DEGREE * Math.cos((MIDDLE.lat * Math.PI) / 180)), lat];
}

/** Metres east and north of the middle, on the tilted grid; column and row may be fractions. */
export function onGrid(column: number, row: number): readonly [number, number] {
  const x = (column - (COLUMNS - 1) / 2) * SPACING_METERS + 14 * Math.sin(row * 1.7 + column * 0.3);
  // The coast is not straight.
  const y = (row - (ROWS - 1) / 2) * SPACING_METERS + 30 * Math.sin(column * 0.45) * Math.exp(-row / 3);
  return [
    x * Math.cos(TILT_RADIANS) - y * Math.sin(TILT_RADIANS),
    x * Math.sin(TILT_RADIANS) + y * Math.cos(TILT_RADIANS),
  ];
}

export function makeTown(): Town {
  const nodes = makeNodes();
  const links: TownLink[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const here = row * COLUMNS + column;
      if (column + 1 < COLUMNS) addStreet(links, nodes, here, here + 1, rowClass(row), rowName(row));
      if (row + 1 < ROWS)
        addStreet(links, nodes, here, here + COLUMNS, columnClass(column), columnName(column));
    }
  }
  const outOf: number[][] = nodes.map(() => []);
  links.forEach((link, index) => outOf[link.from]!.push(index));
  const stops = links
    .filter((link, index) => link.roadClass <= 3 && index % 9 === 0)
    .map((link, at) => {
      const [lon, lat] = along(link, 0.6);
      return { name: `${link.name} ${100 + at * 7}`, lon, lat, street: link.name };
    });
  return { nodes, links, outOf, stops, box: boxAround(nodes) };
}

/** The place on a link, 0 at its start and 1 at its end. */
export function along(link: TownLink, part: number): readonly [number, number] {
  const [from, to] = [link.path[0]!, link.path.at(-1)!];
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
}

function makeNodes(): readonly Node[] {
  return Array.from({ length: ROWS * COLUMNS }, (_, index) => {
    const [row, column] = [Math.floor(index / COLUMNS), index % COLUMNS];
    const [lon, lat] = metersToDegrees(...onGrid(column, row));
    const inner = row > 0 && row < ROWS - 1 && column > 0 && column < COLUMNS - 1;
    const signals = inner && (rowClass(row) <= 3 || columnClass(column) <= 3) && (row + column) % 2 === 0;
    return { lon, lat, column, row, signals };
  });
}

function addStreet(
  links: TownLink[],
  nodes: readonly Node[],
  a: number,
  b: number,
  roadClass: number,
  name: string,
): void {
  links.push(makeLink(nodes, a, b, roadClass, name), makeLink(nodes, b, a, roadClass, name));
}

function makeLink(
  nodes: readonly Node[],
  from: number,
  to: number,
  roadClass: number,
  name: string,
): TownLink {
  const [a, b] = [nodes[from]!, nodes[to]!];
  const stretch = Math.cos((MIDDLE.lat * Math.PI) / 180);
  const east = (b.lon - a.lon) * METERS_PER_DEGREE * stretch;
  const north = (b.lat - a.lat) * METERS_PER_DEGREE;
  const length = Math.hypot(east, north);
  const lanes = roadClass <= 2 ? 3 : roadClass <= 3 ? 2 : 1;
  // To the right of the middle of the road, and short of the junction at either end.
  const offset = lanes * 1.6 + 0.2;
  const gap = 9 / length;
  const right = [north / length, -east / length] as const;
  const place = (part: number): readonly [number, number] => [
    a.lon + (b.lon - a.lon) * part + (right[0] * offset) / (METERS_PER_DEGREE * stretch),
    a.lat + (b.lat - a.lat) * part + (right[1] * offset) / METERS_PER_DEGREE,
  ];
  const heading = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
  return {
    from,
    to,
    name,
    roadClass,
    lanes,
    lengthMeters: length * (1 - 2 * gap),
    heading,
    path: [place(gap), place(0.5), place(1 - gap)],
  };
}

function rowClass(row: number): number {
  if (row === 0) return 1;
  if (row % 5 === 3) return 2;
  return row % 5 === 0 ? 4 : 6;
}

function columnClass(column: number): number {
  return column % 6 === 2 ? 3 : column % 6 === 5 ? 4 : 6;
}

function rowName(row: number): string {
  if (row === 0) return 'Rambla del Mar';
  return row % 5 === 3 ? AVENUES[Math.floor(row / 5)]! : `Calle ${STREETS[row % STREETS.length]!}`;
}

function columnName(column: number): string {
  return column % 6 === 2
    ? AVENUES[4 - Math.floor(column / 6)]!
    : `${STREETS[(column * 5) % STREETS.length]!} ${column + 1}`;
}

function boxAround(nodes: readonly Node[]): Box {
  const margin = 0.004;
  return {
    west: Math.min(...nodes.map((node) => node.lon)) - margin,
    south: Math.min(...nodes.map((node) => node.lat)) - margin,
    east: Math.max(...nodes.map((node) => node.lon)) + margin,
    north: Math.max(...nodes.map((node) => node.lat)) + margin,
  };
}
