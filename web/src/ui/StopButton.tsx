import { useSignal } from '@preact/signals';
import { t } from '../i18n/texts.ts';
import { emergencyStop, inbox } from '../state/inbox.ts';

/** Asked once more, because it ends what others have approved; nothing else stands between the button and the street. */
export function StopButton(): preact.JSX.Element | null {
  const asking = useSignal(false);
  if (!inbox.value) return null;
  const stop = async (): Promise<void> => {
    asking.value = false;
    await emergencyStop();
  };
  return (
    <div class="stop">
      {!asking.value && (
        <button
          type="button"
          class="stop-button"
          title={t('inbox.stopHelp')}
          onClick={() => (asking.value = true)}
        >
          {t('inbox.stop')}
        </button>
      )}
      {asking.value && (
        <div role="alertdialog" aria-labelledby="stop-ask" class="stop-ask">
          <p id="stop-ask">{t('inbox.stopAsk')}</p>
          <button
            type="button"
            class="stop-button"
            ref={(button) => button?.focus()}
            onClick={() => void stop()}
          >
            {t('inbox.stopYes')}
          </button>
          <button type="button" class="text-button" onClick={() => (asking.value = false)}>
            {t('inbox.stopNo')}
          </button>
        </div>
      )}
    </div>
  );
}
