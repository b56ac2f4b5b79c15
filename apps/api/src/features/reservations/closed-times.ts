import { addDays, closedPeriods, localDate, type Period, type ReservationRules } from '@parkbench/domain';
import { z } from 'zod';
import type { Park } from '../../platform/park-settings.js';

const window = z.object({ fromMinute: z.int(), toMinute: z.int() });

/** Where days differ from the opening hours of the week: closures of the park, holidays, weekend days that are worked. */
export const closedTimes = z.object({
  closures: z
    .array(z.object({ start: z.string(), end: z.string(), reasonZh: z.string(), reasonEn: z.string() }))
    .describe('the whole park is closed for sessions; rentals go on'),
  days: z
    .object({
      holidays: z.array(z.string()),
      workdays: z.array(z.string()).describe('weekend days that are worked'),
      holidayHours: z.array(window).nullable().describe('null: a holiday is as any other day of that name'),
    })
    .describe('the days whose hours are not those of their name'),
});

/** [start, end (seconds since 1970), h: outside its hours, d: a holiday] */
export const closedStretch = z.tuple([z.int(), z.int(), z.enum(['h', 'd'])]);

/** The closures and the days with other hours between two instants, for one instrument's calendar. */
export function closedTimesOf(park: Park, rules: ReservationRules, range: Period): z.infer<typeof closedTimes> {
  const [first, last] = [localDate(range.start, park.timeZone), addDays(localDate(range.end, park.timeZone), 14)];
  const near = (dates: ReadonlySet<string>): string[] =>
    [...dates].filter((date) => first <= date && date <= last).sort((a, b) => (a < b ? -1 : 1));
  const holidayHours = rules.holidayHours?.map((one) => ({ ...one })) ?? null;
  const days = { holidays: near(park.days.holidays), workdays: near(park.days.workdays), holidayHours };
  return { closures: closuresIn(park, range), days };
}

/** The closures of the park that touch a range. */
export function closuresIn(park: Park, { start, end }: Period): z.infer<typeof closedTimes>['closures'] {
  return park.days.closures
    .filter(({ period }) => period.start < end && period.end > start)
    .map(({ period, reason }) => ({
      start: new Date(period.start).toISOString(),
      end: new Date(period.end).toISOString(),
      reasonZh: reason.zh,
      reasonEn: reason.en,
    }));
}

const dayMs = 86_400_000;

/** What the board draws as closed on a row: every stretch of up to eight days, of longer times only whole days. */
export function closedStretches(park: Park, rules: ReservationRules, range: Period): z.infer<typeof closedStretch>[] {
  const days = { ...park.days, holidayHours: rules.holidayHours };
  const least = range.end - range.start <= 8 * dayMs ? 0 : dayMs;
  return closedPeriods(rules.openingHours, range, { zone: park.timeZone, days })
    .filter(({ start, end }) => end - start >= least)
    .map(({ start, end, why }) => [start / 1000, end / 1000, why === 'holiday' ? 'd' : 'h']);
}
