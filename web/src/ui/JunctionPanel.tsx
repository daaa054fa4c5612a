import type { Junction, Movement, Signal } from '../api/types.ts';
import { boxOf } from '../geo/boxes.ts';
import { formats } from '../i18n/formats.ts';
import { t, word } from '../i18n/texts.ts';
import { approach, phaseSpan, planPosition } from '../plan/plan.ts';
import { phaseLengths, timeLeft } from './signal-times.ts';
import { clock, tick } from '../state/city.ts';
import { flyTo } from '../state/page.ts';
import { thingAt } from '../state/thing.ts';
import { Lamp, MovementDrawing } from './MovementDrawing.tsx';
import { Fact } from './parts.tsx';
import { PhaseDiagram } from './PhaseDiagram.tsx';

export function JunctionPanel({ junction }: { readonly junction: Junction }): preact.JSX.Element {
  return (
    <>
      {junction.signal && <Plan signal={junction.signal} movements={junction.movements} />}
      <section>
        <h3>{t('junction.movements')}</h3>
        {junction.movements.length === 0 && <p class="quiet">{t('junction.noMovements')}</p>}
        <MovementDrawing movements={junction.movements} />
        <Movements movements={junction.movements} />
      </section>
      <dl class="facts">
        <Fact name={t('junction.control')}>{word('control', junction.control)}</Fact>
        <Fact name={t('panel.source')}>{junction.id}</Fact>
      </dl>
      <div class="panel-links">
        <button
          type="button"
          class="text-button"
          onClick={() => flyTo(boxOf([[junction.lon, junction.lat]]))}
        >
          {t('panel.show')}
        </button>
      </div>
    </>
  );
}

interface PlanProps {
  readonly signal: Signal;
  readonly movements: readonly Movement[];
}

function Plan({ signal, movements }: PlanProps): preact.JSX.Element {
  const { seconds } = formats.value;
  const running = clock.value && !clock.value.clock.paused ? clock.value.clock.speed : 0;
  const position = planPosition(signal, ((tick.value - thingAt.value) / 1000) * running);
  return (
    <section>
      <h3>{t('junction.plan')}</h3>
      <p class={signal.assumed ? 'note-assumed' : 'note-known'}>
        {t(signal.assumed ? 'junction.planAssumed' : 'junction.planKnown')}
      </p>
      {signal.actuated && <p class="quiet">{t('junction.planActuated')}</p>}
      <PhaseDiagram signal={signal} movements={movements} positionSeconds={position} />
      <dl class="facts">
        {signal.state !== 'plan' && <Fact name={t('junction.now')}>{word('signal', signal.state)}</Fact>}
        {phaseSpan(signal) && (
          <Fact name={t('junction.phase')}>
            {t('junction.phaseOf', { phase: signal.phase + 1, count: signal.phases.length })}
          </Fact>
        )}
        {signal.secondsLeft !== undefined && (
          <Fact name={t('junction.secondsLeft')}>{timeLeft(signal.secondsLeft, signal.mostSecondsLeft)}</Fact>
        )}
        {signal.actuated && <Fact name={t('junction.phaseLengths')}>{phaseLengths(signal)}</Fact>}
        <Fact name={t(signal.actuated ? 'junction.usualCycle' : 'junction.cycle')}>
          {seconds(signal.cycleSeconds)}
        </Fact>
        {!signal.actuated && <Fact name={t('junction.offset')}>{seconds(signal.offsetSeconds)}</Fact>}
        {!signal.assumed && <Fact name={t('junction.planId')}>{signal.planId}</Fact>}
      </dl>
    </section>
  );
}

/** The same movements in words, by where they come from. */
function Movements({ movements }: { readonly movements: readonly Movement[] }): preact.JSX.Element {
  const byApproach = Map.groupBy(movements, (movement) => `${approach(movement) ?? ''} ${movement.fromLink}`);
  return (
    <ul class="movements">
      {[...byApproach].map(([key, group]) => {
        const direction = approach(group[0]!);
        return (
          <li key={key}>
            <span>{direction ? t('junction.from', { direction: t(`compass.${direction}`) }) : '–'}</span>
            <span class="movement-turns">
              {turns(group).map(({ turn, aspect }) => (
                <span class="movement" key={`${turn} ${aspect ?? ''}`}>
                  {aspect && <Lamp aspect={aspect} />}
                  {t(`turn.${turn}`)}
                  {aspect && <span class="visually-hidden">{`: ${t(`aspect.${aspect}`)}`}</span>}
                </span>
              ))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Several lanes may make the same turn; it is said once. */
function turns(group: readonly Movement[]): readonly Movement[] {
  const seen = new Map(group.map((movement) => [`${movement.turn} ${movement.aspect ?? ''}`, movement]));
  return [...seen.values()];
}
