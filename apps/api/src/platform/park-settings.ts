import { Injectable } from '@nestjs/common';
import { Database } from './database/database.js';

/** The park's one row. Kept for five seconds: settings change rarely, every request needs them. */
export interface Park {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly holdHours: number;
  readonly overdueFactorBps: number;
  readonly paymentDueDays: number;
  readonly maxOpenReservations: number;
  readonly maxWeeklyHours: number;
  readonly overdueInvoiceLimitDays: number;
  readonly openingHours: OpeningHoursRow;
  readonly priceBands: readonly PriceBandRow[];
  readonly termTiers: readonly { months: number; bps: number }[];
  readonly seller: Seller;
  readonly invoiceSeries: string;
  /** Whether reservations ask who was trained; else they only say that the lab looks at it. */
  readonly keepsQualifications: boolean;
  /** A qualification that was not used for so many days runs out; null: it does not. */
  readonly qualificationIdleDays: number | null;
  /** Not returned so long after its end, a session is a violation of conduct. */
  readonly lateReturnMinutes: number;
  readonly demo: boolean;
  readonly version: number;
  /** Statutory holidays and make-up workdays, by date. */
  readonly holidays: ReadonlyMap<string, 'holiday' | 'workday'>;
}
export type OpeningHoursRow = Readonly<Record<string, readonly { fromMinute: number; toMinute: number }[]>>;
export interface PriceBandRow {
  readonly band: 'weekday' | 'evening' | 'weekend' | 'holiday';
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}
export interface Seller {
  readonly nameZh?: string;
  readonly nameEn?: string;
  readonly creditCode?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly bankName?: string;
  readonly bankAccount?: string;
}

const select = `
  SELECT name_zh "nameZh", name_en "nameEn", time_zone "timeZone", currency, hold_hours "holdHours",
         overdue_factor_bps "overdueFactorBps", payment_due_days "paymentDueDays", max_open_reservations "maxOpenReservations",
         max_weekly_hours "maxWeeklyHours", overdue_invoice_limit_days "overdueInvoiceLimitDays", opening_hours "openingHours",
         price_bands "priceBands", term_tiers "termTiers", seller, invoice_series "invoiceSeries", demo, version,
         keeps_qualifications "keepsQualifications", qualification_idle_days "qualificationIdleDays",
         late_return_minutes "lateReturnMinutes",
         (SELECT coalesce(jsonb_agg(jsonb_build_array(day, kind)), '[]') FROM park_holiday) days
  FROM park`;

@Injectable()
export class ParkSettings {
  private kept: { park: Park; until: number } | undefined;

  constructor(private readonly db: Database) {}

  /** Fails when the park is not set up yet; ask `isSetUp` first where that can be. */
  async get(): Promise<Park> {
    const mono = performance.now();
    if (this.kept && this.kept.until > mono) return this.kept.park;
    const [row] = await this.db.query<Omit<Park, 'holidays'> & { days: [string, 'holiday' | 'workday'][] }>(select);
    if (!row) throw new Error('the park is not set up yet');
    const { days, ...park } = row;
    const kept = { ...park, holidays: new Map(days) };
    this.kept = { park: kept, until: mono + 5_000 };
    return kept;
  }

  async isSetUp(): Promise<boolean> {
    return (await this.db.query('SELECT 1 FROM park')).length > 0;
  }

  forget(): void {
    this.kept = undefined;
  }
}
