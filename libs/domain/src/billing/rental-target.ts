import { invariant } from '../core/assert.js';
import { countLine } from '../pricing/count-line.js';
import type { MonthlyUse } from '../pricing/counts.js';
import { chargedTo, fullMonthsBy, reckonBrokenOff } from '../pricing/early-return.js';
import { reckonOverdue } from '../pricing/overdue-price.js';
import { monthLines } from '../pricing/quote.js';
import type { TaxTreatment, TermTier } from '../pricing/rate-plan.js';
import { discountedMonthlyFen, reckonRental, type MonthReckoning } from '../pricing/rental-price.js';
import type { ReservationStatus } from '../reservation/status.js';
import { addMonths, type CalendarDate } from '../time/calendar-date.js';
import { abatementLines, type AbatedDay } from './abatement.js';
import type { ChargeTarget, SettledFee } from './charge.js';
import { feeTargets } from './fee-target.js';
import { idleCreditLines, type ReleasedHours } from './idle-credit.js';

/** One agreed stretch of a rental: the first term, or an extension. A snapshot of its quote, never reckoned from the plan again. */
export interface RentalSegment {
  /** 1 for the first term, one more for each extension. */
  readonly segment: number;
  /** Months after the rental's start at which it begins; 0 for the first. */
  readonly fromMonth: number;
  readonly months: number;
  readonly listMonthlyFen: number;
  /** The agreed monthly price, discounts taken off. */
  readonly monthlyFen: number;
  readonly termTiers: readonly TermTier[];
  readonly companyBps: number;
  readonly minMonths: number;
  readonly tax: TaxTreatment;
  /** What a day past the end costs, of the monthly price by the day, as agreed; left out: the source's. */
  readonly overdueFactorBps?: number | null;
}

/** A rental as far as money goes. Segments follow each other without a gap. */
export interface RentalSource {
  readonly kind: 'rental';
  readonly status: ReservationStatus;
  readonly startDate: CalendarDate;
  readonly segments: readonly RentalSegment[];
  /** The first free day after the return, early or late; null while it is out. */
  readonly returnedOn: CalendarDate | null;
  /** For segments that keep none of their own. */
  readonly overdueFactorBps?: number;
  /** Days that outages took from it, in order; those past the return are not its own and count for nothing. */
  readonly abated?: readonly AbatedDay[];
  /** Hours that it released to the pool; left out: none. */
  readonly released?: ReleasedHours;
  /** Assistance and consumables that staff noted, each in the month in which it was used. */
  readonly counted?: readonly MonthlyUse[];
  readonly fee: SettledFee | null;
}

const CHARGED: ReadonlySet<ReservationStatus> = new Set(['confirmed', 'active', 'overdue', 'completed']);

/** A segment as it is charged: the months, and the monthly price behind them. */
interface Reckoned {
  readonly monthlyFen: number;
  readonly rent: readonly MonthReckoning[];
}

function agreedSegment(source: RentalSource, segment: RentalSegment): Reckoned {
  const end = addMonths(source.startDate, segment.fromMonth + segment.months);
  const start = addMonths(source.startDate, segment.fromMonth);
  const { months, monthlyFen } = segment;
  return { monthlyFen, rent: reckonRental({ start, months, monthlyFen, end }) };
}

function brokenOffSegment(source: RentalSource, segment: RentalSegment, until: CalendarDate): Reckoned {
  const start = addMonths(source.startDate, segment.fromMonth);
  const fullMonths = fullMonthsBy(source.startDate, until);
  const monthlyFen = discountedMonthlyFen({ ...segment, months: fullMonths });
  if (until <= start) return { monthlyFen, rent: [] };
  const rent = reckonBrokenOff({
    start,
    fullMonths: fullMonths - segment.fromMonth,
    fullMonthsEnd: addMonths(source.startDate, fullMonths),
    chargedTo: until,
    monthlyFen,
  });
  return { monthlyFen, rent };
}

/** The day up to which the term is paid, the first free one: the agreed end, or earlier after an early return. */
function paidUntil(source: RentalSource, months: number): CalendarDate {
  const end = addMonths(source.startDate, months);
  if (source.returnedOn === null) return end;
  const minMonths = source.segments[0]!.minMonths;
  return chargedTo({ start: source.startDate, months, minMonths, returned: source.returnedOn });
}

/** Days of a segment that outages took while the tenant had it. */
function abatedIn(source: RentalSource, from: CalendarDate, to: CalendarDate): readonly AbatedDay[] {
  const back = source.returnedOn;
  return (source.abated ?? []).filter(({ date }) => date >= from && date < to && (back === null || date < back));
}

/** The rent of every segment, and what of it outages take back. */
function rentLines(source: RentalSource, until: CalendarDate): ChargeTarget[] {
  return source.segments.flatMap((segment) => {
    const start = addMonths(source.startDate, segment.fromMonth);
    const end = addMonths(source.startDate, segment.fromMonth + segment.months);
    const reckoned = end <= until ? agreedSegment(source, segment) : brokenOffSegment(source, segment, until);
    const of = { segment: segment.segment, tax: segment.tax, ...reckoned };
    return [
      ...monthLines(reckoned.rent, { component: 'rent', segment: segment.segment }, segment.tax),
      ...abatementLines(of, abatedIn(source, start, end < until ? end : until)),
    ];
  });
}

function overdueLines(source: RentalSource, end: CalendarDate, today: CalendarDate): ChargeTarget[] {
  if (source.status === 'confirmed') return [];
  const to = source.returnedOn ?? (source.status === 'completed' ? end : today);
  const last = source.segments.at(-1)!;
  const factorBps = last.overdueFactorBps ?? source.overdueFactorBps;
  const reckoned = reckonOverdue({ monthlyFen: last.monthlyFen, from: end, to, factorBps });
  return monthLines(reckoned, { component: 'overdue', segment: 1 }, last.tax);
}

/**
 * Everything a rental owes: its segments month by month, the days past its end up to the return or `today` (not
 * included), what staff counted for it, or only the fee when it was given up. Days that an outage took, and what released hours earned, are taken
 * off again, month by month. An early return of an extended rental keeps the segments that are over as agreed, and
 * charges the one it breaks off as `earlyReturnCharges` does: full months at the tier that all completed months reach,
 * then days; later segments fall away (rules §4, ADR 0012, 0020, 0021).
 */
export function rentalTargets(source: RentalSource, today: CalendarDate): ChargeTarget[] {
  const first = source.segments[0];
  invariant(first !== undefined, 'a rental has a segment');
  if (source.status === 'cancelled' || source.status === 'no_show') {
    const component = source.status === 'cancelled' ? 'cancellation' : 'no_show';
    return feeTargets({ component, fee: source.fee, tax: first.tax });
  }
  if (!CHARGED.has(source.status)) return [];
  const months = source.segments.reduce((sum, segment) => sum + segment.months, 0);
  const end = addMonths(source.startDate, months);
  const rent = rentLines(source, paidUntil(source, months));
  const credit = source.released ? idleCreditLines(source.released, rent, { tax: first.tax, today }) : [];
  const counted = (source.counted ?? []).map(({ month, segment, ...use }) => countLine(use, segment, month));
  return [...rent, ...credit, ...overdueLines(source, end, today), ...counted];
}
