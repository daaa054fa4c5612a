/** What is written on the base map, and the stops and signals that are dots on it. Labels are drawn with the reader's fonts. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapColours } from '../colour/palette.ts';
import type { Language } from '../i18n/languages.ts';

const FONT = ['sans-serif'];

/** Places that most people look for. */
const LANDMARKS = [
  'hospital',
  'university',
  'station',
  'airport',
  'port',
  'government',
  'culture',
  'fire_station',
  'police',
];
/** A city has thousands of these: their names would cover the streets. */
const EVERYDAY = ['shop', 'restaurant', 'office', 'other', 'parking'];
const kindIn = (kinds: readonly string[]): ExpressionSpecification => [
  'in',
  ['get', 'kind'],
  ['literal', [...kinds]],
];
/** The names of places, by how far one must come near to read them. */
const PLACE_RANKS = [
  { id: 'place-label', minzoom: 15, filter: kindIn(LANDMARKS) },
  { id: 'place-label-near', minzoom: 16, filter: ['!', kindIn([...LANDMARKS, ...EVERYDAY])] },
  { id: 'place-label-everyday', minzoom: 17.5, filter: kindIn(EVERYDAY) },
] as const satisfies readonly { id: string; minzoom: number; filter: ExpressionSpecification }[];

/** Layers that write names. */
export const LABELS = [
  'street-label',
  'stop-label',
  'settlement-label',
  ...PLACE_RANKS.map(({ id }) => id),
] as const;

/** The name in the reader's language, else as it is written on the spot. The page's Chinese is in simplified characters. */
export function nameIn(language: Language): ExpressionSpecification {
  const name: ExpressionSpecification = ['coalesce', ['get', `name:${language}`], ['get', 'name']];
  return language === 'zh' ? ['coalesce', ['get', 'name:zh-Hans'], name] : name;
}

export function labelLayers(colours: MapColours, language: Language): LayerSpecification[] {
  const text = { 'text-color': colours.label, 'text-halo-color': colours.halo, 'text-halo-width': 1.4 };
  const quiet = { ...text, 'text-color': colours.labelMuted };
  return [
    {
      id: 'stop',
      type: 'circle',
      source: 'base',
      'source-layer': 'stop',
      minzoom: 15,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 15, 2, 18, 5],
        'circle-color': colours.halo,
        'circle-stroke-color': colours.stop,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'junction',
      type: 'circle',
      source: 'base',
      'source-layer': 'junction',
      minzoom: 13.5,
      maxzoom: 15.5,
      filter: ['==', ['get', 'signals'], true],
      paint: {
        'circle-radius': 2,
        'circle-color': colours.junction,
        'circle-stroke-color': colours.halo,
        'circle-stroke-width': 1,
      },
    },
    {
      id: 'selection-point',
      type: 'circle',
      source: 'selection',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 12, 7, 18, 22],
        'circle-opacity': 0,
        'circle-stroke-color': colours.highlight,
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'street-label',
      type: 'symbol',
      source: 'base',
      'source-layer': 'street',
      minzoom: 12,
      filter: ['any', ['<=', ['get', 'class'], 3], ['>=', ['zoom'], 15]],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 340,
        'symbol-sort-key': ['get', 'class'],
        'text-field': nameIn(language),
        'text-font': FONT,
        'text-size': ['interpolate', ['linear'], ['zoom'], 12, 10.5, 17, 13],
        'text-letter-spacing': 0.02,
        'text-max-angle': 30,
      },
      paint: text,
    },
    pointLabel('stop-label', 'stop', 17, 11, language, quiet),
    ...PLACE_RANKS.map(({ id, minzoom, filter }) => ({
      ...pointLabel(id, 'place', minzoom, 11, language, quiet),
      filter,
    })),
    {
      id: 'settlement-label',
      type: 'symbol',
      source: 'base',
      'source-layer': 'settlement',
      layout: {
        'symbol-sort-key': ['get', 'rank'],
        'text-field': nameIn(language),
        'text-font': FONT,
        'text-size': ['interpolate', ['linear'], ['zoom'], 9, 11, 15, 14],
        'text-transform': 'uppercase',
        'text-letter-spacing': 0.12,
        'text-max-width': 8,
      },
      paint: { ...quiet, 'text-opacity': ['interpolate', ['linear'], ['zoom'], 15, 1, 16.5, 0] },
    },
  ];
}

function pointLabel(
  id: string,
  layer: string,
  minzoom: number,
  size: number,
  language: Language,
  paint: Readonly<Record<string, string | number>>,
): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source: 'base',
    'source-layer': layer,
    minzoom,
    layout: {
      'text-field': nameIn(language),
      'text-font': FONT,
      'text-size': size,
      'text-anchor': 'top',
      'text-offset': [0, 0.5],
      'text-max-width': 9,
      'text-optional': true,
    },
    paint,
  };
}
