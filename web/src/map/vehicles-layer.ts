/**
 * Vehicles as small oriented shapes. Between two frames each drives on along its heading at its speed; a new frame
 * puts everything where it really is. Nothing tells one car from another, so nothing can be followed.
 */
import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import type { Theme } from '../colour/palette.ts';
import { VEHICLE_PAINT } from '../colour/marks.ts';
import type { Square } from '../geo/mercator.ts';
import type { VehicleFrame } from '../live/frame.ts';
import { VEHICLE_FRAGMENT, VEHICLE_VERTEX } from './mark-shaders.ts';
import { Marks } from './marks.ts';
import { sceneOf } from './scene.ts';

export const VEHICLE_ZOOM = 14.5;
/** Frames come up to ten times a second; when they stop, the cars stop soon after instead of driving into houses. */
const LONGEST_GUESS_MILLISECONDS = 1_000;
/** Thirty pictures a second are smooth at these speeds, and leave the battery half. */
const PICTURE_MILLISECONDS = 33;
const SLOWEST_PICTURE_MILLISECONDS = 500;

/** For how many simulated seconds a frame may be continued after so many real milliseconds. */
export function guessSeconds(frame: Pick<VehicleFrame, 'paused' | 'speed'>, ageMilliseconds: number): number {
  if (frame.paused) return 0;
  return (Math.min(Math.max(ageMilliseconds, 0), LONGEST_GUESS_MILLISECONDS) / 1000) * frame.speed;
}

/**
 * How long to rest before the next picture, when the last one came so long after it was asked for. A machine that draws
 * in software (450 CPU-ms for 50,000 vehicles) rests as long as it works, and leaves the rest to the simulation.
 */
export function restMilliseconds(waitedMilliseconds: number): number {
  return Math.min(SLOWEST_PICTURE_MILLISECONDS, Math.max(PICTURE_MILLISECONDS, waitedMilliseconds));
}

export class VehiclesLayer implements CustomLayerInterface {
  readonly id = 'vehicles';
  readonly type = 'custom';
  private map: MapLibreMap | undefined;
  private marks: Marks | undefined;
  private frame: VehicleFrame | undefined;
  private frameIsNew = false;
  private arrivedAt = 0;
  private askedAt: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly square: Square;
  private theme: Theme;
  private still: boolean;

  /** @param still whether the reader asked for little motion: then vehicles move with frames only */
  constructor(square: Square, theme: Theme, still: boolean) {
    this.square = square;
    this.theme = theme;
    this.still = still;
  }

  update(frame: VehicleFrame): void {
    this.frame = frame;
    this.frameIsNew = true;
    this.arrivedAt = performance.now();
    this.map?.triggerRepaint();
  }

  recolour(theme: Theme): void {
    this.theme = theme;
    this.map?.triggerRepaint();
  }

  calm(still: boolean): void {
    this.still = still;
  }

  onAdd(map: MapLibreMap, gl: WebGL2RenderingContext): void {
    this.map = map;
    this.marks = new Marks(gl, VEHICLE_VERTEX, VEHICLE_FRAGMENT);
    this.frameIsNew = this.frame !== undefined;
  }

  onRemove(): void {
    clearTimeout(this.timer);
    this.marks?.free();
    this.marks = undefined;
  }

  render(_gl: WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    const { map, marks, frame } = this;
    if (!map || !marks || !frame || map.getZoom() < VEHICLE_ZOOM) return;
    if (this.frameIsNew) marks.load(frame);
    this.frameIsNew = false;
    const age = performance.now() - this.arrivedAt;
    const seconds = this.still ? 0 : guessSeconds(frame, age);
    marks.draw(sceneOf(map, input, this.square), this.square, VEHICLE_PAINT[this.theme], seconds);
    const moves = !this.still && !frame.paused && frame.count > 0 && age < LONGEST_GUESS_MILLISECONDS;
    if (moves) this.drawAgainSoon(map);
  }

  private drawAgainSoon(map: MapLibreMap): void {
    const waited = this.askedAt === undefined ? 0 : performance.now() - this.askedAt;
    this.askedAt = undefined;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.askedAt = performance.now();
      map.triggerRepaint();
    }, restMilliseconds(waited));
  }
}
