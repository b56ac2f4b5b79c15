import { halfUpDiv } from '../../money/half-up.js';
import { formatYuan } from '../../money/yuan-text.js';
import type { Formula } from '../../pricing/explanation.js';
import { daysBetween } from '../../time/calendar-date.js';

/** 单位, 数量 and 单价 of a line as the workbook takes them; the three are empty where no price fits in 16 characters. */
export interface UnitPrice {
  readonly unit: string;
  readonly quantity: string;
  readonly unitPrice: string;
}

/** How much was used, as a fraction, so that 45 minutes are exactly 0.75 hours. */
interface Quantity {
  readonly unit: string;
  readonly of: bigint;
  readonly by: bigint;
}

const DECIMALS = 13;
const LONGEST = 16;
const whole = (unit: string, count: number): Quantity => ({ unit, of: BigInt(count), by: 1n });
const lump = whole('项', 1);

/** What is counted behind an amount: months, days, hours, times; what is a sum or a correction is one item. */
function quantityOf(formula: Formula | null): Quantity {
  switch (formula?.kind) {
    case 'whole_month':
      return whole('月', 1);
    case 'days_of_month':
    case 'overdue':
      return whole('天', formula.days);
    case 'remainder':
      return whole('天', Math.max(daysBetween(formula.from, formula.to), 1));
    case 'hours':
      return formula.minutes % 3 === 0
        ? { unit: '小时', of: BigInt(formula.minutes), by: 60n }
        : whole('分钟', formula.minutes);
    case 'count':
      return Number.isInteger(formula.count) ? whole('次', formula.count) : lump;
    default:
      return lump;
  }
}

/** A number of `decimals` places from its digits, without needless zeros. */
function decimalText(scaled: bigint, decimals: number): string {
  const digits = scaled.toString().padStart(decimals + 1, '0');
  if (decimals === 0) return digits;
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return digits.slice(0, -decimals) + (fraction === '' ? '' : `.${fraction}`);
}

/** The price of one, with as many decimals as 16 characters hold, at most 13; null when so many do not give the amount back. */
function priceOf(amountFen: number, { of, by }: Quantity): string | null {
  const yuanDigits = ((BigInt(amountFen) * by) / (of * 100n)).toString().length;
  const decimals = Math.min(DECIMALS, LONGEST - yuanDigits - 1);
  const scale = 10n ** BigInt(decimals);
  const price = halfUpDiv(BigInt(amountFen) * by * scale, of * 100n);
  const back = halfUpDiv(price * of * 100n, by * scale);
  return back === BigInt(amountFen) ? decimalText(price, decimals) : null;
}

/**
 * Quantity and unit price of a positive amount: 金额 = 单价 × 数量 to the fen (china.md §2.3, columns E–G).
 * 2,467.74 for 17 days is 17 天 at 145.161176470588; 90 minutes for 90.00 are 1.5 小时 at 60.
 */
export function unitPriceOf(amountFen: number, formula: Formula | null): UnitPrice {
  for (const quantity of [quantityOf(formula), lump]) {
    if (quantity.of <= 0n) continue;
    const unitPrice = priceOf(amountFen, quantity);
    if (unitPrice === null) continue;
    return { unit: quantity.unit, quantity: decimalText((quantity.of * 10_000n) / quantity.by, 4), unitPrice };
  }
  return { unit: '', quantity: '', unitPrice: '' };
}

/** An amount as the workbook takes it: two decimals, no thousands, no sign of money. */
export const batchAmount = (fen: number): string => formatYuan(fen).replaceAll(',', '');
