import { closedPeriods, type SpecialDays } from '@parkbench/domain';
import type { CalendarView, Instrument } from '../instruments.types';

/** A closure of the whole park. */
export interface Closure {
  readonly start: number;
  readonly end: number;
  readonly reasonZh: string;
  readonly reasonEn: string;
}

/** When sessions do not take place beside the hours of the week. */
export interface Closing {
  readonly closures: readonly Closure[];
  readonly days: SpecialDays;
}

/** A stretch in which nothing can be booked by the hour, and why. */
export type Shut =
  | { readonly start: number; readonly end: number; readonly why: 'hours' | 'holiday' }
  | (Closure & { readonly why: 'closure' });

const none: Closing = { closures: [], days: { holidays: new Set(), workdays: new Set(), holidayHours: null } };

export function closingOf(calendar: CalendarView | undefined): Closing {
  if (!calendar) return none;
  const { holidays, workdays, holidayHours } = calendar.days;
  return {
    closures: calendar.closures.map((one) => ({ ...one, start: Date.parse(one.start), end: Date.parse(one.end) })),
    days: { holidays: new Set(holidays), workdays: new Set(workdays), holidayHours },
  };
}

/** What is closed within a range: outside its hours, on holidays, and the park's closures over both. */
export function shutPeriods(
  { openingHoursEffective }: Pick<Instrument, 'openingHoursEffective'>,
  { closures, days }: Closing,
  { start, end, zone }: { start: number; end: number; zone: string },
): Shut[] {
  const within = closures.filter((one) => one.start < end && one.end > start);
  return [
    ...closedPeriods(openingHoursEffective, { start, end }, { zone, days }),
    ...within.map((one) => ({ ...one, why: 'closure' as const })),
  ];
}
