/** What the mock has in its inbox. */
import type { Action, Inbox } from '../src/api/types.ts';
import type { Town } from './town.ts';

export class MockInbox {
  private readonly town: Town;
  private readonly seconds: () => number;

  /** @param seconds of the simulated day now */
  constructor(town: Town, seconds: () => number) {
    this.town = town;
    this.seconds = seconds;
  }

  /** Two proposals: one open, one kept. A second of the day is a second of the expiry. */
  inbox(): Inbox {
    return {
      simulated: true,
      modes: [
        { area: 'north-west', mode: 'advise' },
        { area: 'south-east', mode: this.stops > 0 ? 'observe' : 'advise' },
      ],
      doing: 'Calle 3 / Calle 8',
      actions: [
        this.action('signals-open', this.stops > 0 ? 'stopped' : this.answered),
        this.action('signals-kept', 'kept'),
      ],
    };
  }

  /** How often the emergency stop was pressed. */
  stops = 0;
  answered: Action['stage'] = 'simulated';

  private action(id: string, stage: Action['stage']): Action {
    const effect = (expected: number, half: number): Action['alternatives'][number]['effect'] => ({
      measure: 'time lost',
      unit: 'vehicle-minutes',
      expected,
      low: expected - half,
      high: expected + half,
    });
    const junctions = this.town.nodes
      .map((node, index) => ({ index, node }))
      .filter(({ node }) => node.signals)
      .slice(40, 43)
      .map(({ index, node }) => ({ index, name: `Calle ${index}`, lon: node.lon, lat: node.lat }));
    return {
      id,
      stage,
      area: 'north-west',
      actionClass: 'notable',
      persons: 1,
      decider: 'max-pressure',
      reason: 'made up by the mock server',
      approvers: [],
      contentSha256: '0'.repeat(64),
      place: 'Avenida Principal / Calle 8',
      junctions,
      seconds: 600,
      citySeconds: this.seconds(),
      lostPerMinute: 8.4,
      alternatives: [
        { name: 'the plans', effect: effect(0, 0) },
        { name: 'max-pressure', effect: effect(-41.2, 22.5) },
        { name: 'most-through', effect: effect(-18.3, 30) },
      ],
      chosen: 'max-pressure',
      payers: [{ link: 7, name: 'Calle 8', fromJunction: 'Calle 8 / Calle 2', effect: effect(3.4, 2) }],
      kernel: 'in 6 trials it refused nothing',
      proposedAt: '2026-03-02T08:00:00Z',
      expiresAt: '2026-03-02T08:10:00Z',
      secondsLeft: 412,
      ...(stage === 'kept' ? { measured: effect(-37.9, 0), method: 'a fork', note: 'kept' } : {}),
      simulated: true,
    };
  }
}
