import { describe, it, expect } from '@jest/globals';
import { isSummaryTaxCode, TAX_ITEMS, taxWarnings } from './tax-catalogue.js';

describe('the list of what is taxed how', () => {
  it('holds texts of 19 digits, each once and none the head of another', () => {
    expect(TAX_ITEMS.every((item) => /^\d{19}$/.test(item.code))).toBe(true);
    expect(new Set(TAX_ITEMS.map((item) => item.code)).size).toBe(TAX_ITEMS.length);
    expect(TAX_ITEMS.filter((item) => isSummaryTaxCode(item.code))).toEqual([]);
  });

  it.each([
    ['3040502010000000000', true],
    ['3040502000000000000', true],
    ['3040000000000000000', true],
    ['3040502019900000000', false],
    ['3040203000000000000', false],
  ])('%s is a summary code: %s', (code, is) => {
    expect(isSummaryTaxCode(code)).toBe(is);
  });

  it('warns of a rate that ends, of one that is unusual, and of a code that it does not know', () => {
    const lease = { code: '3040502019900000000', rateBps: 100 };
    const codes = (tax: { code: string; rateBps: number }, until: string | null) =>
      taxWarnings(tax, { from: '2026-03-01', until }).map((one) => one.code);
    expect(codes(lease, null)).toEqual(['rate_ends']);
    expect(codes(lease, '2028-01-01')).toEqual(['rate_ends']);
    expect(codes(lease, '2027-12-31')).toEqual([]);
    expect(codes({ ...lease, rateBps: 600 }, null)).toEqual(['rate_unusual']);
    expect(codes({ code: '3040203000000000000', rateBps: 600 }, null)).toEqual(['code_unknown']);
  });
});
