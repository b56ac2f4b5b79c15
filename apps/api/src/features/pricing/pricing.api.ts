import type { BandWindow, RatePlan } from '@parkbench/domain';
import type { Park } from '../../platform/park-settings.js';
import type { RatePlanView } from './pricing.dto.js';
import { selectPlan } from './rate-plan-columns.js';

export type { RatePlanView } from './pricing.dto.js';
export { selectPlan } from './rate-plan-columns.js';
export { ChangePrices } from './change-prices.js';
export { CompanyClasses } from './company-classes.js';
export { classParam, discountInput, periodInput } from './company-classes.dto.js';
export { batchBody, placeBatch } from './plan-batch.js';
export { batchView, bulkChange, endInput, planCopy } from './plan-batch.dto.js';
export { type RatePlanInput, ratePlanInput } from './pricing.dto.js';
export { RatePlans } from './rate-plans.js';
export { tried } from './tried.js';

/** Whatever asks the database: a transaction, or the database itself. */
interface Asks {
  query<R>(sql: string, parameters?: unknown[]): Promise<R[]>;
}

/** A rate plan as the domain reckons with it, and which row it is. */
export interface PlanOnDay {
  readonly planId: number;
  readonly version: number;
  readonly validFrom: string;
  readonly plan: RatePlan;
}

/**
 * The plans that price instruments on a day (park time), by instrument: its own, else its category's, else the nearest
 * above. An instrument without any is missing from the map. One statement, however many instruments.
 */
export async function ratePlanFor(
  db: Asks,
  park: Pick<Park, 'priceBands'>,
  instrumentIds: readonly number[],
  date: string,
): Promise<Map<number, PlanOnDay>> {
  const rows = await db.query<RatePlanView & { wanted: number }>(
    `SELECT w.id wanted, ${selectPlan} FROM unnest($1::bigint[]) w(id) JOIN rate_plan p ON p.id = rate_plan_on(w.id, $2::date)`,
    [[...new Set(instrumentIds)], date],
  );
  return new Map(rows.map((row) => [row.wanted, planOnDay(row, park)]));
}

function planOnDay(row: RatePlanView, park: Pick<Park, 'priceBands'>): PlanOnDay {
  return { planId: row.id, version: row.version, validFrom: row.validFrom, plan: domainPlan(row, park) };
}

/** A kept plan in the domain's words, with its own price bands or the park's. */
export function domainPlan(row: RatePlanView, park: Pick<Park, 'priceBands'>): RatePlan {
  return {
    monthlyFen: row.monthlyFen,
    minMonths: row.minMonths,
    termTiers: row.termTiers,
    hourly: row.hourly,
    bandWindows: row.bandWindows ?? (park.priceBands as readonly BandWindow[]),
    dayFen: row.dayFen,
    sessionIncrementMinutes: row.incrementMinutes,
    minimumChargeFen: row.minimumChargeFen,
    billBasis: row.billBasis,
    runFen: row.runFen,
    sampleFen: row.sampleFen,
    runTax: row.runTax,
    sampleTax: row.sampleTax,
    countsInsteadOfHours: row.countsInsteadOfHours,
    extras: row.extras,
    depositFen: row.depositFen,
    rentalTax: row.rentalTax,
    sessionTax: row.sessionTax,
    cancellation: { freeHoursBefore: row.freeCancelHours, lateBps: row.lateCancelBps, noShowBps: row.noShowBps },
  };
}
