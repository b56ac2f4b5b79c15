import { expect } from '@jest/globals';
import { BankDesk, csvOf } from './bank-desk.js';
import type { Person } from './builders.js';
import type { TestApp } from './test-app.js';

/** A line confirmed as prepaid money, part of it refunded, and one that is a deposit and prepaid money. */
export async function bankLines(t: TestApp, finance: Person, companyId: number): Promise<void> {
  const desk = new BankDesk(t, finance);
  await desk.imported(
    Buffer.from(
      csvOf([
        ['交易日期', '金额', '摘要'],
        ['2026-05-21', '10.00', '预付'],
        ['2026-05-21', '15.00', '押金和其他'],
      ]),
    ),
  );
  const line = await desk.line('预付');
  await desk.post(`/bank-lines/${line.id}/confirm`, { as: 'prepaid', companyId });
  await desk.post('/refunds', { companyId, amountFen: 300, paidOn: '2026-05-22', method: 'bank' });
  const { body } = await t.call<{ items: { id: number }[] }>(finance, 'GET', '/deposits');
  const parts = [
    { as: 'deposit', depositId: body.items[0]?.id },
    { as: 'prepaid', companyId, amountFen: 500 },
  ];
  const both = await desk.line('押金和其他');
  expect((await desk.post(`/bank-lines/${both.id}/confirm`, { as: 'split', parts })).status).toBe(200);
}

const again = `INSERT INTO bank_match (line_id, company_id, amount_fen, payment_id, deposit_id, is_own, confirmed_by)
  SELECT line_id, company_id, amount_fen, payment_id, deposit_id, true, confirmed_by FROM bank_match`;

/** Faults for the invariant about bank lines and balances: which one, in words, and what is done behind the guards' backs. */
export const bankFaults: [string, string, string][] = [
  ['I27', 'a confirmed line has no payment', `DELETE FROM bank_match`],
  ['I27', 'a confirmed line has another amount', `UPDATE bank_line SET amount_fen = 999`],
  ['I27', 'a line is confirmed twice', `DROP INDEX bank_match_payment, bank_match_deposit; ${again}`],
  ['I27', 'a part of a line is nobody’s', `DELETE FROM bank_match WHERE deposit_id IS NOT NULL`],
  ['I27', 'its parts do not sum to a line', `UPDATE bank_match SET amount_fen = amount_fen + 1`],
  [
    'I27',
    'its deposit never came in',
    `ALTER TABLE deposit DROP CONSTRAINT deposit_taken, DROP CONSTRAINT deposit_receipt; UPDATE deposit SET taken_at = NULL`,
  ],
  [
    'I27',
    'a deposit is two lines',
    `DROP INDEX bank_match_deposit; UPDATE bank_match SET payment_id = NULL, deposit_id = (SELECT max(deposit_id) FROM bank_match), amount_fen = 1000`,
  ],
  ['I27', 'an open line is somebody’s', `UPDATE bank_line SET status = 'open', decided_at = NULL`],
  [
    'I27',
    'its payment was taken back',
    `UPDATE payment SET reversed_at = now(), reversed_by = 1, reversal_reason = 'x', reversed_allocations = '[]', returned_fen = amount_fen WHERE method = 'prepaid'`,
  ],
  ['I27', 'a balance is below zero', `UPDATE ledger_entry SET amount_fen = -amount_fen WHERE account = 'unallocated'`],
  ['I27', 'a refund is from no payment', `DELETE FROM refund_part`],
];
