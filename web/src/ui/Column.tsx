import { useSignal } from '@preact/signals';
import { t } from '../i18n/texts.ts';
import { ClockCard } from './ClockCard.tsx';
import { CorridorsCard } from './CorridorsCard.tsx';
import { FiguresCard } from './FiguresCard.tsx';
import { FollowCard } from './FollowCard.tsx';
import { Icon } from './Icon.tsx';
import { InboxCard } from './InboxCard.tsx';
import { StopButton } from './StopButton.tsx';

const DRAG_PIXELS = 24;

/** The left column; on a phone a sheet at the bottom that is pulled up. */
export function Column(): preact.JSX.Element {
  const open = useSignal(false);
  const startedAt = useSignal<number | undefined>(undefined);
  const dragged = useSignal(false);
  return (
    <aside class={`column ${open.value ? 'column-open' : ''}`} aria-label={t('figures.title')}>
      <button
        type="button"
        class="handle"
        aria-expanded={open.value}
        aria-label={t(open.value ? 'action.collapse' : 'action.expand')}
        // The click that ends a drag is not one.
        onClick={() => !dragged.value && (open.value = !open.value)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          startedAt.value = event.clientY;
          dragged.value = false;
        }}
        onPointerUp={() => (startedAt.value = undefined)}
        onPointerMove={(event) => {
          const moved = event.clientY - (startedAt.value ?? event.clientY);
          if (Math.abs(moved) < DRAG_PIXELS) return;
          dragged.value = true;
          open.value = moved < 0;
        }}
      >
        <Icon name="chevron" />
      </button>
      <ClockCard />
      <div class="column-body">
        <FiguresCard />
        <FollowCard />
        <InboxCard />
        <CorridorsCard />
      </div>
      <StopButton />
    </aside>
  );
}
