import { useEffect, useRef } from 'preact/hooks';
import { t, type Key } from '../i18n/texts.ts';
import { helpShown } from '../state/page.ts';
import { IconButton } from './parts.tsx';

const KEYS: readonly (readonly [readonly string[], Key])[] = [
  [['space'], 'help.pause'],
  [['[', ']'], 'help.speed'],
  [['z'], 'help.undo'],
  [['/'], 'help.search'],
  [['l'], 'help.list'],
  [['t'], 'help.theme'],
  [['arrows', '+', '−'], 'help.mapKeys'],
  [['Esc'], 'help.close'],
  [['?'], 'help.help'],
];

export function Help(): preact.JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // A modal dialog keeps the focus inside and gives it back by itself.
    dialog.current?.showModal();
  }, []);
  const close = (): void => {
    helpShown.value = false;
  };
  return (
    <dialog class="help" ref={dialog} aria-labelledby="help-heading" onClose={close}>
      <header class="panel-head">
        <h2 id="help-heading">{t('help.title')}</h2>
        <IconButton icon="close" label={t('action.close')} onClick={() => dialog.current?.close()} />
      </header>
      <dl class="keys">
        {KEYS.map(([names, key]) => (
          <div class="fact" key={key}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{nameOf(name)}</kbd>
              ))}
            </dt>
            <dd>{t(key)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}

function nameOf(name: string): string {
  if (name === 'space') return t('help.space');
  return name === 'arrows' ? t('help.arrows') : name;
}
