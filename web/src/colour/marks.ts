/** Colours of vehicles and signals. Kinds differ in size and shape too, aspects in thickness and openings. */
import { COLOURS, rgb, type Theme } from './palette.ts';

/** In the order of the live frame. */
export const VEHICLE_KINDS = [
  'car',
  'van',
  'truck',
  'bus',
  'emergency',
  'motorcycle',
  'bicycle',
  'tram',
  'taxi',
] as const;
export type VehicleKind = (typeof VEHICLE_KINDS)[number];

export const VEHICLE_COLOURS: Readonly<Record<Theme, Readonly<Record<VehicleKind, string>>>> = {
  dark: {
    car: '#e3eaf1',
    van: '#c3cfdb',
    truck: '#b59f86',
    bus: '#5fe3b3',
    emergency: '#ff8df6',
    motorcycle: '#e3eaf1',
    bicycle: '#b6f07a',
    tram: '#c8a2ff',
    taxi: '#ffe14d',
  },
  light: {
    car: '#27323d',
    van: '#44525f',
    truck: '#5b4a36',
    bus: '#00694a',
    emergency: '#b0008c',
    motorcycle: '#27323d',
    bicycle: '#3a7000',
    tram: '#6a2fb5',
    taxi: '#7a5c00',
  },
};

/** In the order of the live frame, which is the order of `Aspect` in the API. */
export const ASPECTS = [
  'red',
  'red_amber',
  'amber',
  'green_permitted',
  'green_protected',
  'flashing_amber',
  'off',
  'stop_then_go',
] as const;

const LAMPS: Readonly<
  Record<
    Theme,
    { readonly red: string; readonly amber: string; readonly green: string; readonly off: string }
  >
> = {
  dark: { red: '#ff5a52', amber: '#ffb224', green: '#4be38a', off: '#8b98a6' },
  light: { red: '#c5161d', amber: '#a35a00', green: '#00733a', off: '#6b7783' },
};

export const ASPECT_COLOURS: Readonly<Record<Theme, Readonly<Record<(typeof ASPECTS)[number], string>>>> = {
  dark: aspects('dark'),
  light: aspects('light'),
};

export const VEHICLE_PAINT = {
  dark: paint(
    VEHICLE_KINDS.map((kind) => VEHICLE_COLOURS.dark[kind]),
    'dark',
  ),
  light: paint(
    VEHICLE_KINDS.map((kind) => VEHICLE_COLOURS.light[kind]),
    'light',
  ),
} as const;

export const SIGNAL_PAINT = {
  dark: paint(
    ASPECTS.map((aspect) => ASPECT_COLOURS.dark[aspect]),
    'dark',
  ),
  light: paint(
    ASPECTS.map((aspect) => ASPECT_COLOURS.light[aspect]),
    'light',
  ),
} as const;

function aspects(theme: Theme): Readonly<Record<(typeof ASPECTS)[number], string>> {
  const { red, amber, green, off } = LAMPS[theme];
  return {
    red,
    red_amber: amber,
    amber,
    green_permitted: green,
    green_protected: green,
    flashing_amber: amber,
    off,
    stop_then_go: red,
  };
}

function paint(
  colours: readonly string[],
  theme: Theme,
): { readonly kinds: Float32Array; readonly outline: Float32Array } {
  const parts = (hex: string): number[] => rgb(hex).map((value) => value / 255);
  return {
    kinds: Float32Array.from(colours.flatMap(parts)),
    outline: Float32Array.from(parts(COLOURS[theme].halo)),
  };
}
