import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { aRatePlan, aRental, aSegment, aSession } from '../test/builders.js';
import { addDays } from '../time/calendar-date.js';
import { accrualDifference, targetCharges } from './accrual.js';
import type { ChargeTarget } from './charge.js';
import { lineFault } from './recompute.js';

const ALL = { upToMonth: '2099-12', today: '2026-12-01' };

const sources = fc.record({
  startDate: fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days)),
  months: fc.integer({ min: 1, max: 9 }),
  monthlyFen: fc.integer({ min: 1, max: 999_999 }),
  back: fc.option(fc.integer({ min: 0, max: 300 })),
  lost: fc.uniqueArray(fc.integer({ min: 0, max: 90 }), { maxLength: 5 }),
  inclusive: fc.boolean(),
  rateBps: fc.constantFrom(1300, 600, 0),
});
const rentalOf = (given: {
  startDate: string;
  months: number;
  monthlyFen: number;
  back: number | null;
  lost: number[];
  inclusive: boolean;
  rateBps: number;
}) => {
  const { startDate, back, lost, inclusive, rateBps, ...term } = given;
  const tax = { rateBps, code: '3040502019900000000', itemName: '租赁', inclusive };
  return aRental({
    startDate,
    segments: [aSegment({ ...term, listMonthlyFen: term.monthlyFen, termTiers: [], tax })],
    status: back === null ? 'active' : 'completed',
    returnedOn: back === null ? null : addDays(startDate, back),
    abated: lost.sort((a, b) => a - b).map((days) => ({ date: addDays(startDate, days), caseNo: 'OC-1' })),
  });
};

describe('an issued line reckoned again', () => {
  it('follows from its own formula, whatever was billed', () => {
    fc.assert(
      fc.property(sources, (given) => {
        expect(targetCharges(rentalOf(given), ALL).map(lineFault).filter(Boolean)).toEqual([]);
      }),
    );
    for (const plan of [aRatePlan(), aRatePlan({ minimumChargeFen: 20_000 })])
      expect(targetCharges(aSession({ plan }), ALL).map(lineFault).filter(Boolean)).toEqual([]);
    const fee = { feeFen: 270_000, on: '2026-03-14', baseFen: 900_000, bps: 3_000 };
    expect(targetCharges(aRental({ status: 'cancelled', fee }), ALL).map(lineFault)).toEqual([null]);
  });

  it('says that odd days of two months cost a month at most', () => {
    // Back on 11 February after two full months: 20 days of January and 10 of February would be 4,510.37.
    const rental = aRental({
      startDate: '2026-11-12',
      segments: [aSegment({ months: 3, listMonthlyFen: 450_000, monthlyFen: 450_000, termTiers: [] })],
      status: 'completed',
      returnedOn: '2027-02-11',
    });
    const last = targetCharges(rental, ALL).at(-1)!;
    expect([last.amountFen, lineFault(last)]).toEqual([159_677, null]);
    expect(last.explanation.text.zh).toBe(
      '2/1–2/10，10/28 天 × ¥4,500.00，零头天数合计不超过一个月租金，余 ¥1,596.77 = ¥1,596.77',
    );
  });

  it('follows from it as a correction too, whose tax is a difference', () => {
    const agreed = targetCharges(aRental(), ALL);
    const early = targetCharges(aRental({ returnedOn: '2026-05-01', status: 'completed' }), ALL);
    expect(accrualDifference(early, agreed).map(lineFault).filter(Boolean)).toEqual([]);
  });

  it('is found out when a fen is wrong in its amount, net or tax', () => {
    const line = targetCharges(aRental(), ALL)[0]!;
    const wrong = (given: Partial<ChargeTarget>) => lineFault({ ...line, ...given })?.of;
    expect(wrong({})).toBeUndefined();
    expect(wrong({ amountFen: line.amountFen + 1 })).toBe('sum');
    expect(wrong({ amountFen: line.amountFen + 1, netFen: line.netFen + 1 })).toBe('amount');
    expect(wrong({ taxFen: line.taxFen + 1, netFen: line.netFen - 1 })).toBe('tax');
  });
});
