import { toFen } from '../../money/fen.js';

/** What of a statement's line matters for laying lines below zero onto others. */
export interface DiscountableLine {
  readonly lineNo: number;
  readonly sourceKind: string;
  readonly sourceId: number;
  readonly taxCode: string;
  readonly taxRateBps: number;
  readonly amountFen: number;
}

/** A line above zero with what is taken off it; `discountFen` is below `line.amountFen`. */
export interface DiscountedLine<L extends DiscountableLine> {
  readonly line: L;
  readonly discountFen: number;
}

/** The lines of the invoice to be, and by tax rate what could be laid onto no line. */
export interface FoldedLines<L extends DiscountableLine> {
  readonly lines: readonly DiscountedLine<L>[];
  readonly left: readonly { readonly taxRateBps: number; readonly amountFen: number }[];
}

/** Nearest first: the same use under the same code, the same code, at last the same rate; never another rate. */
const nearness = [
  (a: DiscountableLine, b: DiscountableLine) =>
    a.taxCode === b.taxCode && a.sourceKind === b.sourceKind && a.sourceId === b.sourceId,
  (a: DiscountableLine, b: DiscountableLine) => a.taxCode === b.taxCode,
  () => true,
];

/**
 * A blue invoice has lines above zero only. Abatements, best-of savings, credits and corrections below zero become the
 * 折扣金额 of a line at the same rate: nearest use first, in the order of the lines, no line more than its amount. A line
 * that is taken off entirely is left out together with its discount. The sum at each rate stays what it was (ADR 0034).
 * 4,500.00 rent and −870.97 abated: 4,500.00 with a discount of 870.97.
 */
export function foldDiscounts<L extends DiscountableLine>(lines: readonly L[]): FoldedLines<L> {
  const above = lines.filter((line) => line.amountFen > 0).sort((a, b) => a.lineNo - b.lineNo);
  const below = lines.filter((line) => line.amountFen < 0).sort((a, b) => a.lineNo - b.lineNo);
  const taken = new Map<L, number>(above.map((line) => [line, 0]));
  const left = new Map<number, number>();
  for (const credit of below) {
    let open = -credit.amountFen;
    for (const near of nearness) {
      for (const line of above) {
        if (open === 0 || line.taxRateBps !== credit.taxRateBps || !near(line, credit)) continue;
        const already = taken.get(line) ?? 0;
        const off = Math.min(open, line.amountFen - already);
        taken.set(line, toFen(already + off));
        open -= off;
      }
    }
    if (open > 0) left.set(credit.taxRateBps, toFen((left.get(credit.taxRateBps) ?? 0) + open));
  }
  return {
    lines: above
      .map((line) => ({ line, discountFen: taken.get(line) ?? 0 }))
      .filter(({ line, discountFen }) => discountFen < line.amountFen),
    left: [...left].map(([taxRateBps, amountFen]) => ({ taxRateBps, amountFen })),
  };
}
