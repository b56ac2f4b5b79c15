import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scaleFen, sumFen } from '../money/fen.js';
import { splitByWeights } from '../money/split-by-shares.js';
import { splitTax } from '../money/tax.js';
import { explain } from '../pricing/explain.js';
import { priceLine } from '../pricing/price-line.js';
import { aRatePlan, aSession, at, TAX } from '../test/builders.js';
import { accrualDifference, targetCharges } from './accrual.js';
import {
  bestOfLines,
  capAfter,
  capState,
  hoursFen,
  minutesToCap,
  type MonthOfHours,
  monthlyCapFen,
  withCorrection,
  withSession,
} from './best-of.js';
import type { ChargeTarget } from './charge.js';

const limit = { upToMonth: '2026-12', today: '2026-12-31' };
const testing = { rateBps: 600, code: '3040105000000000000', itemName: '测试费' };
const april = '2026-04';

/** Hours that cost so much, taxed in some way. */
const hours = (amountFen: number, tax = testing, component: 'session' | 'sample' = 'session'): ChargeTarget =>
  priceLine(
    { component, segment: 1, month: april, explanation: explain({ kind: 'stated', amountFen }, amountFen) },
    amountFen,
    tax,
  );

type Given = { readonly start?: number; readonly capFen?: number | null; readonly lines: readonly ChargeTarget[] };
const monthOf = (...sessions: readonly Given[]): MonthOfHours | undefined =>
  sessions.reduce<MonthOfHours | undefined>(
    (month, { start = 0, capFen = 450000, lines }) => withSession(month, { bookedStart: start, capFen, lines }),
    undefined,
  );
const savings = (...sessions: readonly Given[]): ChargeTarget[] => {
  const month = monthOf(...sessions);
  return month ? bestOfLines(month) : [];
};

describe('the best-of bill', () => {
  it('takes off what the hours of a month are above its rent', () => {
    const five = Array.from({ length: 5 }, () => ({ lines: [hours(108000)] }));
    expect(savings(...five)).toMatchObject([
      { component: 'best_of', month: april, amountFen: -90000, taxRateBps: 600 },
    ]);
  });

  it('is reckoned on what the hours cost in the end when one was corrected by hand', () => {
    const month = monthOf(...Array.from({ length: 5 }, () => ({ lines: [hours(108000)] })))!;
    const corrected = (amountFen: number) => {
      const { taxRateBps, taxCode, itemName, taxFen } = hours(amountFen);
      return bestOfLines(withCorrection(month, { taxRateBps, taxCode, itemName, amountFen, taxFen }));
    };
    expect(corrected(-30000)).toMatchObject([{ amountFen: -60000 }]);
    expect(corrected(20000)).toMatchObject([{ amountFen: -110000 }]);
    expect(corrected(-90000)).toEqual([]);
    const [saving] = corrected(-30000);
    const taxFen = 5 * hours(108000).taxFen + hours(-30000).taxFen + (saving?.taxFen ?? 0);
    expect(taxFen).toBe(splitTax({ grossFen: 450000, rateBps: 600 }).taxFen);
  });

  it('says how, in both languages', () => {
    const [line] = savings(...Array.from({ length: 6 }, (_, i) => ({ lines: [hours(i === 0 ? 120000 : 80000)] })));
    expect(line?.explanation.text).toEqual({
      zh: '6 次共 ¥5,200.00，超过月租 ¥4,500.00，减免 ¥700.00',
      en: "6 sessions come to ¥5,200.00, more than the month's rent of ¥4,500.00: ¥700.00 off",
    });
  });

  it('is nothing up to the cap, and without a monthly price', () => {
    expect(savings({ lines: [hours(450000)] })).toEqual([]);
    expect(savings({ lines: [hours(999999)], capFen: null })).toEqual([]);
  });

  it('takes the cap of the first session of the month, in whatever order they come', () => {
    const late = { start: 2, capFen: null, lines: [hours(300000)] };
    const early = { start: 1, capFen: 400000, lines: [hours(300000)] };
    expect(savings(late, early)).toMatchObject([{ amountFen: -200000 }]);
    expect(savings(early, late)).toMatchObject([{ amountFen: -200000 }]);
  });

  it('counts hours only: samples and sessions without hours are no part of it', () => {
    const month = monthOf({ lines: [hours(200000), hours(900000, testing, 'sample')] }, { lines: [] });
    expect(month).toMatchObject({ sessions: 1 });
    expect(hoursFen(month!)).toBe(200000);
  });

  it('parts the saving by tax rate, and says which part it is', () => {
    const lines = savings({ lines: [hours(300000)] }, { lines: [hours(200000, TAX)] });
    expect(lines.map((line) => [line.taxRateBps, line.amountFen])).toEqual([
      [1300, -20000],
      [600, -30000],
    ]);
    expect(lines[0]?.explanation.text.zh).toBe(
      '2 次共 ¥5,000.00，超过月租 ¥4,500.00，减免 ¥500.00，其中税率 13% 部分 ¥200.00',
    );
  });

  it('caps at the price of one month, the company discount off, tax included', () => {
    expect(monthlyCapFen(aRatePlan(), 2000)).toBe(360000);
    expect(monthlyCapFen(aRatePlan({ monthlyFen: null }), 0)).toBeNull();
    expect(monthlyCapFen(aRatePlan({ rentalTax: { ...TAX, inclusive: false } }), 0)).toBe(508500);
  });

  it('is reckoned from what sessions owe: one given up is out of it', () => {
    const booked = { start: at('2026-03-17T09:00'), end: at('2026-03-17T18:00') };
    const owed = (status: 'completed' | 'cancelled'): readonly ChargeTarget[] =>
      targetCharges(aSession({ status, booked, fee: { feeFen: 100, on: '2026-03-16' } }), limit);
    expect(savings({ lines: owed('completed'), capFen: 40000 })).toMatchObject([{ amountFen: -14000 }]);
    expect(savings({ lines: owed('cancelled'), capFen: 40000 })).toEqual([]);
  });
});

const someHours = fc.record({
  start: fc.nat(100),
  lines: fc.array(
    fc
      .tuple(fc.nat(300_000), fc.constantFrom(testing, TAX, { ...testing, rateBps: 100 }, { ...TAX, code: '1' }))
      .map(([fen, tax]) => hours(fen, tax)),
    { minLength: 1, maxLength: 4 },
  ),
});
const someMonth = fc.record({
  sessions: fc.array(someHours, { minLength: 1, maxLength: 8 }),
  capFen: fc.nat(900_000),
});
const linesOf = (sessions: readonly Given[]): ChargeTarget[] => sessions.flatMap((one) => [...one.lines]);

describe('for any month of hours', () => {
  it('never costs more than the cap, and never less than the smaller of both', () => {
    fc.assert(
      fc.property(someMonth, ({ sessions, capFen }) => {
        const given = sessions.map((one) => ({ ...one, capFen }));
        const before = sumFen(linesOf(given).map((line) => line.amountFen));
        const saved = savings(...given);
        expect(saved.every((line) => line.amountFen < 0)).toBe(true);
        expect(before + sumFen(saved.map((line) => line.amountFen))).toBe(Math.min(before, capFen));
      }),
    );
  });

  it('carries, rate by rate, the tax of one computation on what is left, and no part is more than its hours', () => {
    fc.assert(
      fc.property(someMonth, ({ sessions, capFen }) => {
        const given = sessions.map((one) => ({ ...one, capFen }));
        for (const saved of savings(...given)) {
          const same = linesOf(given).filter(
            (line) => line.taxRateBps === saved.taxRateBps && line.taxCode === saved.taxCode,
          );
          const gross = sumFen([...same, saved].map((line) => line.amountFen));
          const tax = sumFen([...same, saved].map((line) => line.taxFen));
          expect(gross).toBeGreaterThanOrEqual(0);
          expect(tax).toBe(splitTax({ grossFen: gross, rateBps: saved.taxRateBps }).taxFen);
          expect(saved.netFen + saved.taxFen).toBe(saved.amountFen);
        }
      }),
    );
  });

  it('does not depend on the order of the sessions, and adds nothing a second time', () => {
    fc.assert(
      fc.property(someMonth, ({ sessions, capFen }) => {
        const given = sessions.map((one, i) => ({ ...one, start: i, capFen }));
        const saved = savings(...given);
        expect(savings(...given.toReversed())).toEqual(saved);
        expect(accrualDifference(saved, saved)).toEqual([]);
      }),
    );
  });

  it('gives the saving back when sessions go: what is recorded follows the target', () => {
    fc.assert(
      fc.property(someMonth, fc.nat(7), ({ sessions, capFen }, gone) => {
        const given = sessions.map((one, i) => ({ ...one, start: i, capFen }));
        const before = savings(...given);
        const after = savings(...given.filter((_, i) => i !== gone));
        const recorded = [...before, ...accrualDifference(after, before)];
        expect(sumFen(recorded.map((line) => line.amountFen))).toBe(sumFen(after.map((line) => line.amountFen)));
        expect(sumFen(recorded.map((line) => line.taxFen))).toBe(sumFen(after.map((line) => line.taxFen)));
      }),
    );
  });
});

describe('how long until the month is capped', () => {
  it.each([
    [72000, 12000, 15, 360],
    [72001, 12000, 15, 375],
    [0, 12000, 15, 0],
    [-5, 12000, 15, 0],
    [500, 0, 15, null],
    [1, 12000, 60, 60],
  ])('%i left at %i an hour in steps of %i: %s minutes', (leftFen, hourlyFen, incrementMinutes, minutes) => {
    expect(minutesToCap({ leftFen, hourlyFen, incrementMinutes })).toBe(minutes);
  });

  it('is the first step whose price reaches what is left', () => {
    const price = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900_000 }),
        price,
        fc.constantFrom(1, 15, 30, 60),
        (leftFen, hourlyFen, step) => {
          const minutes = minutesToCap({ leftFen, hourlyFen, incrementMinutes: step })!;
          expect(scaleFen(hourlyFen, minutes, 60)).toBeGreaterThanOrEqual(leftFen);
          expect(scaleFen(hourlyFen, minutes - step, 60)).toBeLessThan(leftFen);
        },
      ),
    );
  });
});

describe('where a month stands', () => {
  const plan = aRatePlan({ hourly: [{ band: 'weekday', hourlyFen: 12000 }] });

  it('says what is paid and how much longer to the cap', () => {
    const state = capState(monthOf({ lines: [hours(378000)] }), plan);
    expect(state).toEqual({ month: april, capFen: 450000, paidFen: 378000, minutesToCap: 360 });
  });

  it('says that it is capped', () => {
    expect(capState(monthOf({ lines: [hours(500000)] }), plan)).toMatchObject({ paidFen: 450000, minutesToCap: 0 });
  });

  it('says nothing without hours or without a cap', () => {
    expect(capState(undefined, plan)).toBeNull();
    expect(capState(monthOf({ lines: [hours(1)], capFen: null }), plan)).toBeNull();
  });
});

describe('what sessions that are looked at would do to a month', () => {
  const plan = aRatePlan({ hourly: [{ band: 'weekday', hourlyFen: 12000 }] });
  const looked = (...lines: readonly ChargeTarget[]) => ({ bookedStart: 5, capFen: 450000, lines });

  it('is what they add and what the cap takes off them, all together', () => {
    const before = monthOf({ lines: [hours(420000)] });
    const sessions = [looked(hours(60000)), looked(hours(60000))];
    expect(capAfter(before, sessions, plan)).toEqual({
      month: april,
      capFen: 450000,
      paidFen: 450000,
      minutesToCap: 0,
      addsFen: 30000,
      savesFen: 90000,
    });
    expect(capAfter(undefined, sessions, plan)).toMatchObject({ paidFen: 120000, addsFen: 120000, savesFen: 0 });
  });

  it('leaves what is counted out of it, and says nothing where there are no hours', () => {
    const before = monthOf({ lines: [hours(500000)] });
    const samples = hours(70000, testing, 'sample');
    expect(capAfter(before, [looked(hours(60000), samples)], plan)).toMatchObject({ addsFen: 0, savesFen: 60000 });
    expect(capAfter(before, [looked(samples)], plan)).toBeNull();
    expect(capAfter(undefined, [{ ...looked(hours(60000)), capFen: null }], plan)).toBeNull();
  });

  it('adds and saves what the hours cost, whatever there was before', () => {
    const fen = fc.integer({ min: 1, max: 900_000 });
    fc.assert(
      fc.property(fc.array(fen, { maxLength: 4 }), fc.array(fen, { minLength: 1, maxLength: 6 }), (booked, wanted) => {
        const before = monthOf(...booked.map((one) => ({ lines: [hours(one)] })));
        const after = capAfter(
          before,
          wanted.map((one) => looked(hours(one))),
          plan,
        )!;
        expect(after.addsFen + after.savesFen).toBe(sumFen(wanted));
        expect(after.paidFen).toBe(Math.min(sumFen([...booked, ...wanted]), 450000));
      }),
    );
  });
});

describe('splitting by weights', () => {
  it('sums to the whole, and gives nobody more than the weight', () => {
    const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.nat(10_000), (given, perMyriad) => {
        const total = sumFen(given);
        fc.pre(total > 0);
        const fen = scaleFen(total, perMyriad, 10_000);
        const parts = splitByWeights(fen, given);
        expect(sumFen(parts)).toBe(fen);
        expect(parts.every((part, i) => part >= 0 && part <= given[i]!)).toBe(true);
      }),
    );
    expect(() => splitByWeights(1, [0, 0])).toThrow();
  });
});
