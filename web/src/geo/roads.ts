/** Reads `roads.bin`: the geometry of all links in the city square. See `docs/live-channel.md`. */

const MAGIC = 'MRD1';
const HEADER_BYTES = 12;

export interface Roads {
  readonly links: number;
  /** The points of link i are first[i] … first[i + 1] − 1. */
  readonly first: Uint32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly widthMeters: Float32Array;
  readonly roadClass: Uint8Array;
  readonly lanes: Uint8Array;
}

/** Not a road file, another version of it, or a damaged one. */
export class BadRoads extends Error {}

export function decodeRoads(bytes: ArrayBuffer): Roads {
  if (bytes.byteLength < HEADER_BYTES) throw new BadRoads(`roads.bin has only ${bytes.byteLength} bytes`);
  const magic = new TextDecoder('latin1').decode(new Uint8Array(bytes, 0, 4));
  if (magic !== MAGIC) throw new BadRoads(`roads.bin begins with "${magic}", expected "${MAGIC}"`);
  const view = new DataView(bytes);
  const links = view.getUint32(4, true);
  const points = view.getUint32(8, true);
  const expected = HEADER_BYTES + 4 * (links + 1) + 8 * points + 6 * links;
  if (bytes.byteLength !== expected) {
    throw new BadRoads(
      `roads.bin has ${bytes.byteLength} bytes, expected ${expected} for ${links} links and ${points} points`,
    );
  }
  let offset = HEADER_BYTES;
  const next = (bytesLong: number): number => (offset += bytesLong) - bytesLong;
  const roads: Roads = {
    links,
    first: new Uint32Array(bytes, next(4 * (links + 1)), links + 1),
    x: new Float32Array(bytes, next(4 * points), points),
    y: new Float32Array(bytes, next(4 * points), points),
    widthMeters: new Float32Array(bytes, next(4 * links), links),
    roadClass: new Uint8Array(bytes, next(links), links),
    lanes: new Uint8Array(bytes, next(links), links),
  };
  checkOrder(roads.first, points);
  return roads;
}

function checkOrder(first: Uint32Array, points: number): void {
  for (let link = 1; link < first.length; link++) {
    if (first[link]! < first[link - 1]!)
      throw new BadRoads(`roads.bin: link ${link - 1} has a negative number of points`);
  }
  if ((first.at(-1) ?? 0) !== points)
    throw new BadRoads(`roads.bin: the links have ${first.at(-1)} of ${points} points`);
}
