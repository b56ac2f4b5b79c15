import { explain } from '../pricing/explain.js';
import type { AbatedStretch } from '../pricing/explanation.js';
import { priceLine, type PriceLine } from '../pricing/price-line.js';
import type { TaxTreatment } from '../pricing/rate-plan.js';
import type { MonthReckoning } from '../pricing/rental-price.js';
import { scaleFen } from '../money/fen.js';
import { addDays, type CalendarDate, type CalendarMonth } from '../time/calendar-date.js';
import { daysInMonth, monthOf } from '../time/calendar-month.js';
import { localDate, startOfDay } from '../time/park-time.js';
import { intersect, lengthMs, type Period } from '../time/period.js';

const MINUTE = 60000;

/** An outage that a rental sits out: when it takes the instrument, and under which case. */
export interface SatOutOutage {
  readonly caseNo: string;
  readonly period: Period;
  /** From how many minutes on a day counts as lost; a day that is shorter (clock change) counts when it is lost whole. */
  readonly thresholdMinutes: number;
}

/** A day in the park for which no rent is owed, and the case that took the most of it. */
export interface AbatedDay {
  readonly date: CalendarDate;
  readonly caseNo: string;
}

interface LostDay {
  readonly outage: SatOutOutage;
  readonly lost: Period;
}

/** How long periods last together, in milliseconds; what they share counts once. */
function unionMs(periods: readonly Period[]): number {
  let [sum, covered] = [0, Number.NEGATIVE_INFINITY];
  for (const { start, end } of [...periods].sort((a, b) => a.start - b.start)) {
    sum += Math.max(0, end - Math.max(start, covered));
    covered = Math.max(covered, end);
  }
  return sum;
}

function lostByDay(outages: readonly SatOutOutage[], zone: string): Map<CalendarDate, LostDay[]> {
  const days = new Map<CalendarDate, LostDay[]>();
  for (const outage of outages) {
    const last = localDate(outage.period.end - 1, zone);
    for (let date = localDate(outage.period.start, zone); date <= last; date = addDays(date, 1)) {
      const lost = intersect(outage.period, dayOf(date, zone));
      if (lost) days.set(date, [...(days.get(date) ?? []), { outage, lost }]);
    }
  }
  return days;
}

function dayOf(date: CalendarDate, zone: string): Period {
  return { start: startOfDay(date, zone), end: startOfDay(addDays(date, 1), zone) };
}

/**
 * The days that outages take from a rental, in order: every day in the park of which they take, together, at least the
 * threshold. No day twice, whatever overlaps. Minutes are elapsed ones (rules §1, ADR 0020).
 *
 * Threshold 240: an outage from 20:00 on the 3rd to 09:00 on the 5th takes the 3rd (240), the 4th and the 5th (540).
 */
export function abatedDays(outages: readonly SatOutOutage[], zone: string): AbatedDay[] {
  const found: AbatedDay[] = [];
  for (const [date, lost] of lostByDay(outages, zone)) {
    const threshold = Math.min(...lost.map((one) => one.outage.thresholdMinutes)) * MINUTE;
    if (unionMs(lost.map((one) => one.lost)) < Math.min(threshold, lengthMs(dayOf(date, zone)))) continue;
    const most = lost.reduce((best, one) => (lengthMs(one.lost) > lengthMs(best.lost) ? one : best));
    found.push({ date, caseNo: most.outage.caseNo });
  }
  return found.sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Days as stretches of one case each, `to` not included. */
function stretchesOf(days: readonly AbatedDay[]): AbatedStretch[] {
  const stretches: AbatedStretch[] = [];
  for (const { date, caseNo } of days) {
    const last = stretches.at(-1);
    if (last?.caseNo === caseNo && last.to === date)
      stretches[stretches.length - 1] = { ...last, to: addDays(date, 1) };
    else stretches.push({ caseNo, from: date, to: addDays(date, 1) });
  }
  return stretches;
}

/** A segment of a rental as it is charged: what each month costs and the monthly price behind it. */
export interface ChargedSegment {
  readonly segment: number;
  readonly monthlyFen: number;
  readonly rent: readonly MonthReckoning[];
  readonly tax: TaxTreatment;
}

/**
 * What a segment does not owe because of outages: per calendar month `half_up(P' × days / days in that month)`, never
 * more than the segment's rent of that month; negative, taxed like the rent, in the month of the days. `days` are those
 * of the segment, in order.
 *
 * 4,500.00, four days of April: −600.00.
 */
export function abatementLines(charged: ChargedSegment, days: readonly AbatedDay[]): PriceLine[] {
  const months = [...new Set(days.map((day) => monthOf(day.date)))];
  return months.flatMap((month) => {
    const lost = days.filter((day) => monthOf(day.date) === month);
    const rentFen = charged.rent.find((one) => one.month === month)?.fen ?? 0;
    return lost.length === 0 || rentFen <= 0 ? [] : abatedMonth(charged, { month, lost, rentFen });
  });
}

function abatedMonth(
  { segment, monthlyFen, tax }: ChargedSegment,
  { month, lost, rentFen }: { month: CalendarMonth; lost: readonly AbatedDay[]; rentFen: number },
): PriceLine[] {
  const inMonth = daysInMonth(month);
  const shareFen = scaleFen(monthlyFen, lost.length, inMonth);
  const fen = 0 - Math.min(shareFen, rentFen);
  if (fen === 0) return [];
  const stretches = stretchesOf(lost);
  const limitFen = shareFen > rentFen ? rentFen : null;
  const formula = {
    kind: 'abatement',
    stretches,
    days: lost.length,
    daysInMonth: inMonth,
    monthlyFen,
    limitFen,
  } as const;
  return [priceLine({ component: 'abatement', segment, month, explanation: explain(formula, fen) }, fen, tax)];
}
