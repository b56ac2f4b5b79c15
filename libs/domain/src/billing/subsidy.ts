import { shareOfFen } from '../money/fen.js';

/** A programme by which the park pays part of an invoice: its share and what its limits leave; null: no such limit. */
export interface SubsidyFacts {
  readonly shareBps: number;
  readonly monthLeftFen: number | null;
  readonly yearLeftFen: number | null;
  readonly budgetLeftFen: number | null;
}

/** What a programme does for one invoice. */
export interface Subsidy {
  /** What the park pays. */
  readonly amountFen: number;
  /** Credits beyond what the invoice covered, at most 0: they lessen what is granted next. */
  readonly carriedFen: number;
}

/**
 * What a programme pays of an invoice at issue: its share (halves up) of the covered lines less credits carried from
 * before, no more than its limits leave and than is open. It pays; lines, tax and gross stay as they are (rules §5).
 * 20 % of 4,500.00 is 900.00; after a credit of 1,000.00 in the month before it is 700.00.
 */
export function subsidyPays(input: {
  readonly programme: SubsidyFacts;
  readonly coveredFen: number;
  /** At most 0. */
  readonly carriedFen: number;
  readonly openFen: number;
}): Subsidy {
  const { programme, openFen } = input;
  const base = input.coveredFen + input.carriedFen;
  const limits = [programme.monthLeftFen, programme.yearLeftFen, programme.budgetLeftFen].filter(
    (left) => left !== null,
  );
  const share = shareOfFen(Math.max(base, 0), programme.shareBps);
  return { amountFen: Math.max(Math.min(share, openFen, ...limits), 0), carriedFen: Math.min(base, 0) };
}
