import { readFileSync } from 'node:fs';
import { describe, it, expect } from '@jest/globals';
import {
  addMonths,
  capitalNumerals,
  discountedMonthlyFen,
  earlyReturnCharges,
  isCreditCode,
  rentalCharges,
  splitTax,
} from './index.js';

interface Term {
  start: string;
  months: number;
  listMonthlyFen: number;
  termTiers: [number, number][];
  monthlyFen: number;
  chargesFen: Record<string, number>;
}
interface Vectors {
  rentals: (Term & { endExclusive: string; vatBps: number; taxFen: Record<string, number> })[];
  earlyReturns: (Term & { minMonths: number; returned: string; chargedTo: string })[];
  capitals: { fen: number; text: string }[];
  creditCodes: { code: string; valid: boolean }[];
}

const vectors = JSON.parse(readFileSync(new URL('./test/vectors.json', import.meta.url), 'utf8')) as Vectors;
const tiersOf = (term: Term) => term.termTiers.map(([months, bps]) => ({ months, bps }));
const indexed = <T>(list: T[]): [number, T][] => list.map((one, index) => [index, one]);
const asRecord = (charges: { month: string; fen: number }[]) =>
  Object.fromEntries(charges.map(({ month, fen }) => [month, fen]));

describe('the figures agreed with finance', () => {
  it('holds some of every kind', () => {
    expect(vectors.rentals.length).toBeGreaterThanOrEqual(8);
    expect(vectors.earlyReturns.length).toBeGreaterThanOrEqual(3);
    expect(vectors.capitals.length).toBeGreaterThanOrEqual(21);
    expect(vectors.creditCodes.length).toBeGreaterThanOrEqual(14);
  });

  it.each(indexed(vectors.rentals))('rental %i', (_index, rental) => {
    const monthlyFen = discountedMonthlyFen({ ...rental, termTiers: tiersOf(rental) });
    expect(monthlyFen).toBe(rental.monthlyFen);
    expect(addMonths(rental.start, rental.months)).toBe(rental.endExclusive);
    const charges = rentalCharges({ start: rental.start, months: rental.months, monthlyFen });
    expect(asRecord(charges)).toEqual(rental.chargesFen);
    const taxes = charges.map(({ month, fen }) => ({
      month,
      fen: splitTax({ grossFen: fen, rateBps: rental.vatBps }).taxFen,
    }));
    expect(asRecord(taxes)).toEqual(rental.taxFen);
  });

  it.each(indexed(vectors.earlyReturns))('early return %i', (_index, early) => {
    const result = earlyReturnCharges({ ...early, termTiers: tiersOf(early) });
    expect(result.chargedTo).toBe(early.chargedTo);
    expect(result.monthlyFen).toBe(early.monthlyFen);
    expect(asRecord(result.charges)).toEqual(early.chargesFen);
  });

  it.each(indexed(vectors.capitals))('capital numerals %i', (_index, { fen, text }) => {
    expect(capitalNumerals(fen)).toBe(text);
  });

  it.each(indexed(vectors.creditCodes))('credit code %i', (_index, { code, valid }) => {
    expect(isCreditCode(code)).toBe(valid);
  });
});
