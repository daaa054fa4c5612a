import type { Aspect, Movement } from '../api/types.ts';
import { ASPECT_COLOURS } from '../colour/marks.ts';
import { t } from '../i18n/texts.ts';
import { fitPaths } from '../plan/plan.ts';
import { theme } from '../state/preferences.ts';

const SIZE = 320;
const MARGIN = 26;

const OPEN: ReadonlySet<Aspect> = new Set(['green_permitted', 'green_protected']);

/** The junction from above: open movements are bold lines with an arrow, closed ones thin and dashed. */
export function MovementDrawing({
  movements,
}: {
  readonly movements: readonly Movement[];
}): preact.JSX.Element | null {
  const drawn = movements.filter((movement) => (movement.path?.length ?? 0) > 1);
  if (drawn.length === 0) return null;
  const paths = fitPaths(
    drawn.map((movement) => movement.path ?? []),
    SIZE,
    MARGIN,
  );
  // Open ones last, so that they lie above.
  const order = drawn
    .map((_, at) => at)
    .toSorted((a, b) => Number(isOpen(drawn[a])) - Number(isOpen(drawn[b])));
  return (
    <svg
      class="movement-drawing"
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={t('junction.movementsDrawing')}
    >
      {order.map((at) => (
        <MovementLine key={at} movement={drawn[at]!} points={paths[at]!} />
      ))}
      <path class="north" d={`M${SIZE - 16} 8l5 14-5-3-5 3Z`} />
    </svg>
  );
}

/** A small lamp whose shape says what its colour says: a bar is closed, a ring is open. */
export function Lamp({ aspect }: { readonly aspect: Aspect }): preact.JSX.Element {
  const colour = ASPECT_COLOURS[theme.value][aspect];
  return (
    <svg class="aspect-lamp" viewBox="-6 -6 12 12" aria-hidden="true">
      {OPEN.has(aspect) ? (
        <circle r="3.6" fill="none" stroke={colour} stroke-width="2.4" />
      ) : (
        <rect x="-5" y="-2.4" width="10" height="4.8" rx="1" fill={colour} />
      )}
    </svg>
  );
}

interface LineProps {
  readonly movement: Movement;
  readonly points: readonly (readonly [number, number])[];
}

function MovementLine({ movement, points }: LineProps): preact.JSX.Element {
  const open = isOpen(movement);
  const colour = movement.aspect ? ASPECT_COLOURS[theme.value][movement.aspect] : 'var(--text-muted)';
  const [before, last] = [points.at(-2)!, points.at(-1)!];
  const angle = (Math.atan2(last[1] - before[1], last[0] - before[0]) * 180) / Math.PI;
  return (
    <g stroke={colour} stroke-width={open ? 3 : 1.4} opacity={open || !movement.aspect ? 1 : 0.7}>
      <polyline
        points={points.map((point) => point.map((part) => part.toFixed(1)).join(',')).join(' ')}
        fill="none"
        stroke-linejoin="round"
        stroke-dasharray={open || !movement.aspect ? undefined : '4 4'}
      />
      <path
        d={open ? 'M-7 -5 0 0-7 5' : 'M-4 -3 0 0-4 3'}
        fill="none"
        stroke-linecap="round"
        transform={`translate(${last[0].toFixed(1)} ${last[1].toFixed(1)}) rotate(${angle.toFixed(1)})`}
      />
    </g>
  );
}

function isOpen(movement: Movement | undefined): boolean {
  return movement?.aspect !== undefined && OPEN.has(movement.aspect);
}
