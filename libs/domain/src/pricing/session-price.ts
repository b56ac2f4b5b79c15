import { invariant } from '../core/assert.js';
import { scaleFen, sumFen, toFen } from '../money/fen.js';
import type { CalendarDate } from '../time/calendar-date.js';
import { localParts } from '../time/park-time.js';
import { lengthMs, type Instant, type Period } from '../time/period.js';
import type { Formula } from './explanation.js';
import { bandAt } from './price-band.js';
import { PRICE_BANDS, type BillBasis, type HolidayCalendar, type PriceBand, type RatePlan } from './rate-plan.js';

const MINUTE = 60000;

/** The part of a rate plan that prices a session's time. */
export type HourlyPlan = Pick<
  RatePlan,
  'hourly' | 'dayFen' | 'bandWindows' | 'sessionIncrementMinutes' | 'minimumChargeFen'
>;

/** The paid minutes of a session in one band and what they cost. */
export interface SessionBandLine {
  readonly band: PriceBand;
  readonly minutes: number;
  readonly hourlyFen: number;
  readonly fen: number;
  readonly formula: Formula;
}

/** The days of a session that cost the price of a day, by the park's calendar. */
export interface SessionDays {
  readonly dates: readonly CalendarDate[];
  readonly fen: number;
  readonly formula: Formula;
}

/** The price of a session: by band in the order of `PRICE_BANDS`, its days at the price of a day, what the minimum charge adds, and the sum. */
export interface SessionPrice {
  readonly lines: readonly SessionBandLine[];
  /** Null when no day costs the price of a day. */
  readonly days: SessionDays | null;
  readonly minutes: number;
  readonly topUpFen: number;
  readonly totalFen: number;
}

/** The price of an hour in a band; a band without its own price costs as on a weekday. Null when there is none. */
export function hourlyRateFen(plan: Pick<RatePlan, 'hourly'>, band: PriceBand): number | null {
  const priced = (name: PriceBand) => plan.hourly.find((one) => one.band === name);
  const rate = priced(band) ?? priced('weekday') ?? plan.hourly[0];
  return rate?.hourlyFen ?? null;
}

/** Whether a plan prices the time of a session at all, by the hour or by the day. */
export function isPricedByTime(plan: Pick<RatePlan, 'hourly' | 'dayFen'>): boolean {
  return plan.hourly.length > 0 || (plan.dayFen ?? null) !== null;
}

/**
 * A plan as a company's class has it for sessions: every price of an hour and of a day less the class's discount, each
 * `half_up(price × (10000 − bps) / 10000)`. The minimum charge and what is counted stay. 60.00 at 20 % is 48.00.
 */
export function planForClass(plan: RatePlan, sessionBps: number): RatePlan {
  if (sessionBps === 0) return plan;
  const less = (fen: number): number => scaleFen(fen, 10000 - sessionBps, 10000);
  return {
    ...plan,
    hourly: plan.hourly.map((rate) => ({ ...rate, hourlyFen: less(rate.hourlyFen) })),
    dayFen: (plan.dayFen ?? null) === null ? null : less(plan.dayFen!),
    sessionDiscountBps: sessionBps,
  };
}

type BandMinutes = ReadonlyMap<PriceBand, number>;

/** The paid minutes of one day of a session. */
interface DayMinutes {
  readonly date: CalendarDate;
  readonly minutes: BandMinutes;
}

/** Paid minutes by day and band: each elapsed minute where it begins; those added by the increment where the session ends. */
function minutesByDay(input: SessionPriceInput): DayMinutes[] {
  const { start, end, plan, zone, holidays } = input;
  const increment = plan.sessionIncrementMinutes;
  const elapsedMs = lengthMs({ start, end });
  const whole = Math.floor(elapsedMs / MINUTE);
  const paid = Math.ceil(elapsedMs / (increment * MINUTE)) * increment;
  const days = new Map<CalendarDate, Map<PriceBand, number>>();
  const add = (instant: Instant, count: number): void => {
    const local = localParts(instant, zone);
    const band = bandAt(local, plan.bandWindows, holidays);
    let minutes = days.get(local.date);
    if (!minutes) days.set(local.date, (minutes = new Map()));
    minutes.set(band, (minutes.get(band) ?? 0) + count);
  };
  for (let minute = 0; minute < whole; minute += 1) add(start + minute * MINUTE, 1);
  if (paid > whole) add(end - 1, paid - whole);
  return [...days].map(([date, minutes]) => ({ date, minutes }));
}

function together(days: readonly DayMinutes[]): BandMinutes {
  const sum = new Map<PriceBand, number>();
  for (const { minutes } of days) for (const [band, count] of minutes) sum.set(band, (sum.get(band) ?? 0) + count);
  return sum;
}

/** What minutes cost by the hour, a line a band. */
function bandLines(plan: HourlyPlan, minutesOf: BandMinutes): SessionBandLine[] {
  return PRICE_BANDS.filter((band) => minutesOf.has(band)).map((band) => {
    const minutes = minutesOf.get(band)!;
    const hourlyFen = hourlyRateFen(plan, band);
    invariant(hourlyFen !== null, 'the plan has no hourly price');
    const formula: Formula = { kind: 'hours', band, minutes, hourlyFen };
    return { band, minutes, hourlyFen, fen: scaleFen(hourlyFen, minutes, 60), formula };
  });
}

/** The lines of several days, each day rounded by itself; in one sentence where that comes to the same. */
function linesDayByDay(plan: HourlyPlan, days: readonly DayMinutes[]): SessionBandLine[] {
  return bandLines(plan, together(days)).map((whole) => {
    const parts = days.flatMap((day) => bandLines(plan, day.minutes).filter((line) => line.band === whole.band));
    const fen = sumFen(parts.map((part) => part.fen));
    if (fen === whole.fen) return whole;
    return { ...whole, fen, formula: { kind: 'sum', parts: parts.map((part) => part.formula) } };
  });
}

const sumOf = (lines: readonly { readonly fen: number }[]): number => sumFen(lines.map((line) => line.fen));

interface TimePrice {
  readonly lines: readonly SessionBandLine[];
  readonly days: SessionDays | null;
}

/** Hours and days: a day whose hours come to more than the price of a day costs that price (ADR 0031). */
function priceOfTime(plan: HourlyPlan, days: readonly DayMinutes[]): TimePrice {
  const dayFen = plan.dayFen ?? null;
  const isHourly = plan.hourly.length > 0;
  const byHours: TimePrice = { lines: isHourly || dayFen === null ? bandLines(plan, together(days)) : [], days: null };
  if (dayFen === null) return byHours;
  const isDear = (day: DayMinutes): boolean => !isHourly || sumOf(bandLines(plan, day.minutes)) > dayFen;
  const dear = days.filter(isDear);
  if (dear.length === 0) return byHours;
  const lines = isHourly
    ? linesDayByDay(
        plan,
        days.filter((day) => !isDear(day)),
      )
    : [];
  const fen = toFen(dear.length * dayFen);
  // Rounding day by day may come to a fen more than rounding once; hours alone are never passed.
  if (isHourly && sumOf(lines) + fen >= sumOf(byHours.lines)) return byHours;
  const dates = dear.map((day) => day.date);
  const hoursFen = isHourly ? sumOf(linesDayByDay(plan, dear)) : null;
  return { lines, days: { dates, fen, formula: { kind: 'day_price', dates, dayFen, hoursFen } } };
}

/** What `sessionPrice` needs: the paid period, the plan, the park's zone and its holidays. */
export interface SessionPriceInput extends Period {
  readonly plan: HourlyPlan;
  readonly zone: string;
  readonly holidays?: HolidayCalendar;
}

/**
 * Prices a session: elapsed minutes, rounded up to the increment (the added ones belong to the band and the day in which
 * the session ends), parted by band on the park's wall clock, each band `half_up(hourly price × minutes / 60)`; no
 * started day of the park's calendar costs more than the price of a day, and without hourly prices each costs that; then
 * up to the minimum charge (rules §4, ADR 0031). The plan must price hours or days.
 *
 * Friday 16:30 to 19:10, increment 15, 60.00 an hour, 40.00 from 18:00: 90 min 90.00 and 75 min 50.00, together 140.00;
 * with a price of 120.00 a day: 120.00.
 * @throws when the plan prices neither, or the increment is not a whole minute
 */
export function sessionPrice(input: SessionPriceInput): SessionPrice {
  const { plan } = input;
  invariant(plan.sessionIncrementMinutes >= 1, 'the increment is at least a minute');
  invariant(isPricedByTime(plan), 'the plan has no price for time');
  const paid = minutesByDay(input);
  const { lines, days } = priceOfTime(plan, paid);
  const pricedFen = sumOf(lines) + (days?.fen ?? 0);
  const topUpFen = toFen(Math.max(plan.minimumChargeFen - pricedFen, 0));
  const minutes = [...together(paid).values()].reduce((sum, count) => sum + count, 0);
  return { lines, days, minutes, topUpFen, totalFen: toFen(pricedFen + topUpFen) };
}

/**
 * The period of a session that is paid: the longer of booked and used, or whichever alone the plan bills (rules §4).
 * Null when the plan bills used time and no use is recorded: nothing is owed yet.
 */
export function billedPeriod(input: {
  readonly booked: Period;
  readonly used: Period | null;
  readonly basis: BillBasis;
}): Period | null {
  if (input.basis === 'used') return input.used;
  if (input.basis === 'booked' || input.used === null) return input.booked;
  return lengthMs(input.used) > lengthMs(input.booked) ? input.used : input.booked;
}
