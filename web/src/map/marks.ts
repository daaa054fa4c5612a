/**
 * Draws many small flat marks from the arrays of a frame, as they came: x, y and 16 bits each. Vehicles and signals are
 * such marks and differ in their shaders only.
 */
import type { SignalFrame, VehicleFrame } from '../live/frame.ts';
import { buildProgram, flatState, uniforms } from './gl.ts';
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
  private readonly buffer: WebGLBuffer;
  private count = 0;

  constructor(gl: WebGL2RenderingContext, vertex: string, fragment: string) {
    this.gl = gl;
    this.program = buildProgram(gl, vertex, fragment);
    this.places = uniforms(gl, this.program, UNIFORMS);
    this.array = gl.createVertexArray();
    this.buffer = gl.createBuffer();
  }

  load(frame: VehicleFrame | SignalFrame): void {
    const { gl } = this;
    this.count = frame.count;
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    // The three arrays follow each other in the received bytes: they are copied in one go.
    const bytes = new Uint8Array(frame.x.buffer, frame.x.byteOffset, frame.count * 6);
    gl.bufferData(gl.ARRAY_BUFFER, bytes, gl.STREAM_DRAW);
    this.point('a_x', 0);
    this.point('a_y', 2 * frame.count);
    const bits = gl.getAttribLocation(this.program, 'a_bits');
    gl.enableVertexAttribArray(bits);
    gl.vertexAttribIPointer(bits, 1, gl.UNSIGNED_SHORT, 0, 4 * frame.count);
    gl.vertexAttribDivisor(bits, 1);
    gl.bindVertexArray(null);
  }

  /** @param seconds simulated seconds since the frame (vehicles), or any running seconds (flashing lamps) */
  draw(scene: Scene, square: Square, colours: MarkColours, seconds: number): void {
    if (this.count === 0) return;
    const { gl, places } = this;
    flatState(gl);
    gl.useProgram(this.program);
    gl.bindVertexArray(this.array);
    gl.uniformMatrix4fv(places.u_matrix, false, scene.matrix);
    gl.uniform2f(places.u_size, square.width, square.height);
    gl.uniform1f(places.u_perMeter, square.perMeter);
    gl.uniform1f(places.u_metersPerPixel, scene.metersPerPixel);
    gl.uniform1f(places.u_zoom, scene.zoom);
    gl.uniform1f(places.u_seconds, seconds);
    gl.uniform3fv(places.u_colours, colours.kinds);
    gl.uniform3fv(places.u_outline, colours.outline);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.count);
    gl.bindVertexArray(null);
  }

  free(): void {
    this.gl.deleteProgram(this.program);
    this.gl.deleteVertexArray(this.array);
    this.gl.deleteBuffer(this.buffer);
  }

  private point(name: string, offset: number): void {
    const { gl } = this;
    const place = gl.getAttribLocation(this.program, name);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, 1, gl.UNSIGNED_SHORT, true, 0, offset);
    gl.vertexAttribDivisor(place, 1);
  }
}
