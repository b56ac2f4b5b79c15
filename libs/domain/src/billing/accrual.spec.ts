import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { splitTax } from '../money/tax.js';
import { earlyReturnCharges } from '../pricing/early-return.js';
import { aRatePlan, aRental, aSegment, aSession, at, period, TIERS } from '../test/builders.js';
import { addDays, dateOfDayNumber } from '../time/calendar-date.js';
import { accrualDifference, targetCharges, type ChargeSource } from './accrual.js';
import type { ChargeTarget } from './charge.js';

const ALL = { upToMonth: '2099-12', today: '2026-06-01' };
const by = (charges: ChargeTarget[]) => charges.map((one) => [one.component, one.segment, one.month, one.amountFen]);
const total = (charges: { amountFen: number }[]) => charges.reduce((sum, one) => sum + one.amountFen, 0);
const targets = (source: ChargeSource, limit = ALL) => targetCharges(source, limit);

describe('what a rental owes', () => {
  it('is nothing before it is agreed and nothing beyond the month asked for', () => {
    for (const status of ['requested', 'rejected', 'lapsed'] as const) expect(targets(aRental({ status }))).toEqual([]);
    expect(targets(aRental({ status: 'confirmed' }), { ...ALL, upToMonth: '2026-04' })).toHaveLength(2);
    expect(total(targets(aRental()))).toBe(6 * 427500);
  });

  it('has an extension as a segment at its own price, on the same anchor', () => {
    const segments = [
      aSegment({ months: 1, monthlyFen: 450000 }),
      aSegment({ segment: 2, fromMonth: 1, months: 2, monthlyFen: 436500 }),
    ];
    const owed = targets(aRental({ startDate: '2026-01-31', segments, status: 'completed' }));
    expect(by(owed)).toEqual([
      ['rent', 1, '2026-01', 14516],
      ['rent', 1, '2026-02', 435484],
      ['rent', 2, '2026-02', 15589],
      ['rent', 2, '2026-03', 436500],
      ['rent', 2, '2026-04', 420911],
    ]);
  });

  it('after an early return of one term is what earlyReturnCharges says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 21_000 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 4 }),
        (first, days, minMonths) => {
          const startDate = dateOfDayNumber(first);
          const returnedOn = addDays(startDate, days);
          const months = 6;
          const early = earlyReturnCharges({
            start: startDate,
            months,
            listMonthlyFen: 450000,
            termTiers: TIERS,
            minMonths,
            returned: returnedOn,
          });
          const owed = targets(
            aRental({ startDate, segments: [aSegment({ minMonths })], returnedOn, status: 'completed' }),
          );
          const rent = owed.filter(({ component }) => component === 'rent');
          expect(rent.map(({ month, amountFen }) => ({ month, fen: amountFen }))).toEqual(early.charges);
        },
      ),
    );
  });

  it('keeps the finished segments of an extended rental as agreed when the last is broken off', () => {
    const segments = [
      aSegment({ months: 3, monthlyFen: 436500 }),
      aSegment({ segment: 2, fromMonth: 3, months: 9, monthlyFen: 405000 }),
    ];
    const owed = targets(aRental({ startDate: '2026-01-01', segments, returnedOn: '2026-06-16', status: 'completed' }));
    // Five months are over: 3 % tier, so 4,365.00; then 15 of 30 days of June.
    expect(by(owed)).toEqual([
      ['rent', 1, '2026-01', 436500],
      ['rent', 1, '2026-02', 436500],
      ['rent', 1, '2026-03', 436500],
      ['rent', 2, '2026-04', 436500],
      ['rent', 2, '2026-05', 436500],
      ['rent', 2, '2026-06', 218250],
    ]);
    const first = targets(
      aRental({ startDate: '2026-01-01', segments, returnedOn: '2026-04-01', status: 'completed' }),
    );
    expect(total(first)).toBe(3 * 436500);
  });

  it('grows by the day past its end, until the return', () => {
    const late = (given: object, today: string) =>
      by(targets(aRental({ status: 'overdue', ...given }), { upToMonth: '2099-12', today })).filter(
        ([name]) => name === 'overdue',
      );
    expect(late({}, '2026-09-15')).toEqual([]);
    expect(late({}, '2026-09-18')).toEqual([['overdue', 1, '2026-09', 3 * 21375]]);
    expect(late({}, '2026-10-02')).toEqual([
      ['overdue', 1, '2026-09', 16 * 21375],
      ['overdue', 1, '2026-10', 20685],
    ]);
    expect(late({ returnedOn: '2026-09-17', status: 'completed' }, '2026-12-01')).toEqual([
      ['overdue', 1, '2026-09', 2 * 21375],
    ]);
    expect(late({ returnedOn: '2026-09-15', status: 'completed' }, '2026-12-01')).toEqual([]);
    expect(late({ status: 'confirmed' }, '2026-12-01')).toEqual([]);
    expect(late({ overdueFactorBps: 10000 }, '2026-09-16')).toEqual([['overdue', 1, '2026-09', 14250]]);
    const agreed = { segments: [aSegment({ overdueFactorBps: 20000 })], overdueFactorBps: 10000 };
    expect(late(agreed, '2026-09-16')).toEqual([['overdue', 1, '2026-09', 28500]]);
  });

  it('is the fee alone when it was given up', () => {
    const fee = { feeFen: 270000, on: '2026-03-14', baseFen: 900000, bps: 3000 };
    const [only, ...rest] = targets(aRental({ status: 'cancelled', fee }));
    expect(rest).toEqual([]);
    expect(only).toMatchObject({
      component: 'cancellation',
      month: '2026-03',
      amountFen: 270000,
      netFen: 238938,
      taxFen: 31062,
    });
    expect(only!.explanation.text.zh).toBe('取消费 30% × ¥9,000.00 = ¥2,700.00');
    expect(targets(aRental({ status: 'cancelled' }))).toEqual([]);
    expect(targets(aRental({ status: 'cancelled', fee: { feeFen: 0, on: '2026-03-14' } }))).toEqual([]);
    expect(by(targets(aRental({ status: 'no_show', fee: { feeFen: 5, on: '2026-03-15' } })))).toEqual([
      ['no_show', 1, '2026-03', 5],
    ]);
  });
});

describe('what a session owes', () => {
  it('is its price once it is over', () => {
    expect(by(targets(aSession()))).toEqual([['session', 1, '2026-03', 12000]]);
    const before = { upToMonth: '2026-03', today: '2026-03-16' };
    expect(targets(aSession({ status: 'confirmed' }), before)).toEqual([]);
    expect(targets(aSession({ status: 'active' }), before)).toEqual([]);
    expect(targets(aSession({ status: 'confirmed' }), { ...before, today: '2026-03-18' })).toHaveLength(1);
  });

  it('follows what was used, as the plan bills it', () => {
    const used = period('2026-03-17T09:00', '2026-03-17T11:20');
    expect(total(targets(aSession({ used })))).toBe(15000);
    expect(total(targets(aSession({ used, plan: aRatePlan({ billBasis: 'booked' }) })))).toBe(12000);
    expect(targets(aSession({ plan: aRatePlan({ billBasis: 'used' }) }))).toEqual([]);
  });

  it('belongs to the month in which it starts', () => {
    const booked = { start: at('2026-03-31T22:00'), end: at('2026-04-01T02:00') };
    expect(new Set(targets(aSession({ booked })).map(({ month }) => month))).toEqual(new Set(['2026-03']));
  });

  it('has counted things as lines of their own', () => {
    const tax = aRatePlan().sessionTax;
    const counted = [
      { component: 'sample' as const, count: 10, unitFen: 500, tax },
      { component: 'sample' as const, count: 2, unitFen: 900, tax },
      { component: 'assistance' as const, count: 1, unitFen: 8000, tax },
    ];
    expect(by(targets(aSession({ counted, plan: aRatePlan({ hourly: [] }) })))).toEqual([
      ['sample', 1, '2026-03', 5000],
      ['sample', 2, '2026-03', 1800],
      ['assistance', 1, '2026-03', 8000],
    ]);
  });

  it('is the fee alone when nobody came', () => {
    const fee = { feeFen: 6000, on: '2026-03-17' };
    expect(by(targets(aSession({ status: 'no_show', fee })))).toEqual([['no_show', 1, '2026-03', 6000]]);
    expect(by(targets(aSession({ status: 'cancelled', fee })))).toEqual([['cancellation', 1, '2026-03', 6000]]);
  });
});

describe('accrual', () => {
  const agreed = targets(aRental());
  const shortened = targets(aRental({ returnedOn: '2026-05-01', status: 'completed' }));
  const merge = (...parts: ChargeTarget[][]) => {
    const sums = new Map<string, number[]>();
    for (const one of parts.flat()) {
      const key = `${one.component}|${one.segment}|${one.month}`;
      const sum = sums.get(key) ?? [0, 0, 0];
      sums.set(key, [sum[0]! + one.amountFen, sum[1]! + one.netFen, sum[2]! + one.taxFen]);
    }
    return Object.fromEntries([...sums].filter(([, sum]) => sum.some((part) => part !== 0)));
  };

  it('records the target once, and nothing the second time', () => {
    expect(merge(accrualDifference(agreed, []))).toEqual(merge(agreed));
    expect(accrualDifference(agreed, agreed)).toEqual([]);
    expect(accrualDifference([], [])).toEqual([]);
  });

  it('after an early return leaves every month as one computation has it, tax included', () => {
    const correction = accrualDifference(shortened, agreed);
    expect(merge(agreed, correction)).toEqual(merge(shortened));
    expect(accrualDifference(shortened, [...agreed, ...correction])).toEqual([]);
    expect(correction.find(({ month }) => month === '2026-05')).toMatchObject({ amountFen: -427500 });
    expect(correction.find(({ month }) => month === '2026-03')!.explanation.formula.kind).toBe('correction');
  });

  it('leaves later months alone', () => {
    expect(accrualDifference([], agreed, '2026-03').map(({ month }) => month)).toEqual(['2026-03']);
    expect(accrualDifference(agreed, [], '2026-04').map(({ month }) => month)).toEqual(['2026-03', '2026-04']);
  });

  it('keeps two rates on two lines', () => {
    const lower = agreed.map((one) => ({
      ...one,
      taxRateBps: 600,
      ...splitTax({ grossFen: one.amountFen, rateBps: 600 }),
    }));
    const changed = accrualDifference(lower, agreed);
    expect(changed).toHaveLength(2 * agreed.length);
    expect(total(changed)).toBe(0);
  });

  it('comes to the same whatever was charged on the way', () => {
    const day = fc.integer({ min: 0, max: 250 }).map((days) => addDays('2026-03-15', days));
    const step = fc.record({ returnedOn: fc.option(day), upTo: fc.integer({ min: 3, max: 12 }), today: day });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), step, (steps, last) => {
        const recorded: ChargeTarget[] = [];
        for (const { returnedOn, upTo, today } of [...steps, last, last]) {
          const upToMonth = `2026-${String(upTo).padStart(2, '0')}`;
          const owed = targetCharges(aRental({ status: 'overdue', returnedOn }), { upToMonth, today });
          const more = accrualDifference(owed, recorded, upToMonth);
          recorded.push(...more);
          expect(merge(recorded.filter(({ month }) => month <= upToMonth))).toEqual(merge(owed));
          expect(accrualDifference(owed, recorded, upToMonth)).toEqual([]);
          expect(more.every((one) => one.amountFen === one.netFen + one.taxFen)).toBe(true);
        }
      }),
    );
  });

  it('nets an extension that is taken back to nothing', () => {
    const extended = targets(
      aRental({ segments: [aSegment(), aSegment({ segment: 2, fromMonth: 6, months: 6, monthlyFen: 405000 })] }),
    );
    const there = accrualDifference(extended, agreed);
    const back = accrualDifference(agreed, [...agreed, ...there]);
    expect(total(there)).toBe(6 * 405000);
    expect(merge(there, back)).toEqual({});
  });
});
