import {
  addDays,
  type ChargeComponent,
  invoiceNumber,
  invoiceStatus,
  issueEntries,
  localDate,
} from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { schedule } from '../../platform/due-work/due-work.js';
import { recordAll } from '../../platform/outbox/record-all.js';
import { creditToBalance } from './credit-to-balance.js';
import { settleForfeits } from './deposits/settle-forfeits.js';
import type { InvoiceTerms } from './draft-invoices.js';
import { remindersOf } from './invoice-reminders.js';
import { postLedger } from './post-ledger.js';
import { grantSubsidies } from './support/grant-subsidies.js';
import { takeNumbers } from './take-numbers.js';

export interface IssueOrder {
  /** Drafts in the order in which they are numbered. */
  readonly drafts: readonly number[];
  /** The instant that is printed; its day in the park gives year and due date. */
  readonly issueAt: Date;
  readonly terms: InvoiceTerms;
  readonly actorId: number;
}

interface Draft {
  readonly id: number;
  readonly companyId: number;
  readonly month: string;
  readonly grossFen: number;
}

export interface IssuedInvoice extends Draft {
  readonly number: string;
  readonly sequence: number;
  readonly dueOn: string;
  readonly status: string;
}

async function ledgerLines(tx: Tx, drafts: readonly number[]): Promise<Map<number, LedgerLine[]>> {
  const rows = await tx.query<LedgerLine & { invoiceId: number }>(
    `SELECT invoice_id "invoiceId", component, sum(net_fen)::bigint "netFen", sum(tax_fen)::bigint "taxFen", sum(amount_fen)::bigint "amountFen"
     FROM charge WHERE invoice_id = ANY($1) GROUP BY invoice_id, component ORDER BY invoice_id, component`,
    [drafts],
  );
  const byInvoice = new Map<number, LedgerLine[]>();
  for (const row of rows) byInvoice.set(row.invoiceId, [...(byInvoice.get(row.invoiceId) ?? []), row]);
  return byInvoice;
}
interface LedgerLine {
  readonly component: ChargeComponent;
  readonly netFen: number;
  readonly taxFen: number;
  readonly amountFen: number;
}

async function markIssued(tx: Tx, invoices: readonly IssuedInvoice[], order: IssueOrder, year: number): Promise<void> {
  await tx.query(
    `UPDATE invoice i SET status = n.status, series = $1, year = $2, sequence = n.sequence, number = n.number, issued_at = $3, due_on = n.due_on,
       content_hash = invoice_content_hash(i, n.number, $3, n.due_on), version = version + 1
     FROM unnest($4::bigint[], $5::text[], $6::int[], $7::text[], $8::date[]) n (id, status, sequence, number, due_on)
     WHERE i.id = n.id`,
    [
      order.terms.series,
      year,
      order.issueAt,
      invoices.map((i) => i.id),
      invoices.map((i) => i.status),
      invoices.map((i) => i.sequence),
      invoices.map((i) => i.number),
      invoices.map((i) => i.dueOn),
    ],
  );
}

/**
 * Issues drafts in the given order: number, content hash, ledger, event and reminders, all in the caller's transaction.
 * The caller lets nobody else issue the same drafts. An issued invoice never changes (rules §5).
 */
export async function issueInvoices(tx: Tx, order: IssueOrder): Promise<IssuedInvoice[]> {
  const drafts = await tx.query<Draft>(
    `SELECT i.id, i.company_id "companyId", to_char(i.month, 'YYYY-MM') AS month, i.gross_fen "grossFen"
     FROM unnest($1::bigint[]) WITH ORDINALITY d (id, place) JOIN invoice i ON i.id = d.id AND i.status = 'draft' ORDER BY d.place`,
    [order.drafts],
  );
  if (drafts.length === 0) return [];
  const lines = await ledgerLines(tx, order.drafts);
  const { series, timeZone, dueDays } = order.terms;
  const today = localDate(order.issueAt.getTime(), timeZone);
  const year = Number(today.slice(0, 4));
  const dueOn = addDays(today, dueDays);
  const first = await takeNumbers(tx, series, year, drafts.length);
  const issued = drafts.map((draft, i) => ({
    ...draft,
    sequence: first + i,
    number: invoiceNumber({ series, year, sequence: first + i }),
    dueOn,
    status: invoiceStatus({ grossFen: draft.grossFen, paidFen: 0, dueOn, today }),
  }));
  await markIssued(tx, issued, order, year);
  await postLedger(
    tx,
    issued.map((invoice) => ({
      kind: 'issue',
      refId: invoice.id,
      postedAt: order.issueAt,
      entries: issueEntries({ companyId: String(invoice.companyId), lines: lines.get(invoice.id) ?? [] }),
    })),
  );
  for (const invoice of issued.filter((i) => i.grossFen < 0))
    await creditToBalance(tx, { ...invoice, at: order.issueAt, timeZone, actorId: order.actorId });
  await recordAll(
    tx,
    issued.map((invoice) => ({
      actorId: order.actorId,
      companyId: invoice.companyId,
      action: 'invoice.issued',
      entity: 'invoice',
      entityId: invoice.id,
      data: { number: invoice.number, month: invoice.month, grossFen: invoice.grossFen, dueOn: invoice.dueOn },
      event: true,
    })),
  );
  await schedule(
    tx,
    issued.flatMap((invoice) => remindersOf(invoice, order.terms)),
  );
  const ids = issued.map((invoice) => invoice.id);
  const paid = { at: order.issueAt, receivedOn: today, actorId: order.actorId };
  await settleForfeits(tx, { ids, ...paid });
  await grantSubsidies(tx, { invoices: issued, ...paid });
  return issued;
}
