import { aRental, billed } from './billing-desk.js';
import type { Person } from './builders.js';
import type { Answer, TestApp } from './test-app.js';

export interface InvoiceSeen {
  readonly id: number;
  readonly number: string;
  readonly status: string;
  readonly grossFen: number;
  readonly paidFen: number;
  readonly creditedFen: number;
  readonly writtenOffFen: number;
  readonly openFen: number;
}

export interface CreditMade {
  readonly id: number;
  readonly status: string;
  readonly number: string | null;
  readonly code?: string;
  readonly leftFen?: number;
  readonly settlement?: object;
}

/** Where finance credits invoices: each test has an invoice and a company of its own. */
export interface CreditDesk {
  readonly finance: Person;
  readonly foreign: Person;
  key(): string;
  /** A company of its own with one invoice of 4,500.00 for March (3,982.30 and 517.70), already issued. */
  anInvoice(): Promise<{ id: number; companyId: number; admin: Person }>;
  credit(id: number, body: object, who?: Person): Promise<Answer<CreditMade>>;
  seen(id: number): Promise<InvoiceSeen>;
  pay(companyId: number, amountFen: number): Promise<Answer>;
  /** What the ledger says of a company, account by account. */
  ledgerOf(companyId: number): Promise<Record<string, number>>;
}

/** Part of the first line of an invoice. */
export const part = (amountFen: number): object => ({ lines: [{ lineNo: 1, amountFen }] });

/** Opens the desk: a park with a finance clerk, March billed, and a company that is somebody else's. */
export async function openCreditDesk(t: TestApp): Promise<CreditDesk> {
  await t.given.aPark();
  const finance = await t.given.aPerson('finance');
  const foreign = await t.given.aPerson('company_admin', await t.given.aCompany());
  await aRental(t.database.owner, t.given, { companyId: foreign.companyId ?? 0, startsOn: '2026-03-01', months: 1 });
  await t.call(finance, 'POST', '/months/2026-03/run', { key: 'bill-march-now' });
  await billed(t);
  let keys = 0;
  const key = (): string => `credit-note-${++keys}`;
  return {
    finance,
    foreign,
    key,
    anInvoice: () => invoiceOf(t, finance, key),
    credit: (id, body, who = finance) =>
      t.call(who, 'POST', `/invoices/${id}/credit-notes`, {
        key: key(),
        body: { reason: 'allowance', kind: 'offset', ...body },
      }),
    seen: async (id) => (await t.call<InvoiceSeen>(finance, 'GET', `/invoices/${id}`)).body,
    pay: (companyId, amountFen) =>
      t.call(finance, 'POST', '/payments', {
        key: key(),
        body: { companyId, amountFen, receivedOn: '2026-04-02', method: 'bank' },
      }),
    ledgerOf: async (companyId) => {
      const { rows } = await t.database.owner.query<{ account: string; sum: string }>(
        `SELECT account, sum(amount_fen) FROM ledger_entry WHERE company_id = $1 GROUP BY account HAVING sum(amount_fen) <> 0`,
        [companyId],
      );
      return Object.fromEntries(rows.map(({ account, sum }) => [account, Number(sum)]));
    },
  };
}

async function invoiceOf(
  t: TestApp,
  finance: Person,
  key: () => string,
): Promise<{ id: number; companyId: number; admin: Person }> {
  const companyId = await t.given.aCompany();
  const admin = await t.given.aPerson('company_admin', companyId);
  await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-03-01', months: 1 });
  await t.database.owner.query(
    `INSERT INTO billing_run_company (run_id, company_id, status, reason) SELECT id, $1, 'failed', 'x' FROM billing_run WHERE month = '2026-03-01'`,
    [companyId],
  );
  await t.call(finance, 'POST', '/months/2026-03/run/retry', { body: { companyId }, key: key() });
  await billed(t);
  const list = await t.call<{ items: { id: number }[] }>(finance, 'GET', `/invoices?companyId=${companyId}`);
  return { id: list.body.items[0]?.id ?? 0, companyId, admin };
}

/** A payment, and a credit note that waits for the buyer, of a line put on an invoice; by the part of the path that names them. */
export async function correctedBy(
  t: TestApp,
  of: { readonly companyId: number; readonly invoice: number; readonly reservation: number; readonly memberId: number },
): Promise<Record<string, number>> {
  const payment = await t.given.insert('payment', {
    company_id: of.companyId,
    amount_fen: 100,
    received_on: '2026-02-10',
    method: 'bank',
    created_by: of.memberId,
  });
  const { rows } = await t.database.owner.query<{ id: string }>(
    `WITH line AS (
       INSERT INTO charge (company_id, source_kind, source_id, component, month, posted_month, revision, amount_fen, net_fen, tax_fen, tax_rate_bps,
         tax_code, item_name, explanation, invoice_id, line_no)
       VALUES ($1, 'reservation', $2, 'rent', '2026-01-01', '2026-01-01', 1, 113, 100, 13, 1300, 'x', 'x', '{"text":{"zh":"x","en":"x"}}', $3, 1) RETURNING id),
     note AS (
       INSERT INTO credit_note (company_id, invoice_id, status, reason, kind, net_fen, tax_fen, gross_fen, confirm_by, created_by)
       SELECT $1::bigint, $3::bigint, 'awaiting_buyer', 'allowance', 'offset', 10, 1, 11, '2026-03-10', $4::bigint RETURNING id)
     INSERT INTO credit_note_line (credit_note_id, line_no, company_id, charge_id, amount_fen, net_fen, tax_fen)
     SELECT note.id, 1, $1, line.id, 11, 10, 1 FROM note, line RETURNING credit_note_id id`,
    [of.companyId, of.reservation, of.invoice, of.memberId],
  );
  return { 'credit-notes': Number(rows[0]?.id), payments: payment };
}
