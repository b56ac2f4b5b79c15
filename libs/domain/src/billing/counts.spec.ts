import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accrualDifference, targetCharges } from './accrual.js';
import type { ChargeTarget } from './charge.js';
import { splitTax } from '../money/tax.js';
import { aRatePlan, aRental, aSession, period, TAX, ZONE } from '../test/builders.js';
import { countedFen } from '../pricing/count-line.js';
import {
  countedUses,
  countPrices,
  isByCount,
  monthlyUses,
  NO_COUNTS,
  type Counts,
  type RecordedCount,
} from '../pricing/counts.js';
import { quoteSession } from '../pricing/quote.js';
import type { PlanExtra, RatePlan } from '../pricing/rate-plan.js';
import { lineTotals } from '../pricing/price-line.js';
import { quantityText, UNITS, UNIT_NAMES } from '../pricing/unit.js';

const service = { rateBps: 600, code: '3040203000000000000', itemName: '*研发和技术服务*测试费' };
const operator: PlanExtra = {
  code: 'TECH',
  component: 'assistance',
  nameZh: '技术协助',
  nameEn: '',
  unit: 'hour',
  unitFen: 30_000,
  tax: service,
};
const column: PlanExtra = {
  code: 'COL',
  component: 'consumable',
  nameZh: '色谱柱',
  nameEn: 'Column',
  unit: 'piece',
  unitFen: 15_000,
};
const gas: PlanExtra = { ...column, code: 'GAS', nameZh: '氦气', nameEn: 'Helium', unit: 'litre', unitFen: 1_000 };

const byRun = (given: Partial<RatePlan> = {}): RatePlan =>
  aRatePlan({ hourly: [], runFen: 20_000, sampleFen: 5_000, runTax: TAX, extras: [operator, column, gas], ...given });
const booked: Counts = { runs: 4, samples: 0, extras: [{ code: 'COL', quantity: 2 }] };
const morning = period('2026-03-17T09:00', '2026-03-17T11:00');
const quoted = (plan: RatePlan, counts?: Counts) => quoteSession({ ...morning, plan, zone: ZONE, counts });
const recorded = (plan: RatePlan, code: string, count: number): RecordedCount => ({
  price: countPrices(plan).find((price) => price.code === code || price.component === code)!,
  count,
});
const by = (lines: readonly ChargeTarget[]) => lines.map((l) => [l.component, l.segment, l.amountFen, l.taxRateBps]);
const forEver = { upToMonth: '9999-12', today: '2027-01-01' };

describe('a session by the count', () => {
  it('pays its counts, each at its own tax, and no time', () => {
    const all = {
      runs: 3,
      samples: 2,
      extras: [
        { code: 'GAS', quantity: 5 },
        { code: 'TECH', quantity: 90 },
      ],
    };
    const quote = quoted(byRun(), all)!;
    expect(by(quote.lines)).toEqual([
      ['run', 1, 60_000, 1300],
      ['sample', 1, 10_000, 600],
      ['assistance', 1, 45_000, 600],
      ['consumable', 2, 5_000, 600],
    ]);
    expect([quote.totalFen, quote.minutes, quote.depositFen]).toEqual([120_000, null, 0]);
    expect(quote.lines.map((l) => l.explanation.text.en)).toEqual([
      '3 runs × ¥200.00 = ¥600.00',
      '2 samples × ¥50.00 = ¥100.00',
      '技术协助: 1 h 30 min × ¥300.00 an hour = ¥450.00',
      'Helium: 5 l × ¥10.00 = ¥50.00',
    ]);
  });

  it('pays hours as well, unless the plan lets counts stand for them', () => {
    const hourly = aRatePlan().hourly;
    expect(quoted(byRun({ hourly }), booked)!.totalFen).toBe(12_000 + 80_000 + 30_000);
    const instead = byRun({ hourly, countsInsteadOfHours: true });
    expect(quoted(instead, booked)!.totalFen).toBe(80_000 + 30_000);
    expect(quoted(instead)!.totalFen).toBe(12_000);
    expect(isByCount(instead, { ...NO_COUNTS, extras: booked.extras })).toBe(false);
  });

  it('has no price without a run or a sample, or for what the plan does not price', () => {
    expect(quoted(byRun())).toBeNull();
    expect(quoted(byRun(), { ...NO_COUNTS, extras: booked.extras })).toBeNull();
    expect(quoted(byRun({ sampleFen: null }), { ...NO_COUNTS, samples: 1 })).toBeNull();
    expect(quoted(byRun(), { ...booked, extras: [{ code: 'NO', quantity: 1 }] })).toBeNull();
    expect(quoted(aRatePlan({ extras: [] }))!.totalFen).toBe(12_000);
  });

  it('is filled up to the minimum by hours, runs and samples together, not by extras', () => {
    const plan = byRun({ minimumChargeFen: 100_000 });
    expect(by(quoted(plan, booked)!.lines)).toEqual([
      ['session', 5, 20_000, 600],
      ['run', 1, 80_000, 1300],
      ['consumable', 1, 30_000, 600],
    ]);
    expect(quoted(byRun({ minimumChargeFen: 80_000 }), booked)!.lines).toHaveLength(2);
  });
});

describe('what is counted at use', () => {
  const plan = byRun();
  const session = (counts: readonly RecordedCount[], given = {}) =>
    targetCharges(aSession({ plan, byCount: true, counted: countedUses(plan, booked, counts), ...given }), forEver);

  it('stands for what was booked, thing by thing, and says so', () => {
    const lines = session([recorded(plan, 'run', 3), recorded(plan, 'TECH', 30)]);
    expect(lines.map((l) => l.explanation.text.zh)).toEqual([
      '3 次 × ¥200.00（预约 4 次） = ¥600.00',
      '技术协助 30 分钟 × ¥300.00/小时 = ¥150.00',
      '色谱柱 2 个 × ¥150.00 = ¥300.00',
    ]);
    expect(session([recorded(plan, 'run', 4)])[0]!.explanation.text.zh).toBe('4 次 × ¥200.00 = ¥800.00');
    expect(by(session([recorded(plan, 'COL', 0)]))).toEqual([['run', 1, 80_000, 1300]]);
  });

  it('is what was counted last, on the line of its own', () => {
    const lines = session([recorded(plan, 'GAS', 9), recorded(plan, 'GAS', 2), recorded(plan, 'COL', 0)]);
    expect(by(lines)).toEqual([
      ['run', 1, 80_000, 1300],
      ['consumable', 2, 2_000, 600],
    ]);
  });

  it('is owed after a session that was given up no more', () => {
    const fee = { feeFen: 100, on: '2026-03-17' };
    expect(session([], { status: 'cancelled', fee }).map((l) => l.component)).toEqual(['cancellation']);
  });

  it('is owed where nobody came and the plan bills used time, but no minimum', () => {
    const hourly = byRun({ hourly: aRatePlan().hourly, billBasis: 'used', minimumChargeFen: 1_000_000 });
    const source = aSession({ plan: hourly, counted: countedUses(hourly, booked) });
    expect(by(targetCharges(source, forEver)).map(([component]) => component)).toEqual(['run', 'consumable']);
  });

  it('belongs to the months of a rental, a thing on one line of its own in each', () => {
    const [tech, col] = countPrices(plan).slice(2);
    const counted = monthlyUses([
      { month: '2026-04', price: col!, count: 1 },
      { month: '2026-03', price: tech!, count: 60 },
      { month: '2026-04', price: col!, count: 3 },
      { month: '2026-03', price: col!, count: 2 },
    ]);
    const lines = targetCharges(aRental({ counted }), { upToMonth: '2026-12', today: '2026-04-20' });
    expect(
      lines.filter((l) => l.component !== 'rent').map((l) => [l.component, l.segment, l.month, l.amountFen]),
    ).toEqual([
      ['consumable', 1, '2026-04', 45_000],
      ['assistance', 1, '2026-03', 30_000],
      ['consumable', 1, '2026-03', 30_000],
    ]);
    expect(lines.filter((l) => l.component === 'rent')).toHaveLength(7);
  });
});

const rate = fc.constantFrom(0, 100, 300, 600, 900, 1300);
const taxed = rate.map((rateBps) => ({ ...service, rateBps }));
const anExtra = (n: number) =>
  fc.record({
    code: fc.constant(`E${n}`),
    component: fc.constantFrom('assistance' as const, 'consumable' as const),
    nameZh: fc.constant(`项目${n}`),
    nameEn: fc.constant(''),
    unit: fc.constantFrom(...UNITS.filter((unit) => unit !== 'run' && unit !== 'sample')),
    unitFen: fc.integer({ min: 0, max: 1_000_000 }),
    tax: fc.option(taxed),
  });
const aPlan = fc
  .record({
    isHourly: fc.boolean(),
    runFen: fc.integer({ min: 0, max: 500_000 }),
    sampleFen: fc.integer({ min: 0, max: 500_000 }),
    runTax: fc.option(taxed),
    sampleTax: fc.option(taxed),
    sessionTax: taxed,
    countsInsteadOfHours: fc.boolean(),
    minimumChargeFen: fc.constantFrom(0, 1, 50_000, 400_000),
    extras: fc.tuple(anExtra(1), anExtra(2), anExtra(3)),
  })
  .map(({ isHourly, ...given }) => aRatePlan({ ...given, ...(isHourly ? {} : { hourly: [] }) }));
const amount = fc.integer({ min: 0, max: 300 });
const someCounts = fc
  .record({ runs: fc.integer({ min: 1, max: 50 }), samples: amount, quantities: fc.tuple(amount, amount, amount) })
  .map(({ runs, samples, quantities }): Counts => ({
    runs,
    samples,
    extras: quantities.map((quantity, i) => ({ code: `E${i + 1}`, quantity })),
  }));
const someRecorded = fc.array(fc.record({ at: fc.nat({ max: 4 }), count: amount }), { maxLength: 8 });
const NUM_RUNS = Number(process.env.FC_NUM_RUNS ?? 300);

describe('whatever is booked and counted', () => {
  it('costs count × unit price in each line, and its tax is that of its own rate', () => {
    fc.assert(
      fc.property(aPlan, someCounts, (plan, counts) => {
        const quote = quoted(plan, counts)!;
        for (const use of countedUses(plan, counts)) {
          const line = quote.lines.find((l) => l.component === use.component && l.segment === use.segment)!;
          const fen =
            use.unit === 'hour' ? Math.floor((2 * use.unitFen * use.count + 60) / 120) : use.count * use.unitFen;
          expect(countedFen(use)).toBe(fen);
          expect(line.amountFen).toBe(fen);
          expect(line).toMatchObject({
            taxRateBps: use.tax.rateBps,
            ...splitTax({ grossFen: fen, rateBps: use.tax.rateBps }),
          });
        }
        const ofInstrument = quote.lines.filter((l) => ['session', 'run', 'sample'].includes(l.component));
        expect(lineTotals(ofInstrument).totalFen).toBeGreaterThanOrEqual(plan.minimumChargeFen);
        expect(new Set(quote.lines.map((l) => `${l.component}${l.segment}`)).size).toBe(quote.lines.length);
        expect(lineTotals(quote.lines)).toEqual({
          totalFen: quote.totalFen,
          netFen: quote.netFen,
          taxFen: quote.taxFen,
        });
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it('comes to one computation in every month, net and tax too, however often it is put right; twice adds nothing', () => {
    fc.assert(
      fc.property(aPlan, someCounts, fc.array(someRecorded, { minLength: 1, maxLength: 4 }), (plan, counts, steps) => {
        const prices = countPrices(plan);
        const charged: ChargeTarget[] = [];
        let owed: ChargeTarget[] = [];
        for (const step of steps) {
          const at = step.map(({ at: n, count }) => ({ price: prices[n]!, count }));
          const source = aSession({ plan, byCount: isByCount(plan, counts), counted: countedUses(plan, counts, at) });
          owed = targetCharges(source, forEver);
          charged.push(...accrualDifference(owed, charged));
          expect(accrualDifference(owed, charged)).toEqual([]);
          expect(lineTotals(charged)).toEqual(lineTotals(owed));
        }
        // Tax of the parts, a rate at a time, is the tax of the month.
        for (const rateBps of new Set(charged.map((c) => c.taxRateBps))) {
          const of = (lines: readonly ChargeTarget[]) => lineTotals(lines.filter((l) => l.taxRateBps === rateBps));
          expect(of(charged)).toEqual(of(owed));
        }
        expect(charged.every((c) => c.amountFen === c.netFen + c.taxFen)).toBe(true);
      }),
      { numRuns: NUM_RUNS },
    );
  });
});

describe('a quantity in words', () => {
  it('is said as people say it', () => {
    expect([0, 30, 60, 90].map((minutes) => quantityText(minutes, 'hour').zh)).toEqual([
      '0 分钟',
      '30 分钟',
      '1 小时',
      '1 小时 30 分钟',
    ]);
    expect(quantityText(1, 'box').en).toBe('1 box');
    expect(quantityText(2, 'box')).toEqual({ zh: '2 盒', en: '2 boxes' });
    expect(quantityText(2, 'gram').en).toBe('2 g');
    expect(Object.keys(UNIT_NAMES)).toEqual([...UNITS]);
  });
});
