import { useEffect, useRef } from 'preact/hooks';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import { t } from '../i18n/texts.ts';
import { chooseTheme, language, setLanguage, themeChoice, type ThemeChoice } from '../state/preferences.ts';
import { session, signOut } from '../state/session.ts';

const THEMES: readonly ThemeChoice[] = ['system', 'dark', 'light'];

export function Settings({ onClose }: { readonly onClose: () => void }): preact.JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector('input')?.focus();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    // After the click that opened it.
    const timer = setTimeout(() => addEventListener('pointerdown', outside));
    return () => {
      clearTimeout(timer);
      removeEventListener('pointerdown', outside);
    };
  }, []);
  return (
    <div
      class="popover settings"
      ref={box}
      role="dialog"
      aria-label={t('action.settings')}
      onKeyDown={(event) => event.key === 'Escape' && (event.stopPropagation(), onClose())}
    >
      <fieldset>
        <legend>{t('settings.language')}</legend>
        {(Object.keys(LANGUAGES) as Language[]).map((code) => (
          <label class="choice" key={code} lang={code}>
            <input
              type="radio"
              name="language"
              checked={language.value === code}
              onChange={() => setLanguage(code)}
            />
            <span>{LANGUAGES[code]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('settings.theme')}</legend>
        {THEMES.map((choice) => (
          <label class="choice" key={choice}>
            <input
              type="radio"
              name="theme"
              checked={themeChoice.value === choice}
              onChange={() => chooseTheme(choice)}
            />
            <span>{t(`settings.${choice}`)}</span>
          </label>
        ))}
      </fieldset>
      <section class="signed-in">
        <p>{t('settings.signedIn', { name: session.value?.name ?? '' })}</p>
        <button type="button" class="text-button" onClick={() => void signOut()}>
          {t('action.signOut')}
        </button>
      </section>
    </div>
  );
}
