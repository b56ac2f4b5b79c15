import {
  accrualDifference,
  bestOfLines,
  creditLines,
  issueEntries,
  rentalCharges,
  splitByShares,
  splitTax,
  targetCharges,
  voucherPaysFen,
} from '@parkbench/domain';
import fc from 'fast-check';

/** The rules under test; the control hands in wrong ones and must be found out. */
export const rules = {
  rentalCharges,
  splitByShares,
  accrualDifference,
  targetCharges,
  issueEntries,
  voucherPaysFen,
  creditLines,
  bestOfLines,
  splitTax,
};
export type Rules = typeof rules;

/** One promise about money, for any input. */
export interface MoneyProperty {
  readonly name: string;
  /** The smallest input found that breaks it, in words; null when none was. */
  readonly brokenBy: (rules: Rules, run: { readonly seed: number; readonly numRuns: number }) => string | null;
  /** The same rules with a fault of one fen, which the property has to find. */
  readonly spoilt: Partial<Rules>;
}

interface Stated<T> {
  readonly name: string;
  readonly given: fc.Arbitrary<T>;
  readonly holds: (rules: Rules, input: T) => void;
  readonly spoilt: Partial<Rules>;
}

/** A promise with what breaks it in words. */
export function property<T>({ name, given, holds, spoilt }: Stated<T>): MoneyProperty {
  return {
    name,
    spoilt,
    brokenBy: (tested, run) => {
      const found = fc.check(
        fc.property(given, (input) => holds(tested, input)),
        run,
      );
      return found.failed ? `${name}: ${JSON.stringify(found.counterexample)} (seed ${found.seed})` : null;
    },
  };
}

/** Fails with what does not hold. */
export function ensure(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

export const total = (lines: readonly { amountFen: number }[]): number =>
  lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
