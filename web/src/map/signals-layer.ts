/** What the signals show now, as bars at their stop lines: thick and closed is red, thin and open is green. */
import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import type { Theme } from '../colour/palette.ts';
import { SIGNAL_PAINT } from '../colour/marks.ts';
import type { Square } from '../geo/mercator.ts';
import type { SignalFrame } from '../live/frame.ts';
import { SIGNAL_FRAGMENT, SIGNAL_VERTEX } from './mark-shaders.ts';
import { Marks } from './marks.ts';
import { sceneOf } from './scene.ts';

export const SIGNAL_ZOOM = 15;

export class SignalsLayer implements CustomLayerInterface {
  readonly id = 'signals';
  readonly type = 'custom';
  private map: MapLibreMap | undefined;
  private marks: Marks | undefined;
  private frame: SignalFrame | undefined;
  private frameIsNew = false;
  private readonly square: Square;
  private theme: Theme;
  private still: boolean;

  /** @param still whether the reader asked for little motion: then flashing lamps are lit all the time */
  constructor(square: Square, theme: Theme, still: boolean) {
    this.square = square;
    this.theme = theme;
    this.still = still;
  }

  update(frame: SignalFrame): void {
    this.frame = frame;
    this.frameIsNew = true;
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
    this.marks = new Marks(gl, SIGNAL_VERTEX, SIGNAL_FRAGMENT);
    this.frameIsNew = this.frame !== undefined;
  }

  onRemove(): void {
    this.marks?.free();
    this.marks = undefined;
  }

  render(_gl: WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    const { map, marks, frame } = this;
    if (!map || !marks || !frame || map.getZoom() < SIGNAL_ZOOM) return;
    if (this.frameIsNew) marks.load(frame);
    this.frameIsNew = false;
    // Flashing follows the repaints of everything else; a floored number keeps the shader's fract exact.
    const seconds = this.still ? 0 : (performance.now() / 1000) % 3600;
    marks.draw(sceneOf(map, input, this.square), this.square, SIGNAL_PAINT[this.theme], seconds);
  }
}
