import type { StatementRecord } from './statement-row.js';

/** By what a line is known again in the same or an overlapping statement: the bank's reference, and its content. */
export interface StatementKeys {
  /** Null without a reference. The amount belongs to it, since a transfer and its fee may share a reference. */
  readonly reference: string | null;
  /** Day, amount, counterparty, text, and the how many-eth such line of its statement it is. */
  readonly content: string;
}

/**
 * The keys of a statement's lines, in its order. Two equal lines of one day are two lines as long as no reference says
 * that they are one; statements of a bank hold whole days, so the first stays the first in an overlapping one.
 */
export function statementKeys(records: readonly StatementRecord[]): StatementKeys[] {
  const seen = new Map<string, number>();
  return records.map((record) => {
    const { bookedOn, amountFen, counterparty, text, reference } = record;
    const base = [bookedOn, amountFen, counterparty, text].join('\u0001');
    const occurrence = (seen.get(base) ?? 0) + 1;
    seen.set(base, occurrence);
    return {
      reference: reference === '' ? null : `${reference}\u0001${amountFen}`,
      content: `${base}\u0001${occurrence}`,
    };
  });
}

/** A place where the balances that the bank printed do not follow from the amounts: lines are missing between the two. */
export interface BalanceGap {
  /** Place of the later line, from 0. */
  readonly index: number;
  /** What lies between them, fen. */
  readonly missingFen: number;
}

function gapsOf(records: readonly StatementRecord[]): BalanceGap[] {
  return records.flatMap((record, index) => {
    const before = records[index - 1]?.balanceFen;
    if (before === undefined || before === null || record.balanceFen === null) return [];
    const missingFen = record.balanceFen - before - record.amountFen;
    return missingFen === 0 ? [] : [{ index, missingFen }];
  });
}

/** Gaps in the balances, read oldest first or newest first, whichever has fewer. None when the bank prints no balance. */
export function balanceGaps(records: readonly StatementRecord[]): BalanceGap[] {
  const forward = gapsOf(records);
  if (forward.length === 0) return [];
  const last = records.length - 1;
  const backward = gapsOf(records.toReversed()).map((gap) => ({ ...gap, index: last - gap.index }));
  return backward.length < forward.length ? backward : forward;
}
