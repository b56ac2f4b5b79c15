import { explain } from '../pricing/explain.js';
import type { Explanation } from '../pricing/explanation.js';
import { priceLine } from '../pricing/price-line.js';
import type { TaxTreatment } from '../pricing/rate-plan.js';
import type { CalendarMonth } from '../time/calendar-date.js';
import type { ChargeTarget } from './charge.js';

/** What is owed and follows from no reservation's rules; its name is the component of its charge. */
export type ItemKind = 'damage' | 'adjustment' | 'service' | 'assistance' | 'consumable' | 'forfeit';

/** One amount that somebody stated, as far as money goes. */
export interface ItemSource {
  readonly kind: 'item';
  readonly component: ItemKind;
  readonly month: CalendarMonth;
  /** With tax. Only an adjustment may be below zero. */
  readonly amountFen: number;
  readonly tax: Omit<TaxTreatment, 'inclusive'>;
  readonly reason: string;
  /** How it was reckoned, where it was; else it is explained by its reason. */
  readonly explanation?: Explanation | null;
  readonly withdrawn: boolean;
}

/** An item is owed as stated, in its month; once it is withdrawn, nothing is, and accrual takes back what was charged. */
export function itemTargets(item: ItemSource): ChargeTarget[] {
  if (item.withdrawn) return [];
  const { component, month, amountFen, reason } = item;
  const explanation = item.explanation ?? explain({ kind: 'reason', reason, amountFen }, amountFen);
  return [priceLine({ component, segment: 1, month, explanation }, amountFen, { ...item.tax, inclusive: true })];
}
