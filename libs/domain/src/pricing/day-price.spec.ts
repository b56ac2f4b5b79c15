import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { aRatePlan, at, period, ZONE } from '../test/builders.js';
import { quoteSession } from './quote.js';
import type { RatePlan } from './rate-plan.js';
import { planForClass, sessionPrice } from './session-price.js';

const daily = (given: Partial<RatePlan> = {}): RatePlan => aRatePlan({ dayFen: 12000, ...given });
const onlyDays = daily({ hourly: [] });
const price = (from: string, to: string, plan = daily()) => sessionPrice({ ...period(from, to), plan, zone: ZONE });

describe('the price of a day', () => {
  it('caps the hours of that day only', () => {
    // Friday 9 to 18 is 540.00 by the hour, Saturday 0 to 2 is 100.00.
    const two = price('2026-03-13T09:00', '2026-03-14T02:00');
    expect(two.days).toMatchObject({ dates: ['2026-03-13'], fen: 12000 });
    expect(two.lines.map((line) => [line.band, line.minutes, line.fen])).toEqual([['weekend', 120, 10000]]);
    expect(two).toMatchObject({ totalFen: 22000, minutes: 1020 });
  });

  it('is not reached by few hours, which then read as without it', () => {
    expect(price('2026-03-13T09:00', '2026-03-13T11:00')).toEqual(
      price('2026-03-13T09:00', '2026-03-13T11:00', aRatePlan()),
    );
    expect(price('2026-03-13T09:00', '2026-03-13T11:15').totalFen).toBe(12000);
  });

  it('is all there is where no hour is priced: each started day', () => {
    expect(price('2026-03-13T23:45', '2026-03-15T00:00', onlyDays)).toMatchObject({ totalFen: 24000, lines: [] });
    expect(price('2026-03-13T23:45', '2026-03-15T00:00:01', onlyDays).totalFen).toBe(36000);
    expect(price('2026-03-13T09:00', '2026-03-13T09:00', onlyDays).totalFen).toBe(0);
  });

  it('leaves the minimum charge where it is', () => {
    const few = price('2026-03-13T09:00', '2026-03-13T09:15', daily({ minimumChargeFen: 5000 }));
    expect(few).toMatchObject({ topUpFen: 3500, days: null });
  });

  it('is a line of its own with its days and what the hours came to', () => {
    const given = quoteSession({ ...period('2026-03-13T09:00', '2026-03-14T02:00'), plan: daily(), zone: ZONE })!;
    expect(given.lines.map((line) => [line.segment, line.amountFen])).toEqual([
      [3, 10000],
      [6, 12000],
    ]);
    expect(given.lines[1]!.explanation.text).toEqual({
      zh: '按天计费 3/13（按小时计为 ¥780.00，以日价封顶），1 天 × ¥120.00 = ¥120.00',
      en: 'by the day 3/13 (¥780.00 by the hour, capped), 1 day × ¥120.00 = ¥120.00',
    });
    const days = quoteSession({ ...period('2026-03-13T09:00', '2026-03-15T02:00'), plan: onlyDays, zone: ZONE })!;
    expect(days.lines[0]!.explanation.text.zh).toBe('按天计费 3/13、3/14、3/15，3 天 × ¥120.00 = ¥360.00');
    expect(
      quoteSession({ ...period('2026-03-13T09:00', '2026-03-13T10:00'), plan: aRatePlan({ hourly: [] }), zone: ZONE }),
    ).toBeNull();
  });

  it('is less what the class of the company takes off, hour by hour and day by day', () => {
    const less = planForClass(daily(), 2000);
    expect(less).toMatchObject({ dayFen: 9600, sessionDiscountBps: 2000 });
    expect(less.hourly[0]).toEqual({ band: 'weekday', hourlyFen: 4800 });
    expect(planForClass(daily(), 0)).toEqual(daily());
    const quoted = quoteSession({ ...period('2026-03-13T09:00', '2026-03-13T10:00'), plan: less, zone: ZONE })!;
    expect(quoted).toMatchObject({ totalFen: 4800, discounts: [{ kind: 'company', bps: 2000 }] });
  });
});

describe('whatever the prices', () => {
  const start = at('2026-03-12T00:00');
  const fen = fc.integer({ min: 0, max: 30_000 });
  const plans = fc
    .record({
      weekday: fen,
      evening: fen,
      weekend: fen,
      dayFen: fc.integer({ min: 0, max: 200_000 }),
      step: fc.integer({ min: 1, max: 120 }),
    })
    .map(({ weekday, evening, weekend, dayFen, step }) =>
      aRatePlan({
        hourly: [
          { band: 'weekday', hourlyFen: weekday },
          { band: 'evening', hourlyFen: evening },
          { band: 'weekend', hourlyFen: weekend },
        ],
        dayFen,
        sessionIncrementMinutes: step,
      }),
    );
  const total = (plan: RatePlan, from: number, minutes: number): number =>
    sessionPrice({ start: from, end: from + minutes * 60000, plan, zone: ZONE }).totalFen;

  it('a day never costs more than its hours alone, nor more than the price of a day', () => {
    fc.assert(
      fc.property(plans, fc.nat(8000), fc.integer({ min: 1, max: 5000 }), (plan, begin, length) => {
        const from = start + begin * 60000;
        const priced = total(plan, from, length);
        expect(priced).toBeLessThanOrEqual(total({ ...plan, dayFen: null }, from, length));
        expect(priced).toBeLessThanOrEqual(total({ ...plan, hourly: [] }, from, length));
      }),
      { numRuns: 60 },
    );
  });

  it('longer by whole steps never costs less', () => {
    fc.assert(
      fc.property(
        plans,
        fc.nat(8000),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (plan, begin, steps, more) => {
          const from = start + begin * 60000;
          const step = plan.sessionIncrementMinutes;
          expect(total(plan, from, (steps + more) * step)).toBeGreaterThanOrEqual(total(plan, from, steps * step));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a dearer day never makes a session cheaper, and the lines sum to the price', () => {
    fc.assert(
      fc.property(
        plans,
        fc.nat(8000),
        fc.integer({ min: 1, max: 5000 }),
        fc.nat(50_000),
        (plan, begin, length, more) => {
          const from = start + begin * 60000;
          const priced = sessionPrice({ start: from, end: from + length * 60000, plan, zone: ZONE });
          expect(priced.lines.reduce((sum, line) => sum + line.fen, priced.days?.fen ?? 0) + priced.topUpFen).toBe(
            priced.totalFen,
          );
          expect(total({ ...plan, dayFen: plan.dayFen! + more }, from, length)).toBeGreaterThanOrEqual(priced.totalFen);
        },
      ),
      { numRuns: 60 },
    );
  });
});
