import type { Unit } from './unit.js';

/** A discount for taking an instrument longer: from `months` on, `bps` off the monthly price. The longest tier reached counts. */
export interface TermTier {
  readonly months: number;
  readonly bps: number;
}

/** The four kinds of hour that can be priced differently, by the park's calendar and wall clock (rules §4). */
export type PriceBand = 'weekday' | 'evening' | 'weekend' | 'holiday';

/** The order in which bands are listed on a quote and an invoice: the first is segment 1 of a session, and so on. */
export const PRICE_BANDS: readonly PriceBand[] = ['weekday', 'evening', 'weekend', 'holiday'];

/** The price of an hour in one band, in fen. */
export interface HourlyRate {
  readonly band: PriceBand;
  readonly hourlyFen: number;
}

/**
 * A stretch of the park's wall clock that belongs to a band, on the named days of the week (Monday 1);
 * minutes after 00:00, `fromMinute` included, `toMinute` (up to 1440) not. The first window that fits wins.
 */
export interface BandWindow {
  readonly band: PriceBand;
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Statutory holidays, and the weekend days that are worked to make up for them, as `YYYY-MM-DD`. */
export interface HolidayCalendar {
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

/** How a price line is taxed: rate, official tax code and the name of goods or service on the invoice (rules §4, tax). */
export interface TaxTreatment {
  readonly rateBps: number;
  readonly code: string;
  readonly itemName: string;
  /** False when the plan's prices exclude tax; left out: they include it. */
  readonly inclusive?: boolean;
}

/** What giving a reservation up costs: nothing until so many hours before its start, then a share of the price. */
export interface CancellationTerms {
  readonly freeHoursBefore: number;
  readonly lateBps: number;
  readonly noShowBps: number;
}

/** Which time of a session is paid: the longer of booked and used, only what was used, or only what was booked. */
export type BillBasis = 'longer' | 'used' | 'booked';

/** Something that comes with the use of an instrument and is counted: a technician's time, or what is used up. */
export interface PlanExtra {
  /** Names it within the plan, and from plan to plan. */
  readonly code: string;
  readonly component: 'assistance' | 'consumable';
  readonly nameZh: string;
  /** Empty: the Chinese name is shown. */
  readonly nameEn: string;
  readonly unit: Unit;
  /** Price of one unit. */
  readonly unitFen: number;
  /** Null or left out: as a session is taxed. */
  readonly tax?: TaxTreatment | null;
}

/** The prices of one instrument from a day on. A reservation keeps the plan it was quoted as a snapshot (rules §4). */
export interface RatePlan {
  /** List price of a month; null: not for rent by the month. */
  readonly monthlyFen: number | null;
  readonly minMonths: number;
  readonly termTiers: readonly TermTier[];
  /** Price of an hour by band; a band that is not listed costs as on a weekday. Empty: not by the hour. */
  readonly hourly: readonly HourlyRate[];
  readonly bandWindows: readonly BandWindow[];
  readonly sessionIncrementMinutes: number;
  readonly minimumChargeFen: number;
  readonly billBasis: BillBasis;
  /** What a started day of a session costs at most, or all of it where no hour is priced; null or left out: no such price (ADR 0031). */
  readonly dayFen?: number | null;
  /** What the company's class takes off hours and days; they are given with it taken off already. Left out: nothing. */
  readonly sessionDiscountBps?: number;
  readonly runFen: number | null;
  readonly sampleFen: number | null;
  /** Null or left out: runs and samples are taxed as a session. */
  readonly runTax?: TaxTreatment | null;
  readonly sampleTax?: TaxTreatment | null;
  /** True: a session with runs or samples pays these and no hours; else it pays both, where both have a price. */
  readonly countsInsteadOfHours?: boolean;
  /** Left out: there are none. */
  readonly extras?: readonly PlanExtra[];
  /** Deposit of a rental; null: one monthly price as discounted. */
  readonly depositFen: number | null;
  readonly rentalTax: TaxTreatment;
  readonly sessionTax: TaxTreatment;
  readonly cancellation: CancellationTerms;
}
