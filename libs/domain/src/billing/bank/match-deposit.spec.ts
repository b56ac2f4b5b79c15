import { describe, expect, it } from '@jest/globals';
import { facts, line, match, paid, payers } from '../../test/bank-lines.js';
import { matchStatement } from './match-statement.js';
import type { OpenDeposit } from './open-line.js';

describe('a line that is a deposit', () => {
  const deposit = (given: Partial<OpenDeposit> = {}): OpenDeposit => ({
    depositId: 9,
    companyId: 1,
    reservationId: 12,
    amountFen: 300_000,
    isDue: true,
    dueOn: '2026-03-30',
    ...given,
  });
  const known = { counterAccount: '622202100001', amountFen: 300_000 };

  it('is sure by payer, or by the number of the reservation, and the amount; by the word alone only likely', () => {
    const deposits = [deposit()];
    const offered = { deposit: { depositId: 9, reservationId: 12 }, allocations: [], restFen: 0 };
    expect(match(known, { deposits })).toMatchObject({ state: 'sure', suggestions: [offered, {}] });
    expect(match({ amountFen: 300_000, text: '预约Ｒ12押金' }, { deposits })).toMatchObject({
      state: 'sure',
      suggestions: [offered],
    });
    expect(match({ amountFen: 300_000, text: '押金' }, { deposits }).state).toBe('likely');
    expect(match({ amountFen: 300_000, text: 'R123' }, { deposits }).state).toBe('none');
    expect(match({ amountFen: 300_000, companyId: 2, text: 'R12' }, { deposits }).suggestions[0]?.deposit).toBe(null);
  });

  it('is doubtful beside an invoice of the same amount, unless the text says which it is', () => {
    const both = { deposits: [deposit({ amountFen: 450_000 })] };
    expect(match({ ...known, amountFen: 450_000 }, both).state).toBe('ambiguous');
    const said = match({ ...known, amountFen: 450_000, text: '押金' }, both);
    expect([said.state, said.suggestions[0]?.deposit?.depositId]).toEqual(['sure', 9]);
    const number = match({ ...known, amountFen: 450_000, text: 'PB2026-000001' }, both);
    expect([number.state, paid(number)]).toEqual(['sure', [[1, 450_000]]]);
  });

  it('that was taken long ago is thought of only where the text says so', () => {
    const old = [deposit({ amountFen: 450_000, isDue: false, dueOn: '2025-11-01' })];
    const rent = match({ ...known, amountFen: 450_000 }, { deposits: old });
    expect([rent.state, paid(rent)]).toEqual(['sure', [[1, 450_000]]]);
    const said = match({ ...known, amountFen: 450_000, text: '补交保证金' }, { deposits: old });
    expect(said.suggestions[0]?.deposit?.depositId).toBe(9);
  });

  it('is offered to one line only, and together with the invoice that one transfer pays too', () => {
    const deposits = [deposit()];
    const [first, second] = matchStatement([line(known), line(known)], facts({ deposits }));
    expect([first?.suggestions[0]?.deposit?.depositId, second?.suggestions[0]?.deposit]).toEqual([9, null]);
    const both = match({ ...known, amountFen: 750_000 }, { deposits });
    expect([both.state, both.suggestions[0]?.split.map((one) => one.amountFen)]).toEqual([
      'likely',
      [300_000, 450_000],
    ]);
    expect(both.suggestions[0]?.reasons[1]?.zh).toContain('R12 的押金');
  });
});

describe('one transfer for two companies', () => {
  const text = '付PB2026-000003和PB2026-000004';

  it('is split by the invoices that it names, when they sum to it', () => {
    const two = match({ text, amountFen: 179_900 });
    expect(two).toMatchObject({
      state: 'sure',
      suggestions: [{ split: [{ companyId: 1 }, { companyId: 2 }] }, {}, {}],
    });
    expect(two.suggestions[0]?.split.map((one) => one.amountFen)).toEqual([80_000, 99_900]);
    expect(match({ text, amountFen: 179_901 }).suggestions.every((one) => one.split.length === 0)).toBe(true);
  });

  it('is only likely when a third one pays', () => {
    const parent = { ...payers[1]!, companyId: 3, nameZh: '某某控股集团有限公司', creditCode: '' };
    const given = { counterparty: parent.nameZh, text, amountFen: 179_900 };
    const two = match(given, { payers: [...payers, parent] });
    expect([two.state, two.suggestions[0]?.split.length]).toEqual(['likely', 2]);
    expect(two.suggestions[0]?.reasons[1]?.zh).toContain('代付');
  });

  it('takes up all that it pays', () => {
    const [, second] = matchStatement(
      [line({ text, amountFen: 179_900 }), line({ companyId: 2, amountFen: 99_900 })],
      facts(),
    );
    expect(second?.suggestions[0]).toMatchObject({ allocations: [], restFen: 99_900 });
  });
});
