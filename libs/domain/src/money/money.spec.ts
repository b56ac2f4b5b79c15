import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { capitalNumerals } from './capital-numerals.js';
import { scaleFen, shareOfFen, sumFen, toFen } from './fen.js';
import { halfUpDiv, halfUpQuotient } from './half-up.js';
import { addTax, splitTax } from './tax.js';
import { formatYuan, parseYuanToFen } from './yuan-text.js';

const amount = fc.integer({ min: -900_000_000_000, max: 900_000_000_000 });

describe('the one rounding', () => {
  it.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [4n, 3n, 1n],
    [-4n, 3n, -1n],
    [1n, 2n, 1n],
    [-1n, 2n, -1n],
    [0n, 7n, 0n],
  ])('%s / %s is %s', (numerator, denominator, result) => {
    expect(halfUpDiv(numerator, denominator)).toBe(result);
  });

  it('is never more than half a unit off, and the same for both signs', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 10n ** 9n }), (numerator, denominator) => {
        const result = halfUpDiv(numerator, denominator);
        const off = 2n * (result * denominator - numerator);
        expect(off <= denominator && off >= -denominator).toBe(true);
        expect(halfUpDiv(-numerator, denominator)).toBe(-result);
      }),
    );
  });

  it('is the same for safe integers as for big ones', () => {
    const safe = fc.maxSafeInteger();
    fc.assert(
      fc.property(safe, fc.oneof(fc.integer({ min: 1, max: 40_000 }), safe.map(Math.abs)), (numerator, denominator) => {
        fc.pre(denominator > 0);
        const result = halfUpQuotient(numerator, denominator);
        expect(result).toBe(Number(halfUpDiv(BigInt(numerator), BigInt(denominator))));
      }),
      { numRuns: 2_000 },
    );
    expect(halfUpQuotient(-1, 3)).toBe(0);
  });

  it('refuses a denominator that is not positive', () => {
    expect(() => halfUpQuotient(1, 0)).toThrow();
    expect(() => halfUpDiv(1n, 0n)).toThrow();
    expect(() => halfUpDiv(1n, -2n)).toThrow();
  });
});

describe('fen', () => {
  it('are whole and safe', () => {
    expect(toFen(450000)).toBe(450000);
    expect(() => toFen(0.5)).toThrow();
    expect(() => toFen(2 ** 53)).toThrow();
    expect(() => toFen(Number.NaN)).toThrow();
  });

  it('are scaled exactly where a double would not be', () => {
    expect(scaleFen(9_007_199_254_740_991, 9999, 10000)).toBe(9_006_298_534_815_517);
    expect(scaleFen(450000, 17, 31)).toBe(246774);
    expect(shareOfFen(-15, 5000)).toBe(-8);
    expect(() => scaleFen(4, 0.5, 1)).toThrow();
    expect(() => scaleFen(4, 1, 0.5)).toThrow();
    expect(sumFen([])).toBe(0);
    expect(sumFen([1, 2, -3, 4])).toBe(4);
    expect(sumFen([9_007_199_254_740_991, 1, -5])).toBe(9_007_199_254_740_987);
    expect(() => sumFen([9_007_199_254_740_991, 1])).toThrow();
    expect(() => sumFen([0.5, 0.5])).toThrow();
  });
});

describe('tax', () => {
  it.each([
    [452000, 1300, 400000, 52000],
    [450000, 1300, 398230, 51770],
    [33333, 1300, 29498, 3835],
    [1, 1300, 1, 0],
    [106000, 600, 100000, 6000],
    [120000, 900, 110092, 9908],
    [10000, 300, 9709, 291],
    [10000, 100, 9901, 99],
    [10000, 0, 10000, 0],
    [-452000, 1300, -400000, -52000],
  ])('%i at %i is %i and %i', (grossFen, rateBps, netFen, taxFen) => {
    expect(splitTax({ grossFen, rateBps })).toEqual({ netFen, taxFen });
  });

  it('always sums to the gross, and turns round with it', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10000 }), (grossFen, rateBps) => {
        const { netFen, taxFen } = splitTax({ grossFen, rateBps });
        expect(netFen + taxFen).toBe(grossFen);
        expect(splitTax({ grossFen: 0 - grossFen, rateBps }).netFen).toBe(0 - netFen);
      }),
    );
  });

  it('is added to a price without it', () => {
    expect(addTax({ netFen: 400000, rateBps: 1300 })).toEqual({ grossFen: 452000, taxFen: 52000 });
    expect(addTax({ netFen: 4, rateBps: 1300 })).toEqual({ grossFen: 5, taxFen: 1 });
  });
});

/** Reads capital numerals back, to see that nothing was lost. */
function readBack(text: string): number {
  const [sign, body] = text.startsWith('(负数)') ? [-1n, text.slice(4)] : [1n, text];
  let total = 0n;
  let section = 0n;
  let digit = 0n;
  for (const character of body) {
    const value = '零壹贰叁肆伍陆柒捌玖'.indexOf(character);
    const place = { 拾: 10n, 佰: 100n, 仟: 1000n }[character];
    if (value >= 0) digit = BigInt(value);
    else if (place) {
      section += digit * place;
      digit = 0n;
    } else if (character === '万') {
      total += (section + digit) * 10_000n;
      section = digit = 0n;
    } else if (character === '亿') {
      total = (total + section + digit) * 100_000_000n;
      section = digit = 0n;
    } else if (character === '元') {
      total = (total + section + digit) * 100n;
      section = digit = 0n;
    } else if (character === '角') {
      total += digit * 10n;
      digit = 0n;
    } else if (character === '分') total += digit;
  }
  return Number(sign * total);
}

describe('capital numerals', () => {
  it.each([
    [1505, '壹拾伍元零伍分'],
    [10100, '壹佰零壹元整'],
    [101001, '壹仟零壹拾元零壹分'],
    [140950, '壹仟肆佰零玖元伍角整'],
    [10000100, '壹拾万零壹元整'],
    [10000000100, '壹亿零壹元整'],
    [100000000000000, '壹万亿元整'],
  ])('%i is %s', (fen, text) => {
    expect(capitalNumerals(fen)).toBe(text);
  });

  it('can be read back, up to ninety trillion', () => {
    fc.assert(
      fc.property(fc.oneof(amount, fc.maxSafeInteger()), (fen) => {
        expect(readBack(capitalNumerals(fen))).toBe(fen);
      }),
      { numRuns: 2000 },
    );
  });

  it('never writes two zeros in a row', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (fen) => !capitalNumerals(fen).includes('零零')));
  });
});

describe('yuan as text', () => {
  it.each([
    [450000, '4,500.00'],
    [0, '0.00'],
    [5, '0.05'],
    [-123456789, '-1,234,567.89'],
    [99999, '999.99'],
    [100000, '1,000.00'],
  ])('%i is %s', (fen, text) => {
    expect(formatYuan(fen)).toBe(text);
    expect(parseYuanToFen(text)).toBe(fen);
  });

  it.each([
    ['4500', 450000],
    ['4,500.5', 450050],
    ['¥4,500.50', 450050],
    ['-¥12', -1200],
    [' 12 元', 1200],
    ['１２．３４', 1234],
    ['0.29', 29],
  ])('reads %s', (text, fen) => {
    expect(parseYuanToFen(text)).toBe(fen);
  });

  it.each(['', '4.505', '4,50', '1e3', 'abc', '4.', '.', '99999999999999999', '1 2 x'])('refuses "%s"', (text) => {
    expect(parseYuanToFen(text)).toBeNull();
  });

  it('reads back whatever it wrote', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (fen) => parseYuanToFen(formatYuan(fen)) === fen));
  });
});
