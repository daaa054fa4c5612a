/**
 * Draws many small flat marks from the arrays of a frame, as they came: x, y and 16 bits each. Vehicles and signals are
 * such marks and differ in their shaders only.
 */
import type { SignalFrame, VehicleFrame } from '../live/frame.ts';
import {
  buildProgram,
  flatState,
  quadIndices,
  TABLE_WIDTH,
  tableTexture,
  uniforms,
  uploadState,
} from './gl.ts';
import type { Scene } from './scene.ts';
import type { Square } from '../geo/mercator.ts';

const UNIFORMS = [
  'u_matrix',
  'u_size',
  'u_perMeter',
  'u_metersPerPixel',
  'u_zoom',
  'u_seconds',
  'u_colours',
  'u_outline',
  'u_marks',
  'u_count',
] as const;

/** Colours of the kinds in order, and of the line around each mark; red, green and blue, 0 to 1. */
export interface MarkColours {
  readonly kinds: Float32Array;
  readonly outline: Float32Array;
}

export class Marks {
  private readonly gl: WebGL2RenderingContext;
  private readonly program: WebGLProgram;
  private readonly places: Readonly<Record<(typeof UNIFORMS)[number], WebGLUniformLocation | null>>;
  private readonly array: WebGLVertexArrayObject;
  private readonly indices: WebGLBuffer;
  private readonly table: WebGLTexture;
  /** Quads that there are indices for. */
  private room = 0;
  private count = 0;

  constructor(gl: WebGL2RenderingContext, vertex: string, fragment: string) {
    this.gl = gl;
    this.program = buildProgram(gl, vertex, fragment);
    this.places = uniforms(gl, this.program, UNIFORMS);
    this.array = gl.createVertexArray();
    this.indices = gl.createBuffer();
    this.table = tableTexture(gl);
  }

  load(frame: VehicleFrame | SignalFrame): void {
    const { gl } = this;
    this.count = frame.count;
    if (frame.count > this.room) this.makeRoom(frame.count);
    // The three arrays follow each other in the received bytes: they are copied as one, to the end of a row.
    const rows = Math.max(1, Math.ceil((3 * frame.count) / TABLE_WIDTH));
    const padded = new Uint16Array(rows * TABLE_WIDTH);
    padded.set(new Uint16Array(frame.x.buffer, frame.x.byteOffset, 3 * frame.count));
    uploadState(gl);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.table);
    gl.texImage2D(
      gl.TEXTURE_2D,
      0,
      gl.R16UI,
      TABLE_WIDTH,
      rows,
      0,
      gl.RED_INTEGER,
      gl.UNSIGNED_SHORT,
      padded,
    );
  }

  /** @param seconds simulated seconds since the frame (vehicles), or any running seconds (flashing lamps) */
  draw(scene: Scene, square: Square, colours: MarkColours, seconds: number): void {
    if (this.count === 0) return;
    const { gl, places } = this;
    flatState(gl);
    gl.useProgram(this.program);
    gl.bindVertexArray(this.array);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.table);
    gl.uniform1i(places.u_marks, 0);
    gl.uniform1i(places.u_count, this.count);
    gl.uniformMatrix4fv(places.u_matrix, false, scene.matrix);
    gl.uniform2f(places.u_size, square.width, square.height);
    gl.uniform1f(places.u_perMeter, square.perMeter);
    gl.uniform1f(places.u_metersPerPixel, scene.metersPerPixel);
    gl.uniform1f(places.u_zoom, scene.zoom);
    gl.uniform1f(places.u_seconds, seconds);
    gl.uniform3fv(places.u_colours, colours.kinds);
    gl.uniform3fv(places.u_outline, colours.outline);
    gl.drawElements(gl.TRIANGLES, this.count * 6, gl.UNSIGNED_INT, 0);
    gl.bindVertexArray(null);
  }

  free(): void {
    this.gl.deleteProgram(this.program);
    this.gl.deleteVertexArray(this.array);
    this.gl.deleteBuffer(this.indices);
    this.gl.deleteTexture(this.table);
  }

  private makeRoom(quads: number): void {
    const { gl } = this;
    // Doubling: a city that fills up does not ask for new memory with every frame.
    this.room = 2 ** Math.ceil(Math.log2(quads));
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.indices);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, quadIndices(this.room), gl.STATIC_DRAW);
    gl.bindVertexArray(null);
  }
}
