import { t } from '../i18n/texts.ts';
import { city } from '../state/city.ts';

/** Nearly every city has this one; others stand as their source wants them. */
const OPENSTREETMAP = '© OpenStreetMap contributors';

/** Whose data this is. Always to be seen. */
export function Attribution(): preact.JSX.Element {
  const owners = city.value?.attributions ?? [];
  return <p class="attribution">{owners.map((owner) => inOwnWords(owner)).join(' · ')}</p>;
}

function inOwnWords(owner: string): string {
  return owner.replace(OPENSTREETMAP, t('attribution.openstreetmap'));
}
