/** Times of a signal in words: those that detectors decide have a least and a most. */
import type { Signal } from '../api/types.ts';
import { formats } from '../i18n/formats.ts';
import { t } from '../i18n/texts.ts';

/** Some plans say "as long as anybody comes" as a number of days. */
const ENDLESS_SECONDS = 86_400;

/** When the next phase begins. */
export function timeLeft(least: number, most: number | undefined): string {
  const { seconds } = formats.value;
  if (most === undefined) return seconds(least);
  return most < ENDLESS_SECONDS
    ? t('junction.leastMost', { least: seconds(least), most: seconds(most) })
    : t('junction.least', { least: seconds(least) });
}

/** How long each phase lasts, such as "5–50 s · 3 s". */
export function phaseLengths(signal: Pick<Signal, 'phases'>): string {
  const { count, seconds } = formats.value;
  return signal.phases
    .map(({ leastSeconds, mostSeconds }) => {
      if (leastSeconds === mostSeconds) return seconds(leastSeconds);
      return mostSeconds < ENDLESS_SECONDS
        ? `${count(leastSeconds)}–${seconds(mostSeconds)}`
        : t('junction.least', { least: seconds(leastSeconds) });
    })
    .join(' · ');
}
