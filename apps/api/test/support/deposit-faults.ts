import type { Person } from './builders.js';
import type { TestApp } from './test-app.js';

/** Gives part of the only deposit back and keeps another part, so that the invariants have something to look at. */
export async function decideOnDeposit(t: TestApp, finance: Person): Promise<void> {
  const { body } = await t.call<{ items: { id: number; version: number }[] }>(finance, 'GET', '/deposits');
  const { id, version } = body.items[0] ?? { id: 0, version: 0 };
  const parts = [
    { kind: 'refund', amountFen: 400 },
    { kind: 'forfeit', amountFen: 100, reason: '探头损坏' },
  ];
  await t.call(finance, 'POST', `/deposits/${id}/release`, { key: 'decide-on-it', body: { version, parts } });
}

/** Faults for the invariants about deposits: which one, in words, and what is done behind the guards' backs. */
export const depositFaults: [string, string, string][] = [
  ['I12', 'a receipt has no number before it', `UPDATE deposit SET receipt_sequence = 2`],
  [
    'I30',
    'a part is more than was decided',
    `UPDATE deposit_part SET amount_fen = amount_fen + 1 WHERE kind = 'refund'`,
  ],
  [
    'I30',
    'a deposit says it is done while a fen is undecided',
    `ALTER TABLE deposit DROP CONSTRAINT deposit_decided, DROP CONSTRAINT deposit_ended; UPDATE deposit SET status = 'refunded'`,
  ],
  [
    'I31',
    'a refund is not in the ledger',
    `UPDATE ledger_transaction SET ref_id = 999 WHERE kind = 'deposit_refunded'`,
  ],
  ['I31', 'a refund is posted with another amount', `UPDATE deposit_part SET amount_fen = 401 WHERE kind = 'refund'`],
  [
    'I31',
    'a voided receipt is not turned round in the ledger',
    `INSERT INTO voided_deposit_receipt (company_id, deposit_id, taken_at, reason, voided_at, voided_by)
     SELECT company_id, id, taken_at, 'x', now(), 1 FROM deposit`,
  ],
  [
    'I12',
    'a voided receipt has the number of another',
    `INSERT INTO voided_deposit_receipt (company_id, deposit_id, taken_at, series, year, sequence, number, parties, reason, voided_at, voided_by)
     SELECT company_id, id, taken_at, receipt_series, receipt_year, receipt_sequence, 'X', '{}', 'x', now(), 1 FROM deposit`,
  ],
  [
    'I32',
    'a deposit that was taken has no receipt',
    `UPDATE deposit SET receipt_number = NULL, receipt_sequence = NULL, receipt_parties = NULL`,
  ],
  [
    'I32',
    'what is kept is an item of another amount',
    `UPDATE billable_item SET amount_fen = 99 WHERE kind = 'forfeit'`,
  ],
  ['I32', 'what is kept counts as settled before its line is issued', `UPDATE deposit_part SET settled_at = now()`],
];
