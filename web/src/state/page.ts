/** What of the page itself is open, and whether there is a map to show. */
import { computed, signal } from '@preact/signals';
import type { Box } from '../api/types.ts';
import type { CityMap } from '../map/city-map.ts';
import { channelMissing } from './live.ts';
import { listShown, showList } from './selection.ts';

export const helpShown = signal(false);

/** The map while it is drawn. Its code is loaded later, so this file knows its type only. */
export const cityMap = signal<CityMap | undefined>(undefined);
/** Why the map cannot be drawn, once that is known. */
export const mapProblem = signal<
  { readonly kind: 'webgl' } | { readonly kind: 'failed'; readonly reason: string } | undefined
>(undefined);

export const canShowMap = computed(() => mapProblem.value === undefined && !channelMissing.value);
export const mapShown = computed(() => canShowMap.value && !listShown.value);

/** Something that is to be shown as soon as there is a map. */
export const wantedBox = signal<Box | undefined>(undefined);

export function flyTo(box: Box): void {
  if (!canShowMap.value) return;
  showList(false);
  wantedBox.value = box;
}

export function hasWebgl2(): boolean {
  try {
    const context = document.createElement('canvas').getContext('webgl2');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}
