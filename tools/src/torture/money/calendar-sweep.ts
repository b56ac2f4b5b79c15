import {
  addDays,
  addMonths,
  type CalendarDate,
  type ChargeTarget,
  daysInMonth,
  discountedMonthlyFen,
  type Formula,
  nextMonth,
  type RentalSegment,
  type RentalSource,
  targetCharges,
} from '@parkbench/domain';
import type { Lots } from '../lots.js';

const YEARS = { first: 2020, last: 2039 };
const RATES = [1_300, 900, 600, 300, 100, 0];
const TIERS = [
  [],
  [
    { months: 3, bps: 300 },
    { months: 6, bps: 500 },
    { months: 12, bps: 1_000 },
  ],
  [{ months: 2, bps: 3_333 }],
];

/** What a sweep found; everything but the counts must be 0. */
export interface Swept {
  rentals: number;
  months: number;
  gaps: number;
  overlaps: number;
  lostFen: number;
}

/** Days 28 to 31 of every month of twenty years. */
export function starts(): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let year = YEARS.first; year <= YEARS.last; year++) {
    for (let month = 1; month <= 12; month++) {
      const name = `${year}-${String(month).padStart(2, '0')}`;
      for (let day = 28; day <= daysInMonth(name); day++) days.push(`${name}-${day}`);
    }
  }
  return days;
}

/** A price plan drawn by lot: term, extension, tiers, company discount, tax, included or not. */
export function drawPlan(lots: Lots): Omit<RentalSource, 'startDate'> {
  const termTiers = lots.of(TIERS);
  const listMonthlyFen = 1 + lots.below(2_000_000);
  const companyBps = lots.of([0, 0, 1_000, 2_000, 3_333]);
  const tax = {
    rateBps: lots.of(RATES),
    code: '3040502019900000000',
    itemName: '*经营租赁*仪器设备租赁费',
    inclusive: lots.below(4) > 0,
  };
  const lengths = [1 + lots.below(14), ...(lots.below(3) === 0 ? [1 + lots.below(12)] : [])];
  const segments = lengths.map((months, i): RentalSegment => {
    const fromMonth = i === 0 ? 0 : (lengths[0] ?? 0);
    const monthlyFen = discountedMonthlyFen({ listMonthlyFen, months: fromMonth + months, termTiers, companyBps });
    return { segment: i + 1, fromMonth, months, listMonthlyFen, monthlyFen, termTiers, companyBps, minMonths: 1, tax };
  });
  return { kind: 'rental', status: 'active', segments, returnedOn: null, fee: null };
}

/** The days that a formula of a line of `month` says it is for, first included, last not. */
function stretches(formula: Formula, month: string): [CalendarDate, CalendarDate][] {
  switch (formula.kind) {
    case 'sum':
      return formula.parts.flatMap((part) => stretches(part, month));
    case 'whole_month':
      return [[`${month}-01`, `${nextMonth(month)}-01`]];
    case 'days_of_month':
    case 'remainder':
      return [[formula.from, formula.to]];
    default:
      return [];
  }
}

/** Whether the lines of a segment cover each of its days once, by what they say themselves. */
function coverage(
  lines: readonly ChargeTarget[],
  from: CalendarDate,
  to: CalendarDate,
): { gaps: number; overlaps: number } {
  const said = lines
    .flatMap((line) => stretches(line.explanation.formula, line.month))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  let [at, gaps, overlaps] = [from, 0, 0];
  for (const [first, end] of said) {
    if (first > at) gaps++;
    if (first < at) overlaps++;
    at = end > at ? end : at;
  }
  return { gaps: gaps + (at < to ? 1 : 0), overlaps: overlaps + (at > to ? 1 : 0) };
}

function segmentFen(lines: readonly ChargeTarget[], segment: RentalSegment): number {
  return lines.reduce((sum, line) => sum + (segment.tax.inclusive ? line.amountFen : line.netFen), 0);
}

/** Reckons one rental and counts what is missing, doubled or lost. `spoil` stands for a fault in the rules. */
export function sweepRental(
  rental: RentalSource,
  found: Swept,
  spoil = (lines: ChargeTarget[]): ChargeTarget[] => lines,
): void {
  const lines = spoil(targetCharges(rental, { upToMonth: '2099-12', today: rental.startDate }));
  found.rentals++;
  found.months += lines.length;
  for (const segment of rental.segments) {
    const own = lines.filter((line) => line.segment === segment.segment);
    const from = addMonths(rental.startDate, segment.fromMonth);
    const to = addMonths(rental.startDate, segment.fromMonth + segment.months);
    const { gaps, overlaps } = coverage(own, from, to);
    found.gaps += gaps;
    found.overlaps += overlaps;
    found.lostFen += Math.abs(segmentFen(own, segment) - segment.months * segment.monthlyFen);
  }
}

/** Rentals that come back on a day by lot: the charged days are whole up to the day of return, in order, none twice. */
export function sweepReturn(rental: RentalSource, day: number, found: Swept): void {
  const returnedOn = addDays(rental.startDate, day);
  const months = rental.segments.reduce((sum, segment) => sum + segment.months, 0);
  const end = addMonths(rental.startDate, months);
  const least = addMonths(rental.startDate, 1);
  const until = [returnedOn > least ? returnedOn : least, end].sort()[0] ?? end;
  const lines = targetCharges(
    { ...rental, status: 'completed', returnedOn },
    { upToMonth: '2099-12', today: returnedOn },
  );
  const rent = lines.filter((line) => line.component === 'rent');
  const { gaps, overlaps } = coverage(rent, rental.startDate, until);
  found.rentals++;
  found.months += lines.length;
  found.gaps += gaps;
  found.overlaps += overlaps;
}

export const emptySweep = (): Swept => ({ rentals: 0, months: 0, gaps: 0, overlaps: 0, lostFen: 0 });
