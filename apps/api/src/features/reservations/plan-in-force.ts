import type { RatePlan } from '@parkbench/domain';
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
