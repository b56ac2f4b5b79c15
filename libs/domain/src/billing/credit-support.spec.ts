import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { settleCredit } from './credit-note.js';
import { carriedAgainFen, type PaidOtherwise, paidOtherwiseBack, subsidyAtMostFen } from './credit-support.js';
import { accountBalance, isBalanced, supportReturnedEntries } from './ledger.js';

const subsidy = (amountFen: number, mostFen = amountFen): PaidOtherwise => ({ by: 'subsidy', amountFen, mostFen });
const voucher = (amountFen: number, mostFen = amountFen): PaidOtherwise => ({ by: 'voucher', amountFen, mostFen });
const writeoff = (amountFen: number): PaidOtherwise => ({ by: 'writeoff', amountFen, mostFen: amountFen });

describe('what goes back to whom when an invoice of 4,500.00 is credited', () => {
  it.each([
    ['1,000.00 of it, 20 % subsidised: a fifth of that', 100_000, [0, 360_000], [subsidy(90_000, 70_000)], [20_000]],
    ['all of it: the whole subsidy', 450_000, [0, 360_000], [subsidy(90_000, 0)], [90_000]],
    ['all of it, nothing paid yet', 450_000, [360_000, 0], [subsidy(90_000, 0)], [90_000]],
    [
      'a subsidy that its limit stopped short of its share stays',
      100_000,
      [0, 400_000],
      [subsidy(50_000, 70_000)],
      [0],
    ],
    ['what was given up comes before money', 50_000, [0, 100_000], [writeoff(350_000)], [50_000]],
    ['what is open comes before what was given up', 50_000, [40_000, 60_000], [writeoff(350_000)], [10_000]],
    [
      'more than open and money: subsidies, then vouchers',
      440_000,
      [0, 300_000],
      [voucher(100_000), subsidy(50_000)],
      [90_000, 50_000],
    ],
    ['never more than is credited', 10_000, [0, 200_000], [subsidy(100_000, 50_000), voucher(150_000, 0)], [10_000, 0]],
  ] as const)('%s', (_, grossFen, [openFen, paidFen], paid, backs) => {
    expect(paidOtherwiseBack({ grossFen, openFen, paidFen }, paid)).toEqual(backs);
  });

  it('is set off, and the company has back at most what it paid itself', () => {
    const fen = fc.nat(1_000_000);
    const one = fc.record({
      by: fc.constantFrom('writeoff' as const, 'subsidy' as const, 'voucher' as const),
      amountFen: fen,
      mostFen: fen,
    });
    const kinds = fc.constantFrom('offset' as const, 'credit' as const, 'refund' as const);
    fc.assert(
      fc.property(
        fc.tuple(fen, fen, fc.array(one, { maxLength: 4 }), kinds, fc.double({ min: 0, max: 1, noNaN: true })),
        ([openFen, paidFen, paid, kind, share]) => {
          const otherwiseFen = paid.reduce((sum, p) => sum + p.amountFen, 0);
          const grossFen = Math.floor((openFen + paidFen + otherwiseFen) * share);
          fc.pre(grossFen > 0);
          const backs = paidOtherwiseBack({ grossFen, openFen, paidFen }, paid);
          for (const [i, back] of backs.entries()) {
            expect(back).toBeGreaterThanOrEqual(0);
            expect(back).toBeLessThanOrEqual(paid[i]!.amountFen);
          }
          const returnedFen = backs.reduce((sum, back) => sum + back, 0);
          const parts = settleCredit({ grossFen, openFen, paidFen, kind, returnedFen });
          expect(parts.offsetFen + parts.creditFen + parts.refundFen).toBe(grossFen);
          expect(parts.offsetFen).toBeGreaterThanOrEqual(returnedFen);
          expect(parts.offsetFen).toBeLessThanOrEqual(openFen + returnedFen);
          expect(parts.creditFen + parts.refundFen).toBeLessThanOrEqual(paidFen);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is what a subsidy paid beyond its share of what is left', () => {
    const grant = { shareBps: 2000, baseFen: 450_000, coveredFen: 450_000 };
    expect(subsidyAtMostFen({ ...grant, coveredNowFen: 350_000 })).toBe(70_000);
    expect(subsidyAtMostFen({ ...grant, coveredNowFen: 0 })).toBe(0);
    expect(subsidyAtMostFen({ ...grant, baseFen: 350_000, coveredNowFen: 350_000 })).toBe(50_000);
    expect(subsidyAtMostFen({ ...grant, baseFen: 50_000, coveredNowFen: 350_000 })).toBe(0);
    expect(carriedAgainFen({ ...grant, baseFen: 350_000, coveredNowFen: 350_000 })).toBe(0);
    expect(carriedAgainFen({ ...grant, baseFen: 50_000, coveredNowFen: 350_000 })).toBe(-50_000);
  });

  it('is receivable again, and less of an expense, a claim or a loss', () => {
    const parts = [
      { by: 'subsidy' as const, amountFen: 9 },
      { by: 'writeoff' as const, amountFen: 5 },
      { by: 'voucher' as const, amountFen: 0 },
    ];
    const entries = supportReturnedEntries({ companyId: '7', parts });
    expect(isBalanced(entries)).toBe(true);
    const accounts = ['receivable', 'subsidies', 'bad_debt', 'vouchers'] as const;
    expect(accounts.map((account) => accountBalance(entries, account))).toEqual([14, -9, -5, 0]);
  });
});
