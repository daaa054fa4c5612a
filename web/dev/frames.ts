/** Writes what the live channel sends, from the made-up town. See docs/live-channel.md. */
import type { Box } from '../src/api/types.ts';
import { ASPECTS } from '../src/colour/marks.ts';
import { mercator, square } from '../src/geo/mercator.ts';
import { along, type Town, type TownLink } from './town.ts';
import type { Traffic } from './traffic.ts';

const HEADER_BYTES = 32;
export const MAGIC = 0x31464c4d;

export class Frames {
  private sequence = 0;
  private readonly town: Town;
  private readonly traffic: Traffic;
  private readonly place: (lonLat: readonly [number, number]) => readonly [number, number];

  constructor(town: Town, traffic: Traffic) {
    this.town = town;
    this.traffic = traffic;
    this.place = toSquare(town.box);
  }

  vehicles(view: Box): Uint8Array {
    const seen: (readonly [number, number, number])[] = [];
    this.traffic.link.forEach((index, vehicle) => {
      const link = this.town.links[index]!;
      const [lon, lat] = this.lanePlace(
        link,
        this.traffic.position[vehicle]! / link.lengthMeters,
        vehicle % link.lanes,
      );
      if (lon < view.west || lon > view.east || lat < view.south || lat > view.north) return;
      const speed = Math.min(63, Math.round(this.traffic.metersPerSecond[vehicle]!));
      const [x, y] = this.place([lon, lat]);
      seen.push([x, y, speed | (headingOf(link) << 6) | (this.traffic.kind[vehicle]! << 12)]);
    });
    return this.marks(1, seen);
  }

  signals(view: Box): Uint8Array {
    const seen: (readonly [number, number, number])[] = [];
    for (const link of this.town.links) {
      if (!this.town.nodes[link.to]!.signals) continue;
      for (let lane = 0; lane < link.lanes; lane++) {
        const [lon, lat] = this.lanePlace(link, 1, lane);
        if (lon < view.west || lon > view.east || lat < view.south || lat > view.north) continue;
        const aspect = ASPECTS.indexOf(this.traffic.aspect(link, link.lanes > 1 && lane === link.lanes - 1));
        seen.push([...this.place([lon, lat]), aspect | (headingOf(link) << 6)]);
      }
    }
    return this.marks(3, seen);
  }

  roads(): Uint8Array {
    const ratios = this.traffic.ratios();
    const bytes = this.header(2, 5, ratios.length, 4);
    const view = new DataView(bytes.buffer);
    ratios.forEach((ratio, index) => {
      view.setUint32(HEADER_BYTES + 4 * index, index, true);
      bytes[HEADER_BYTES + 4 * ratios.length + index] = ratio < 0 ? 255 : Math.round(ratio * 250);
    });
    return bytes;
  }

  private marks(kind: number, marks: readonly (readonly [number, number, number])[]): Uint8Array {
    const bytes = this.header(kind, 6, marks.length, 0);
    const view = new DataView(bytes.buffer);
    marks.forEach(([x, y, bits], at) => {
      view.setUint16(HEADER_BYTES + 2 * at, Math.round(x * 65535), true);
      view.setUint16(HEADER_BYTES + 2 * (marks.length + at), Math.round(y * 65535), true);
      view.setUint16(HEADER_BYTES + 2 * (2 * marks.length + at), bits, true);
    });
    return bytes;
  }

  private header(kind: number, bytesEach: number, count: number, flags: number): Uint8Array {
    const bytes = new Uint8Array(HEADER_BYTES + bytesEach * count);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, MAGIC, true);
    view.setUint8(4, kind);
    view.setUint8(5, 1 | (this.traffic.paused ? 2 : 0) | flags);
    view.setUint32(8, this.sequence++, true);
    view.setUint32(12, count, true);
    view.setFloat64(16, this.traffic.seconds, true);
    view.setFloat32(24, this.traffic.speed, true);
    return bytes;
  }

  /** The middle of a lane, counted from the kerb. */
  private lanePlace(link: TownLink, part: number, lane: number): readonly [number, number] {
    const [lon, lat] = along(link, part);
    const meters = ((link.lanes - 1) / 2 - lane) * 3.2;
    const angle = ((link.heading + 90) * Math.PI) / 180;
    return [lon + (meters * Math.sin(angle)) / 91_200, lat + (meters * Math.cos(angle)) / 111_195];
  }
}

export function roadsFile(town: Town): Uint8Array {
  const place = toSquare(town.box);
  const n = town.links.length;
  const p = town.links.reduce((sum, link) => sum + link.path.length, 0);
  const bytes = new Uint8Array(12 + 4 * (n + 1) + 8 * p + 6 * n);
  bytes.set(new TextEncoder().encode('MRD1'));
  const view = new DataView(bytes.buffer);
  view.setUint32(4, n, true);
  view.setUint32(8, p, true);
  const [xs, ys, widths] = [12 + 4 * (n + 1), 12 + 4 * (n + 1) + 4 * p, 12 + 4 * (n + 1) + 8 * p];
  let point = 0;
  town.links.forEach((link, index) => {
    view.setUint32(12 + 4 * index, point, true);
    for (const lonLat of link.path) {
      const [x, y] = place(lonLat);
      view.setFloat32(xs + 4 * point, x, true);
      view.setFloat32(ys + 4 * point, y, true);
      point++;
    }
    view.setFloat32(widths + 4 * index, link.lanes * 3.2, true);
    view.setUint8(widths + 4 * n + index, link.roadClass);
    view.setUint8(widths + 5 * n + index, link.lanes);
  });
  view.setUint32(12 + 4 * n, point, true);
  return bytes;
}

function headingOf(link: TownLink): number {
  return Math.round((link.heading / 360) * 64) % 64;
}

function toSquare(box: Box): (lonLat: readonly [number, number]) => readonly [number, number] {
  const city = square(box);
  return ([lon, lat]) => {
    const { x, y } = mercator(lon, lat);
    return [(x - city.x) / city.width, (y - city.y) / city.height];
  };
}
