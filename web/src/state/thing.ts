/** The selected thing: loaded when it is selected, loaded again every two seconds while it is looked at. */
import { effect, signal } from '@preact/signals';
import * as api from '../api/client.ts';
import type { Junction, Link, Stop, Street } from '../api/types.ts';
import type { Mark } from '../map/city-map.ts';
import type { Selection } from '../view/hash.ts';
import { channel } from './city.ts';
import { isOpen } from './opening.ts';
import { select, selection } from './selection.ts';

export type Thing =
  | { readonly kind: 'link'; readonly link: Link }
  | { readonly kind: 'junction'; readonly junction: Junction }
  | { readonly kind: 'stop'; readonly stop: Stop }
  | { readonly kind: 'street'; readonly street: Street };

export const thing = signal<Thing | undefined>(undefined);
/** When the thing was loaded, in milliseconds of the browser. */
export const thingAt = signal(0);
export const thingProblem = signal<{ readonly code: string; readonly message: string } | undefined>(
  undefined,
);
/** What the map marks. */
export const mark = signal<Mark | undefined>(undefined);

const REFRESH_MILLISECONDS = 2_000;

export function startThing(): void {
  effect(() => {
    const wanted = selection.value;
    thingProblem.value = undefined;
    if (!sameThing(thing.peek(), wanted)) {
      thing.value = undefined;
      mark.value = undefined;
    }
    if (!wanted || !isOpen.value) return undefined;
    void load(wanted);
    const timer = setInterval(() => document.hidden || void load(wanted), REFRESH_MILLISECONDS);
    return () => clearInterval(timer);
  });
}

export async function selectAt(lon: number, lat: number, radiusMeters: number): Promise<void> {
  try {
    const found = await api.at(lon, lat, radiusMeters);
    const index = (found?.junction ?? found?.stop ?? found?.link)?.index;
    // An empty place closes what was open, as on every map.
    select(found && index !== undefined ? { kind: found.kind, index } : undefined);
  } catch (reason) {
    if (reason instanceof api.ApiError && reason.code !== 'unreachable') select(undefined);
  }
}

async function load(wanted: Selection): Promise<void> {
  // Without a connection the request would only wait; the banner tells why nothing changes.
  if (channel.peek().phase === 'waiting' && thing.peek()) return;
  try {
    const loaded = await ask(wanted);
    if (selection.peek() !== wanted) return;
    const first = !sameThing(thing.peek(), wanted);
    thing.value = loaded;
    thingAt.value = performance.now();
    thingProblem.value = undefined;
    if (first) mark.value = markOf(loaded);
  } catch (reason) {
    if (selection.peek() !== wanted || thing.peek()) return;
    thingProblem.value =
      reason instanceof api.ApiError
        ? { code: reason.code, message: reason.message }
        : { code: 'unknown', message: String(reason) };
  }
}

async function ask(wanted: Selection): Promise<Thing> {
  switch (wanted.kind) {
    case 'link':
      return { kind: 'link', link: await api.link(wanted.index) };
    case 'junction':
      return { kind: 'junction', junction: await api.junction(wanted.index) };
    case 'stop':
      return { kind: 'stop', stop: await api.stop(wanted.index) };
    case 'street':
      return { kind: 'street', street: await api.street(wanted.name) };
  }
}

function markOf(loaded: Thing): Mark {
  switch (loaded.kind) {
    case 'link':
      return { path: loaded.link.path };
    case 'junction':
      return { path: [[loaded.junction.lon, loaded.junction.lat]] };
    case 'stop':
      return { path: [[loaded.stop.lon, loaded.stop.lat]] };
    case 'street':
      return { street: loaded.street.name };
  }
}

function sameThing(one: Thing | undefined, other: Selection | undefined): boolean {
  if (!one || one.kind !== other?.kind) return false;
  switch (one.kind) {
    case 'link':
      return other.kind === 'link' && one.link.index === other.index;
    case 'junction':
      return other.kind === 'junction' && one.junction.index === other.index;
    case 'stop':
      return other.kind === 'stop' && one.stop.index === other.index;
    case 'street':
      return other.kind === 'street' && one.street.name === other.name;
  }
}
