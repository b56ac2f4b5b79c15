import { toFen } from './fen.js';

/** An amount in fen as people read it: thousands parted, two decimals, no currency sign. 450000 is "4,500.00". */
export function formatYuan(fen: number): string {
  const amount = toFen(fen);
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}

const YUAN = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/;

/**
 * Reads a typed amount in yuan exactly, without a fraction ever passing through a floating-point number.
 * "4,500", "4500.5" and "¥4,500.50" are read; a third decimal, a misplaced comma or an
 * amount above nine quadrillion fen gives null. Full-width digits count as digits.
 */
export function parseYuanToFen(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^(-?)(?:¥|CNY|RMB)/i, '$1')
    .replace(/元$/, '');
  const match = YUAN.exec(plain);
  if (!match) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  const amount = BigInt(whole.replaceAll(',', '') + decimals.padEnd(2, '0'));
  if (amount > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return toFen(sign === '-' ? -amount : amount);
}
