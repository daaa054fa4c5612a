import { computed } from '@preact/signals';
import { t, type Key } from '../i18n/texts.ts';
import { channel, oldSeconds } from '../state/city.ts';

type Lamp = 'live' | 'waiting' | 'broken';

const lamp = computed<{ readonly tone: Lamp; readonly key: Key }>(() => {
  const { phase } = channel.value;
  if (phase === 'live' && oldSeconds.value === undefined) return { tone: 'live', key: 'live.live' };
  if (phase === 'connecting') return { tone: 'waiting', key: 'live.connecting' };
  if (phase === 'resting') return { tone: 'waiting', key: 'live.resting' };
  if (phase === 'incompatible') return { tone: 'broken', key: 'live.incompatible' };
  return { tone: 'broken', key: 'live.oldShort' };
});

/** Whether the picture is live; the words are for screen readers and the pointer, the banner tells the rest. */
export function ConnectionLamp(): preact.JSX.Element {
  const { tone, key } = lamp.value;
  return (
    <span class={`lamp lamp-${tone}`} title={t(key)} role="status">
      <span class="visually-hidden">{t(key)}</span>
    </span>
  );
}
