import { halfUpDiv } from '../../money/half-up.js';

const DECIMAL = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * A typed decimal number times a whole scale, as a whole number: exact, what is beyond the last place rounded half up
 * once, without floating point. "45.2" at 1,000,000 is 45,200,000. Null when it is not a number.
 */
export function scaleDecimal(text: string, scale: bigint): bigint | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const exponent = Number(exponentText) - fraction.length;
  if (Math.abs(exponent) > 400) return null;
  const digits = BigInt(whole.replaceAll(',', '') + fraction) * scale;
  const power = 10n ** BigInt(Math.abs(exponent));
  const magnitude = exponent >= 0 ? digits * power : halfUpDiv(digits, power);
  return sign === '-' ? -magnitude : magnitude;
}

/** Like `scaleDecimal`, but null also when digits are left beyond the last place. */
export function scaleDecimalExactly(text: string, scale: bigint): bigint | null {
  const scaled = scaleDecimal(text, scale);
  if (scaled === null) return null;
  return scaleDecimal(text, scale * 1_000_000_000_000n) === scaled * 1_000_000_000_000n ? scaled : null;
}
