/** Where numbers of effects lie in a picture. Pure. */
import type { ActionEffect } from '../api/types.ts';

/** Room at both sides, for points and for the words beside the line, in parts of the width. */
const SIDE = 0.22;

/** Places values so that all effects and zero are in the picture. */
export function spanOf(effects: readonly ActionEffect[], width: number): (value: number) => number {
  const low = Math.min(0, ...effects.map((effect) => Math.min(effect.low, effect.expected)));
  const high = Math.max(0, ...effects.map((effect) => Math.max(effect.high, effect.expected)));
  const span = Math.max(high - low, 1e-9);
  const side = width * SIDE;
  return (value) => side + ((value - low) / span) * (width - 2 * side);
}
