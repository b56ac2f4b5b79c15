import {
  type ChargeComponent,
  creditableFen,
  creditNoteEntries,
  type CreditSettlement,
  invoiceNumber,
  localDate,
} from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { unschedule } from '../../../platform/due-work/due-work.js';
import { record } from '../../../platform/outbox/record.js';
import { postLedger } from '../post-ledger.js';
import type { Crediting } from '../support/coverable-lines.js';
import { takeNumbers } from '../take-numbers.js';
import { creditRefused, settlementChanged } from './credit-faults.js';
import type { Creditable } from './load-creditable.js';
import { rebillCharges } from './rebill-charges.js';
import { returnSupport } from './return-support.js';
import { type NoteSettlement, settlementOf } from './settle-note.js';

/** When and by whom a note is issued, in which park. */
export interface IssueTerms {
  readonly at: Date;
  readonly actorId: number | null;
  readonly timeZone: string;
  /** Series of the park's invoices; credit notes have `<series>C`. */
  readonly invoiceSeries: string;
}

interface Note {
  readonly id: number;
  readonly companyId: number;
  readonly invoiceId: number;
  readonly reason: string;
  readonly kind: 'offset' | 'credit' | 'refund';
  readonly grossFen: number;
  readonly createdBy: number;
}

interface LedgerLine {
  readonly component: ChargeComponent;
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxFen: number;
}

/** Kinds of due work about a note that waits. */
export const noteWork = ['credit-note.remind', 'credit-note.expire'] as const;

async function number(tx: Tx, note: Note, terms: IssueTerms, settlement: CreditSettlement): Promise<string> {
  const series = `${terms.invoiceSeries}C`;
  const year = Number(localDate(terms.at.getTime(), terms.timeZone).slice(0, 4));
  const sequence = await takeNumbers(tx, series, year, 1);
  const given = invoiceNumber({ series, year, sequence });
  const parts = [settlement.offsetFen, settlement.creditFen, settlement.refundFen];
  await tx.execute(
    `UPDATE credit_note n SET status = 'issued', series = $2, year = $3, sequence = $4, number = $5, issued_at = $6,
       offset_fen = $7, credit_fen = $8, refund_fen = $9, version = version + 1,
       content_hash = credit_note_content_hash(n, $5, $6, ARRAY[$7, $8, $9]::bigint[]),
       decided_at = CASE WHEN confirm_by IS NOT NULL THEN $6::timestamptz END, decided_by = CASE WHEN confirm_by IS NOT NULL THEN $10::bigint END
     WHERE n.id = $1 AND n.status = 'awaiting_buyer'`,
    [note.id, series, year, sequence, given, terms.at, ...parts, terms.actorId],
  );
  return given;
}

/** Lowers what is open, or was and is again by what goes back, and says where the invoice stands now: credited whole it is void. */
async function lowerInvoice(tx: Tx, note: Note, { settlement, returnedFen }: NoteSettlement): Promise<string> {
  const [invoice] = await tx.query<{ status: string }>(
    `UPDATE invoice i SET paid_fen = paid_fen - $3, credited_fen = credited_fen + $2, version = version + 1, status = CASE
       WHEN gross_fen = (SELECT sum(gross_fen) FROM credit_note n WHERE n.invoice_id = i.id AND n.status = 'issued') THEN 'void'
       WHEN open_fen + $3 = $2 THEN 'paid' WHEN paid_fen = $3 THEN 'issued' ELSE status END
     WHERE id = $1 RETURNING status`,
    [note.invoiceId, settlement.offsetFen, returnedFen],
  );
  const status = invoice?.status ?? '';
  if (status === 'void' || status === 'paid')
    await unschedule(tx, ['invoice.due-soon', 'invoice.overdue'], note.invoiceId);
  return status;
}

async function post(tx: Tx, note: Note, terms: IssueTerms, settlement: CreditSettlement): Promise<void> {
  const lines = await tx.query<LedgerLine>(
    `SELECT c.component, sum(l.amount_fen)::bigint "amountFen", sum(l.net_fen)::bigint "netFen", sum(l.tax_fen)::bigint "taxFen"
     FROM credit_note_line l JOIN charge c ON c.id = l.charge_id WHERE l.credit_note_id = $1 GROUP BY c.component ORDER BY c.component`,
    [note.id],
  );
  const entries = creditNoteEntries({ companyId: String(note.companyId), lines, settlement });
  await postLedger(tx, [{ kind: 'credit_note', refId: note.id, postedAt: terms.at, entries }]);
}

/** What stays with the company is a payment like any other that no invoice has taken up: later ones can use it. */
async function keepAsBalance(
  tx: Tx,
  note: Note & { number: string },
  terms: IssueTerms,
  amountFen: number,
): Promise<void> {
  await tx.execute(
    `INSERT INTO payment (company_id, amount_fen, received_on, method, reference, created_by) VALUES ($1, $2, $3, 'credit', $4, $5)`,
    [
      note.companyId,
      amountFen,
      localDate(terms.at.getTime(), terms.timeZone),
      note.number,
      terms.actorId ?? note.createdBy,
    ],
  );
}

/**
 * Issues a credit note whose lines stand: number, content hash, ledger, invoice, balance, event, all in the caller's
 * transaction. `creditable` was loaded with a lock and without this note. A wrong invoice is billed anew; then the caller
 * holds `lockAccrual` of the company too, taken before the invoice.
 */
export async function issueCreditNote(
  tx: Tx,
  note: Note,
  { creditable, terms, expected }: { creditable: Creditable; terms: IssueTerms; expected?: CreditSettlement },
): Promise<string> {
  const { ceiling, invoice } = creditable;
  const mostFen = creditableFen(ceiling);
  if (note.grossFen > mostFen) throw creditRefused({ code: 'not_paid_with_money', leftFen: mostFen });
  const settled = await settlementOf(tx, creditable, { ...note, crediting: await creditedLines(tx, note.id) });
  const { settlement } = settled;
  if (expected && JSON.stringify(partsOf(expected)) !== JSON.stringify(partsOf(settlement)))
    throw settlementChanged(settlement);
  const given = await number(tx, note, terms, settlement);
  const by = { noteId: note.id, noteNumber: given, companyId: note.companyId, invoice, at: terms.at };
  await returnSupport(tx, settled.returning, { ...by, actorId: terms.actorId ?? note.createdBy });
  const status = await lowerInvoice(tx, note, settled);
  await post(tx, note, terms, settlement);
  if (settlement.creditFen > 0) await keepAsBalance(tx, { ...note, number: given }, terms, settlement.creditFen);
  if (note.reason === 'wrong_invoice') await rebillCharges(tx, note);
  await record(tx, {
    actorId: terms.actorId,
    companyId: note.companyId,
    action: 'credit-note.issued',
    entity: 'credit_note',
    entityId: note.id,
    data: {
      number: given,
      invoiceId: note.invoiceId,
      invoiceNumber: invoice.number,
      invoiceStatus: status,
      grossFen: note.grossFen,
      reason: note.reason,
      ...settlement,
      returnedFen: settled.returnedFen,
    },
    event: true,
  });
  return given;
}

/** The lines of a note that is not issued yet. */
const creditedLines = (tx: Tx, noteId: number): Promise<Crediting[]> =>
  tx.query<Crediting>(
    'SELECT charge_id "chargeId", amount_fen "amountFen" FROM credit_note_line WHERE credit_note_id = $1',
    [noteId],
  );

const partsOf = ({ offsetFen, creditFen, refundFen }: CreditSettlement): number[] => [offsetFen, creditFen, refundFen];
