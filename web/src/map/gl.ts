/** The few WebGL2 steps that every own layer needs. */

export class ShaderError extends Error {}

export function buildProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  gl.attachShader(program, compile(gl, gl.VERTEX_SHADER, vertex));
  gl.attachShader(program, compile(gl, gl.FRAGMENT_SHADER, fragment));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new ShaderError(gl.getProgramInfoLog(program) ?? 'a shader program did not link');
  }
  return program;
}

/** The places of the named uniforms; a name the compiler has dropped is null, which WebGL accepts and ignores. */
export function uniforms<Name extends string>(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  names: readonly Name[],
): Readonly<Record<Name, WebGLUniformLocation | null>> {
  const entries = names.map((name) => [name, gl.getUniformLocation(program, name)]);
  return Object.fromEntries(entries) as Record<Name, WebGLUniformLocation | null>;
}

/** A texture that is read texel by texel, never smoothed. */
export function tableTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}

/**
 * Corners 4 i … 4 i + 3 of quad i as two triangles. Our layers draw quads with these alone: the shader finds the data of
 * quad `gl_VertexID >> 2` in a texture. Instances of four corners each would be the usual way, but cost software
 * graphics some 10 µs an instance (measured with SwiftShader: 3.3 s a picture for 300,000).
 */
export function quadIndices(quads: number): Uint32Array {
  const indices = new Uint32Array(quads * 6);
  for (let quad = 0; quad < quads; quad++) {
    const corner = quad * 4;
    indices.set([corner, corner + 1, corner + 2, corner + 2, corner + 1, corner + 3], quad * 6);
  }
  return indices;
}

/** Texels in a row of every table. A shader finds texel i at (i & 4095, i >> 12). */
export const TABLE_WIDTH = 4096;

/** MapLibre leaves its own state behind; this is what uploads of raw numbers want. */
export function uploadState(gl: WebGL2RenderingContext): void {
  gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, null);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
}

/** What all flat layers here want. Colours are premultiplied. */
export function flatState(gl: WebGL2RenderingContext): void {
  gl.disable(gl.DEPTH_TEST);
  gl.disable(gl.STENCIL_TEST);
  gl.disable(gl.CULL_FACE);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
}

function compile(gl: WebGL2RenderingContext, type: GLenum, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (!shader) throw new ShaderError('no shader: the graphics context is lost');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
    throw new ShaderError(gl.getShaderInfoLog(shader) ?? 'a shader did not compile');
  }
  return shader;
}
