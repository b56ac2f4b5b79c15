import { checkPolicies, type Violation } from '@parkbench/domain';
import { policyFacts } from './offer.js';
import type { Change } from './reservation-changes.js';
import { gatherFacts } from './reservation-facts.js';

export const trained: readonly Violation['code'][] = ['qualification_missing', 'qualification_expired'];

/** What the rules say about a person for the time of a reservation that is left: only the findings that are asked for. */
export async function findingsAbout(
  { tx, reservation, park, now }: Change,
  memberId: number,
  codes: readonly Violation['code'][],
): Promise<Violation[]> {
  const { id, instrumentId, companyId, kind, months, startsAt, endsAt } = reservation;
  const start = Math.max(startsAt.getTime(), now.getTime());
  const period = { start, end: Math.max(endsAt.getTime(), start + 1) };
  const facts = { instrumentId, companyId, memberId, kind, period, except: id, now: now.getTime() } as const;
  const gathered = await gatherFacts(tx, park, { ...facts, act: 'approve' });
  const asked = policyFacts(gathered, { kind, period, months, quotedFen: 0 }, park);
  return checkPolicies(asked, now.getTime(), 'approve').filter(({ code }) => codes.includes(code));
}
