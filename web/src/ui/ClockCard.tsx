import { t } from '../i18n/texts.ts';
import { formats } from '../i18n/formats.ts';
import { clock, simulatedSeconds } from '../state/city.ts';
import {
  controlProblem,
  lastChange,
  nextSpeed,
  setSpeed,
  stepSpeed,
  togglePause,
  undo,
  type Change,
} from '../state/control.ts';
import { Icon } from './Icon.tsx';
import { IconButton } from './parts.tsx';

const DAY_SECONDS = 86_400;

/** The simulated time, and how fast it runs. */
export function ClockCard(): preact.JSX.Element {
  const paused = clock.value?.clock.paused === true;
  return (
    <section class={`clock ${paused ? 'clock-paused' : ''}`} aria-label={t('clock.title')}>
      <Time />
      <button
        type="button"
        class="pause"
        aria-label={t(paused ? 'clock.resume' : 'clock.pause')}
        title={t(paused ? 'clock.resume' : 'clock.pause')}
        onClick={() => void togglePause()}
      >
        <Icon name={paused ? 'play' : 'pause'} />
      </button>
      <Speed />
      <UndoOffer />
    </section>
  );
}

function Time(): preact.JSX.Element {
  const seconds = simulatedSeconds.value;
  const day = seconds === undefined ? 0 : Math.floor(seconds / DAY_SECONDS);
  return (
    <div class="time">
      <time class="time-of-day">{seconds === undefined ? '–' : formats.value.time(seconds)}</time>
      <span class="time-note">
        {day > 0 && `${t('clock.day', { day: day + 1 })} · `}
        {t(clock.value?.clock.paused === true ? 'clock.paused' : 'clock.title')}
      </span>
    </div>
  );
}

function Speed(): preact.JSX.Element {
  const speed = clock.value?.clock.speed ?? 1;
  const shown = formats.value.decimal(speed);
  return (
    <div class="speed">
      <IconButton
        icon="minus"
        label={t('clock.slower')}
        disabled={nextSpeed(speed, -1) === undefined}
        onClick={() => void stepSpeed(-1)}
      />
      <input
        type="range"
        // Even steps feel even when each doubles: the slider is logarithmic, from 1 to 60.
        min={0}
        max={100}
        value={(Math.log(speed) / Math.log(60)) * 100}
        aria-label={t('clock.speed')}
        aria-valuetext={t('clock.speedWords', { speed: shown })}
        onChange={(event) => void setSpeed(Math.round(60 ** (Number(event.currentTarget.value) / 100)))}
      />
      <IconButton
        icon="plus"
        label={t('clock.faster')}
        disabled={nextSpeed(speed, 1) === undefined}
        onClick={() => void stepSpeed(1)}
      />
      <output class="speed-value">{t('clock.speedValue', { speed: shown })}</output>
    </div>
  );
}

/** The offer to take the last change back. */
function UndoOffer(): preact.JSX.Element {
  const change = lastChange.value;
  const problem = controlProblem.value;
  return (
    <div class="change" role="status">
      {problem !== undefined && <span>{t('clock.refused', { message: problem })}</span>}
      {problem === undefined && change && (
        <>
          <span>{describe(change)}</span>
          <button type="button" class="text-button" onClick={() => void undo()}>
            {t('clock.undo')}
          </button>
        </>
      )}
    </div>
  );
}

function describe({ before, after }: Change): string {
  if (before.paused !== after.paused) return t(after.paused ? 'clock.changedPaused' : 'clock.changedResumed');
  const show = (speed: number): string => t('clock.speedValue', { speed: formats.value.decimal(speed) });
  return t('clock.changedSpeed', { before: show(before.speed), after: show(after.speed) });
}
