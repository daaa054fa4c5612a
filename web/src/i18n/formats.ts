/** Numbers, times and units as the reader writes them. */
import { computed } from '@preact/signals';
import { language } from '../state/preferences.ts';
import { localeFor } from './languages.ts';

export interface Formats {
  readonly count: (value: number) => string;
  readonly percent: (ratio: number) => string;
  readonly decimal: (value: number) => string;
  /** Second of the simulated day as a time of day. */
  readonly time: (seconds: number) => string;
  /** Without seconds, for the axis of a chart. */
  readonly hour: (seconds: number) => string;
  readonly seconds: (value: number) => string;
  /** Seconds or minutes, whichever reads better. */
  readonly duration: (seconds: number) => string;
  readonly length: (meters: number) => string;
  readonly kilometers: (value: number) => string;
  readonly width: (meters: number) => string;
  readonly speed: (kilometersPerHour: number) => string;
  /** For differences of speeds, to a tenth. */
  readonly fineSpeed: (kilometersPerHour: number) => string;
}

export const formats = computed<Formats>(() => makeFormats(localeFor(language.value, navigator.languages)));

export function makeFormats(locale: string): Formats {
  const number = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
    const format = new Intl.NumberFormat(locale, options);
    return (value) => format.format(value);
  };
  const unit = (name: string, digits: number): ((value: number) => string) =>
    number({ style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });
  const time = (parts: Intl.DateTimeFormatOptions): ((seconds: number) => string) => {
    // The simulated day has no time zone and no summer time: UTC has neither.
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...parts });
    return (seconds) => format.format(Math.floor(seconds) * 1000);
  };
  const seconds = unit('second', 0);
  const minutes = unit('minute', 0);
  const meters = unit('meter', 0);
  const kilometers = unit('kilometer', 1);
  return {
    count: number({ maximumFractionDigits: 0 }),
    percent: number({ style: 'percent', maximumFractionDigits: 0 }),
    decimal: number({ maximumFractionDigits: 1 }),
    time: time({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    hour: time({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    seconds,
    duration: (value) => (value < 90 ? seconds(value) : minutes(value / 60)),
    length: (value) => (value < 1000 ? meters(value) : kilometers(value / 1000)),
    kilometers: unit('kilometer', 0),
    width: unit('meter', 1),
    speed: unit('kilometer-per-hour', 0),
    fineSpeed: unit('kilometer-per-hour', 1),
  };
}
