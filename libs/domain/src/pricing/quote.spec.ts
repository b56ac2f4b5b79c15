import { describe, it, expect } from '@jest/globals';
import { aRatePlan, at, period, ZONE } from '../test/builders.js';
import { cancellationFee, freeCancellationUntil, noShowFee } from './cancellation-fee.js';
import { countLine } from './count-line.js';
import { explain, percentText } from './explain.js';
import { quote, quoteExtension, quoteRental, quoteSession } from './quote.js';
import { defaultMonthlyFen, purchaseCreditFen, rentOrBuy } from './rent-or-buy.js';

describe('a quote for a rental', () => {
  const given = quoteRental({ start: '2026-03-15', months: 2, plan: aRatePlan() })!;

  it('is the sum of its months, with the tax of each', () => {
    expect(given.lines.map((line) => [line.month, line.amountFen, line.taxFen])).toEqual([
      ['2026-03', 246774, 28390],
      ['2026-04', 450000, 51770],
      ['2026-05', 203226, 23380],
    ]);
    expect(given).toMatchObject({
      totalFen: 900000,
      taxFen: 103540,
      netFen: 796460,
      depositFen: 450000,
      monthlyFen: 450000,
      endDate: '2026-05-15',
      discounts: [],
    });
  });

  it('says in both languages how each month was reckoned', () => {
    expect(given.lines.map((line) => line.explanation.text.zh)).toEqual([
      '3/15–3/31，17/31 天 × ¥4,500.00 = ¥2,467.74',
      '整月 ¥4,500.00',
      '5/1–5/14，余额 ¥4,500.00 − ¥2,467.74 = ¥2,032.26',
    ]);
    expect(given.lines[0]!.explanation.text.en).toBe('3/15–3/31, 17/31 days × ¥4,500.00 = ¥2,467.74');
    expect(given.cancellation.zh).toContain('72 小时');
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(given))).toEqual(given);
  });

  it('names its discounts', () => {
    const long = quoteRental({ start: '2026-03-01', months: 12, plan: aRatePlan(), companyBps: 2000 })!;
    expect(long.monthlyFen).toBe(324000);
    expect(long.discounts.map(({ kind, bps }) => [kind, bps])).toEqual([
      ['term', 1000],
      ['company', 2000],
    ]);
    expect(long.discounts[0]!.text.zh).toBe('租期 12 个月，优惠 10%');
  });

  it('adds the tax where prices exclude it', () => {
    const plan = aRatePlan({
      rentalTax: { rateBps: 1300, code: 'x', itemName: 'y', inclusive: false },
      depositFen: 100,
    });
    const net = quoteRental({ start: '2026-03-01', months: 1, plan })!;
    expect(net).toMatchObject({ totalFen: 508500, netFen: 450000, taxFen: 58500, depositFen: 100 });
  });

  it('is none without a monthly price', () => {
    expect(quoteRental({ start: '2026-03-01', months: 1, plan: aRatePlan({ monthlyFen: null }) })).toBeNull();
  });
});

describe('a quote for an extension', () => {
  it('has the tier of the whole length for the new months only, on the same anchor', () => {
    const plan = aRatePlan({ monthlyFen: 480000 });
    const more = quoteExtension({ originalStart: '2026-01-31', monthsSoFar: 1, addedMonths: 2, segment: 2, plan })!;
    expect(more).toMatchObject({
      startDate: '2026-02-28',
      endDate: '2026-04-30',
      monthlyFen: 465600,
      totalFen: 931200,
      depositFen: 0,
    });
    expect(more.lines.every((line) => line.segment === 2)).toBe(true);
    expect(more.lines.at(-1)!.explanation.text.zh).toContain('4/1–4/29');
  });
});

describe('a quote for a session', () => {
  it('has a line a band and one for the minimum', () => {
    const plan = aRatePlan({ minimumChargeFen: 20000 });
    const given = quoteSession({ ...period('2026-03-13T16:30', '2026-03-13T19:10'), plan, zone: ZONE })!;
    expect(given.lines.map((line) => [line.segment, line.amountFen])).toEqual([
      [1, 9000],
      [2, 5000],
      [5, 6000],
    ]);
    expect(given).toMatchObject({ totalFen: 20000, depositFen: 0, minutes: 165, months: null });
    expect(given.lines.map((line) => line.explanation.text.zh)).toEqual([
      '工作日 1 小时 30 分钟 × ¥60.00/小时 = ¥90.00',
      '晚间 1 小时 15 分钟 × ¥40.00/小时 = ¥50.00',
      '补足最低收费 ¥200.00 − ¥140.00 = ¥60.00',
    ]);
  });

  it('is none without an hourly price, and has one front door', () => {
    const booked = period('2026-03-13T09:00', '2026-03-13T10:00');
    expect(quote({ kind: 'session', ...booked, plan: aRatePlan({ hourly: [] }), zone: ZONE })).toBeNull();
    expect(quote({ kind: 'session', ...booked, plan: aRatePlan(), zone: ZONE })?.totalFen).toBe(6000);
    expect(quote({ kind: 'rental', start: '2026-03-01', months: 1, plan: aRatePlan() })?.totalFen).toBe(450000);
  });
});

describe('giving up', () => {
  const terms = aRatePlan().cancellation;
  const startsAt = at('2026-03-20T00:00');
  it.each([
    ['2026-03-16T23:00', 0],
    ['2026-03-17T00:00', 0],
    ['2026-03-17T00:01', 270000],
    ['2026-03-20T10:00', 270000],
  ])('at %s costs %i', (when, fee) => {
    expect(cancellationFee({ priceFen: 900000, startsAt, cancelledAt: at(when), terms })).toBe(fee);
  });

  it('has a last free moment, and a price for not coming', () => {
    expect(freeCancellationUntil(startsAt, terms)).toBe(at('2026-03-17T00:00'));
    expect(noShowFee({ priceFen: 14001, terms })).toBe(7001);
  });
});

describe('what else is priced', () => {
  it('counts runs with their own tax', () => {
    const use = { component: 'run' as const, count: 3, unitFen: 12000, tax: aRatePlan().sessionTax };
    expect(countLine(use, 1, '2026-03')).toMatchObject({
      amountFen: 36000,
      taxRateBps: 600,
      netFen: 33962,
      taxFen: 2038,
    });
  });

  it('sets renting beside buying', () => {
    expect(defaultMonthlyFen(45_000_050)).toBe(450001);
    const compared = rentOrBuy({ originalValueFen: 45_000_000, monthlyFen: 450000, months: 6 });
    expect(compared).toMatchObject({ rentTotalFen: 2_700_000, shareBps: 600, breakEvenMonths: 100 });
    expect(compared.message.zh).toContain('6.00%');
    expect(rentOrBuy({ originalValueFen: 0, monthlyFen: 450000, months: 6 }).breakEvenMonths).toBeNull();
    expect(purchaseCreditFen({ rentsPaidFen: 2_700_000, shareBps: 5000, purchasePriceFen: 1_000_000 })).toBe(1_000_000);
  });

  it('says percentages and sums as people do', () => {
    expect([300, 1250, 1000, 10000, 1, 0].map(percentText)).toEqual(['3', '12.5', '10', '100', '0.01', '0']);
    const parts = [
      { kind: 'whole_month' as const, monthlyFen: 100 },
      { kind: 'stated' as const, amountFen: 200 },
    ];
    expect(explain({ kind: 'sum', parts }, 300).text.en).toBe('whole month ¥1.00; amount ¥2.00 = ¥3.00');
    const fee = explain({ kind: 'share', reason: 'no_show', baseFen: 14001, bps: 5000 }, 7001);
    expect(fee.text.zh).toBe('爽约费 50% × ¥140.01 = ¥70.01');
  });
});
