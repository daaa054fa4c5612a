/**
 * The map of the operations page: base map, roads, vehicles and signals. This is the only file that starts MapLibre;
 * it is loaded after the page stands.
 */
import 'maplibre-gl/dist/maplibre-gl.css';
import {
  Map as MapLibreMap,
  setWorkerUrl,
  type CameraOptions,
  type CustomLayerInterface,
  type GeoJSONSource,
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
import { boundsOf, cameraOf, featuresOf, inside, type Padding } from './camera.ts';
import { ShaderError } from './gl.ts';
import { RoadsLayer } from './roads-layer.ts';
import { SignalsLayer } from './signals-layer.ts';
import { LABELS, nameIn } from './labels.ts';
import { ABOVE_ROADS, ABOVE_VEHICLES, mapStyle } from './style.ts';
import { VehiclesLayer } from './vehicles-layer.ts';

setWorkerUrl(workerUrl);

/** A finger is wider than a mouse pointer; this is between the two, in pixels. */
const CLICK_PIXELS = 14;

export interface MapOptions {
  readonly city: City;
  readonly theme: Theme;
  readonly language: Language;
  /** What a screen reader calls the map. */
  readonly title: string;
  readonly reducedMotion: boolean;
  readonly view: View | undefined;
  readonly padding: Padding;
}

/** What the map marks: a line or a place, several places, or a street by its name. */
export interface Mark {
  readonly places?: readonly (readonly number[])[];
  readonly path?: readonly (readonly number[])[];
  readonly street?: string;
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
  /** Whether there is a style that can be changed. */
  private ready = false;
  private mark: Mark | undefined;
  private padding: Padding;

  constructor(container: HTMLElement, options: MapOptions, events: MapEvents) {
    this.options = options;
    this.events = events;
    this.padding = options.padding;
    const { city, theme, language, view } = options;
    const place = square(city.box);
    this.map = new MapLibreMap({
      container,
      style: mapStyle(city, COLOURS[theme], language, location.origin),
      ...(view
        ? cameraOf(view)
        : { bounds: boundsOf(city.box), fitBoundsOptions: { padding: inside(options.padding) } }),
      attributionControl: false,
      renderWorldCopies: false,
      maxPitch: 60,
      maxZoom: 20.5,
      fadeDuration: options.reducedMotion ? 0 : 200,
      refreshExpiredTiles: false,
    });
    this.vehicles = new VehiclesLayer(place, theme, options.reducedMotion);
    this.signals = new SignalsLayer(place, theme, options.reducedMotion);
    this.nameCanvas(options.title);
    // Also after the graphics card was taken away and given back: MapLibre then builds its style anew, without ours.
    this.map.on('style.load', () => this.styleIsReady());
    this.map.on('webglcontextlost', () => (this.ready = false));
    this.map.on('move', () => this.reportMove());
    this.map.on('click', (event) => this.reportClick(event));
    // A tile that does not come is drawn as nothing; a layer that cannot be drawn is the end of the map.
    this.map.on('error', ({ error }) => error instanceof ShaderError && events.failed(error.message));
  }

  showRoads(bytes: ArrayBuffer): void {
    this.roads = new RoadsLayer(
      decodeRoads(bytes),
      square(this.options.city.box),
      COLOURS[this.options.theme],
    );
    // Before the style is there it would be refused; then it is added with the others.
    if (this.ready) this.map.addLayer(this.roads, ABOVE_ROADS);
  }

  show(frame: Frame): void {
    if (frame.kind === 'vehicles') this.vehicles.update(frame);
    else if (frame.kind === 'signals') this.signals.update(frame);
    else this.roads?.update(frame);
  }

  setTheme(theme: Theme): void {
    if (theme === this.options.theme) return;
    this.options = { ...this.options, theme };
    this.paint();
    this.roads?.recolour(COLOURS[theme]);
    this.vehicles.recolour(theme);
    this.signals.recolour(theme);
  }

  setLanguage(language: Language, title: string): void {
    this.nameCanvas(title);
    if (language === this.options.language) return;
    this.options = { ...this.options, language };
    this.write();
  }

  setReducedMotion(reduced: boolean): void {
    this.options = { ...this.options, reducedMotion: reduced };
    this.vehicles.calm(reduced);
    this.signals.calm(reduced);
  }

  /** Flights end in the middle of what is free. */
  setPadding(padding: Padding): void {
    this.padding = padding;
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

  highlight(mark: Mark | undefined): void {
    this.mark = mark;
    if (!this.ready) return;
    void this.map.getSource<GeoJSONSource>('selection')?.setData({
      type: 'FeatureCollection',
      features: [...featuresOf(mark?.path ?? []), ...(mark?.places ?? []).flatMap((at) => featuresOf([at]))],
    });
    this.map.setFilter('selection-street', ['==', ['get', 'name'], mark?.street ?? '']);
  }

  resize(): void {
    this.map.resize();
  }

  remove(): void {
    this.map.remove();
  }

  private styleIsReady(): void {
    this.ready = true;
    for (const layer of this.ownLayers())
      if (!this.map.getLayer(layer.id)) this.map.addLayer(layer, above(layer));
    this.paint();
    this.write();
    this.highlight(this.mark);
    this.reportMove();
  }

  private paint(): void {
    if (!this.ready) return;
    const { city, language, theme } = this.options;
    for (const layer of mapStyle(city, COLOURS[theme], language, location.origin).layers) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) {
        this.map.setPaintProperty(layer.id, name as never, value as never);
      }
    }
  }

  private write(): void {
    if (!this.ready) return;
    for (const label of LABELS)
      this.map.setLayoutProperty(label, 'text-field', nameIn(this.options.language));
  }

  private nameCanvas(title: string): void {
    this.map.getCanvas().setAttribute('aria-label', title);
  }

  private ownLayers(): readonly CustomLayerInterface[] {
    return [...(this.roads ? [this.roads] : []), this.signals, this.vehicles];
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

  private move(camera: CameraOptions): void {
    if (this.options.reducedMotion) this.map.jumpTo(camera);
    else this.map.flyTo({ ...camera, duration: 1_100, essential: true });
  }

  private duration(milliseconds: number): number {
    return this.options.reducedMotion ? 0 : milliseconds;
  }
}

function above(layer: CustomLayerInterface): string {
  return layer.id === 'roads' ? ABOVE_ROADS : ABOVE_VEHICLES;
}
