import { invariant } from '../core/assert.js';
import { shareOfFen, sumFen, toFen } from '../money/fen.js';
import type { CreditCeiling } from './credit-note.js';
import type { SubsidyFacts } from './subsidy.js';

/** What pays an invoice without being money of the company: a debt given up, the park's subsidy, a voucher that its issuer has not paid yet. */
export interface PaidOtherwise {
  readonly by: 'writeoff' | 'subsidy' | 'voucher';
  readonly amountFen: number;
  /** The most that it may still pay once the note is issued: its share of what is left of what it covers. A write-off has no share: all. */
  readonly mostFen: number;
}

/**
 * What of each goes back to where it came from when `grossFen` of an invoice is credited (ADR 0035). A subsidy or voucher
 * pays no more than its share of what is left; what is more than open then lessens the debt that was given up; and what
 * is more than the money paid too takes further subsidies, then vouchers. Together never more than is credited. What goes
 * back is set off against the invoice, never given to the company.
 *
 * 4,500.00, of which a subsidy of 20 % paid 900.00: of a credit of 1,000.00 200.00 go back to the park.
 */
export function paidOtherwiseBack(
  credit: CreditCeiling & { readonly grossFen: number },
  paid: readonly PaidOtherwise[],
): number[] {
  const { grossFen, openFen, paidFen } = credit;
  const backs = paid.map(() => 0);
  let leftFen = grossFen;
  const take = (wantedFen: number, from: (one: PaidOtherwise) => number): void => {
    let wanted = wantedFen;
    for (const [i, one] of paid.entries()) {
      const fen = Math.max(Math.min(from(one) - backs[i]!, wanted, leftFen), 0);
      backs[i] = backs[i]! + fen;
      wanted -= fen;
      leftFen -= fen;
    }
  };
  const only = (by: PaidOtherwise['by']) => (one: PaidOtherwise) => (one.by === by ? one.amountFen : 0);
  take(grossFen, (one) => one.amountFen - one.mostFen);
  take(leftFen - openFen, only('writeoff'));
  take(leftFen - openFen - paidFen, only('subsidy'));
  take(leftFen - openFen - paidFen, only('voucher'));
  invariant(sumFen(backs) <= grossFen, 'no more goes back than is credited');
  return backs.map(toFen);
}

/**
 * Credits of before that an invoice had taken up and that nothing takes up any more now that its own lines are credited;
 * at most 0. They lessen what is granted next, as they would have without it.
 *
 * 1,200.00 after a credit of 800.00 were subsidised as 400.00: of 800.00 that are credited of it, 400.00 are carried on.
 */
export function carriedAgainFen(grant: {
  readonly baseFen: number;
  readonly coveredFen: number;
  readonly coveredNowFen: number;
}): number {
  return Math.min(Math.max(grant.baseFen, 0) - (grant.coveredFen - grant.coveredNowFen), 0);
}

/**
 * What a programme may still pay of an invoice after credits: its share of what it was reckoned on, less what of the
 * covered lines was credited since.
 */
export function subsidyAtMostFen(grant: {
  readonly shareBps: SubsidyFacts['shareBps'];
  /** The covered lines at issue, with what was carried from before. */
  readonly baseFen: number;
  readonly coveredFen: number;
  readonly coveredNowFen: number;
}): number {
  const { shareBps, baseFen, coveredFen, coveredNowFen } = grant;
  return shareOfFen(Math.max(baseFen - (coveredFen - coveredNowFen), 0), shareBps);
}
