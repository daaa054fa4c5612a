/**
 * Vertex `4 i + corner` belongs to segment i; there are no attributes, the shader looks its data up.
 *
 * A segment is a quad that lies on the ground, longer than the segment by half its width at either end; the fragment
 * shader rounds the ends, so that bends have no gaps. Slow is red and wide, free is blue and narrow.
 */
export const ROAD_VERTEX = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;

uniform mat4 u_matrix;
uniform vec2 u_size;           // of the city square, Mercator units
uniform float u_perMeter;      // Mercator units
uniform float u_metersPerPixel;
uniform float u_zoom;
uniform int u_pass;            // 0 carriageway, 1 all speeds, 2 only free, 3 only slow
uniform sampler2D u_segments;  // two texels a segment: its ends in the city square; width in metres, link, class
uniform usampler2D u_ratios;   // one byte a link

flat out uint v_ratio;
flat out float v_half;         // half width, metres
flat out float v_length;       // metres
out vec2 v_place;              // along and across, metres from the start

const float THIN[11] = float[](2.0, 1.9, 1.7, 1.4, 1.1, 0.7, 0.7, 0.6, 0.5, 0.9, 0.5);

void main() {
  int texel = (gl_VertexID >> 2) * 2;
  ivec2 at = ivec2(texel & 4095, texel >> 12);
  vec4 road = texelFetch(u_segments, at + ivec2(1, 0), 0);
  uint link = uint(road.y);
  uint ratio = texelFetch(u_ratios, ivec2(link & 4095u, link >> 12), 0).r;
  v_ratio = ratio;
  bool known = ratio <= 250u;
  float slowness = known ? 1.0 - float(ratio) / 250.0 : 0.0;

  bool slow = known && slowness > 0.5;
  if ((u_pass == 2 && slow) || (u_pass == 3 && !slow)) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }

  float thin = THIN[min(int(road.z), 10)] * pow(1.3, u_zoom - 12.0) * u_metersPerPixel;
  float far = thin * (known ? mix(0.9, 2.1, slowness) : 0.6);
  float near = road.x * (known ? mix(0.26, 0.7, slowness) : 0.1);
  float width = mix(far, near, smoothstep(14.5, 16.5, u_zoom));
  if (u_pass == 0) width = road.x + 1.2;
  float half_ = max(width, 0.8 * u_metersPerPixel) * 0.5;

  vec4 ends = texelFetch(u_segments, at, 0);
  vec2 from = ends.xy * u_size;
  vec2 to = ends.zw * u_size;
  float len = length(to - from);
  vec2 along = len > 0.0 ? (to - from) / len : vec2(1.0, 0.0);
  vec2 across = vec2(-along.y, along.x);

  float reach = half_ + u_metersPerPixel;
  bool atEnd = (gl_VertexID & 2) != 0;
  float side = (gl_VertexID & 1) != 0 ? 1.0 : -1.0;
  float lengthMeters = len / u_perMeter;
  v_half = half_;
  v_length = lengthMeters;
  v_place = vec2(atEnd ? lengthMeters + reach : -reach, side * reach);
  vec2 place = from + (along * v_place.x + across * v_place.y) * u_perMeter;
  gl_Position = u_matrix * vec4(place, 0.0, 1.0);
}`;

export const ROAD_FRAGMENT = `#version 300 es
precision highp float;
precision highp int;

flat in uint v_ratio;
flat in float v_half;
flat in float v_length;
in vec2 v_place;

uniform sampler2D u_colours;   // one texel a ratio byte
uniform vec4 u_road;           // carriageway and its strength
uniform int u_pass;

out vec4 colour;

void main() {
  float beyond = v_place.x - clamp(v_place.x, 0.0, v_length);
  float inside = v_half - length(vec2(beyond, v_place.y));
  float pixel = length(vec2(dFdx(inside), dFdy(inside)));
  float alpha = clamp(inside / max(pixel, 1e-6) + 0.5, 0.0, 1.0);
  if (alpha <= 0.0) discard;
  vec4 paint = u_pass == 0 ? u_road : texelFetch(u_colours, ivec2(int(v_ratio), 0), 0);
  colour = vec4(paint.rgb, 1.0) * (paint.a * alpha);
}`;
