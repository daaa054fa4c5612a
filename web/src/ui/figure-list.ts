/** The five figures that are numbers: their name, how they are written, and what their line shows. */
import type { Figures } from '../api/types.ts';
import type { Formats } from '../i18n/formats.ts';
import type { Key } from '../i18n/texts.ts';

export interface FigureKind {
  readonly name: Key;
  readonly help: Key;
  readonly unit?: Key;
  value(figures: Figures): number;
  write(value: number, formats: Formats): string;
  /** What the newest sample of the line is called where the line shows something else than the value. */
  readonly lineNote?: Key;
  /** The samples of the line, oldest first. */
  line(history: readonly Figures[]): readonly (number | null)[];
}

type NumberKey = 'vehicles' | 'waiting' | 'speedRatio' | 'delayMinutesPerMinute' | 'completed';

export const FIGURES: readonly FigureKind[] = [
  figure('vehicles', 'figures.vehicles', 'figures.vehiclesHelp'),
  figure('waiting', 'figures.waiting', 'figures.waitingHelp'),
  {
    ...figure('speedRatio', 'figures.speedRatio', 'figures.speedRatioHelp'),
    write: (value, formats) => formats.percent(value),
  },
  {
    ...figure('delayMinutesPerMinute', 'figures.delay', 'figures.delayHelp'),
    unit: 'figures.minutesUnit',
  },
  {
    ...figure('completed', 'figures.completed', 'figures.completedHelp'),
    lineNote: 'figures.perMinute',
    line: (history) => rates(history),
  },
];

/** Trips completed in each minute: the sum itself only ever rises, which says nothing. */
export function rates(history: readonly Figures[]): readonly (number | null)[] {
  return history.map((sample, at) => {
    const before = history[at - 1];
    if (!before || sample.seconds <= before.seconds) return null;
    return Math.max(0, ((sample.completed - before.completed) / (sample.seconds - before.seconds)) * 60);
  });
}

/** The lowest and the highest of the samples that there are. */
export function range(samples: readonly (number | null)[]): readonly [number, number] | undefined {
  const known = samples.filter((sample) => sample !== null);
  return known.length === 0 ? undefined : [Math.min(...known), Math.max(...known)];
}

function figure(key: NumberKey, name: Key, help: Key): FigureKind {
  return {
    name,
    help,
    value: (figures) => figures[key],
    write: (value, formats) => formats.count(value),
    line: (history) => history.map((sample) => sample[key]),
  };
}
