/**
 * The colours of the map. Speeds run from red (slow) over pale to blue (free): told apart also by people who do not
 * see red or green, and each at least 3 : 1 against every ground it may lie on (checked by a test).
 */
export type Theme = 'dark' | 'light';

export interface MapColours {
  /** Speed ratio 0 … 1 in even steps. */
  readonly speeds: readonly string[];
  /** Where nobody drove lately. */
  readonly unknown: string;
  /** The carriageway below the speed, seen from zoom 14 on. */
  readonly road: string;
  readonly background: string;
  readonly land: string;
  readonly water: string;
  readonly park: string;
  readonly beach: string;
  readonly industry: string;
  readonly campus: string;
  readonly airport: string;
  readonly port: string;
  readonly building: string;
  readonly buildingAssumed: string;
  readonly label: string;
  readonly labelMuted: string;
  readonly halo: string;
  readonly stop: string;
  readonly junction: string;
  readonly highlight: string;
}

export const COLOURS: Readonly<Record<Theme, MapColours>> = {
  dark: {
    speeds: ['#ff4d6d', '#ffb066', '#fff0b3', '#6fb7f0', '#4a78bd'],
    unknown: '#46525f',
    road: '#1f2832',
    background: '#0a0e13',
    land: '#0e141a',
    water: '#060d17',
    park: '#0e1815',
    beach: '#15161a',
    industry: '#11141b',
    campus: '#12161d',
    airport: '#12151b',
    port: '#101620',
    building: '#18202a',
    buildingAssumed: '#151c25',
    label: '#c3ced9',
    labelMuted: '#8b98a6',
    halo: '#0a0e13',
    stop: '#7fb4ff',
    junction: '#9aa7b4',
    highlight: '#ffffff',
  },
  light: {
    speeds: ['#8b0030', '#d95f0e', '#3f8ab5', '#1d3f8f'],
    unknown: '#9aa4ad',
    road: '#ffffff',
    background: '#eef0ee',
    land: '#f3f4f1',
    water: '#e3edf5',
    park: '#e7f0e3',
    beach: '#f5f0e2',
    industry: '#eeedf0',
    campus: '#f1eee8',
    airport: '#edeef2',
    port: '#e9edf0',
    building: '#d5dadd',
    buildingAssumed: '#dcdfe0',
    label: '#26313c',
    labelMuted: '#56626f',
    halo: '#ffffff',
    stop: '#0b63a5',
    junction: '#4b5763',
    highlight: '#111820',
  },
};

export type Rgb = readonly [number, number, number];

/** `#rrggbb` as red, green and blue, 0 to 255. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** The colour of a speed ratio, between the two nearest steps. */
export function speedColour(ratio: number, speeds: readonly string[]): Rgb {
  const place = Math.min(1, Math.max(0, ratio)) * (speeds.length - 1);
  const below = Math.min(speeds.length - 2, Math.floor(place));
  const [from, to] = [rgb(speeds[below]!), rgb(speeds[below + 1]!)];
  // Eased, so that most roads wear one of the steps and few the mud between two of them.
  const linear = place - below;
  const part = linear * linear * (3 - 2 * linear);
  return [mix(from[0], to[0], part), mix(from[1], to[1], part), mix(from[2], to[2], part)];
}

export function css([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

/** WCAG 2.2 contrast of two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** 256 × RGBA for the graphics card: byte 0 … 250 of a road frame is its speed, the rest is unknown. */
export function speedTable(colours: MapColours): Uint8Array {
  const table = new Uint8Array(256 * 4);
  for (let byte = 0; byte < 256; byte++) {
    const colour = byte <= 250 ? speedColour(byte / 250, colours.speeds) : rgb(colours.unknown);
    table.set([...colour, 255], byte * 4);
  }
  return table;
}

function mix(from: number, to: number, part: number): number {
  return Math.round(from + (to - from) * part);
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
