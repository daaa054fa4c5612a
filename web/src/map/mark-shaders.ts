/** Shaders of vehicles and signals. Both lie on the ground: `across` to the right, `along` in the direction of travel. */

const HEADER = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
const float TURN = 6.283185307179586;
`;

const INPUTS = `
uniform usampler2D u_marks;    // all x, then all y, then all bits
uniform int u_count;
uniform mat4 u_matrix;
uniform vec2 u_size;           // of the city square, Mercator units
uniform float u_perMeter;      // Mercator units
uniform float u_metersPerPixel;
uniform float u_seconds;

uint numberAt(int index) {
  return texelFetch(u_marks, ivec2(index & 4095, index >> 12), 0).r;
}

vec2 placeOf(int mark) {
  return vec2(numberAt(mark), numberAt(u_count + mark)) / 65535.0 * u_size;
}

vec2 cornerOf(int vertex) {
  return vec2((vertex & 1) != 0 ? 1.0 : -1.0, (vertex & 2) != 0 ? 1.0 : -1.0);
}

// Heading in 1/64 of a circle, clockwise from north; Mercator's y runs to the south.
vec2 direction(uint heading) {
  float angle = float(heading) / 64.0 * TURN;
  return vec2(sin(angle), -cos(angle));
}
`;

/** Length and width on the ground in metres, and at least so many pixels; in the order of `VehicleKind`. */
export const VEHICLE_VERTEX = `${HEADER}${INPUTS}
uniform vec3 u_colours[9];

flat out uint v_kind;
flat out vec3 v_colour;
flat out vec2 v_half;          // of the body, pixels: across, along
out vec2 v_place;              // pixels from the middle

const vec4 SIZE[9] = vec4[](
  vec4(4.6, 1.9, 6.0, 3.4), vec4(5.6, 2.1, 6.6, 3.6), vec4(10.0, 2.5, 8.5, 4.0),
  vec4(12.0, 2.6, 10.0, 4.4), vec4(6.0, 2.2, 9.0, 5.0), vec4(2.2, 1.0, 4.5, 2.4),
  vec4(1.8, 0.8, 4.2, 3.0), vec4(30.0, 2.6, 13.0, 4.4), vec4(4.6, 1.9, 6.4, 3.8));
// Dead reckoning along the last heading leaves the road in a bend: not further than this.
const float FARTHEST_METERS = 40.0;

void main() {
  int mark = gl_VertexID >> 2;
  uint bits = numberAt(2 * u_count + mark);
  uint kind = min(bits >> 12, 8u);
  float speed = float(bits & 63u);
  vec2 along = direction((bits >> 6) & 63u);
  vec2 across = vec2(-along.y, along.x);
  vec4 size = SIZE[kind];
  v_kind = kind;
  v_colour = u_colours[kind];
  v_half = 0.5 * vec2(max(size.y / u_metersPerPixel, size.w), max(size.x / u_metersPerPixel, size.z));
  float halo = kind == 4u ? 3.0 * v_half.x : 1.5;
  v_place = cornerOf(gl_VertexID) * (v_half + halo);
  vec2 middle = placeOf(mark) + along * min(speed * u_seconds, FARTHEST_METERS) * u_perMeter;
  vec2 offset = (across * v_place.x + along * v_place.y) * u_metersPerPixel * u_perMeter;
  gl_Position = u_matrix * vec4(middle + offset, 0.0, 1.0);
}`;

export const VEHICLE_FRAGMENT = `${HEADER}
flat in uint v_kind;
flat in vec3 v_colour;
flat in vec2 v_half;
in vec2 v_place;
uniform vec3 u_outline;
out vec4 colour;

float box(vec2 place, vec2 half_, float corner) {
  vec2 q = abs(place) - half_ + corner;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
}

// Distance to the body in pixels, negative inside. Two wheels are lozenges, the rest are boxes with a narrower nose.
float body(vec2 place) {
  if (v_kind == 5u || v_kind == 6u) {
    return (abs(place.x) / v_half.x + abs(place.y) / v_half.y - 1.0) * v_half.x * 0.8;
  }
  bool long_ = v_kind == 2u || v_kind == 3u || v_kind == 7u;
  float nose = long_ ? 0.12 : 0.42;
  float narrowing = 1.0 - nose * smoothstep(0.1, 1.0, place.y / v_half.y);
  return box(vec2(place.x / narrowing, place.y), v_half, 0.45 * v_half.x);
}

void main() {
  float distance_ = body(v_place);
  float fill = clamp(0.5 - distance_, 0.0, 1.0);
  float line = clamp(1.5 - distance_, 0.0, 1.0);
  vec3 paint = v_colour;
  // A windscreen, once there is room for one.
  float glass = smoothstep(5.0, 8.0, v_half.x) * (1.0 - step(0.68 * v_half.x, abs(v_place.x)));
  float band = step(0.18, v_place.y / v_half.y) * step(v_place.y / v_half.y, 0.46);
  paint = mix(paint, u_outline, 0.65 * glass * band * float(v_kind != 5u && v_kind != 6u));
  colour = vec4(mix(u_outline, paint, fill), 1.0) * line;
  if (v_kind == 4u) {
    float ring = clamp(1.0 - abs(distance_ - 1.6 * v_half.x), 0.0, 1.0);
    colour += vec4(v_colour, 1.0) * ring * (1.0 - colour.a);
  }
  if (colour.a <= 0.0) discard;
}`;

/** A bar across the lane at the stop line: the more it forbids, the thicker; green is two open ends. */
export const SIGNAL_VERTEX = `${HEADER}${INPUTS}
flat out uint v_aspect;
flat out vec2 v_half;          // pixels: across, along
out vec2 v_place;

const float LANE_METERS = 2.7;
// Half thickness by aspect, pixels: red, red and amber, amber, permitted, protected, flashing, off, stop then go.
const float THICK[8] = float[](2.6, 2.6, 2.0, 1.3, 1.3, 1.6, 1.0, 2.2);

void main() {
  int mark = gl_VertexID >> 2;
  uint bits = numberAt(2 * u_count + mark);
  uint aspect = min(bits & 63u, 7u);
  vec2 along = direction((bits >> 6) & 63u);
  vec2 across = vec2(-along.y, along.x);
  float grow = clamp(0.45 / u_metersPerPixel, 0.8, 3.0);
  v_aspect = aspect;
  v_half = vec2(max(0.5 * LANE_METERS / u_metersPerPixel, 3.0), THICK[aspect] * grow);
  v_place = cornerOf(gl_VertexID) * (v_half + 1.5);
  vec2 offset = (across * v_place.x + along * v_place.y) * u_metersPerPixel * u_perMeter;
  gl_Position = u_matrix * vec4(placeOf(mark) + offset, 0.0, 1.0);
}`;

export const SIGNAL_FRAGMENT = `${HEADER}
flat in uint v_aspect;
flat in vec2 v_half;
in vec2 v_place;
uniform vec3 u_colours[8];
uniform vec3 u_outline;
uniform float u_seconds;
out vec4 colour;

void main() {
  float side = abs(v_place.x) / v_half.x;
  bool open = v_aspect == 3u || v_aspect == 4u;
  // Protected green leaves the lane open, permitted green only its middle; off and flashing are dotted.
  float gap = v_aspect == 4u ? 0.55 : v_aspect == 3u ? 0.2 : 0.0;
  if (open && side < gap) discard;
  bool dotted = v_aspect == 5u || v_aspect == 6u || v_aspect == 7u;
  if (dotted && fract(side * 2.5) > 0.55) discard;
  if (v_aspect == 5u && fract(u_seconds) > 0.55) discard;
  float distance_ = max(abs(v_place.x) - v_half.x, abs(v_place.y) - v_half.y);
  float fill = clamp(0.5 - distance_, 0.0, 1.0);
  float line = clamp(1.5 - distance_, 0.0, 1.0);
  colour = vec4(mix(u_outline, u_colours[v_aspect], fill), 1.0) * line;
  if (colour.a <= 0.0) discard;
}`;
