import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import * as api from '../api/client.ts';
import type { Match } from '../api/types.ts';
import { t, word } from '../i18n/texts.ts';
import { flyTo } from '../state/page.ts';
import { select } from '../state/selection.ts';
import { Icon } from './Icon.tsx';

const TYPING_MILLISECONDS = 150;

type Result = { readonly matches: readonly Match[] } | 'failed' | undefined;

/** A combo box as WAI-ARIA describes it: the focus stays in the field, arrows choose, Enter takes. */
export function Search(): preact.JSX.Element {
  const words = useSignal('');
  const result = useSignal<Result>(undefined);
  const active = useSignal(0);
  const open = useSignal(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const wanted = words.value.trim();
    result.value = undefined;
    if (wanted === '') return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      api.search(wanted, abort.signal).then(
        (matches) => {
          active.value = 0;
          result.value = { matches };
        },
        () => {
          if (!abort.signal.aborted) result.value = 'failed';
        },
      );
    }, TYPING_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [words.value]);

  const matches = typeof result.value === 'object' ? result.value.matches : [];
  const shown = open.value && result.value !== undefined;
  const take = (match: Match | undefined): void => {
    if (!match) return;
    open.value = false;
    field.current?.blur();
    choose(match);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps !== undefined && matches.length > 0) {
      event.preventDefault();
      active.value = (active.value + steps + matches.length) % matches.length;
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(matches[active.value]);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (open.value && words.value !== '') words.value = '';
      else field.current?.blur();
    }
  };

  return (
    <search class="search">
      <Icon name="search" />
      <input
        id="search"
        ref={field}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        maxLength={100}
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        aria-expanded={shown}
        aria-controls="search-results"
        aria-autocomplete="list"
        aria-activedescendant={shown && matches.length > 0 ? `match-${active.value}` : undefined}
        value={words.value}
        onInput={(event) => {
          words.value = event.currentTarget.value;
          open.value = true;
        }}
        onFocus={() => (open.value = true)}
        onBlur={() => (open.value = false)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">{'/'}</kbd>
      {shown && <Results result={result.value} active={active.value} onTake={take} />}
      <span class="visually-hidden" role="status">
        {shown && matches.length > 0 ? t('search.count', { count: matches.length }) : ''}
      </span>
    </search>
  );
}

interface ResultsProps {
  readonly result: Result;
  readonly active: number;
  readonly onTake: (match: Match) => void;
}

function Results({ result, active, onTake }: ResultsProps): preact.JSX.Element {
  if (typeof result !== 'object' || result.matches.length === 0) {
    return (
      <p class="popover results results-none" id="search-results">
        {t(result === 'failed' ? 'search.failed' : 'search.none')}
      </p>
    );
  }
  return (
    <ul class="popover results" id="search-results" role="listbox" aria-label={t('search.label')}>
      {result.matches.map((match, at) => (
        // The field keeps the focus, so the mouse is taken before it would blur.
        <li
          key={`${match.kind}-${match.index ?? ''}-${match.name}-${at}`}
          id={`match-${at}`}
          role="option"
          aria-selected={at === active}
          onMouseDown={(event) => (event.preventDefault(), onTake(match))}
        >
          <span class="result-name">{match.name}</span>
          <span class="result-kind">
            {[t(`match.${match.kind}`), detailOf(match)].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function choose(match: Match): void {
  flyTo(match.box);
  const { kind, index } = match;
  if ((kind === 'stop' || kind === 'junction') && index !== undefined) select({ kind, index });
  else select({ kind: 'street', name: match.name });
}

/** The kind of a place is a word of the server; lines of a stop are names. */
function detailOf(match: Match): string | undefined {
  return match.kind === 'place' && match.detail !== undefined ? word('place', match.detail) : match.detail;
}
