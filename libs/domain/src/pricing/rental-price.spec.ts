import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { TIERS } from '../test/builders.js';
import { addDays, addMonths, dateOfDayNumber } from '../time/calendar-date.js';
import { monthOf } from '../time/calendar-month.js';
import { chargedTo, earlyReturnCharges, fullMonthsBy } from './early-return.js';
import { overdueDailyFen, reckonOverdue } from './overdue-price.js';
import { discountedMonthlyFen, rentalCharges, reckonRental, termDiscountBps } from './rental-price.js';

const anyDay = fc.integer({ min: 18_000, max: 22_000 }).map(dateOfDayNumber);
const anyMonths = fc.integer({ min: 0, max: 36 });
const anyPrice = fc.integer({ min: 0, max: 90_000_000 });
const sum = (charges: { fen: number }[]) => charges.reduce((total, { fen }) => total + fen, 0);

describe('the term discount', () => {
  it.each([
    [1, 0],
    [2, 0],
    [3, 300],
    [5, 300],
    [6, 500],
    [11, 500],
    [12, 1000],
    [36, 1000],
  ])('of %i months is %i', (months, bps) => {
    expect(termDiscountBps(TIERS, months)).toBe(bps);
    expect(termDiscountBps([...TIERS].reverse(), months)).toBe(bps);
  });

  it('goes before the company discount, each rounded by itself', () => {
    const price = (companyBps?: number) =>
      discountedMonthlyFen({ listMonthlyFen: 333333, months: 6, termTiers: TIERS, companyBps });
    expect(price()).toBe(316666);
    expect(price(2000)).toBe(253333);
    expect(discountedMonthlyFen({ listMonthlyFen: 450000, months: 3, termTiers: [], companyBps: 10000 })).toBe(0);
  });
});

describe('a rental by calendar month', () => {
  it('always sums to months times the price, in consecutive months', () => {
    fc.assert(
      fc.property(anyDay, anyMonths, anyPrice, (start, months, monthlyFen) => {
        const charges = rentalCharges({ start, months, monthlyFen });
        expect(sum(charges)).toBe(months * monthlyFen);
        expect(charges.every(({ fen }) => fen >= 0)).toBe(true);
        charges.forEach(({ month }, index) => expect(month).toBe(monthOf(addMonths(`${monthOf(start)}-01`, index))));
      }),
    );
  });

  it('ends in the month before its first free day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 36 }), (start, months) => {
        const last = rentalCharges({ start, months, monthlyFen: 450000 }).at(-1);
        expect(last?.month).toBe(monthOf(addDays(addMonths(start, months), -1)));
      }),
    );
  });

  it('refuses half months and negative ones', () => {
    expect(() => rentalCharges({ start: '2026-01-01', months: 1.5, monthlyFen: 1 })).toThrow();
    expect(() => rentalCharges({ start: '2026-01-01', months: -1, monthlyFen: 1 })).toThrow();
    expect(rentalCharges({ start: '2026-01-15', months: 0, monthlyFen: 1 })).toEqual([]);
  });

  it('says how each month was reckoned', () => {
    const kinds = reckonRental({ start: '2026-03-15', months: 2, monthlyFen: 450000 }).map(
      ({ formula }) => formula.kind,
    );
    expect(kinds).toEqual(['days_of_month', 'whole_month', 'remainder']);
  });
});

describe('an early return', () => {
  const early = (given: object) =>
    earlyReturnCharges({
      start: '2026-03-15',
      months: 6,
      listMonthlyFen: 450000,
      termTiers: TIERS,
      minMonths: 1,
      returned: '2026-05-01',
      ...given,
    });

  it('changes nothing on or after the agreed end', () => {
    const agreed = rentalCharges({ start: '2026-03-15', months: 6, monthlyFen: 427500 });
    for (const returned of ['2026-09-15', '2026-10-01']) {
      expect(early({ returned })).toEqual({ chargedTo: '2026-09-15', monthlyFen: 427500, charges: agreed });
    }
    expect(early({ minMonths: 9, returned: '2026-04-01' }).charges).toEqual(agreed);
  });

  it('costs nothing before the start when there is no shortest term', () => {
    expect(early({ minMonths: 0, returned: '2026-03-01' })).toEqual({
      chargedTo: '2026-03-15',
      monthlyFen: 450000,
      charges: [],
    });
  });

  it('keeps the company discount', () => {
    expect(early({ companyBps: 2000 }).monthlyFen).toBe(360000);
  });

  it('never lets odd days cost more than a month, even of one fen', () => {
    const { charges } = early({ listMonthlyFen: 1, minMonths: 0, start: '2026-02-15', returned: '2026-03-14' });
    expect(sum(charges)).toBe(1);
  });

  it('lies between the full months that are over and one more', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 24 }), fc.integer({ min: 0, max: 800 }), (start, months, days) => {
        const returned = addDays(start, days);
        const result = earlyReturnCharges({
          start,
          months,
          listMonthlyFen: 450000,
          termTiers: TIERS,
          minMonths: 1,
          returned,
        });
        const full = fullMonthsBy(start, result.chargedTo);
        expect(sum(result.charges)).toBeGreaterThanOrEqual(full * result.monthlyFen);
        expect(sum(result.charges)).toBeLessThanOrEqual((full + 1) * result.monthlyFen);
        expect(result.chargedTo <= addMonths(start, months)).toBe(true);
        expect(result.chargedTo).toBe(chargedTo({ start, months, minMonths: 1, returned }));
        if (result.chargedTo < addMonths(start, months)) expect(result.chargedTo >= addMonths(start, 1)).toBe(true);
      }),
    );
  });

  it.each([
    ['2026-01-31', '2026-02-27', 0],
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-31', '2026-03-30', 1],
    ['2026-01-31', '2026-03-31', 2],
    ['2026-01-31', '2026-01-30', 0],
  ])('from %s, by %s, %i months are over', (start, day, months) => {
    expect(fullMonthsBy(start, day)).toBe(months);
  });
});

describe('overdue', () => {
  it('costs half as much again, by the month it falls in', () => {
    expect(overdueDailyFen({ monthlyFen: 450000, month: '2026-04' })).toBe(22500);
    expect(overdueDailyFen({ monthlyFen: 450000, month: '2026-05' })).toBe(21774);
    expect(overdueDailyFen({ monthlyFen: 450000, month: '2026-04', factorBps: 10000 })).toBe(15000);
    expect(reckonOverdue({ monthlyFen: 450000, from: '2026-04-29', to: '2026-05-02' })).toMatchObject([
      { month: '2026-04', fen: 45000 },
      { month: '2026-05', fen: 21774 },
    ]);
  });

  it('costs nothing when nothing is late', () => {
    expect(reckonOverdue({ monthlyFen: 450000, from: '2026-04-29', to: '2026-04-29' })).toEqual([]);
    expect(reckonOverdue({ monthlyFen: 450000, from: '2026-04-29', to: '2026-04-01' })).toEqual([]);
  });
});
