/** The keys that work wherever the focus is, except where something is typed. */
import { stepSpeed, togglePause, undo } from './state/control.ts';
import { canShowMap, helpShown } from './state/page.ts';
import { chooseTheme, theme } from './state/preferences.ts';
import { listShown, select, showList } from './state/selection.ts';

const ACTIONS: Readonly<Record<string, () => unknown>> = {
  ' ': togglePause,
  '[': () => stepSpeed(-1),
  ']': () => stepSpeed(1),
  z: undo,
  '/': () => document.getElementById('search')?.focus(),
  l: () => canShowMap.value && showList(!listShown.value),
  t: () => chooseTheme(theme.value === 'dark' ? 'light' : 'dark'),
  '?': () => (helpShown.value = true),
  Escape: () => select(undefined),
};

export function startKeyboard(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || helpShown.value) return;
    if (takesKeys(event.target, event.key)) return;
    const action = ACTIONS[event.key];
    if (!action) return;
    event.preventDefault();
    void action();
  });
}

/** A field takes every key, a button only the ones that press it. */
function takesKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input, select, textarea, [contenteditable]')) return key !== 'Escape';
  return key === ' ' && target.matches('button, a, summary');
}
