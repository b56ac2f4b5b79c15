import { invariant } from '../core/assert.js';
import { scaleFen, sumFen, toFen } from '../money/fen.js';
import { localParts } from '../time/park-time.js';
import { lengthMs, type Instant, type Period } from '../time/period.js';
import type { Formula } from './explanation.js';
import { bandAt } from './price-band.js';
import { PRICE_BANDS, type BillBasis, type HolidayCalendar, type PriceBand, type RatePlan } from './rate-plan.js';

const MINUTE = 60000;

/** The part of a rate plan that prices an hour. */
export type HourlyPlan = Pick<RatePlan, 'hourly' | 'bandWindows' | 'sessionIncrementMinutes' | 'minimumChargeFen'>;

/** The paid minutes of a session in one band and what they cost. */
export interface SessionBandLine {
  readonly band: PriceBand;
  readonly minutes: number;
  readonly hourlyFen: number;
  readonly fen: number;
  readonly formula: Formula;
}

/** The price of a session: by band in the order of `PRICE_BANDS`, what the minimum charge adds, and the sum. */
export interface SessionPrice {
  readonly lines: readonly SessionBandLine[];
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

/** Paid minutes by band: each elapsed minute where it begins; those added by the increment where the session ends. */
function minutesByBand(input: SessionPriceInput): Map<PriceBand, number> {
  const { start, end, plan, zone, holidays } = input;
  const increment = plan.sessionIncrementMinutes;
  const elapsedMs = lengthMs({ start, end });
  const whole = Math.floor(elapsedMs / MINUTE);
  const paid = Math.ceil(elapsedMs / (increment * MINUTE)) * increment;
  const minutes = new Map<PriceBand, number>();
  const add = (instant: Instant, count: number): void => {
    const band = bandAt(localParts(instant, zone), plan.bandWindows, holidays);
    minutes.set(band, (minutes.get(band) ?? 0) + count);
  };
  for (let minute = 0; minute < whole; minute += 1) add(start + minute * MINUTE, 1);
  if (paid > whole) add(end - 1, paid - whole);
  return minutes;
}

/** What `sessionPrice` needs: the paid period, the plan, the park's zone and its holidays. */
export interface SessionPriceInput extends Period {
  readonly plan: HourlyPlan;
  readonly zone: string;
  readonly holidays?: HolidayCalendar;
}

/**
 * Prices a session by the hour: elapsed minutes, rounded up to the increment (the added ones belong to the band in which
 * the session ends), parted by band on the park's wall clock, each band `half_up(hourly price × minutes / 60)`, and up to
 * the minimum charge (rules §4). The plan must price hours.
 *
 * Friday 16:30 to 19:10, increment 15, 60.00 an hour, 40.00 from 18:00: 90 min 90.00 and 75 min 50.00, together 140.00.
 * @throws when the plan has no hourly price or the increment is not a whole minute
 */
export function sessionPrice(input: SessionPriceInput): SessionPrice {
  const { plan } = input;
  invariant(plan.sessionIncrementMinutes >= 1, 'the increment is at least a minute');
  const paid = minutesByBand(input);
  const lines = PRICE_BANDS.filter((band) => paid.has(band)).map((band) => {
    const minutes = paid.get(band)!;
    const hourlyFen = hourlyRateFen(plan, band);
    invariant(hourlyFen !== null, 'the plan has no hourly price');
    const formula: Formula = { kind: 'hours', band, minutes, hourlyFen };
    return { band, minutes, hourlyFen, fen: scaleFen(hourlyFen, minutes, 60), formula };
  });
  const pricedFen = sumFen(lines.map((line) => line.fen));
  const topUpFen = toFen(Math.max(plan.minimumChargeFen - pricedFen, 0));
  const minutes = lines.reduce((sum, line) => sum + line.minutes, 0);
  return { lines, minutes, topUpFen, totalFen: toFen(pricedFen + topUpFen) };
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
