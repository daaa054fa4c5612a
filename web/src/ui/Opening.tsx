import { useEffect } from 'preact/hooks';
import type { Loading as Progress } from '../api/types.ts';
import { formats } from '../i18n/formats.ts';
import { t, word } from '../i18n/texts.ts';
import { city } from '../state/city.ts';
import { opening } from '../state/opening.ts';
import { canShowMap } from '../state/page.ts';
import { loadMapCode } from './MapView.tsx';
import { SignIn } from './SignIn.tsx';

/** What is to be seen before there is a city with its traffic: alone, or over the map where that is drawn already. */
export function Opening(): preact.JSX.Element {
  const now = opening.value;
  // The map's code is the largest part of the page, and the server still needs a moment.
  useEffect(() => {
    if (now.kind === 'loading' && canShowMap.peek()) loadMapCode().catch(() => undefined);
  }, [now.kind]);
  return (
    <div class={`full-message ${city.value ? 'message-over' : ''}`} role={city.value ? undefined : 'main'}>
      <img src="/icon.svg" alt="" width="48" height="48" />
      {now.kind === 'asking' && <h1>{t('app.loading')}</h1>}
      {now.kind === 'signed-out' && <SignIn />}
      {now.kind === 'loading' && <Loading loading={now.loading} />}
      {now.kind === 'unreachable' && (
        <>
          <h1>{t('app.unreachable')}</h1>
          <p role="status">{t('app.unreachableAdvice')}</p>
          <pre>{now.reason}</pre>
        </>
      )}
    </div>
  );
}

// A screen reader hears what is being done, and the bar's value when it asks for it.
function Loading({ loading }: { readonly loading: Progress }): preact.JSX.Element {
  const { city, step, percent } = loading;
  return (
    <>
      <h1>
        {percent === undefined
          ? t('loading.city', { city })
          : t('loading.cityShare', { city, share: formats.value.percent(percent / 100) })}
      </h1>
      <progress max={100} value={percent} aria-label={t('loading.city', { city })} />
      <p role="status">{word('step', step)}</p>
    </>
  );
}
