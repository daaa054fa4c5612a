/** What the HTTP routes of the mock answer, in the types of the API: a change of the contract does not compile here. */
import type {
  City,
  Clock,
  FigureHistory,
  Junction,
  Link,
  Match,
  Movement,
  Stop,
  Street,
  Thing,
} from '../src/api/types.ts';
import { boxOf } from '../src/geo/boxes.ts';
import { along, type Town, type TownLink } from './town.ts';
import { CYCLE_SECONDS, groupOf, PHASES, type Traffic, wantedSpeed } from './traffic.ts';

const CLASSES = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'unclassified', 'residential'];
const METERS_PER_DEGREE = 111_195;
/** Amber and clearance never vary. */
const SHORT_PHASE_SECONDS = 4;

export class Answers {
  private readonly town: Town;
  private readonly traffic: Traffic;

  constructor(town: Town, traffic: Traffic) {
    this.town = town;
    this.traffic = traffic;
  }

  city(): City {
    const signals = this.town.nodes.filter((node) => node.signals).length;
    const meters = this.town.links.reduce((sum, link) => sum + link.lengthMeters, 0);
    return {
      name: 'Puerto Muestra',
      box: this.town.box,
      unreferenced: false,
      simulated: true,
      attributions: ['© OpenStreetMap contributors', 'Mock'],
      counts: {
        nodes: this.town.nodes.length,
        links: this.town.links.length,
        roadKilometers: meters / 1000,
        signals,
        assumedSignals: Math.round(signals / 3),
        stops: this.town.stops.length,
        places: 2,
        buildings: 1240,
      },
      startSeconds: 7.5 * 3600,
      demand: 'Made up by the mock server.',
      version: '0.1.0-mock',
    };
  }

  clock(): Clock {
    const { seconds, speed, paused } = this.traffic;
    return { seconds, speed, paused, behind: false, filling: false };
  }

  figures(): FigureHistory {
    return { now: this.traffic.figures(), history: this.traffic.history };
  }

  search(words: string, limit: number): readonly Match[] {
    const wanted = words.toLowerCase();
    const streets = [...new Set(this.town.links.map((link) => link.name))].map((name): Match => {
      const points = this.town.links.filter((link) => link.name === name).flatMap((link) => link.path);
      const [lon, lat] = points[Math.floor(points.length / 2)]!;
      return { kind: 'street', name, lon, lat, box: boxOf(points) };
    });
    const stops = this.town.stops.map(({ name, lon, lat, street }, index): Match => ({
      kind: 'stop',
      name,
      detail: street,
      index,
      lon,
      lat,
      box: boxOf([[lon, lat]]),
    }));
    return [...streets, ...stops]
      .filter((match) => match.name.toLowerCase().includes(wanted))
      .slice(0, limit);
  }

  at(lon: number, lat: number, radiusMeters: number): Thing | undefined {
    const meters = (place: { lon: number; lat: number }): number =>
      Math.hypot(
        (place.lon - lon) * METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180),
        (place.lat - lat) * METERS_PER_DEGREE,
      );
    const node = nearest(this.town.nodes, meters, Math.max(radiusMeters, 9));
    if (node !== undefined) return { kind: 'junction', junction: this.junction(node)! };
    const stop = nearest(this.town.stops, meters, radiusMeters);
    if (stop !== undefined) return { kind: 'stop', stop: this.stop(stop)! };
    const link = nearest(this.town.links, (one) => distanceTo(one, meters), radiusMeters + 6);
    return link === undefined ? undefined : { kind: 'link', link: this.link(link)! };
  }

  link(index: number): Link | undefined {
    const link = this.town.links[index];
    if (!link) return undefined;
    const vehicles = [...this.traffic.link.keys()].filter((vehicle) => this.traffic.link[vehicle] === index);
    const speeds = vehicles.map((vehicle) => this.traffic.metersPerSecond[vehicle]!);
    const mean = speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
    const limit = wantedSpeed(link) * 3.6;
    return {
      index,
      id: `way/${index}`,
      name: link.name,
      roadClass: CLASSES[link.roadClass]!,
      lengthMeters: link.lengthMeters,
      lanes: Array.from({ length: link.lanes }, () => ({
        widthMeters: 3.2,
        speedLimitKmh: limit,
        allows: ['car'],
      })),
      assumed: link.roadClass === 6 ? ['lanes', 'speed', 'width'] : link.roadClass === 4 ? ['width'] : [],
      fromJunction: link.from,
      fromJunctionName: this.nodeName(link.from),
      toJunction: link.to,
      toJunctionName: this.nodeName(link.to),
      path: link.path.map((point) => [...point]),
      now: {
        vehicles: vehicles.length,
        halting: speeds.filter((speed) => speed < 0.1).length,
        ...(speeds.length > 0 ? { meanSpeedKmh: mean * 3.6, speedRatio: mean / wantedSpeed(link) } : {}),
      },
      simulated: true,
    };
  }

  street(name: string): Street | undefined {
    const links = this.town.links.flatMap((link, at) => (link.name === name ? [this.link(at)!] : []));
    if (links.length === 0) return undefined;
    const sum = (of: (link: Link) => number): number => links.reduce((all, link) => all + of(link), 0);
    return {
      name,
      links: links.length,
      lengthMeters: sum((link) => link.lengthMeters),
      roadClasses: [...new Set(links.map((link) => link.roadClass))],
      speedLimitsKmh: [...new Set(links.flatMap((link) => link.lanes.map((lane) => lane.speedLimitKmh)))],
      now: { vehicles: sum((link) => link.now.vehicles), halting: sum((link) => link.now.halting) },
      box: boxOf(links.flatMap((link) => link.path)),
      simulated: true,
    };
  }

  /** The streets that meet at a node. */
  private nodeName(index: number): string {
    const names = this.town.links.filter((link) => link.to === index).map((link) => link.name);
    return [...new Set(names)].join(' / ');
  }

  junction(index: number): Junction | undefined {
    const node = this.town.nodes[index];
    if (!node) return undefined;
    const into = this.town.links.flatMap((link, at) => (link.to === index ? [at] : []));
    const { phase, secondsLeft } = this.traffic.phaseAt(index);
    // Some signals are actuated: their greens may end early, and this town's never do.
    const actuated = index % 4 === 1;
    const varies = actuated && PHASES[phase]!.seconds > SHORT_PHASE_SECONDS;
    const plan = {
      id: `signal/${index}`,
      planId: index % 3 === 0 ? 'assumed' : '0',
      assumed: index % 3 === 0,
      cycleSeconds: CYCLE_SECONDS,
      offsetSeconds: (node.column * 9) % CYCLE_SECONDS,
      actuated,
      phases: PHASES.map(({ seconds, aspects }) => ({
        seconds,
        leastSeconds: actuated && seconds > SHORT_PHASE_SECONDS ? 5 : seconds,
        mostSeconds: seconds,
        aspects,
      })),
      phase,
      state: 'plan' as const,
      secondsLeft: varies ? Math.min(secondsLeft, 2) : secondsLeft,
      ...(varies ? { mostSecondsLeft: secondsLeft } : {}),
    };
    return {
      index,
      id: `node/${index}`,
      name: this.nodeName(index),
      control: node.signals ? 'signals' : 'right_before_left',
      lon: node.lon,
      lat: node.lat,
      ...(node.signals ? { signal: plan } : {}),
      movements: into.flatMap((from) => this.movements(from, index)),
      simulated: true,
    };
  }

  stop(index: number): Stop | undefined {
    const stop = this.town.stops[index];
    return (
      stop && {
        index,
        id: `stop/${index}`,
        name: stop.name,
        lon: stop.lon,
        lat: stop.lat,
        lines: ['104', '183', 'D8'].slice(index % 3),
        street: stop.street,
      }
    );
  }

  private movements(from: number, node: number): readonly Movement[] {
    const link = this.town.links[from]!;
    return this.town.outOf[node]!.filter((to) => this.town.links[to]!.to !== link.from).map((to) => {
      const out = this.town.links[to]!;
      const angle = ((out.heading - link.heading + 540) % 360) - 180;
      const turn = Math.abs(angle) < 40 ? 'straight' : angle > 0 ? 'right' : 'left';
      const group = groupOf(this.town, link) + (turn === 'left' ? 1 : 0);
      const signals = this.town.nodes[node]!.signals;
      return {
        fromLink: from,
        fromLane: 0,
        toLink: to,
        toLane: 0,
        turn,
        ...(signals ? { group, aspect: this.traffic.aspect(link, turn === 'left') } : {}),
        path: [along(link, 0.93), along(link, 1), [...curve(link, out)], along(out, 0), along(out, 0.07)].map(
          (point) => [...point],
        ),
      };
    });
  }
}

function curve(from: TownLink, to: TownLink): readonly [number, number] {
  const [a, b] = [along(from, 1), along(to, 0)];
  const [ahead, behind] = [along(from, 1.06), along(to, -0.06)];
  return [(a[0] + b[0] + ahead[0] + behind[0]) / 4, (a[1] + b[1] + ahead[1] + behind[1]) / 4];
}

function distanceTo(link: TownLink, meters: (place: { lon: number; lat: number }) => number): number {
  const parts = Array.from({ length: 21 }, (_, at) => along(link, at / 20));
  return Math.min(...parts.map(([lon, lat]) => meters({ lon, lat })));
}

function nearest<T>(all: readonly T[], meters: (one: T) => number, within: number): number | undefined {
  let [best, distance]: [number | undefined, number] = [undefined, within];
  all.forEach((one, index) => {
    if (meters(one) <= distance) [best, distance] = [index, meters(one)];
  });
  return best;
}
