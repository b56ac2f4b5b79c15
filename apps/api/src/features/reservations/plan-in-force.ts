import type { BillBasis, HourlyRate, RatePlan, TaxTreatment, TermTier } from '@parkbench/domain';
import type { Park } from '../../platform/park-settings.js';

/** A rate plan as a jsonb of its row. */
export interface PlanRow {
  readonly id: number;
  readonly monthly_fen: number | null;
  readonly min_months: number;
  readonly term_tiers: readonly TermTier[];
  readonly hourly: readonly HourlyRate[];
  readonly increment_minutes: number;
  readonly minimum_charge_fen: number;
  readonly bill_basis: BillBasis;
  readonly run_fen: number | null;
  readonly sample_fen: number | null;
  readonly deposit_fen: number | null;
  readonly rental_tax: TaxTreatment;
  readonly session_tax: TaxTreatment;
  readonly free_cancel_hours: number;
  readonly late_cancel_bps: number;
  readonly no_show_bps: number;
}

/** The prices that hold on the day of the quote, and which plan they came from. */
export interface PlanInForce {
  readonly id: number;
  readonly plan: RatePlan;
}

const valid = (day: number): string => `p.valid_from <= $${day} AND (p.valid_until IS NULL OR p.valid_until > $${day})`;

/**
 * An expression for the plan in force of instrument `alias` on the day in parameter `day`, as jsonb: its own, else that
 * of the nearest category above it. The tree is only climbed when there is none of its own.
 */
export function planInForce(alias: string, day: number): string {
  return `coalesce(
    (SELECT to_jsonb(p) FROM rate_plan p WHERE p.instrument_id = ${alias}.id AND ${valid(day)} LIMIT 1),
    (WITH RECURSIVE above(id, parent_id, depth) AS (
       SELECT c.id, c.parent_id, 0 FROM category c WHERE c.id = ${alias}.category_id
       UNION ALL SELECT c.id, c.parent_id, a.depth + 1 FROM category c JOIN above a ON c.id = a.parent_id WHERE a.depth < 20)
     SELECT to_jsonb(p) FROM rate_plan p JOIN above a ON p.category_id = a.id WHERE ${valid(day)} ORDER BY a.depth LIMIT 1))`;
}

/** The plan as the rules see it; the windows of the price bands are the park's. */
export function planOf(row: PlanRow | null, park: Park): PlanInForce | null {
  if (row === null) return null;
  return {
    id: row.id,
    plan: {
      monthlyFen: row.monthly_fen,
      minMonths: row.min_months,
      termTiers: row.term_tiers,
      hourly: row.hourly,
      bandWindows: park.priceBands,
      sessionIncrementMinutes: row.increment_minutes,
      minimumChargeFen: row.minimum_charge_fen,
      billBasis: row.bill_basis,
      runFen: row.run_fen,
      sampleFen: row.sample_fen,
      depositFen: row.deposit_fen,
      rentalTax: row.rental_tax,
      sessionTax: row.session_tax,
      cancellation: {
        freeHoursBefore: row.free_cancel_hours,
        lateBps: row.late_cancel_bps,
        noShowBps: row.no_show_bps,
      },
    },
  };
}
