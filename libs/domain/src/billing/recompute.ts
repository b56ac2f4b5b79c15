import { assertNever } from '../core/assert.js';
import { scaleFen, shareOfFen, sumFen } from '../money/fen.js';
import { addTax, splitTax } from '../money/tax.js';
import { countedFen } from '../pricing/count-line.js';
import type { Formula } from '../pricing/explanation.js';
import type { PriceLine } from '../pricing/price-line.js';

type Of<K extends Formula['kind']> = Extract<Formula, { kind: K }>;

/** Taken off, and no more than the limit where there is one. */
function takenOff(fen: number, limitFen: number | null): number {
  return 0 - (limitFen === null ? fen : Math.min(fen, limitFen));
}

function rebookedFen({ feeFen, freedMinutes, rebookedMinutes }: Of<'rebooked'>): number {
  return scaleFen(feeFen, freedMinutes - rebookedMinutes, freedMinutes);
}

/**
 * What a stored formula comes to, reckoned again from its own figures and by none of the code that priced the line:
 * what stands on an issued invoice can be checked for as long as the invoice exists (rules §4–§5).
 */
export function formulaFen(formula: Formula): number {
  switch (formula.kind) {
    case 'whole_month':
      return formula.monthlyFen;
    case 'days_of_month':
      return Math.min(
        scaleFen(formula.monthlyFen, formula.days, formula.daysInMonth),
        formula.limitFen ?? formula.monthlyFen,
      );
    case 'remainder':
      return formula.monthlyFen - formula.firstPartFen;
    case 'sum':
      return sumFen(formula.parts.map(formulaFen));
    case 'overdue':
      return formula.days * formula.dailyFen;
    case 'abatement':
      return takenOff(scaleFen(formula.monthlyFen, formula.days, formula.daysInMonth), formula.limitFen);
    case 'idle_credit':
      return takenOff(shareOfFen(formula.netFen, formula.bps), formula.limitFen);
    case 'hours':
      return scaleFen(formula.hourlyFen, formula.minutes, 60);
    case 'day_price':
      return formula.dates.length * formula.dayFen;
    case 'minimum_charge':
      return formula.minimumFen - formula.pricedFen;
    case 'count':
      return countedFen(formula);
    case 'share':
      return shareOfFen(formula.baseFen, formula.bps);
    case 'rebooked':
      return rebookedFen(formula);
    case 'best_of':
      return 0 - formula.partFen;
    case 'correction':
      return formula.targetFen - formula.recordedFen;
    case 'stated':
    case 'reason':
      return formula.amountFen;
    default:
      return assertNever(formula);
  }
}

/** What an issued line says that does not follow from its own reckoning; null when everything does. */
export interface LineFault {
  readonly of: 'sum' | 'amount' | 'tax';
  readonly expectedFen: number;
  readonly foundFen: number;
}

/** Lines whose tax is a difference of taxes and not the tax of a difference. */
const BY_DIFFERENCE: ReadonlySet<Formula['kind']> = new Set(['correction', 'best_of']);

/**
 * Reckons a line again: gross is net and tax, the formula comes to the gross (or to the net where prices exclude tax), and
 * the tax is that of the amount at the line's rate. One fen is a fault.
 */
export function lineFault(
  line: Pick<PriceLine, 'amountFen' | 'netFen' | 'taxFen' | 'taxRateBps'> & {
    readonly explanation: { readonly formula: Formula };
  },
): LineFault | null {
  const { amountFen, netFen, taxFen, taxRateBps: rateBps } = line;
  const { formula } = line.explanation;
  if (amountFen !== netFen + taxFen) return { of: 'sum', expectedFen: netFen + taxFen, foundFen: amountFen };
  const reckonedFen = formulaFen(formula);
  if (reckonedFen !== amountFen && reckonedFen !== netFen)
    return { of: 'amount', expectedFen: reckonedFen, foundFen: amountFen };
  if (BY_DIFFERENCE.has(formula.kind)) return null;
  const expectedFen =
    reckonedFen === amountFen ? splitTax({ grossFen: amountFen, rateBps }).taxFen : addTax({ netFen, rateBps }).taxFen;
  return expectedFen === taxFen ? null : { of: 'tax', expectedFen, foundFen: taxFen };
}
