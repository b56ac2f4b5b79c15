import { conflict, Problem } from '../../../platform/http/problem.js';
import type { BundleQuote } from './quote-bundle.js';

/** An item of a bundle that is not to be had: too few units are free. The whole transaction ends with it. */
export class ItemTaken extends Error {
  constructor(readonly item: number) {
    super('an item of the bundle is taken');
  }
}

/** An item whose price is another than the one that was shown. */
export class ItemPriceChanged extends Error {
  constructor(readonly item: number) {
    super('the price of an item has changed');
  }
}

/** An item that rules refuse; which rules, of all items, is said after the rollback. */
export class ItemRefused extends Error {
  constructor(readonly item: number) {
    super('an item of the bundle is refused');
  }
}

export type BundleRefusal = ItemTaken | ItemPriceChanged | ItemRefused;
export const isBundleRefusal = (error: unknown): error is BundleRefusal =>
  error instanceof ItemTaken || error instanceof ItemPriceChanged || error instanceof ItemRefused;

/**
 * The answer to a bundle that was refused: every item with its price, what is taken, what else there is and which rules
 * say no, so that the page shows it in place and keeps what was entered.
 */
export function bundleProblem(refusal: BundleRefusal, quote: BundleQuote): Problem {
  const violations = quote.items.flatMap((one) => one.violations.map((v) => ({ ...v, item: one.item })));
  if (refusal instanceof ItemPriceChanged) {
    return conflict(
      'quote_changed',
      { zh: '价格已变化，请核对新报价后再提交', en: 'The price has changed; look at the new quote and submit again' },
      { quote },
    );
  }
  const taken = quote.items.filter((one) => !one.free).map((one) => one.item);
  if (refusal instanceof ItemTaken || taken.length > 0) {
    return conflict(
      'slot_taken',
      {
        zh: '组合中有仪器的时段已被占用，整单未预约',
        en: 'Part of it is taken, so nothing was reserved',
      },
      { items: taken, violations, quote },
    );
  }
  if (quote.items.some((one) => one.quoteId === null)) {
    return new Problem({
      status: 422,
      code: 'not_priced',
      title: {
        zh: '组合中有仪器尚未定价，请联系管理员',
        en: 'Part of it has no price for that yet; please ask the staff',
      },
      extra: { quote },
    });
  }
  if (!violations.some((v) => v.severity === 'refuse')) {
    return conflict(
      'quote_changed',
      { zh: '预约条件刚刚变化，请核对后再提交', en: 'The conditions have just changed; check them and submit again' },
      { quote },
    );
  }
  return new Problem({
    status: 422,
    code: 'policies_violated',
    title: { zh: '预约不符合使用规则', en: 'The reservation breaks rules of use' },
    extra: { violations, quote },
  });
}
