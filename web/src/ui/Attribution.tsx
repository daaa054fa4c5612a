import { city } from '../state/city.ts';

/** Whose data this is. Always to be seen. */
export function Attribution(): preact.JSX.Element {
  return <p class="attribution">{(city.value?.attributions ?? []).join(' · ')}</p>;
}
