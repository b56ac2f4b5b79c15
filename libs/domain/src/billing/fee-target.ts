import { explain } from '../pricing/explain.js';
import type { Formula } from '../pricing/explanation.js';
import { priceLine } from '../pricing/price-line.js';
import type { TaxTreatment } from '../pricing/rate-plan.js';
import { feeAfterRebooking } from '../pricing/rebooked-fee.js';
import { monthOf } from '../time/calendar-month.js';
import type { ChargeTarget, SettledFee } from './charge.js';

function formulaOf(component: 'cancellation' | 'no_show', fee: SettledFee): Formula {
  const { feeFen, baseFen, bps, rebooked } = fee;
  const whole: Formula =
    baseFen !== undefined && bps !== undefined
      ? { kind: 'share', reason: component, baseFen, bps }
      : { kind: 'stated', amountFen: feeFen };
  if (!rebooked || rebooked.rebookedMinutes === 0) return whole;
  return { kind: 'rebooked', feeFen, whole, ...rebooked };
}

/**
 * What is owed when a reservation was given up late or nobody came: the fee alone, in the month in which it fell due,
 * less the part of the freed time that was booked again (domain.md R8, ADR 0030).
 */
export function feeTargets(input: {
  readonly component: 'cancellation' | 'no_show';
  readonly fee: SettledFee | null;
  readonly tax: TaxTreatment;
}): ChargeTarget[] {
  const { component, fee, tax } = input;
  if (fee === null) return [];
  const owedFen = fee.rebooked ? feeAfterRebooking(fee.feeFen, fee.rebooked) : fee.feeFen;
  if (owedFen === 0) return [];
  // A share is taken of a price that already holds its tax, so the fee holds it too.
  const inclusive = { ...tax, inclusive: true };
  const explanation = explain(formulaOf(component, fee), owedFen);
  return [priceLine({ component, segment: 1, month: monthOf(fee.on), explanation }, owedFen, inclusive)];
}
