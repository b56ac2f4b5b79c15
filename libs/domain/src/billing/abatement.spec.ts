import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { aRental, aSegment, period, ZONE } from '../test/builders.js';
import { addDays } from '../time/calendar-date.js';
import { instantAt } from '../time/park-time.js';
import { abatedDays, type AbatedDay, type SatOutOutage } from './abatement.js';
import { accrualDifference, targetCharges } from './accrual.js';
import type { RentalSource } from './rental-target.js';

const ALL = { upToMonth: '2099-12', today: '2026-03-15' };
const CASE = 'OC-2026-0007';
const out = (from: string, to: string, given: Partial<SatOutOutage> = {}): SatOutOutage => ({
  caseNo: CASE,
  period: period(from, to),
  thresholdMinutes: 240,
  ...given,
});
const dates = (...outages: SatOutOutage[]): string[] => abatedDays(outages, ZONE).map((day) => day.date);
const days = (from: string, count: number, caseNo = CASE): AbatedDay[] =>
  Array.from({ length: count }, (_, i) => ({ date: addDays(from, i), caseNo }));

/** 4,500.00 a month from 2026-03-15 for two months: March 2,467.74, April 4,500.00, May 2,032.26. */
const rental = (given: Partial<RentalSource> = {}): RentalSource =>
  aRental({ segments: [aSegment({ months: 2, monthlyFen: 450_000 })], ...given });
const abated = (source: RentalSource): [number, string, number][] =>
  targetCharges(source, ALL)
    .filter((line) => line.component === 'abatement')
    .map((line) => [line.segment, line.month, line.amountFen]);

describe('the days that an outage takes', () => {
  it('are those of which it takes the threshold or more', () => {
    expect(dates(out('2026-04-03T20:00', '2026-04-05T09:00'))).toEqual(['2026-04-03', '2026-04-04', '2026-04-05']);
    expect(dates(out('2026-04-03T20:01', '2026-04-05T03:59'))).toEqual(['2026-04-04']);
    expect(dates(out('2026-04-03T09:00', '2026-04-03T12:59'))).toEqual([]);
    expect(dates(out('2026-04-03T00:00', '2026-04-04T00:00', { thresholdMinutes: 1440 }))).toEqual(['2026-04-03']);
  });

  it('add two outages of a day, and count what they share once', () => {
    const morning = out('2026-04-03T08:00', '2026-04-03T10:00');
    expect(dates(morning, out('2026-04-03T14:00', '2026-04-03T16:00'))).toEqual(['2026-04-03']);
    expect(dates(morning, out('2026-04-03T09:00', '2026-04-03T11:00'))).toEqual([]);
    const other = out('2026-04-03T13:00', '2026-04-03T18:00', { caseNo: 'OC-2026-0008' });
    expect(abatedDays([morning, other], ZONE)).toEqual([{ date: '2026-04-03', caseNo: 'OC-2026-0008' }]);
  });

  it('are days of the park, whose clock may skip an hour', () => {
    const zone = 'America/New_York';
    const whole = {
      start: instantAt('2026-03-08', 0, zone),
      end: instantAt('2026-03-09', 0, zone),
    };
    expect(abatedDays([{ caseNo: CASE, period: whole, thresholdMinutes: 1440 }], zone)).toHaveLength(1);
    const skipped = { start: instantAt('2026-03-08', 0, zone), end: instantAt('2026-03-08', 240, zone) };
    expect(abatedDays([{ caseNo: CASE, period: skipped, thresholdMinutes: 240 }], zone)).toEqual([]);
  });
});

describe('rent that is abated', () => {
  it('is the monthly price by the day of that month, taxed like the rent, and says the case', () => {
    const [line] = targetCharges(rental({ abated: days('2026-04-03', 4) }), ALL).filter(
      (one) => one.component === 'abatement',
    );
    expect(line).toMatchObject({ month: '2026-04', amountFen: -60_000, netFen: -53_097, taxFen: -6_903 });
    expect(line!.explanation.text).toEqual({
      zh: '停机减免（OC-2026-0007：4/3–4/6），4/30 天 × ¥4,500.00 = -¥600.00',
      en: 'outage, rent abated (OC-2026-0007: 4/3–4/6), 4/30 days × ¥4,500.00 = -¥600.00',
    });
  });

  it('lies in the month of the days', () => {
    expect(abated(rental({ abated: days('2026-03-30', 4) }))).toEqual([
      [1, '2026-03', -29_032],
      [1, '2026-04', -30_000],
    ]);
  });

  it('names every case and stretch', () => {
    const lost = [...days('2026-04-03', 2), ...days('2026-04-10', 1), ...days('2026-04-11', 1, 'OC-2026-0009')];
    const line = targetCharges(rental({ abated: lost }), ALL).find((one) => one.component === 'abatement');
    expect(line!.explanation.text.zh).toBe(
      '停机减免（OC-2026-0007：4/3–4/4、4/10；OC-2026-0009：4/11），4/30 天 × ¥4,500.00 = -¥600.00',
    );
  });

  it('is at most the rent of the month', () => {
    // February has what is left: 4,500.00 − 3,193.55 = 1,306.45, and nine of its 28 days would be 1,446.43.
    const short = rental({
      startDate: '2026-01-10',
      segments: [aSegment({ months: 1, monthlyFen: 450_000 })],
      abated: days('2026-02-01', 20),
    });
    expect(abated(short)).toEqual([[1, '2026-02', -130_645]]);
    const line = targetCharges(short, ALL).find((one) => one.component === 'abatement');
    expect(line!.explanation.text.zh).toContain('不超过当月租金 ¥1,306.45 = -¥1,306.45');
  });

  it('knows the price of each segment', () => {
    const segments = [
      aSegment({ months: 1, monthlyFen: 450_000 }),
      aSegment({ segment: 2, fromMonth: 1, months: 2, monthlyFen: 420_000 }),
    ];
    // 10 to 14 April at 4,500.00, 15 to 19 April at 4,200.00.
    expect(abated(rental({ segments, abated: days('2026-04-10', 10) }))).toEqual([
      [1, '2026-04', -75_000],
      [2, '2026-04', -70_000],
    ]);
  });

  it('ends with the rental, and goes by the price that an early return leaves', () => {
    const early = aRental({ returnedOn: '2026-04-20', status: 'completed', abated: days('2026-04-18', 8) });
    // One month is over: no tier is reached, so a day of April is 150.00; it is the tenant's on the 18th and 19th.
    expect(abated(early)).toEqual([[1, '2026-04', -30_000]]);
    expect(abated(rental({ abated: days('2026-05-10', 10) }))).toEqual([[1, '2026-05', -72_581]]);
    expect(abated(rental({ status: 'cancelled', abated: days('2026-04-18', 8) }))).toEqual([]);
  });

  it('comes back when the outage ends early', () => {
    const planned = targetCharges(rental({ abated: days('2026-04-03', 10) }), ALL);
    const ended = targetCharges(rental({ abated: days('2026-04-03', 4) }), ALL);
    // The difference of the taxes, 172.57 − 69.03, not the tax of the difference, which would be 103.53.
    expect(accrualDifference(ended, planned)).toMatchObject([
      { component: 'abatement', month: '2026-04', amountFen: 90_000, netFen: 79_646, taxFen: 10_354 },
    ]);
    expect(accrualDifference(targetCharges(rental(), ALL), ended)).toMatchObject([{ amountFen: 60_000 }]);
  });

  it('never takes more from a month than it costs, nor touches the rent itself', () => {
    const day = fc.integer({ min: 0, max: 220 }).map((n) => addDays('2026-01-01', n));
    const given = fc.record({
      startDate: day,
      monthlyFen: fc.integer({ min: 1, max: 999_999 }),
      lost: fc.uniqueArray(day, { maxLength: 120 }),
      returnedOn: fc.option(day),
    });
    fc.assert(
      fc.property(given, ({ startDate, monthlyFen, lost, returnedOn }) => {
        const segments = [
          aSegment({ months: 2, monthlyFen }),
          aSegment({ segment: 2, fromMonth: 2, months: 3, monthlyFen: monthlyFen + 7 }),
        ];
        const source = aRental({ startDate, segments, returnedOn, status: 'completed' });
        const sorted = [...lost].sort().map((date) => ({ date, caseNo: CASE }));
        const lines = targetCharges({ ...source, abated: sorted }, ALL);
        const plain = targetCharges(source, ALL);
        expect(lines.filter((one) => one.component !== 'abatement')).toEqual(plain);
        for (const line of lines.filter((one) => one.component === 'abatement')) {
          const rent = plain.filter((one) => one.component === 'rent' && one.segment === line.segment);
          const month = rent.find((one) => one.month === line.month);
          expect(line.amountFen).toBeLessThan(0);
          expect(line.amountFen + month!.amountFen).toBeGreaterThanOrEqual(0);
          expect(line.amountFen).toBe(line.netFen + line.taxFen);
        }
      }),
    );
  });
});
