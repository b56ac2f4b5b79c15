import { parsed, unparsed, type Parsed } from '../../core/parsed.js';
import { scaleDecimal, scaleDecimalExactly } from './decimal.js';
import { cellText, EMPTY_CELL, isBlankCell, type Cell } from './normalize.js';
import type { MoneyUnit } from './suggest-mapping.js';

const FEN_OF: Readonly<Record<MoneyUnit, bigint>> = { yuan: 100n, wan: 1_000_000n };
const SIGNS = /^([+-]?)(?:¥|￥|cny|rmb|人民币)/i;
const OWN_UNIT = /(万元?|元|yuan|cny|rmb)(?:整)?(?:\/.*)?$/i;

/**
 * Reads an amount of money as whole fen. A number or a text, with or without thousands, ¥, RMB; a unit in the cell
 * itself (3.5万, 3500元) outweighs that of the column. More decimals than the fen are rounded, halves up, once.
 * 45.2 in a column of 万元 is 452,000.00. Below zero, and what is no amount, is refused.
 */
export function parseMoneyCell(cell: Cell, unit: MoneyUnit = 'yuan'): Parsed<number> {
  if (isBlankCell(cell)) return unparsed('empty', EMPTY_CELL);
  const text = cellText(cell).replace(/\s/g, '').replace(SIGNS, '$1');
  const own = OWN_UNIT.exec(text)?.[1];
  const scale = own === undefined ? FEN_OF[unit] : FEN_OF[own.startsWith('万') ? 'wan' : 'yuan'];
  const fen = scaleDecimal(text.replace(OWN_UNIT, ''), scale);
  if (fen === null) {
    return unparsed('not_an_amount', { zh: `“${cellText(cell)}”不是金额`, en: `"${cellText(cell)}" is not an amount` });
  }
  if (fen < 0n) return unparsed('negative_amount', { zh: '金额不能为负', en: 'an amount cannot be negative' });
  if (fen > BigInt(Number.MAX_SAFE_INTEGER))
    return unparsed('amount_too_large', { zh: '金额过大', en: 'the amount is too large' });
  return parsed(Number(fen));
}

/**
 * Reads a percentage as basis points: 13%, 13 and 0.13 are all 1300. A bare number up to 1 is a fraction, above it
 * percent; 1 itself is 1 %, as a tax rate is. More than two decimals of a percent are refused, as is more than 100 %.
 */
export function parsePercentCell(cell: Cell): Parsed<number> {
  if (isBlankCell(cell)) return unparsed('empty', EMPTY_CELL);
  const text = cellText(cell).replace(/\s/g, '');
  const bare = text.replace(/%$/, '');
  const isFraction = bare === text && /^\+?(0|0?\.\d+|0\.\d*|\d(\.\d+)?e-\d+)$/i.test(bare);
  const bps = scaleDecimalExactly(bare, isFraction ? 10_000n : 100n);
  if (bps === null || bps < 0n || bps > 10_000n) {
    return unparsed('not_a_percentage', { zh: `“${text}”不是有效的百分比`, en: `"${text}" is not a percentage` });
  }
  return parsed(Number(bps));
}

/** Reads a whole number, not negative; a unit after it is let pass (3个月, 15 分钟, 30 min). 3.0 is 3; 2.5 is refused. */
export function parseIntegerCell(cell: Cell): Parsed<number> {
  if (isBlankCell(cell)) return unparsed('empty', EMPTY_CELL);
  const text = cellText(cell)
    .replace(/\s/g, '')
    .replace(/(个月|月|分钟|分|小时|天|次|minutes?|mins?|months?|days?|hours?|h|d|m)$/i, '');
  const value = scaleDecimalExactly(text, 1n);
  if (value === null || value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) {
    return unparsed('not_a_whole_number', {
      zh: `“${cellText(cell)}”不是整数`,
      en: `"${cellText(cell)}" is not a whole number`,
    });
  }
  return parsed(Number(value));
}
