import { aRental, aSession, period } from '../test/builders.js';
import { targetCharges } from './accrual.js';
import type { ReleasedHours } from './idle-credit.js';

const limit = { upToMonth: '2026-12', today: '2026-12-31' };
const window = period('2026-03-17T09:00', '2026-03-17T17:00');
/** 2 hours at 60.00 with 6 %: 120.00, net 113.21. */
const session = aSession();

const credits = (released: Partial<ReleasedHours>, of = aRental()): { month: string; amountFen: number }[] =>
  targetCharges({ ...of, released: { shareBps: 5000, windows: [window], sessions: [session], ...released } }, limit)
    .filter((line) => line.component === 'idle_credit')
    .map(({ month, amountFen }) => ({ month, amountFen }));

describe('the credit for released hours', () => {
  it('is a share of the net that another paid, off the rent of that month', () => {
    expect(credits({})).toEqual([{ month: '2026-03', amountFen: -5661 }]);
  });

  it('says how it was reckoned, and is taxed like the rent', () => {
    const released = { shareBps: 5000, windows: [window], sessions: [session] };
    const line = targetCharges(aRental({ released }), limit).find((one) => one.component === 'idle_credit');
    expect(line).toMatchObject({ taxRateBps: 1300, netFen: -5010, taxFen: -651 });
    expect(line?.explanation.text).toEqual({
      zh: '开放闲置时段分成（1 次使用，不含税收入的 50% × ¥113.21） = -¥56.61',
      en: 'released hours (1 session): 50% × ¥113.21 net = -¥56.61',
    });
  });

  it('counts of a session only what lies in the window', () => {
    const half = period('2026-03-17T10:00', '2026-03-17T17:00');
    expect(credits({ windows: [half] })).toEqual([{ month: '2026-03', amountFen: -2831 }]);
  });

  it('counts a session over two windows whole', () => {
    const windows = [period('2026-03-17T09:00', '2026-03-17T10:00'), period('2026-03-17T10:00', '2026-03-17T12:00')];
    expect(credits({ windows })).toEqual([{ month: '2026-03', amountFen: -5661 }]);
  });

  it('never exceeds the rent of the month', () => {
    const long = aSession({ booked: period('2026-03-17T00:00', '2026-03-30T00:00') });
    const windows = [period('2026-03-17T00:00', '2026-03-30T00:00')];
    const rent = targetCharges(aRental(), limit).find((line) => line.month === '2026-03');
    expect(credits({ shareBps: 10000, windows, sessions: [long] })).toEqual([
      { month: '2026-03', amountFen: -rent!.amountFen },
    ]);
  });

  it('is nothing for a session that was given up, or is not over', () => {
    const fee = { feeFen: 3600, on: '2026-03-16' };
    expect(credits({ sessions: [aSession({ status: 'cancelled', fee })] })).toEqual([]);
    const ahead = aSession({ status: 'confirmed', booked: period('2027-03-17T09:00', '2027-03-17T11:00') });
    expect(credits({ windows: [period('2027-03-17T09:00', '2027-03-17T11:00')], sessions: [ahead] })).toEqual([]);
  });
});
