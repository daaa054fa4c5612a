import type { Aspect, Movement, Signal } from '../api/types.ts';
import { ASPECT_COLOURS } from '../colour/marks.ts';
import { formats } from '../i18n/formats.ts';
import { t } from '../i18n/texts.ts';
import { approachDegrees, phaseSpan, planRows, planSeconds, type Bar } from '../plan/plan.ts';
import { theme } from '../state/preferences.ts';

const WIDTH = 320;
const LABEL = 40;
const ROW = 20;
const AXIS = 18;

/** Half the height of a bar: green is full, red a thin line, as in every signal engineer's plan. */
const HALF: Readonly<Record<Aspect, number>> = {
  red: 1.2,
  red_amber: 4,
  amber: 4,
  green_permitted: 5,
  green_protected: 7,
  flashing_amber: 3,
  off: 0.6,
  stop_then_go: 2,
};

interface Props {
  readonly signal: Signal;
  readonly movements: readonly Movement[];
  /** Absent where nobody knows how far the cycle has run: the phase is marked then. */
  readonly positionSeconds: number | undefined;
}

/** One row a signal group over the cycle, with a line that runs, or the phase that runs marked. */
export function PhaseDiagram({ signal, movements, positionSeconds }: Props): preact.JSX.Element {
  const rows = planRows(signal);
  const total = Math.max(1, planSeconds(signal));
  const place = (second: number): number => LABEL + (second / total) * (WIDTH - LABEL);
  const height = rows.length * ROW + AXIS;
  const span = positionSeconds === undefined ? phaseSpan(signal) : undefined;
  return (
    <svg
      class="phase-diagram"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={label(signal, rows.length, total, positionSeconds)}
    >
      {span && (
        <rect
          class="now-phase"
          x={place(span.fromSeconds)}
          width={place(span.toSeconds) - place(span.fromSeconds)}
          y={0}
          height={height - AXIS + 3}
        />
      )}
      {rows.map((bars, group) => (
        <g key={group} transform={`translate(0 ${group * ROW + ROW / 2})`}>
          <GroupLabel movements={movements.filter((movement) => movement.group === group)} group={group} />
          {bars.map((bar) => (
            <PhaseBar key={bar.fromSeconds} bar={bar} place={place} />
          ))}
        </g>
      ))}
      {[0, 0.25, 0.5, 0.75, 1].map((part) => (
        <text
          key={part}
          class="axis"
          x={place(part * total)}
          y={height - 4}
          text-anchor={part === 0 ? 'start' : part === 1 ? 'end' : 'middle'}
        >
          {formats.value.count(part * total)}
        </text>
      ))}
      {positionSeconds !== undefined && (
        <line
          class="now"
          x1={place(positionSeconds)}
          x2={place(positionSeconds)}
          y1={0}
          y2={height - AXIS + 3}
        />
      )}
    </svg>
  );
}

function label(signal: Signal, groups: number, total: number, position: number | undefined): string {
  const { seconds } = formats.value;
  const values = { groups, cycle: seconds(total) };
  if (position !== undefined) return t('junction.diagram', { ...values, now: seconds(position) });
  return phaseSpan(signal)
    ? t('junction.diagramPhase', { ...values, phase: signal.phase + 1 })
    : t('junction.diagramIdle', values);
}

function PhaseBar({
  bar,
  place,
}: {
  readonly bar: Bar;
  readonly place: (second: number) => number;
}): preact.JSX.Element {
  const half = HALF[bar.aspect];
  const [from, to] = [place(bar.fromSeconds), place(bar.toSeconds)];
  return (
    <rect
      x={from}
      y={-half}
      width={Math.max(0.5, to - from - 0.6)}
      height={2 * half}
      rx={Math.min(1.5, half)}
      fill={ASPECT_COLOURS[theme.value][bar.aspect]}
      fill-opacity={bar.aspect === 'red' ? 0.75 : 1}
    />
  );
}

/** Where the group's movements come from, as arrows; its number alone where no path is known. */
function GroupLabel({
  movements,
  group,
}: {
  readonly movements: readonly Movement[];
  readonly group: number;
}): preact.JSX.Element {
  const angles = movements
    .map((movement) => approachDegrees(movement))
    .filter((angle) => angle !== undefined);
  const distinct = [...new Set(angles.map((angle) => Math.round(angle / 22.5) * 22.5))].slice(0, 2);
  return (
    <>
      <title>{t('junction.group', { group: group + 1 })}</title>
      <text class="group" x={0} y={3.5}>
        {group + 1}
      </text>
      {distinct.map((angle, at) => (
        <path
          key={angle}
          class="group-arrow"
          d="M0 5V-5M-3 -1.5 0 -5 3 -1.5"
          transform={`translate(${20 + at * 12} 0) rotate(${angle})`}
        />
      ))}
    </>
  );
}
