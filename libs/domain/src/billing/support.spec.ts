import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEPOSIT_PART_KINDS, depositStatus, undecidedFen } from './deposit.js';
import {
  accountBalance,
  depositForfeitedEntries,
  isBalanced,
  subsidyPaidEntries,
  voucherPaidEntries,
  voucherRedeemedEntries,
  voucherReturnedEntries,
} from './ledger.js';
import { subsidyPays } from './subsidy.js';
import { coveredFen, type CoverableLine, isCovered, SUPPORTABLE } from './support-scope.js';
import { voucherPaysFen } from './voucher.js';

const line = (component: CoverableLine['component'], amountFen: number, instrumentId = 1): CoverableLine => ({
  component,
  amountFen,
  instrumentId,
  categoryIds: [10 + instrumentId, 10],
});
const fen = fc.integer({ min: 0, max: 100_000_000 });
const lines = fc.array(
  fc.record({
    component: fc.constantFrom(
      'rent',
      'abatement',
      'session',
      'best_of',
      'forfeit',
      'no_show',
      'adjustment',
      'service',
    ),
    amountFen: fc.integer({ min: -1_000_000, max: 10_000_000 }),
    instrumentId: fc.option(fc.integer({ min: 1, max: 4 })),
    categoryIds: fc.subarray([10, 11, 12]),
  }),
) as fc.Arbitrary<CoverableLine[]>;
const scope = fc.record({
  components: fc.subarray([...SUPPORTABLE]),
  categoryIds: fc.subarray([10, 11, 12]),
  instrumentIds: fc.subarray([1, 2, 3]),
});

describe('a scope', () => {
  it('covers use and help, and never fees, damages, late days or what finance adjusts', () => {
    for (const component of ['rent', 'session', 'service', 'abatement'] as const)
      expect(isCovered(line(component, 1), {})).toBe(true);
    for (const component of ['overdue', 'cancellation', 'no_show', 'damage', 'forfeit', 'adjustment'] as const)
      expect(isCovered(line(component, 1), {})).toBe(false);
  });

  it('counts a reduction with what it reduces, even when it is not named', () => {
    const month = [line('rent', 450_000), line('abatement', -50_000), line('session', 20_000), line('best_of', -5_000)];
    expect(coveredFen(month, { components: ['rent'] })).toBe(400_000);
    expect(coveredFen(month, { components: ['session'] })).toBe(15_000);
  });

  it('covers what either its categories, with all below them, or its instruments name', () => {
    const both = [line('rent', 100, 1), line('rent', 20, 2), line('rent', 3, 3)];
    expect(coveredFen(both, { categoryIds: [10] })).toBe(123);
    expect(coveredFen(both, { categoryIds: [11], instrumentIds: [3] })).toBe(103);
    expect(coveredFen([{ ...line('service', 5), instrumentId: null, categoryIds: [] }], { instrumentIds: [1] })).toBe(
      0,
    );
  });
});

describe('a voucher', () => {
  const voucher = { remainingFen: 10_000_000, shareBps: 5000, validFrom: '2026-01-01', expiresOn: '2026-12-31' };

  it('pays its share of the lines in its scope only, once', () => {
    const invoice = [line('rent', 450_000), line('no_show', 50_000)];
    const given = { voucher: { ...voucher, scope: {} }, grossFen: 500_000, openFen: 500_000, today: '2026-06-01' };
    expect(voucherPaysFen({ ...given, lines: invoice })).toBe(225_000);
    expect(voucherPaysFen({ ...given, lines: invoice, paidBeforeFen: 225_000 })).toBe(0);
  });

  it('pays nothing before its first day, and its share of what a credit note leaves', () => {
    const given = { voucher, openFen: 500_000, lines: [line('rent', 500_000)] };
    expect(voucherPaysFen({ ...given, grossFen: 500_000, today: '2025-12-31' })).toBe(0);
    expect(voucherPaysFen({ ...given, grossFen: 200_000, today: '2026-01-01' })).toBe(100_000);
  });

  it('never pays more than its share, what is left on it or what is open, and nothing after its last day', () => {
    fc.assert(
      fc.property(
        lines,
        scope,
        fen,
        fen,
        fen,
        fc.integer({ min: 1, max: 10_000 }),
        fen,
        (ls, sc, remainingFen, grossFen, openFen, shareBps, before) => {
          const given = {
            voucher: { remainingFen, shareBps, expiresOn: '2026-12-31', scope: sc },
            lines: ls,
            grossFen,
            openFen,
          };
          const pays = voucherPaysFen({ ...given, today: '2026-12-31', paidBeforeFen: before });
          expect(pays).toBeGreaterThanOrEqual(0);
          expect(pays).toBeLessThanOrEqual(Math.min(remainingFen, openFen));
          if (pays > 0)
            expect(pays + before).toBeLessThanOrEqual(
              Math.ceil((Math.min(grossFen, Math.max(coveredFen(ls, sc), 0)) * shareBps) / 10_000),
            );
          expect(voucherPaysFen({ ...given, today: '2027-01-01' })).toBe(0);
        },
      ),
    );
  });
});

describe('a subsidy', () => {
  const open = { monthLeftFen: null, yearLeftFen: null, budgetLeftFen: null };

  it('pays its share, less what was credited before', () => {
    const programme = { ...open, shareBps: 2000 };
    expect(subsidyPays({ programme, coveredFen: 450_000, carriedFen: 0, openFen: 450_000 })).toEqual({
      amountFen: 90_000,
      carriedFen: 0,
    });
    const credited = subsidyPays({ programme, coveredFen: -100_000, carriedFen: 0, openFen: 0 });
    expect(credited).toEqual({ amountFen: 0, carriedFen: -100_000 });
    expect(
      subsidyPays({ programme, coveredFen: 450_000, carriedFen: credited.carriedFen, openFen: 450_000 }).amountFen,
    ).toBe(70_000);
  });

  it('keeps every limit over a year of invoices', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -500_000, max: 2_000_000 }), { maxLength: 24 }),
        fc.integer({ min: 1, max: 10_000 }),
        fen,
        fen,
        fen,
        (months, shareBps, month, year, budget) => {
          let [used, carried, positive] = [0, 0, 0];
          for (const covered of months) {
            const given = {
              programme: { shareBps, monthLeftFen: month, yearLeftFen: year - used, budgetLeftFen: budget - used },
              coveredFen: covered,
              carriedFen: carried,
              openFen: Math.max(covered, 0),
            };
            const { amountFen, carriedFen } = subsidyPays(given);
            expect(amountFen).toBeLessThanOrEqual(Math.min(month, Math.max(covered, 0)));
            expect(carriedFen).toBeLessThanOrEqual(0);
            [used, carried, positive] = [used + amountFen, carriedFen, positive + Math.max(covered, 0)];
          }
          expect(used).toBeLessThanOrEqual(Math.min(year, budget, positive));
        },
      ),
    );
  });
});

describe('a deposit', () => {
  it('is named by what became of it', () => {
    expect(depositStatus(100, [])).toBe('held');
    expect(depositStatus(100, [{ kind: 'forfeit', amountFen: 99 }])).toBe('held');
    expect(
      depositStatus(100, [
        { kind: 'refund', amountFen: 40 },
        { kind: 'refund', amountFen: 60 },
      ]),
    ).toBe('refunded');
    expect(
      depositStatus(100, [
        { kind: 'refund', amountFen: 40 },
        { kind: 'forfeit', amountFen: 60 },
      ]),
    ).toBe('mixed');
  });

  it('is held exactly while a fen is undecided', () => {
    const parts = fc.array(
      fc.record({ kind: fc.constantFrom(...DEPOSIT_PART_KINDS), amountFen: fc.integer({ min: 1, max: 1000 }) }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(parts, fc.nat(5), (ps, more) => {
        const amountFen = ps.reduce((sum, part) => sum + part.amountFen, more);
        expect(undecidedFen(amountFen, ps)).toBe(more);
        expect(depositStatus(amountFen, ps) === 'held').toBe(more > 0);
      }),
    );
  });
});

describe('the ledger', () => {
  it('ends where it began when a voucher is used and returned, and owes nothing when it is redeemed', () => {
    const use = { companyId: '7', amountFen: 5000 };
    const undone = [...voucherPaidEntries(use), ...voucherReturnedEntries(use)];
    expect([accountBalance(undone, 'vouchers'), accountBalance(undone, 'receivable'), isBalanced(undone)]).toEqual([
      0,
      0,
      true,
    ]);
    const redeemed = [...voucherPaidEntries(use), ...voucherRedeemedEntries(use)];
    expect([accountBalance(redeemed, 'vouchers'), accountBalance(redeemed, 'bank')]).toEqual([0, 5000]);
  });

  it('leaves what a kept deposit does not pay as a balance, and books a subsidy as an expense', () => {
    const kept = depositForfeitedEntries({ companyId: '7', amountFen: 500, allocatedFen: 300 });
    expect(kept.map((e) => [e.account, e.amountFen])).toEqual([
      ['deposits_held', 500],
      ['receivable', -300],
      ['unallocated', -200],
    ]);
    expect(accountBalance(subsidyPaidEntries({ companyId: '7', amountFen: 9 }), 'subsidies')).toBe(9);
  });
});
