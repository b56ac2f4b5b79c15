import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isBalanced, paymentEntries } from './ledger.js';
import { paymentReversedEntries, refundEntries, shareRefund } from './money-back.js';

const fen = fc.integer({ min: 0, max: 10_000_000 });

describe('a refund', () => {
  it('pays what is owed back first, then the balance, never more than both', () => {
    expect(shareRefund(30_000, { payableFen: 10_000, balanceFen: 25_000 })).toEqual({
      payableFen: 10_000,
      balanceFen: 20_000,
    });
    fc.assert(
      fc.property(fen, fen, fc.integer({ min: 1, max: 20_000_000 }), (payableFen, balanceFen, amountFen) => {
        const shares = shareRefund(amountFen, { payableFen, balanceFen });
        expect(shares === null).toBe(amountFen > payableFen + balanceFen);
        if (shares) expect(isBalanced(refundEntries({ companyId: '1', ...shares }))).toBe(true);
      }),
    );
  });
});

describe('a payment taken back', () => {
  it('is its posting turned round', () => {
    const payment = { companyId: '1', amountFen: 500, allocatedFen: 300 };
    const both = [...paymentEntries(payment), ...paymentReversedEntries(payment)];
    for (const account of ['bank', 'receivable', 'unallocated'])
      expect(both.filter((e) => e.account === account).reduce((sum, e) => sum + e.amountFen, 0)).toBe(0);
  });
});
