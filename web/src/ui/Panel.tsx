import { useEffect, useRef } from 'preact/hooks';
import { t, type Key } from '../i18n/texts.ts';
import { selection, select } from '../state/selection.ts';
import { thing, thingProblem, type Thing } from '../state/thing.ts';
import { JunctionPanel } from './JunctionPanel.tsx';
import { LinkPanel } from './LinkPanel.tsx';
import { IconButton } from './parts.tsx';
import { StopPanel } from './StopPanel.tsx';
import { StreetPanel } from './StreetPanel.tsx';

/** What is known about the selected thing, and what is only assumed. */
export function Panel(): preact.JSX.Element | null {
  const wanted = selection.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const key = wanted && (wanted.kind === 'street' ? wanted.name : `${wanted.kind} ${wanted.index}`);
  useEffect(() => {
    if (key === undefined) return undefined;
    const before = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    // Who closes it goes on where they were.
    return () => before instanceof HTMLElement && before.isConnected && before.focus({ preventScroll: true });
  }, [key]);
  if (!wanted) return null;
  const shown = thing.value;
  const problem = thingProblem.value;
  return (
    <aside class="panel" aria-labelledby="panel-heading">
      <header class="panel-head">
        <div>
          <span class="panel-kind">{t(KIND[wanted.kind])}</span>
          <h2 id="panel-heading" tabIndex={-1} ref={heading}>
            {shown ? nameOf(shown) || t('panel.unnamed') : '…'}
          </h2>
        </div>
        <IconButton icon="close" label={t('action.close')} onClick={() => select(undefined)} />
      </header>
      <div class="panel-body">
        {shown && <Content shown={shown} />}
        {!shown && !problem && <p class="quiet">{t('panel.loading')}</p>}
        {!shown && problem && (
          <p class="warning">
            {problem.code === 'not_found'
              ? t('panel.nothing')
              : t('panel.gone', { message: problem.message })}
          </p>
        )}
      </div>
    </aside>
  );
}

const KIND = {
  link: 'link.title',
  junction: 'junction.title',
  stop: 'stop.title',
  street: 'street.title',
} as const satisfies Readonly<Record<string, Key>>;

function Content({ shown }: { readonly shown: Thing }): preact.JSX.Element {
  switch (shown.kind) {
    case 'link':
      return <LinkPanel link={shown.link} />;
    case 'junction':
      return <JunctionPanel junction={shown.junction} />;
    case 'stop':
      return <StopPanel stop={shown.stop} />;
    case 'street':
      return <StreetPanel street={shown.street} />;
  }
}

function nameOf(shown: Thing): string {
  switch (shown.kind) {
    case 'link':
      return shown.link.name;
    case 'junction':
      return shown.junction.name;
    case 'stop':
      return shown.stop.name;
    case 'street':
      return shown.street.name;
  }
}
