import type { Person } from './builders.js';
import type { TestApp } from './test-app.js';

/** Credits a paid invoice in part and another wholly, asks a buyer, and gives a receipt, so that the invariants have something to look at. */
export async function correctInvoices(t: TestApp, finance: Person): Promise<void> {
  const { body } = await t.call<{ items: { id: number; paidFen: number; openFen: number; grossFen: number }[] }>(
    finance,
    'GET',
    '/invoices?limit=100',
  );
  const paid = body.items.find((row) => row.openFen === 0 && row.paidFen > 0);
  const [wrong, asked] = body.items.filter((row) => row.openFen === row.grossFen && row.grossFen > 100_000);
  const credit = (id: number | undefined, name: string, wish: object): Promise<unknown> =>
    t.call(finance, 'POST', `/invoices/${id}/credit-notes`, { key: `credit-${name}-key`, body: wish });
  const part = { reason: 'allowance', kind: 'credit', lines: [{ lineNo: 1, amountFen: 1001 }] };
  await credit(paid?.id, 'kept', part);
  await credit(paid?.id, 'back', { ...part, kind: 'refund' });
  await credit(wrong?.id, 'wrong', { reason: 'wrong_invoice', kind: 'offset' });
  await credit(asked?.id, 'asked', { ...part, kind: 'offset', buyerConfirms: true });
  const payments = await t.call<{ items: { id: number; method: string }[] }>(finance, 'GET', '/payments');
  const bank = payments.body.items.find(({ method }) => method === 'bank');
  await t.call(finance, 'POST', `/payments/${bank?.id}/receipt`, { key: 'give-a-receipt', body: {} });
}

const issued = `(SELECT min(id) FROM credit_note WHERE status = 'issued')`;
const bare = `ALTER TABLE credit_note DROP CONSTRAINT credit_note_settled;`;

/** Faults for the invariants about credit notes: which one, in words, and what is done behind the guards' backs. */
export const creditFaults: [string, string, string][] = [
  [
    'I12',
    'a credit note has no number before it',
    `UPDATE credit_note SET sequence = sequence + 100 WHERE id = ${issued}`,
  ],
  ['I12', 'a receipt is lost', 'DELETE FROM payment_receipt'],
  [
    'I51',
    'a line is credited beyond itself',
    `UPDATE credit_note_line l SET amount_fen = c.amount_fen + 1, net_fen = c.amount_fen + 1 - l.tax_fen FROM charge c WHERE c.id = l.charge_id AND l.credit_note_id = ${issued}`,
  ],
  [
    'I51',
    'a note is more than its lines',
    `${bare} UPDATE credit_note SET gross_fen = gross_fen + 1, net_fen = net_fen + 1`,
  ],
  [
    'I51',
    'an invoice is credited beyond itself',
    `ALTER TABLE invoice DROP CONSTRAINT invoice_settled, DROP CONSTRAINT invoice_check, DROP CONSTRAINT invoice_check1; UPDATE invoice SET gross_fen = 1000, net_fen = 1000 - tax_fen`,
  ],
  ['I51', 'more is given back than was paid', 'DELETE FROM payment_allocation'],
  [
    'I51',
    "a note is of another invoice's line",
    `UPDATE credit_note_line SET charge_id = (SELECT max(id) FROM charge) WHERE credit_note_id = ${issued}`,
  ],
  ['I52', 'an issued note was changed', `UPDATE credit_note SET note = 'x' WHERE id = ${issued}`],
  ['I52', 'a line of an issued note was lost', `DELETE FROM credit_note_line WHERE credit_note_id = ${issued}`],
  ['I53', 'the invoice knows nothing of it', `UPDATE invoice SET credited_fen = 0`],
  ['I53', 'an invoice credited whole is still open', `UPDATE invoice SET status = 'paid' WHERE status = 'void'`],
  [
    'I53',
    'the ledger has another amount',
    `${bare} UPDATE credit_note SET credit_fen = credit_fen - 1, refund_fen = refund_fen + 1 WHERE credit_fen > 0`,
  ],
  ['I53', 'a note is not in the ledger', `DELETE FROM ledger_transaction WHERE kind = 'credit_note'`],
  ['I53', 'what was kept is no balance', `DELETE FROM payment WHERE method = 'credit'`],
  ['I53', 'a wrong invoice is not billed anew', `DELETE FROM charge WHERE invoice_id IS NULL`],
  ['I53', 'a note has no audit row', `DELETE FROM audit_event WHERE entity = 'credit_note'`],
];
