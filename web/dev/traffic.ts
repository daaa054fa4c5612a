/** Traffic in the made-up town: good enough to look at, wrong in every other way. The real engine is `sim`. */
import type { Aspect, Figures } from '../src/api/types.ts';
import { along, type Town, type TownLink } from './town.ts';

export const CYCLE_SECONDS = 80;
/** Groups: 0 the rows, 1 their left turns, 2 the columns, 3 their left turns. */
export const PHASES: readonly { readonly seconds: number; readonly aspects: readonly Aspect[] }[] = [
  { seconds: 32, aspects: ['green_protected', 'green_permitted', 'red', 'red'] },
  { seconds: 3, aspects: ['amber', 'amber', 'red', 'red'] },
  { seconds: 3, aspects: ['red', 'red', 'red', 'red'] },
  { seconds: 36, aspects: ['red', 'red', 'green_protected', 'green_permitted'] },
  { seconds: 3, aspects: ['red', 'red', 'amber', 'amber'] },
  { seconds: 3, aspects: ['red', 'red', 'red', 'red'] },
];
const GAP_METERS = 7.5;

export class Traffic {
  seconds = 7.5 * 3600;
  speed = 10;
  paused = false;
  completed = 41_300;
  readonly history: Figures[] = [];
  readonly link: Int32Array;
  readonly position: Float64Array;
  readonly metersPerSecond: Float64Array;
  readonly kind: Uint8Array;
  private readonly town: Town;
  private readonly random: () => number;

  constructor(town: Town, vehicles: number, seed = 7) {
    this.town = town;
    this.random = generator(seed);
    this.link = Int32Array.from({ length: vehicles }, () => this.anyLink());
    this.position = Float64Array.from(this.link, (link) => this.random() * town.links[link]!.lengthMeters);
    this.metersPerSecond = new Float64Array(vehicles).fill(8);
    this.kind = Uint8Array.from({ length: vehicles }, () => kindFor(this.random()));
  }

  /** Lets so many real seconds pass. */
  advance(realSeconds: number): void {
    if (this.paused) return;
    const total = realSeconds * this.speed;
    const steps = Math.max(1, Math.ceil(total));
    for (let step = 0; step < steps; step++) this.step(total / steps);
    if (Math.floor(this.seconds / 60) !== Math.floor((this.history.at(-1)?.seconds ?? 0) / 60)) {
      this.history.push({ ...this.figures(), corridors: [] });
      if (this.history.length > 120) this.history.shift();
    }
  }

  phaseAt(node: number): { readonly phase: number; readonly secondsLeft: number } {
    const offset = (this.town.nodes[node]!.column * 9) % CYCLE_SECONDS;
    let at = (this.seconds + offset) % CYCLE_SECONDS;
    for (const [phase, { seconds }] of PHASES.entries()) {
      if (at < seconds) return { phase, secondsLeft: seconds - at };
      at -= seconds;
    }
    return { phase: 0, secondsLeft: 0 };
  }

  aspect(link: TownLink, turnsLeft = false): Aspect {
    return PHASES[this.phaseAt(link.to).phase]!.aspects[groupOf(this.town, link) + (turnsLeft ? 1 : 0)]!;
  }

  figures(): Figures {
    const ratios = this.ratios();
    const known = ratios.filter((ratio) => ratio >= 0);
    const mean = known.reduce((sum, ratio) => sum + ratio, 0) / Math.max(1, known.length);
    return {
      seconds: this.seconds,
      vehicles: this.link.length,
      waiting: Math.round(180 + 120 * Math.sin(this.seconds / 700)),
      speedRatio: mean,
      delayMinutesPerMinute: this.link.length * (1 - mean),
      completed: this.completed,
      gridlocked: 0,
      corridors: this.corridors(ratios),
    };
  }

  /** Speed over wanted speed of each link; −1 where nobody is. */
  ratios(): Float64Array {
    const { links } = this.town;
    const sums = new Float64Array(links.length);
    const counts = new Uint16Array(links.length);
    this.link.forEach((link, vehicle) => {
      sums[link]! += this.metersPerSecond[vehicle]! / wantedSpeed(links[link]!);
      counts[link]!++;
    });
    return sums.map((sum, link) => (counts[link] === 0 ? -1 : Math.min(1, sum / counts[link]!)));
  }

  private step(seconds: number): void {
    this.seconds += seconds;
    // The one in front of each lane first: the others stop behind it.
    const order = [...this.link.keys()].toSorted(
      (a, b) => this.link[a]! - this.link[b]! || this.position[b]! - this.position[a]!,
    );
    let [link, front] = [-1, Infinity];
    for (const vehicle of order) {
      if (this.link[vehicle] !== link) [link, front] = [this.link[vehicle]!, Infinity];
      const here = this.town.links[link]!;
      const room = Math.min(
        front - GAP_METERS / here.lanes,
        this.mayLeave(here) ? Infinity : here.lengthMeters - 1,
      );
      front = this.drive(vehicle, here, room, seconds);
    }
  }

  private drive(vehicle: number, link: TownLink, room: number, seconds: number): number {
    const wanted = wantedSpeed(link) * this.crowding(link);
    const before = this.position[vehicle]!;
    const next = Math.max(before, Math.min(before + wanted * seconds, room));
    this.metersPerSecond[vehicle] = (next - before) / seconds;
    if (next < link.lengthMeters) {
      this.position[vehicle] = next;
      return next;
    }
    const out = this.town.outOf[link.to]!.filter((index) => this.town.links[index]!.to !== link.from);
    this.link[vehicle] = out[Math.floor(this.random() * out.length)] ?? this.anyLink();
    this.position[vehicle] = 0;
    if (this.random() < 0.03) this.completed++;
    return Infinity;
  }

  private mayLeave(link: TownLink): boolean {
    return !this.town.nodes[link.to]!.signals || this.aspect(link).startsWith('green');
  }

  /** Slow zones that wander through the town. */
  private crowding(link: TownLink): number {
    const node = this.town.nodes[link.from]!;
    const wave =
      Math.sin(node.column * 0.5 + this.seconds / 900) * Math.cos(node.row * 0.6 - this.seconds / 1300);
    return link.roadClass <= 3 ? 0.55 - 0.45 * wave : 0.8 - 0.2 * wave;
  }

  private corridors(ratios: Float64Array): Figures['corridors'] {
    const names = new Map<string, number[]>();
    this.town.links.forEach((link, index) => {
      if (link.roadClass <= 4 && ratios[index]! >= 0)
        names.set(link.name, [...(names.get(link.name) ?? []), index]);
    });
    return [...names]
      .map(([name, indices]) => {
        const ratio = indices.reduce((sum, index) => sum + ratios[index]!, 0) / indices.length;
        const lengthMeters =
          indices.reduce((sum, index) => sum + this.town.links[index]!.lengthMeters, 0) / 2;
        const points = indices.flatMap((index) => [
          along(this.town.links[index]!, 0),
          along(this.town.links[index]!, 1),
        ]);
        const box = {
          west: Math.min(...points.map((point) => point[0])),
          south: Math.min(...points.map((point) => point[1])),
          east: Math.max(...points.map((point) => point[0])),
          north: Math.max(...points.map((point) => point[1])),
        };
        return {
          name,
          speedRatio: ratio,
          delayMinutesPerMinute: indices.length * (1 - ratio) * 3,
          lengthMeters,
          box,
        };
      })
      .toSorted((a, b) => a.speedRatio - b.speedRatio)
      .slice(0, 5);
  }

  private anyLink(): number {
    return Math.floor(this.random() * this.town.links.length);
  }
}

export function groupOf(town: Town, link: TownLink): number {
  return town.nodes[link.from]!.row === town.nodes[link.to]!.row ? 0 : 2;
}

export function wantedSpeed(link: TownLink): number {
  return link.roadClass <= 2 ? 16.7 : link.roadClass <= 4 ? 13.9 : 12.5;
}

function kindFor(chance: number): number {
  const ends = [0.76, 0.83, 0.87, 0.91, 0.915, 0.95, 0.97, 0.975, 1];
  return ends.findIndex((end) => chance < end);
}

/** Mulberry32: small, and the same on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
