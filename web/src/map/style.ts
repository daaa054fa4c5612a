/**
 * The base map: our own tiles, no glyphs (labels are drawn with the reader's fonts), no sprites, nothing from outside.
 * The order of the layers is the order of drawing; our own WebGL layers are put between them.
 */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Box, City } from '../api/types.ts';
import type { MapColours } from '../colour/palette.ts';
import type { Language } from '../i18n/languages.ts';
import { labelLayers } from './labels.ts';

/** Our roads lie below this layer, our vehicles and signals below the labels. */
export const ABOVE_ROADS = 'building';
export const ABOVE_VEHICLES = 'street-label';
const TILE_ZOOM = 16;

export function mapStyle(
  city: City,
  colours: MapColours,
  language: Language,
  origin: string,
): StyleSpecification {
  return {
    version: 8,
    sources: {
      base: {
        type: 'vector',
        tiles: [`${origin}/api/map/{z}/{x}/{y}.mvt`],
        maxzoom: TILE_ZOOM,
        bounds: around(city.box),
      },
      selection: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      ...groundLayers(colours),
      ...selectionLayers(colours),
      ...buildingLayers(colours),
      ...labelLayers(colours, language),
    ],
  };
}

/** The sea goes on beyond the city; farther out than this a city is a dot. */
function around({ west, south, east, north }: Box): [number, number, number, number] {
  const [width, height] = [east - west, north - south];
  const margin = 2 * Math.max(width, height);
  return [
    Math.max(-180, west - margin),
    Math.max(-85, south - margin),
    Math.min(180, east + margin),
    Math.min(85, north + margin),
  ];
}

function groundLayers(colours: MapColours): LayerSpecification[] {
  const kinds = ['land', 'water', 'park', 'beach', 'industry', 'campus', 'airport', 'port'] as const;
  const pairs = kinds.flatMap((kind) => [kind, colours[kind]]);
  return [
    { id: 'background', type: 'background', paint: { 'background-color': colours.land } },
    {
      id: 'ground',
      type: 'fill',
      source: 'base',
      'source-layer': 'ground',
      // Without a key of its own it is drawn in the order of the tile: what is small lies on what is large.
      paint: {
        'fill-color': [
          'match',
          ['get', 'kind'],
          ...pairs,
          colours.land,
        ] as unknown as ExpressionSpecification,
        'fill-antialias': true,
      },
    },
    {
      id: 'crossroads',
      type: 'fill',
      source: 'base',
      'source-layer': 'crossroads',
      minzoom: 15,
      paint: {
        'fill-color': colours.road,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 15, 0, 15.5, 1],
      },
    },
  ];
}

function selectionLayers(colours: MapColours): LayerSpecification[] {
  return [
    {
      id: 'selection-street',
      type: 'line',
      source: 'base',
      'source-layer': 'street',
      filter: ['==', ['get', 'name'], ''],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colours.highlight,
        'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 11, 6, 15, 16, 18, 50],
        'line-opacity': 0.32,
        'line-blur': 2,
      },
    },
    {
      id: 'selection-line',
      type: 'line',
      source: 'selection',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colours.highlight,
        'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 11, 6, 15, 12, 18, 40],
        'line-opacity': 0.45,
      },
    },
  ];
}

function buildingLayers(colours: MapColours): LayerSpecification[] {
  return [
    {
      id: 'building',
      type: 'fill',
      source: 'base',
      'source-layer': 'building',
      minzoom: 14,
      maxzoom: 15,
      paint: {
        'fill-color': colours.building,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0, 15, 1],
      },
    },
    {
      id: 'building-3d',
      type: 'fill-extrusion',
      source: 'base',
      'source-layer': 'building',
      minzoom: 15,
      paint: {
        'fill-extrusion-color': [
          'case',
          ['==', ['get', 'assumed'], true],
          colours.buildingAssumed,
          colours.building,
        ],
        'fill-extrusion-height': ['coalesce', ['get', 'height'], 6],
        'fill-extrusion-opacity': 0.88,
        'fill-extrusion-vertical-gradient': true,
      },
    },
  ];
}
