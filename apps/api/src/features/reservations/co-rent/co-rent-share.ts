import { coRentPlan, type RatePlan, type WeekPattern } from '@parkbench/domain';

/** One company's part of a co-rent: its half days, and which of the shares is its own. */
export interface CoRentShare {
  readonly coRentId: number;
  /** From 1. */
  readonly part: number;
  readonly sharesBps: readonly number[];
  readonly pattern: WeekPattern;
}

/** The prices of a plan in a company's share; of a rental that is nobody else's, the plan itself. */
export function planInShare(
  plan: RatePlan,
  share: Pick<CoRentShare, 'part' | 'sharesBps'> | null | undefined,
): RatePlan {
  return share ? coRentPlan(plan, share.sharesBps, share.part - 1) : plan;
}

/** For a query in which the reservation is `r`. */
export const coRentJson = `(
  SELECT jsonb_build_object('sharesBps', to_jsonb(k.shares_bps), 'part', r.co_rent_part) FROM co_rent k WHERE k.id = r.co_rent_id)`;
