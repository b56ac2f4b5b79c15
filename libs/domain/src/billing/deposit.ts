import { sumFen } from '../money/fen.js';

/** What can become of a deposit or a part of it: given back, set off against open invoices, or kept and invoiced. */
export const DEPOSIT_PART_KINDS = ['refund', 'set_off', 'forfeit'] as const;
/** One of them. */
export type DepositPartKind = (typeof DEPOSIT_PART_KINDS)[number];

/** A part of a deposit, in fen, with what becomes of it. */
export interface DepositPart {
  readonly kind: DepositPartKind;
  readonly amountFen: number;
}

/** Where a deposit stands once it was taken: held while something is undecided, else what became of it. */
export type DepositEnd = 'held' | 'refunded' | 'set_off' | 'forfeited' | 'mixed';

const ENDS: Readonly<Record<DepositPartKind, DepositEnd>> = {
  refund: 'refunded',
  set_off: 'set_off',
  forfeit: 'forfeited',
};

/** What of a deposit nobody has decided on yet, in fen. 4,500.00 less 500.00 kept: 4,000.00. */
export function undecidedFen(amountFen: number, parts: readonly DepositPart[]): number {
  return amountFen - sumFen(parts.map((part) => part.amountFen));
}

/** Where a taken deposit stands by its parts: all of one kind is named by it, several kinds are `mixed`. Held while a fen is undecided. */
export function depositStatus(amountFen: number, parts: readonly DepositPart[]): DepositEnd {
  if (undecidedFen(amountFen, parts) > 0) return 'held';
  const [kind, ...others] = new Set(parts.map((part) => part.kind));
  return kind === undefined || others.length > 0 ? 'mixed' : ENDS[kind];
}
