import { describe, expect, it } from '@jest/globals';
import { bare } from './candidate.js';
import { lineDecisionOf } from './line-decision.js';

const companyId = 7;
const allocations = [{ invoiceId: 1, number: 'PB2026-000001', amountFen: 400 }];
const deposit = { depositId: 5, reservationId: 9 };
const paid = { as: 'payment', companyId, allocations: [{ invoiceId: 1, amountFen: 400 }] };

describe('agreeing to a suggestion', () => {
  it.each([
    [{ allocations }, paid],
    [{}, { as: 'prepaid', companyId }],
    [{ deposit }, { as: 'deposit', depositId: 5 }],
    [
      { paymentId: 3, allocations },
      { as: 'recorded', paymentId: 3 },
    ],
    [
      {
        split: [
          { companyId, amountFen: 400, allocations, deposit: null },
          { companyId, amountFen: 600, allocations: [], deposit },
        ],
      },
      {
        as: 'split',
        parts: [
          { ...paid, amountFen: 400 },
          { as: 'deposit', depositId: 5 },
        ],
      },
    ],
  ])('says what money that came in is: %j', (said, decision) => {
    expect(lineDecisionOf({ amountFen: 1_000 }, { ...bare, companyId, ...said })).toEqual(decision);
  });

  it('says that money that went out is a refund, new or recorded before', () => {
    const refund = (refundId: number | null) => lineDecisionOf({ amountFen: -1 }, { ...bare, companyId, refundId });
    expect([refund(null), refund(4)]).toEqual([
      { as: 'refund', companyId, refundId: null },
      { as: 'refund', companyId, refundId: 4 },
    ]);
  });
});
