import { Injectable } from '@nestjs/common';
import { type OpeningHours, type ParkDays, type RulesLayer } from '@parkbench/domain';
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
  readonly overdueInvoiceLimitDays: number;
  /** So many days after the due date a company is reminded. */
  readonly dunningReminderDays: readonly number[];
  /** Overdue for longer: no new booking above `dunningBookingOverFen`; null: no such step. */
  readonly dunningBookingDays: number | null;
  readonly dunningBookingOverFen: number;
  /** Overdue for longer: no new rental; null: no such step. */
  readonly dunningRentalDays: number | null;
  /** Days after a billing run in which companies may dispute a line; 0: it issues at once. */
  readonly reviewDays: number;
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
  /** Whether a company's administrator may use its vouchers; else finance does. */
  readonly vouchersByCompany: boolean;
  readonly demo: boolean;
  readonly version: number;
  /** Statutory holidays and make-up workdays, by date. */
  readonly holidays: ReadonlyMap<string, 'holiday' | 'workday'>;
  /** The same for the policies, with the years that are known and the latest closures. */
  readonly days: ParkDays;
  /** What the park sets itself, its opening hours included. */
  readonly rules: RulesLayer;
  /** By id: what each category sets. */
  readonly categories: ReadonlyMap<number, CategoryRules>;
}
export interface CategoryRules {
  readonly parentId: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly rules: RulesLayer;
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
         overdue_factor_bps "overdueFactorBps", payment_due_days "paymentDueDays", rules,
         overdue_invoice_limit_days "overdueInvoiceLimitDays", dunning_reminder_days "dunningReminderDays",
         dunning_booking_days "dunningBookingDays", dunning_booking_over_fen "dunningBookingOverFen", dunning_rental_days "dunningRentalDays", opening_hours "openingHours",
         price_bands "priceBands", term_tiers "termTiers", seller, invoice_series "invoiceSeries", demo, version,
         keeps_qualifications "keepsQualifications", qualification_idle_days "qualificationIdleDays",
         late_return_minutes "lateReturnMinutes", review_days "reviewDays", vouchers_by_company "vouchersByCompany",
         (SELECT coalesce(jsonb_agg(jsonb_build_array(day, kind)), '[]') FROM park_holiday) holidays,
         (SELECT jsonb_agg(year) FROM park_calendar_year) "knownYears",
         (SELECT coalesce(jsonb_agg(jsonb_build_array(extract(epoch FROM starts_at) * 1000, extract(epoch FROM ends_at) * 1000,
             reason_zh, reason_en)), '[]')
            FROM (SELECT * FROM park_closure ORDER BY ends_at DESC LIMIT 500) c) closures,
         (SELECT coalesce(jsonb_agg(jsonb_build_array(id, parent_id, name_zh, name_en, rules)), '[]') FROM category) categories
  FROM park`;

interface Row extends Omit<Park, 'holidays' | 'days' | 'categories'> {
  readonly holidays: readonly [day: string, kind: 'holiday' | 'workday'][];
  readonly knownYears: readonly number[] | null;
  readonly closures: readonly [start: number, end: number, zh: string, en: string][];
  readonly categories: readonly [
    id: number,
    parentId: number | null,
    nameZh: string,
    nameEn: string,
    rules: RulesLayer,
  ][];
}

function parkOf({ holidays, knownYears, closures, categories, ...park }: Row): Park {
  const named = (kind: 'holiday' | 'workday'): Set<string> =>
    new Set(holidays.filter(([, one]) => one === kind).map(([day]) => day));
  return {
    ...park,
    rules: { openingHours: park.openingHours as OpeningHours, ...park.rules },
    holidays: new Map(holidays),
    days: {
      holidays: named('holiday'),
      workdays: named('workday'),
      knownYears: knownYears && new Set(knownYears),
      closures: closures.map(([start, end, zh, en]) => ({ period: { start, end }, reason: { zh, en: en || zh } })),
    },
    categories: new Map(
      categories.map(([id, parentId, nameZh, nameEn, rules]) => [id, { parentId, nameZh, nameEn, rules }]),
    ),
  };
}

/** What lies above an instrument of a category, nearest first: the category, those above it, the park. */
export function layersAbove(park: Park, categoryId: number): RulesLayer[] {
  const layers: RulesLayer[] = [];
  let next: number | null = categoryId;
  // A tree has no circle; the count only guards against one made by hand.
  while (next !== null && layers.length < 100) {
    const category: CategoryRules | undefined = park.categories.get(next);
    layers.push(category?.rules ?? {});
    next = category?.parentId ?? null;
  }
  return [...layers, park.rules];
}

@Injectable()
export class ParkSettings {
  private kept: { park: Park; until: number } | undefined;

  constructor(private readonly db: Database) {}

  /** Fails when the park is not set up yet; ask `isSetUp` first where that can be. */
  async get(): Promise<Park> {
    const mono = performance.now();
    if (this.kept && this.kept.until > mono) return this.kept.park;
    const [row] = await this.db.query<Row>(select);
    if (!row) throw new Error('the park is not set up yet');
    const kept = parkOf(row);
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
