import type { Violation } from '@parkbench/domain';
import { type Actor, isStaff } from '../../platform/http/actor.js';
import { conflict, forbidden, policiesViolated } from '../../platform/http/problem.js';
import { type Offer, pricedOrRefused } from './offer.js';
import { quoteBody } from './quote-view.js';

/** Policies that staff set aside, and why. */
export interface Override {
  readonly codes: readonly string[];
  readonly reason: string;
}

/**
 * Refuses with every violation at once, unless staff override each that refuses with a reason (rules §3).
 * Gives what was really overridden, for the audit trail.
 */
export function refuseUnlessOverridden(
  actor: Actor,
  violations: readonly Violation[],
  override: Override | undefined,
): Override | null {
  if (override && !isStaff(actor)) throw forbidden();
  const refusing = violations.filter((v) => v.severity === 'refuse');
  if (refusing.length === 0) return null;
  const overridable = refusing.every((v) => v.overridable && override?.codes.includes(v.code));
  if (!override || !overridable) throw policiesViolated(violations);
  return { codes: refusing.map((v) => v.code), reason: override.reason };
}

/** What is submitted is the price that was shown; another one is shown first (409 with the quote of now). */
export function sameQuoteOrRefused(shown: string | undefined, offer: Offer): void {
  const stored = pricedOrRefused(offer);
  if (shown === undefined || shown === stored.quoteId) return;
  throw conflict(
    'quote_changed',
    { zh: '价格已变化，请核对新报价后再提交', en: 'The price has changed; look at the new quote and submit again' },
    { quote: { ...quoteBody(offer.ask, offer.period, stored), violations: offer.violations } },
  );
}
