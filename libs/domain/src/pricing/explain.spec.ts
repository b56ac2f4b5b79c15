import { explain } from './explain.js';

const overdue = (from: string, to: string, days: number) =>
  explain({ kind: 'overdue', from, to, days, dailyFen: 9_900, factorBps: 15_000 }, 9_900 * days).text.en;

describe('an explanation in English', () => {
  it('says one day and several days', () => {
    expect(overdue('2026-09-11', '2026-09-12', 1)).toBe(
      'overdue 9/11, 1 day × ¥99.00 a day (150% of the daily rent) = ¥99.00',
    );
    expect(overdue('2026-09-11', '2026-09-13', 2)).toBe(
      'overdue 9/11–9/12, 2 days × ¥99.00 a day (150% of the daily rent) = ¥198.00',
    );
  });
});
