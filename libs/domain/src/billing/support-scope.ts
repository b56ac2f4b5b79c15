import { sumFen } from '../money/fen.js';
import type { ChargeComponent } from '../pricing/price-line.js';

/** What vouchers and subsidies can be for: use of instruments and help with it. Fees, damages, late days and adjustments are the company's own. */
export const SUPPORTABLE = ['rent', 'session', 'run', 'sample', 'assistance', 'consumable', 'service'] as const;
/** One of them. */
export type Supportable = (typeof SUPPORTABLE)[number];

/** A reduction lessens what is covered of the component that it reduces, whatever the scope names. */
const REDUCES: Readonly<Partial<Record<ChargeComponent, Supportable>>> = {
  abatement: 'rent',
  idle_credit: 'rent',
  best_of: 'session',
};

/** What a voucher or a subsidy covers. A list that is empty or left out does not limit; categories count with all below them. */
export interface SupportScope {
  readonly components?: readonly Supportable[];
  readonly categoryIds?: readonly number[];
  readonly instrumentIds?: readonly number[];
}

/** A line of an invoice or quote as a scope sees it: amount with tax, its instrument (if any), that one's category and all above it. */
export interface CoverableLine {
  readonly component: ChargeComponent;
  readonly amountFen: number;
  readonly instrumentId: number | null;
  readonly categoryIds: readonly number[];
}

const limits = <T>(list: readonly T[] | undefined): list is readonly T[] => list !== undefined && list.length > 0;

/** Whether a scope covers a line. A scope that names instruments and categories covers what either names. */
export function isCovered(line: Omit<CoverableLine, 'amountFen'>, scope: SupportScope): boolean {
  const component = REDUCES[line.component] ?? line.component;
  const named: readonly string[] = limits(scope.components) ? scope.components : SUPPORTABLE;
  if (!named.includes(component)) return false;
  const { categoryIds, instrumentIds } = scope;
  if (!limits(categoryIds) && !limits(instrumentIds)) return true;
  const byCategory = limits(categoryIds) && line.categoryIds.some((id) => categoryIds.includes(id));
  const byInstrument = limits(instrumentIds) && line.instrumentId !== null && instrumentIds.includes(line.instrumentId);
  return byCategory || byInstrument;
}

/** The sum of the covered lines with tax, in fen; negative where reductions are more than what they reduce. */
export function coveredFen(lines: readonly CoverableLine[], scope: SupportScope): number {
  return sumFen(lines.filter((line) => isCovered(line, scope)).map((line) => line.amountFen));
}
