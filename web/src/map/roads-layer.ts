/**
 * All roads of the city, coloured by how they run. The geometry goes to the graphics card once; afterwards only one
 * byte a link changes.
 */
import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import { rgb, speedTable, type MapColours } from '../colour/palette.ts';
import type { Square } from '../geo/mercator.ts';
import { buildMesh, FLOATS_PER_SEGMENT, visibleRuns, type Block, type Mesh } from '../geo/mesh.ts';
import type { Roads } from '../geo/roads.ts';
import { applyRoads, UNKNOWN_RATIO, type RoadFrame } from '../live/frame.ts';
import {
  buildProgram,
  flatState,
  quadIndices,
  TABLE_WIDTH,
  tableTexture,
  uniforms,
  uploadState,
} from './gl.ts';
import { ROAD_FRAGMENT, ROAD_VERTEX } from './road-shaders.ts';
import { sceneOf, visibleBounds } from './scene.ts';

/** Below this only tertiary and above are drawn (and sent). */
const MINOR_ZOOM = 12;
/** From here on the carriageway itself is drawn below its speed. */
const CARRIAGEWAY_ZOOM = 14;
/** Below this the two directions of a road cover each other: the slow ones are drawn over the free ones. */
const APART_ZOOM = 15;
const FLOATS_PER_ROW = TABLE_WIDTH * 4;

const Pass = { carriageway: 0, all: 1, free: 2, slow: 3 } as const;
const UNIFORMS = [
  'u_matrix',
  'u_size',
  'u_perMeter',
  'u_metersPerPixel',
  'u_zoom',
  'u_pass',
  'u_segments',
  'u_ratios',
  'u_colours',
  'u_road',
] as const;

interface Resources {
  readonly program: WebGLProgram;
  readonly places: Readonly<Record<(typeof UNIFORMS)[number], WebGLUniformLocation | null>>;
  readonly array: WebGLVertexArrayObject;
  readonly indices: WebGLBuffer;
  readonly segments: WebGLTexture;
  readonly ratios: WebGLTexture;
  readonly colours: WebGLTexture;
}

export class RoadsLayer implements CustomLayerInterface {
  readonly id = 'roads';
  readonly type = 'custom';
  private map: MapLibreMap | undefined;
  private resources: Resources | undefined;
  private ratiosAreNew = true;
  private coloursAreNew = true;
  private readonly mesh: Mesh;
  private readonly ratios: Uint8Array;
  private readonly square: Square;
  private colours: MapColours;

  constructor(roads: Roads, square: Square, colours: MapColours) {
    this.mesh = buildMesh(roads);
    const rows = Math.max(1, Math.ceil(roads.links / TABLE_WIDTH));
    this.ratios = new Uint8Array(rows * TABLE_WIDTH).fill(UNKNOWN_RATIO);
    this.square = square;
    this.colours = colours;
  }

  update(frame: RoadFrame): void {
    applyRoads(frame, this.ratios);
    this.ratiosAreNew = true;
    this.map?.triggerRepaint();
  }

  recolour(colours: MapColours): void {
    this.colours = colours;
    this.coloursAreNew = true;
    this.map?.triggerRepaint();
  }

  onAdd(map: MapLibreMap, gl: WebGL2RenderingContext): void {
    this.map = map;
    const program = buildProgram(gl, ROAD_VERTEX, ROAD_FRAGMENT);
    const array = gl.createVertexArray();
    const indices = gl.createBuffer();
    gl.bindVertexArray(array);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
    gl.bufferData(
      gl.ELEMENT_ARRAY_BUFFER,
      quadIndices(this.mesh.data.length / FLOATS_PER_SEGMENT),
      gl.STATIC_DRAW,
    );
    gl.bindVertexArray(null);
    this.resources = {
      program,
      places: uniforms(gl, program, UNIFORMS),
      array,
      indices,
      segments: segmentTexture(gl, this.mesh.data),
      ratios: tableTexture(gl),
      colours: tableTexture(gl),
    };
    this.ratiosAreNew = true;
    this.coloursAreNew = true;
  }

  onRemove(_map: MapLibreMap, gl: WebGL2RenderingContext): void {
    const { resources } = this;
    if (!resources) return;
    gl.deleteProgram(resources.program);
    gl.deleteVertexArray(resources.array);
    gl.deleteBuffer(resources.indices);
    gl.deleteTexture(resources.segments);
    gl.deleteTexture(resources.ratios);
    gl.deleteTexture(resources.colours);
    this.resources = undefined;
  }

  render(gl: WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    const { map, resources } = this;
    if (!map || !resources) return;
    const scene = sceneOf(map, input, this.square);
    flatState(gl);
    gl.useProgram(resources.program);
    gl.bindVertexArray(resources.array);
    this.bindTables(gl, resources);
    const { places } = resources;
    gl.uniformMatrix4fv(places.u_matrix, false, scene.matrix);
    gl.uniform2f(places.u_size, this.square.width, this.square.height);
    gl.uniform1f(places.u_perMeter, this.square.perMeter);
    gl.uniform1f(places.u_metersPerPixel, scene.metersPerPixel);
    gl.uniform1f(places.u_zoom, scene.zoom);
    this.drawPasses(
      gl,
      resources,
      scene.zoom,
      visibleRuns(this.blocks(scene.zoom), visibleBounds(map, this.square)),
    );
    gl.bindVertexArray(null);
  }

  private drawPasses(
    gl: WebGL2RenderingContext,
    resources: Resources,
    zoom: number,
    runs: readonly (readonly [number, number])[],
  ): void {
    const draw = (pass: number): void => {
      gl.uniform1i(resources.places.u_pass, pass);
      for (const [start, count] of runs) {
        gl.drawElements(gl.TRIANGLES, count * 6, gl.UNSIGNED_INT, start * 6 * Uint32Array.BYTES_PER_ELEMENT);
      }
    };
    if (zoom >= CARRIAGEWAY_ZOOM) {
      const [red, green, blue] = rgb(this.colours.road);
      const strength = Math.min(1, zoom - CARRIAGEWAY_ZOOM);
      gl.uniform4f(resources.places.u_road, red / 255, green / 255, blue / 255, strength);
      draw(Pass.carriageway);
    }
    if (zoom >= APART_ZOOM) {
      draw(Pass.all);
    } else {
      draw(Pass.free);
      draw(Pass.slow);
    }
  }

  private blocks(zoom: number): readonly Block[] {
    return zoom >= MINOR_ZOOM ? [...this.mesh.minor, ...this.mesh.major] : this.mesh.major;
  }

  private bindTables(gl: WebGL2RenderingContext, resources: Resources): void {
    uploadState(gl);
    gl.activeTexture(gl.TEXTURE2);
    gl.bindTexture(gl.TEXTURE_2D, resources.segments);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, resources.colours);
    if (this.coloursAreNew) {
      gl.texImage2D(
        gl.TEXTURE_2D,
        0,
        gl.RGBA8,
        256,
        1,
        0,
        gl.RGBA,
        gl.UNSIGNED_BYTE,
        speedTable(this.colours),
      );
    }
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, resources.ratios);
    if (this.ratiosAreNew) {
      const rows = this.ratios.length / TABLE_WIDTH;
      gl.texImage2D(
        gl.TEXTURE_2D,
        0,
        gl.R8UI,
        TABLE_WIDTH,
        rows,
        0,
        gl.RED_INTEGER,
        gl.UNSIGNED_BYTE,
        this.ratios,
      );
    }
    this.ratiosAreNew = false;
    this.coloursAreNew = false;
    gl.uniform1i(resources.places.u_segments, 2);
    gl.uniform1i(resources.places.u_ratios, 0);
    gl.uniform1i(resources.places.u_colours, 1);
  }
}

function segmentTexture(gl: WebGL2RenderingContext, data: Float32Array): WebGLTexture {
  const texture = tableTexture(gl);
  const rows = Math.max(1, Math.ceil(data.length / FLOATS_PER_ROW));
  const padded = new Float32Array(rows * FLOATS_PER_ROW);
  padded.set(data);
  uploadState(gl);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, TABLE_WIDTH, rows, 0, gl.RGBA, gl.FLOAT, padded);
  return texture;
}
