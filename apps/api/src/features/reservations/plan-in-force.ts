import {
  type Act,
  type Instant,
  localDate,
  planForClass,
  type RatePlan,
  type ReservationKind,
} from '@parkbench/domain';
import type { Park } from '../../platform/park-settings.js';
import { domainPlan, type RatePlanView, selectPlan } from '../pricing/pricing.api.js';

/** A rate plan as a query gives it, in one column. */
export type PlanRow = RatePlanView;

/** The prices that hold on the day of the quote, and which plan they came from. */
export interface PlanInForce {
  readonly id: number;
  readonly plan: RatePlan;
}

/** An expression for the plan in force of instrument `alias` on the day in parameter `day`, so that facts and prices come in one query. */
export function planInForce(alias: string, day: number): string {
  return `(SELECT to_jsonb(plan) FROM (
    SELECT ${selectPlan} FROM rate_plan p WHERE p.id = rate_plan_on(${alias}.id, $${day})) plan)`;
}

/** The plan as the rules see it. */
export function planOf(row: PlanRow | null, park: Park): PlanInForce | null {
  return row && { id: row.id, plan: domainPlan(row, park) };
}

/** The plan as a company has it: what its class takes off a session is taken off its prices; off a rental the quote takes it. */
export function planFor(kind: ReservationKind, inForce: PlanInForce | null, companyBps: number): PlanInForce | null {
  if (inForce === null || kind === 'rental') return inForce;
  return { ...inForce, plan: planForClass(inForce.plan, companyBps) };
}

/** An expression for what the class of company `company` takes off a reservation of `kind` on `day` (each an SQL expression); null without a company. */
export function classDiscount(company: string, day: string, kind: string): string {
  return `(SELECT CASE WHEN ${kind} = 'rental' THEN k.rental_bps ELSE k.session_bps END FROM company_discount_on(${company}, ${day}) k)`;
}

/** The day whose class counts: the first of what is reserved; for an extension the day on which it is agreed (rules §4). */
export function classDay(asked: { readonly start: Instant; readonly act?: Act }, now: Instant, zone: string): string {
  return localDate(asked.act === 'extend' ? now : asked.start, zone);
}

/** An expression for what the class of a session's company takes off a rental on the day of its start: the month's cap has it off too. `zone` is a parameter. */
export function capDiscount(alias: string, zone: number): string {
  return `(SELECT k.rental_bps FROM company_discount_on(${alias}.company_id, (${alias}.starts_at AT TIME ZONE $${zone})::date) k)`;
}
