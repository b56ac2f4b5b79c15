import { explain } from '../pricing/explain.js';
import type { Formula } from '../pricing/explanation.js';
import { priceLine } from '../pricing/price-line.js';
import type { TaxTreatment } from '../pricing/rate-plan.js';
import { monthOf } from '../time/calendar-month.js';
import type { ChargeTarget, SettledFee } from './charge.js';

/** What is owed when a reservation was given up late or nobody came: the fee alone, in the month in which it fell due. */
export function feeTargets(input: {
  readonly component: 'cancellation' | 'no_show';
  readonly fee: SettledFee | null;
  readonly tax: TaxTreatment;
}): ChargeTarget[] {
  const { component, fee, tax } = input;
  if (fee === null || fee.feeFen === 0) return [];
  const formula: Formula =
    fee.baseFen !== undefined && fee.bps !== undefined
      ? { kind: 'share', reason: component, baseFen: fee.baseFen, bps: fee.bps }
      : { kind: 'stated', amountFen: fee.feeFen };
  // A share is taken of a price that already holds its tax, so the fee holds it too.
  const inclusive = { ...tax, inclusive: true };
  const explanation = explain(formula, fee.feeFen);
  return [priceLine({ component, segment: 1, month: monthOf(fee.on), explanation }, fee.feeFen, inclusive)];
}
