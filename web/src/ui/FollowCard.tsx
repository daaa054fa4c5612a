import { useEffect } from 'preact/hooks';
import type { Following } from '../api/types.ts';
import { formats } from '../i18n/formats.ts';
import { t } from '../i18n/texts.ts';
import { tick } from '../state/city.ts';
import { following, watchFollowing } from '../state/following.ts';
import { isOpen as cityIsOpen } from '../state/opening.ts';
import { ageSeconds, errorFacts, whyUnknown, type ErrorFact } from './follow-facts.ts';
import { Chip, Fact } from './parts.tsx';

/** How far a city that follows one outside is from what it is not told of; nothing where it follows none. */
export function FollowCard(): preact.JSX.Element | null {
  useEffect(() => (cityIsOpen.value ? watchFollowing() : undefined), [cityIsOpen.value]);
  const told = following.value?.following;
  if (!told?.follows) return null;
  return (
    <section class="following" aria-labelledby="following-title">
      <header class="inbox-head">
        <h2 id="following-title">{t('following.title')}</h2>
        {told.simulated && (
          <Chip text={t('chip.simulated')} help={t('following.simulatedHelp')} tone="simulated" />
        )}
      </header>
      <Errors told={told} />
      <Reports told={told} />
    </section>
  );
}

function Errors({ told }: { readonly told: Following }): preact.JSX.Element {
  const facts = errorFacts(told);
  if (facts.length === 0) return <p class="quiet">{t(whyUnknown(told))}</p>;
  return (
    <>
      <p class="quiet">{t('following.unheard', { count: formats.value.count(told.hidden) })}</p>
      <dl class="errors">
        {facts.map((one) => (
          <ErrorRow key={one.kind} fact={one} />
        ))}
      </dl>
    </>
  );
}

function ErrorRow({ fact }: { readonly fact: ErrorFact }): preact.JSX.Element {
  const { count, fineSpeed } = formats.value;
  const flow = fact.kind === 'flow';
  const write = (value: number): string =>
    flow ? t('following.vehiclesPerHour', { count: count(value) }) : fineSpeed(value);
  return (
    <div class="error">
      <dt>{t(flow ? 'following.flow' : 'following.speed')}</dt>
      <dd>
        <span class="error-value">{write(fact.value)}</span>
        {fact.without !== undefined && (
          <span class="quiet">{t('following.without', { value: write(fact.without) })}</span>
        )}
        {fact.share !== undefined && <Share share={fact.share} />}
      </dd>
    </div>
  );
}

/** What is left of the error of a copy that hears nothing, as a part of a bar. */
function Share({ share }: { readonly share: number }): preact.JSX.Element {
  return (
    <span class="share" aria-hidden="true">
      <span style={{ width: `${Math.min(1, share) * 100}%` }} />
    </span>
  );
}

function Reports({ told }: { readonly told: Following }): preact.JSX.Element {
  const { count, duration } = formats.value;
  const age = ageSeconds(told, following.value?.heardAt ?? 0, tick.value);
  const numbers = { heard: count(told.heard), hidden: count(told.hidden), silent: count(told.silent) };
  return (
    <dl class="facts">
      <Fact name={t('following.stations')}>
        {t(told.silent > 0 ? 'following.someSilent' : 'following.allHeard', numbers)}
      </Fact>
      {age !== undefined && (
        <Fact name={t('following.newest')}>{t('following.ago', { age: duration(Math.round(age)) })}</Fact>
      )}
      {told.believedClosed.length > 0 && (
        <Fact name={t('following.closed')}>
          <span title={told.believedClosed.join(', ')}>
            {t('following.lanes', { count: count(told.believedClosed.length) })}
          </span>
        </Fact>
      )}
    </dl>
  );
}
