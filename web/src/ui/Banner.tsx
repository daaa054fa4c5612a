import { formats } from '../i18n/formats.ts';
import { t } from '../i18n/texts.ts';
import { channel, oldSeconds, tick } from '../state/city.ts';
import { reconnectNow } from '../state/live.ts';

/** Says when the picture is old, why, and what happens next. */
// Screen readers hear it from the lamp in the top bar, once, and not its age every second.
export function Banner(): preact.JSX.Element | null {
  const state = channel.value;
  if (state.phase === 'incompatible') {
    return (
      <div class="banner banner-bad" role="alert">
        <strong>{t('live.incompatible')}</strong>
        <span>{t('live.incompatibleAdvice')}</span>
        <button type="button" class="text-button" onClick={() => location.reload()}>
          {t('app.reload')}
        </button>
      </div>
    );
  }
  const age = oldSeconds.value;
  if (age === undefined) return null;
  const wait =
    state.phase === 'waiting' ? Math.max(0, Math.ceil((state.retryAt - tick.value) / 1000)) : undefined;
  return (
    <div class="banner">
      <strong>{t('live.old', { age: formats.value.duration(age) })}</strong>
      <span>
        {wait === undefined
          ? t('live.connecting')
          : t('live.waiting', { seconds: formats.value.seconds(wait) })}
      </span>
      {wait !== undefined && (
        <button type="button" class="text-button" onClick={reconnectNow}>
          {t('live.reconnect')}
        </button>
      )}
    </div>
  );
}
