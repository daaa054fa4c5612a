import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Action, AreaMode } from '../api/types.ts';
import { formats } from '../i18n/formats.ts';
import { t, word } from '../i18n/texts.ts';
import { tick } from '../state/city.ts';
import {
  approve,
  current,
  deny,
  earlier,
  inbox,
  inboxOff,
  inboxProblem,
  isOpen,
  promise,
  secondsLeft,
  setMode,
  showJunctions,
  stopped,
  watchInbox,
} from '../state/inbox.ts';
import { isOpen as cityIsOpen } from '../state/opening.ts';
import { Chip } from './parts.tsx';
import { EffectPicture } from './EffectPicture.tsx';

const MODES: readonly AreaMode['mode'][] = ['observe', 'advise', 'act'];
const EARLIER_SHOWN = 5;

/** What is proposed for the signals, and the people's answer to it. */
export function InboxCard(): preact.JSX.Element {
  useEffect(() => (cityIsOpen.value ? watchInbox() : undefined), [cityIsOpen.value]);
  const known = inbox.value?.inbox;
  return (
    <section class="inbox" aria-labelledby="inbox-title">
      <header class="inbox-head">
        <h2 id="inbox-title">{t('inbox.title')}</h2>
        <Chip text={t('chip.simulated')} help={t('chip.simulatedHelp')} tone="simulated" />
      </header>
      {inboxOff.value && <p class="quiet">{t('inbox.off')}</p>}
      {known && (
        <>
          <Messages />
          {known.doing !== undefined && <p class="quiet">{t('inbox.trying', { place: known.doing })}</p>}
          {current.value.length === 0 && known.doing === undefined && <p class="quiet">{t('inbox.none')}</p>}
          <ul class="proposals">
            {current.value.map((action) => (
              <li key={action.id}>
                <Proposal action={action} />
              </li>
            ))}
          </ul>
          <Earlier />
          <Modes modes={known.modes} />
        </>
      )}
    </section>
  );
}

function Messages(): preact.JSX.Element {
  const problem = inboxProblem.value;
  return (
    <div role="status">
      {problem !== undefined && <p class="warning">{t('inbox.refused', { message: problem })}</p>}
      {stopped.value === 'in-time' && <p class="warning">{t('inbox.stopped')}</p>}
      {stopped.value === 'late' && <p class="bad">{t('inbox.stoppedLate')}</p>}
    </div>
  );
}

function Proposal({ action }: { readonly action: Action }): preact.JSX.Element {
  const { count, decimal, duration } = formats.value;
  const effect = promise(action);
  const busy = useSignal(false);
  const answer = async (say: (what: Action) => Promise<void>): Promise<void> => {
    busy.value = true;
    await say(action);
    busy.value = false;
  };
  return (
    <article class={`proposal proposal-${action.stage}`} aria-label={action.place}>
      <button
        type="button"
        class="proposal-place"
        title={t('inbox.show')}
        onClick={() => showJunctions(action)}
      >
        {action.place}
      </button>
      <Stage action={action} />
      <p>
        {t('inbox.what', {
          decider: word('decider', action.decider),
          count: count(action.junctions.length),
          duration: duration(action.seconds),
        })}
      </p>
      {action.lostPerMinute > 0 && <p>{t('inbox.lost', { minutes: decimal(action.lostPerMinute) })}</p>}
      <p class="proposal-effect">{t('inbox.effect', { expected: decimal(effect.expected) })}</p>
      <p class="quiet">{t('inbox.interval', { low: decimal(effect.low), high: decimal(effect.high) })}</p>
      <EffectPicture effect={effect} measured={action.measured} />
      <Payers action={action} />
      <p class="quiet">{t('inbox.others', { names: others(action) })}</p>
      <p class="quiet">{t('inbox.kernel')}</p>
      {isOpen(action) && (
        <div class="answers">
          <button type="button" class="button" disabled={busy.value} onClick={() => void answer(approve)}>
            {t('inbox.approve')}
          </button>
          <button type="button" class="text-button" disabled={busy.value} onClick={() => void answer(deny)}>
            {t('inbox.deny')}
          </button>
          {action.persons > 1 && (
            <span>{t('inbox.approvals', { count: action.approvers.length, needed: action.persons })}</span>
          )}
        </div>
      )}
    </article>
  );
}

function others(action: Action): string {
  return (
    action.alternatives
      .filter(({ name }) => name !== action.chosen && name !== 'the plans')
      .map(({ name, effect }) => `${word('decider', name)} ${formats.value.decimal(effect.expected)}`)
      .join(', ') || '–'
  );
}

function Stage({ action }: { readonly action: Action }): preact.JSX.Element {
  const left = secondsLeft(action, inbox.value?.heardAt ?? 0, tick.value);
  return (
    <p class="proposal-stage">
      {word('stage', action.stage)}
      {isOpen(action) && ` · ${t('inbox.expires', { left: formats.value.duration(Math.ceil(left)) })}`}
    </p>
  );
}

function Payers({ action }: { readonly action: Action }): preact.JSX.Element {
  return (
    <div class="payers">
      <h3>{t('inbox.pays')}</h3>
      {action.payers.length === 0 && <p class="quiet">{t('inbox.paysNobody')}</p>}
      <ul>
        {action.payers.map((payer) => (
          <li key={payer.link}>
            {t('inbox.payer', {
              street: payer.name || t('corridor.unnamed'),
              from: payer.fromJunction,
              expected: `+${formats.value.decimal(payer.effect.expected)}`,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is over: one line each. */
function Earlier(): preact.JSX.Element | null {
  const { decimal } = formats.value;
  if (earlier.value.length === 0) return null;
  return (
    <details class="earlier">
      <summary>{t('inbox.earlier')}</summary>
      <ul>
        {earlier.value.slice(0, EARLIER_SHOWN).map((action) => (
          <li key={action.id}>
            <span>{`${action.place}: ${word('stage', action.stage)}`}</span>
            <span class="quiet">
              {t('inbox.effect', { expected: decimal(promise(action).expected) })}
              {action.measured &&
                ` · ${t('inbox.measured', { measured: decimal(action.measured.expected) })}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Modes({ modes }: { readonly modes: readonly AreaMode[] }): preact.JSX.Element {
  return (
    <details class="modes">
      <summary>{t('inbox.modes')}</summary>
      {modes.map(({ area, mode }) => (
        <label key={area}>
          <span>{word('area', area)}</span>
          <select
            value={mode}
            onChange={(event) => void setMode(area, event.currentTarget.value as AreaMode['mode'])}
          >
            {MODES.map((each) => (
              <option key={each} value={each} title={word('mode', `${each}Help`)}>
                {word('mode', each)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </details>
  );
}
