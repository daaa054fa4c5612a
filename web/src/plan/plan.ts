/** A signal plan as a drawing needs it: one row a signal group, bars from second to second of the cycle. */
import type { Aspect, Movement, Signal } from '../api/types.ts';

export interface Bar {
  readonly aspect: Aspect;
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** The bars of each group; neighbouring phases with the same aspect are one bar. */
export function planRows(signal: Pick<Signal, 'phases'>): readonly (readonly Bar[])[] {
  const groups = Math.max(0, ...signal.phases.map((phase) => phase.aspects.length));
  return Array.from({ length: groups }, (_, group) => planRow(signal, group));
}

/**
 * How far the cycle has run, in seconds, so long after the signal was asked; nothing where the next switch is not known
 * beforehand.
 */
export function planPosition(signal: Signal, simulatedSecondsSince: number): number | undefined {
  if (signal.actuated || signal.secondsLeft === undefined) return undefined;
  const before = secondsBefore(signal);
  const inPhase = (signal.phases[signal.phase]?.seconds ?? 0) - signal.secondsLeft;
  const total = planSeconds(signal);
  const position = before + inPhase + Math.max(0, simulatedSecondsSince);
  return total > 0 ? position % total : 0;
}

/** From when to when the phase that runs lasts in the drawing, in seconds; nothing where none runs. */
export function phaseSpan(signal: Signal): Pick<Bar, 'fromSeconds' | 'toSeconds'> | undefined {
  const phase = signal.phases[signal.phase];
  if (!phase || signal.state === 'dark' || signal.state === 'flashing') return undefined;
  const fromSeconds = secondsBefore(signal);
  return { fromSeconds, toSeconds: fromSeconds + phase.seconds };
}

function secondsBefore(signal: Signal): number {
  return signal.phases.slice(0, signal.phase).reduce((sum, phase) => sum + phase.seconds, 0);
}

/** The length of all phases together; `cycleSeconds` may be off by rounding, and the bars must fit. */
export function planSeconds(signal: Pick<Signal, 'phases'>): number {
  return signal.phases.reduce((sum, phase) => sum + phase.seconds, 0);
}

export type Compass = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw';
const COMPASS: readonly Compass[] = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'];

/** From where a movement comes, by its first metres: traffic that drives to the north comes from the south. */
export function approach(movement: Movement): Compass | undefined {
  const degrees = approachDegrees(movement);
  if (degrees === undefined) return undefined;
  const from = (degrees + 180) % 360;
  return COMPASS[Math.round(from / 45) % 8];
}

/** Direction of travel at the entry, degrees clockwise from north. */
export function approachDegrees({ path }: Pick<Movement, 'path'>): number | undefined {
  const [from, to] = path ?? [];
  if (!from || !to) return undefined;
  const east = ((to[0] ?? 0) - (from[0] ?? 0)) * Math.cos(((from[1] ?? 0) * Math.PI) / 180);
  const north = (to[1] ?? 0) - (from[1] ?? 0);
  if (east === 0 && north === 0) return undefined;
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

/** Paths of a junction, scaled into a square drawing with north at the top. */
export function fitPaths(
  paths: readonly (readonly (readonly number[])[])[],
  size: number,
  margin: number,
): readonly (readonly (readonly [number, number])[])[] {
  const points = paths.flat();
  if (points.length === 0) return [];
  const stretch = Math.cos(((points[0]?.[1] ?? 0) * Math.PI) / 180);
  const xs = points.map((point) => (point[0] ?? 0) * stretch);
  const ys = points.map((point) => -(point[1] ?? 0));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = (size - 2 * margin) / Math.max(width, height, 1e-9);
  const [shiftX, shiftY] = [(size - width * scale) / 2, (size - height * scale) / 2];
  return paths.map((path) =>
    path.map((point) => [
      ((point[0] ?? 0) * stretch - left) * scale + shiftX,
      (-(point[1] ?? 0) - top) * scale + shiftY,
    ]),
  );
}

function planRow(signal: Pick<Signal, 'phases'>, group: number): readonly Bar[] {
  const bars: Bar[] = [];
  let at = 0;
  for (const phase of signal.phases) {
    const aspect = phase.aspects[group] ?? 'off';
    const last = bars.at(-1);
    if (last?.aspect === aspect) bars[bars.length - 1] = { ...last, toSeconds: at + phase.seconds };
    else bars.push({ aspect, fromSeconds: at, toSeconds: at + phase.seconds });
    at += phase.seconds;
  }
  return bars;
}
