import type { BandWindow, Unit } from '@parkbench/domain';

export type Band = 'weekday' | 'evening' | 'weekend' | 'holiday';
export const bands: readonly Band[] = ['weekday', 'evening', 'weekend', 'holiday'];
export type BillBasis = 'booked' | 'used' | 'longer';
export type Source = 'own' | 'inherited' | 'none';

export interface Tax {
  readonly rateBps: number;
  /** 19 digits: text, it is no safe integer. */
  readonly code: string;
  readonly itemName: string;
}

/** A technician's time or something used up, priced by the unit. */
export interface PlanExtra {
  readonly code: string;
  readonly component: 'assistance' | 'consumable';
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: Exclude<Unit, 'run' | 'sample'>;
  readonly unitFen: number;
  /** null: as a session. */
  readonly tax: Tax | null;
}

/** What a plan says besides whose it is and when it holds. */
export interface Prices {
  readonly monthlyFen: number | null;
  readonly minMonths: number;
  readonly termTiers: readonly { readonly months: number; readonly bps: number }[];
  readonly hourly: readonly { readonly band: Band; readonly hourlyFen: number }[];
  /** null: the park's. */
  readonly bandWindows: readonly BandWindow[] | null;
  /** What a started day of a session costs at most. */
  readonly dayFen: number | null;
  readonly incrementMinutes: number;
  readonly minimumChargeFen: number;
  readonly billBasis: BillBasis;
  readonly runFen: number | null;
  readonly sampleFen: number | null;
  /** null: as a session. */
  readonly runTax: Tax | null;
  readonly sampleTax: Tax | null;
  /** A session with runs or samples pays these and no hours; else it pays both. */
  readonly countsInsteadOfHours: boolean;
  readonly extras: readonly PlanExtra[];
  /** null: one monthly price. */
  readonly depositFen: number | null;
  readonly rentalTax: Tax;
  readonly sessionTax: Tax;
  readonly freeCancelHours: number;
  readonly lateCancelBps: number;
  readonly noShowBps: number;
  readonly note: string;
}

export interface RatePlan extends Prices {
  readonly id: number;
  readonly instrumentId: number | null;
  readonly categoryId: number | null;
  readonly validFrom: string;
  /** The first day it no longer holds; null: open. */
  readonly validUntil: string | null;
  readonly version: number;
}

export interface RateRow {
  readonly instrumentId: number | null;
  readonly categoryId: number;
  readonly assetNo: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model: string;
  readonly categoryZh: string;
  readonly categoryEn: string;
  readonly originalValueFen: number | null;
  readonly source: Source;
  readonly plan: RatePlan | null;
  readonly next: RatePlan | null;
  readonly plans: number;
}

/** Whose prices: an instrument's or a category's. */
export interface Subject {
  readonly of: 'instrument' | 'category';
  readonly id: number;
}
