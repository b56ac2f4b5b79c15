import { type Act, checkPolicies, type Violation } from '@parkbench/domain';
import { isStoredByCount } from './counts/kept-counts.js';
import { policyFacts } from './offer.js';
import type { Change } from './reservation-changes.js';
import { gatherFacts } from './reservation-facts.js';
import { lengthMonths } from './what-it-costs.js';

/** What the policies say of a reservation as it stands, at an act that neither moves nor prices it anew (rules §3). */
export async function findingsAt(
  { tx, reservation, park, now }: Pick<Change, 'tx' | 'reservation' | 'park' | 'now'>,
  act: Act,
): Promise<Violation[]> {
  const { id, instrumentId, companyId, memberId, kind, startsAt, endsAt, segments, totalFen } = reservation;
  const period = { start: startsAt.getTime(), end: endsAt.getTime() };
  // An approval is asked like a new reservation: nothing stands there yet that would count for it.
  const from = act === 'approve' ? undefined : { instrumentId, period };
  const wanted = { instrumentId, companyId, memberId, kind, period, except: id, act, from, now: now.getTime() };
  const gathered = await gatherFacts(tx, park, wanted);
  const months = kind === 'rental' ? lengthMonths(segments) : null;
  const byCount = isStoredByCount(kind, reservation.stored);
  const asked = policyFacts(gathered, { kind, period, months, byCount, quotedFen: totalFen }, park);
  return checkPolicies(asked, now.getTime(), act);
}

/** The findings as a response holds them. */
export const findingsShown = (found: readonly Violation[]): (Violation & { data: Record<string, unknown> })[] =>
  found.map((one) => ({ ...one, data: { ...one.data } }));
