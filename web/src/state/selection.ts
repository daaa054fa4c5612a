/** What is selected and where the map looks, kept in the address, so that the back button undoes a click. */
import { signal } from '@preact/signals';
import { formatHash, parseHash, sameSelection, type Selection, type View } from '../view/hash.ts';

export const selection = signal<Selection | undefined>(undefined);
export const listShown = signal(false);
/** Where the map looks; written by the map. */
export const view = signal<View | undefined>(undefined);
/** A view that the address asks for; read by the map. */
export const wantedView = signal<View | undefined>(undefined);

const WRITE_MILLISECONDS = 300;
let timer: ReturnType<typeof setTimeout> | undefined;

export function startAddress(): void {
  readAddress();
  addEventListener('popstate', readAddress);
}

export function select(next: Selection | undefined): void {
  if (sameSelection(next, selection.value)) return;
  selection.value = next;
  writeAddress('push');
}

export function showList(shown: boolean): void {
  if (shown === listShown.value) return;
  listShown.value = shown;
  writeAddress('push');
}

export function moved(to: View): void {
  view.value = to;
  clearTimeout(timer);
  timer = setTimeout(() => writeAddress('replace'), WRITE_MILLISECONDS);
}

function readAddress(): void {
  const address = parseHash(location.hash);
  selection.value = address.selection;
  listShown.value = address.list;
  if (address.view) wantedView.value = address.view;
}

function writeAddress(how: 'push' | 'replace'): void {
  clearTimeout(timer);
  const hash = formatHash({ view: view.value, selection: selection.value, list: listShown.value });
  if (hash === location.hash) return;
  if (how === 'push') history.pushState(null, '', hash);
  else history.replaceState(null, '', hash);
}
