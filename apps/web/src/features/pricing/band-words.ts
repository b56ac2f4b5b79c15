import type { BandWindow } from '@parkbench/domain';
import { weekdayName } from '../../shared/format/format';
import { pricingMessages } from './pricing.messages';

/** Minutes after midnight as the clock shows them; the end of the day is 24:00. */
export const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Days that follow each other as a stretch: 周一–周五. */
function daysText(weekdays: readonly number[]): string {
  const days = [...weekdays].sort((a, b) => a - b);
  const stretches: number[][] = [];
  for (const day of days) {
    const last = stretches.at(-1);
    if (last && last.at(-1) === day - 1) last.push(day);
    else stretches.push([day]);
  }
  return stretches
    .map((days) =>
      days.length > 2
        ? `${weekdayName(days[0]!)}–${weekdayName(days.at(-1)!)}`
        : days.map((day) => weekdayName(day)).join(' '),
    )
    .join(' ');
}

/** A band in words: 晚间 周一–周五 18:00–24:00. */
export function useBandText(): (window: BandWindow) => string {
  const say = pricingMessages.useSay();
  return ({ band, weekdays, fromMinute, toMinute }) =>
    `${say(band)} ${daysText(weekdays)} ${clockText(fromMinute)}–${clockText(toMinute)}`;
}
