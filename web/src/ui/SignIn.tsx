import { useSignal } from '@preact/signals';
import { t } from '../i18n/texts.ts';
import { signIn, signInProblem } from '../state/session.ts';

const NAME = 'Administrator';
const COMMAND = './meridian sign-in';

/** For whoever is not signed in: how to do it, and a field for the administrator's secret. */
export function SignIn(): preact.JSX.Element {
  const secret = useSignal('');
  const busy = useSignal(false);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    busy.value = true;
    await signIn(secret.value);
    busy.value = false;
  };
  const problem = signInProblem.value;
  return (
    <>
      <h1>{t('signIn.title')}</h1>
      {problem && (
        <p class="sign-in-problem" role="alert">
          {t(problem === 'refused' ? 'signIn.refused' : 'app.unreachable')}
        </p>
      )}
      <p>{t('signIn.advice')}</p>
      <pre>{COMMAND}</pre>
      <form class="sign-in" onSubmit={(event) => void send(event)}>
        {/* Password managers keep a secret under a name. */}
        <input type="text" autocomplete="username" value={NAME} readOnly hidden />
        <label for="secret">{t('signIn.secret')}</label>
        <div class="sign-in-row">
          <input
            id="secret"
            type="password"
            autocomplete="current-password"
            spellcheck={false}
            required
            value={secret.value}
            onInput={(event) => (secret.value = event.currentTarget.value)}
          />
          <button type="submit" class="text-button" disabled={busy.value}>
            {t('signIn.title')}
          </button>
        </div>
      </form>
    </>
  );
}
