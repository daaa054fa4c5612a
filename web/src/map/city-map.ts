/**
 * The map of the operations page: base map, roads, vehicles and signals. This is the only file that starts MapLibre;
 * it is loaded after the page stands.
 */
import 'maplibre-gl/dist/maplibre-gl.css';
import {
  Map as MapLibreMap,
  setWorkerUrl,
  type CameraOptions,
  type LngLatBoundsLike,
  type MapMouseEvent,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Box, City } from '../api/types.ts';
import { COLOURS, type Theme } from '../colour/palette.ts';
import { metersPerPixel, square } from '../geo/mercator.ts';
import { decodeRoads } from '../geo/roads.ts';
import type { Language } from '../i18n/languages.ts';
import type { ViewMessage } from '../live/channel.ts';
import type { Frame } from '../live/frame.ts';
import type { View } from '../view/hash.ts';
import { ShaderError } from './gl.ts';
import { RoadsLayer } from './roads-layer.ts';
import { SignalsLayer } from './signals-layer.ts';
import { ABOVE_ROADS, ABOVE_VEHICLES, mapStyle, nameIn } from './style.ts';
import { VehiclesLayer } from './vehicles-layer.ts';

setWorkerUrl(workerUrl);

/** A finger is wider than a mouse pointer; this is between the two, in pixels. */
const CLICK_PIXELS = 14;
const LABELS = ['street-label', 'stop-label', 'place-label', 'settlement-label'] as const;

export interface MapOptions {
  readonly city: City;
  readonly theme: Theme;
  readonly language: Language;
  readonly reducedMotion: boolean;
  readonly view: View | undefined;
}

export interface MapEvents {
  moved(view: View, shown: ViewMessage): void;
  clicked(lon: number, lat: number, radiusMeters: number): void;
  /** The graphics context is gone for good, or the map cannot be drawn at all. */
  failed(reason: string): void;
}

export class CityMap {
  private readonly map: MapLibreMap;
  private readonly events: MapEvents;
  private readonly signals: SignalsLayer;
  private readonly vehicles: VehiclesLayer;
  private roads: RoadsLayer | undefined;
  private options: MapOptions;
  private padding = { left: 0, right: 0, top: 0, bottom: 0 };

  constructor(container: HTMLElement, options: MapOptions, events: MapEvents) {
    this.options = options;
    this.events = events;
    const { city, theme, language, view } = options;
    const place = square(city.box);
    this.map = new MapLibreMap({
      container,
      style: mapStyle(city, COLOURS[theme], language, location.origin),
      ...(view ? cameraOf(view) : { bounds: boundsOf(city.box), fitBoundsOptions: { padding: 24 } }),
      attributionControl: false,
      renderWorldCopies: false,
      maxPitch: 60,
      maxZoom: 20.5,
      fadeDuration: options.reducedMotion ? 0 : 200,
      refreshExpiredTiles: false,
    });
    this.vehicles = new VehiclesLayer(place, theme, options.reducedMotion);
    this.signals = new SignalsLayer(place, theme, options.reducedMotion);
    this.map.getCanvas().setAttribute('tabindex', '0');
    this.map.on('load', () => this.addMoving());
    this.map.on('move', () => this.reportMove());
    this.map.on('click', (event) => this.reportClick(event));
    this.map.on('idle', () => this.paintSea());
    // A tile that does not come is drawn as nothing; a layer that cannot be drawn is the end of the map.
    this.map.on('error', ({ error }) => error instanceof ShaderError && events.failed(error.message));
  }

  showRoads(bytes: ArrayBuffer): void {
    this.roads = new RoadsLayer(
      decodeRoads(bytes),
      square(this.options.city.box),
      COLOURS[this.options.theme],
    );
    if (this.map.loaded() || this.map.getLayer('vehicles')) this.map.addLayer(this.roads, ABOVE_ROADS);
  }

  show(frame: Frame): void {
    if (frame.kind === 'vehicles') this.vehicles.update(frame);
    else if (frame.kind === 'signals') this.signals.update(frame);
    else this.roads?.update(frame);
  }

  setTheme(theme: Theme): void {
    if (theme === this.options.theme) return;
    this.options = { ...this.options, theme };
    const { city, language } = this.options;
    const wanted = mapStyle(city, COLOURS[theme], language, location.origin);
    for (const layer of wanted.layers) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) {
        this.map.setPaintProperty(layer.id, name as never, value as never);
      }
    }
    this.paintSea();
    this.roads?.recolour(COLOURS[theme]);
    this.vehicles.recolour(theme);
    this.signals.recolour(theme);
  }

  setLanguage(language: Language): void {
    if (language === this.options.language) return;
    this.options = { ...this.options, language };
    for (const label of LABELS) this.map.setLayoutProperty(label, 'text-field', nameIn(language));
  }

  setReducedMotion(reduced: boolean): void {
    this.options = { ...this.options, reducedMotion: reduced };
    this.vehicles.calm(reduced);
    this.signals.calm(reduced);
  }

  /** The part of the map that other things cover, in pixels: flights end in the middle of the rest. */
  setPadding(padding: Readonly<{ left: number; right: number; top: number; bottom: number }>): void {
    this.padding = { ...padding };
  }

  flyTo(box: Box): void {
    const camera = this.map.cameraForBounds(boundsOf(box), { padding: inside(this.padding), maxZoom: 17 });
    if (camera) this.move(camera);
  }

  jumpTo(view: View): void {
    this.move(cameraOf(view));
  }

  zoomBy(steps: number): void {
    this.map.zoomTo(this.map.getZoom() + steps, { duration: this.duration(250) });
  }

  faceNorth(): void {
    this.move({ bearing: 0, pitch: 0 });
  }

  tilt(): void {
    this.move({ pitch: this.map.getPitch() > 10 ? 0 : 55 });
  }

  /** Marks the selected thing: a line or a place, or a street by its name. */
  highlight(
    mark: { readonly path?: readonly (readonly number[])[]; readonly street?: string } | undefined,
  ): void {
    const path = mark?.path ?? [];
    const geometry =
      path.length > 1
        ? { type: 'LineString' as const, coordinates: path.map((point) => [...point]) }
        : { type: 'Point' as const, coordinates: [...(path[0] ?? [])] };
    const features = path.length > 0 ? [{ type: 'Feature' as const, properties: {}, geometry }] : [];
    const source = this.map.getSource('selection');
    if (source && 'setData' in source) {
      (source as { setData(data: unknown): void }).setData({ type: 'FeatureCollection', features });
    }
    if (this.map.getLayer('selection-street')) {
      this.map.setFilter('selection-street', ['==', ['get', 'name'], mark?.street ?? '']);
    }
  }

  resize(): void {
    this.map.resize();
  }

  remove(): void {
    this.map.remove();
  }

  private addMoving(): void {
    if (this.roads && !this.map.getLayer('roads')) this.map.addLayer(this.roads, ABOVE_ROADS);
    this.map.addLayer(this.signals, ABOVE_VEHICLES);
    this.map.addLayer(this.vehicles, ABOVE_VEHICLES);
    this.reportMove();
  }

  private reportMove(): void {
    const { lng: lon, lat } = this.map.getCenter();
    const zoom = this.map.getZoom();
    const bounds = this.map.getBounds();
    this.events.moved(
      { zoom, lat, lon, bearing: this.map.getBearing(), pitch: this.map.getPitch() },
      {
        west: bounds.getWest(),
        south: bounds.getSouth(),
        east: bounds.getEast(),
        north: bounds.getNorth(),
        zoom,
      },
    );
  }

  private reportClick({ lngLat }: MapMouseEvent): void {
    const radius = CLICK_PIXELS * metersPerPixel(this.map.getZoom(), lngLat.lat);
    this.events.clicked(lngLat.lng, lngLat.lat, Math.min(500, Math.max(4, radius)));
  }

  /** The sea is the background of a city that has land; a city without any land polygon is all land. */
  private paintSea(): void {
    const land = this.map.querySourceFeatures('base', {
      sourceLayer: 'ground',
      filter: ['==', ['get', 'kind'], 'land'],
    });
    if (land.length > 0) {
      this.map.setPaintProperty('background', 'background-color', COLOURS[this.options.theme].water);
    }
  }

  private move(camera: CameraOptions): void {
    if (this.options.reducedMotion) this.map.jumpTo(camera);
    else this.map.flyTo({ ...camera, duration: 1_100, essential: true });
  }

  private duration(milliseconds: number): number {
    return this.options.reducedMotion ? 0 : milliseconds;
  }
}

function cameraOf({ zoom, lat, lon, bearing, pitch }: View): {
  center: [number, number];
  zoom: number;
  bearing: number;
  pitch: number;
} {
  return { center: [lon, lat], zoom, bearing, pitch };
}

function boundsOf({ west, south, east, north }: Box): LngLatBoundsLike {
  return [west, south, east, north];
}

/** A street should not touch the edge of what is free. */
function inside(padding: Readonly<{ left: number; right: number; top: number; bottom: number }>): {
  left: number;
  right: number;
  top: number;
  bottom: number;
} {
  return {
    left: padding.left + 40,
    right: padding.right + 40,
    top: padding.top + 40,
    bottom: padding.bottom + 40,
  };
}
