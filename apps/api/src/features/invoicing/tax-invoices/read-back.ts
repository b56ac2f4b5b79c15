import { Injectable } from '@nestjs/common';
import {
  type IssuedCandidate,
  type IssuedMatch,
  type IssuedRecord,
  matchIssued,
  redConfirmation,
  redOf,
  statementNumbersIn,
} from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/http/actor.js';
import { conflict, notFound } from '../../../platform/http/problem.js';
import type { UploadedFile } from '../../../platform/http/uploaded-file.js';
import { record } from '../../../platform/outbox/record.js';
import type { BureauRecord } from './bureau-record.js';
import { type BureauFile, readBureauFile } from './read-bureau-file.js';
import { lockTaxNumbers, recordNumber } from './record-number.js';

type Outcome = IssuedMatch['outcome'] | 'red' | 'unreadable';
interface Judged {
  readonly record: BureauRecord;
  readonly outcome: Outcome;
  readonly doubts: readonly string[];
  readonly invoiceIds: readonly number[];
}
interface Reader {
  readonly actorId: number;
  readonly at: Date;
  readonly source: BureauFile['kind'];
}

/** Takes the numbers of issued invoices back from what the tax platform gives; what is not beyond doubt waits for a person. */
@Injectable()
export class ReadBack {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async upload(actor: Actor, file: UploadedFile): Promise<{ id: number }> {
    const read = await readBureauFile(file);
    const reader: Reader = { actorId: actor.memberId, at: this.clock.now(), source: read.kind };
    return this.db.transaction('all', async (tx) => {
      await lockTaxNumbers(tx);
      const [reading] = await tx.query<{ id: number }>(
        'INSERT INTO tax_reading (file_name, kind, read_by, read_at) VALUES ($1, $2, $3, $4) RETURNING id',
        [file.name.slice(0, 200), read.kind, reader.actorId, reader.at],
      );
      const id = reading?.id ?? 0;
      const candidates = await candidatesFor(tx, read.records);
      // Blue before red: a red letter may take back an invoice of the same list.
      const blue = read.records.filter((one) => one.grossFen >= 0);
      const red = read.records.filter((one) => one.grossFen < 0);
      const judged: Judged[] = [];
      for (const one of blue) judged.push(await takeBlue(tx, one, { candidates, reader }));
      for (const one of red) judged.push(await takeRed(tx, one, reader));
      await keepRows(tx, id, judged);
      await record(tx, {
        actorId: actor.memberId,
        companyId: null,
        action: 'tax_reading.taken',
        entity: 'tax_reading',
        entityId: id,
        data: { rows: judged.length, matched: judged.filter((one) => one.outcome === 'matched').length },
      });
      return { id };
    });
  }

  /** A person says which statement an ambiguous record is for. */
  async confirm(actor: Actor, where: { readingId: number; rowNo: number }, invoiceId: number): Promise<void> {
    const at = this.clock.now();
    await this.db.transaction('all', async (tx) => {
      await lockTaxNumbers(tx);
      const [row] = await tx.query<{ number: string; issuedOn: string; outcome: string; kind: 'list' | 'xml' }>(
        `SELECT w.number, w.issued_on "issuedOn", w.outcome, r.kind FROM tax_reading_row w JOIN tax_reading r ON r.id = w.reading_id
         WHERE w.reading_id = $1 AND w.row_no = $2 FOR UPDATE OF w`,
        [where.readingId, where.rowNo],
      );
      if (!row) throw notFound();
      if (row.outcome !== 'ambiguous' && row.outcome !== 'unknown') {
        throw conflict('decided_already', { zh: '该行已处理', en: 'This row was dealt with already' });
      }
      const { number, issuedOn, kind } = row;
      await recordNumber(tx, { invoiceId, number, issuedOn, source: kind, actorId: actor.memberId, at });
      await tx.query(
        `UPDATE tax_reading_row SET outcome = 'confirmed', invoice_id = $3 WHERE reading_id = $1 AND row_no = $2`,
        [where.readingId, where.rowNo, invoiceId],
      );
    });
  }
}

/** Statements that could be meant: named in a remark, of a buyer in the file, or with one of its numbers. In one query. */
async function candidatesFor(tx: Tx, records: readonly BureauRecord[]): Promise<IssuedCandidate[]> {
  const readable = records.filter((one) => one.isReadable);
  return tx.query<IssuedCandidate>(
    `SELECT i.id "invoiceId", i.number, c.credit_code "creditCode", due.fen "grossFen", t.number "taxNumber"
     FROM invoice i JOIN company c ON c.id = i.company_id LEFT JOIN tax_invoice t ON t.invoice_id = i.id
     LEFT JOIN tax_batch_invoice b ON b.invoice_id = i.id AND b.released_at IS NULL
     CROSS JOIN LATERAL (SELECT coalesce(t.gross_fen, b.gross_fen, i.gross_fen - credited_before_tax(i.id)) fen) due
     WHERE i.number IS NOT NULL AND (i.number = ANY($1) OR t.number = ANY($2)
       OR (t.number IS NULL AND c.credit_code = ANY($3) AND due.fen = ANY($4))) ORDER BY i.id`,
    [
      readable.flatMap((one) => statementNumbersIn(one.remark)),
      readable.map((one) => one.number),
      readable.map((one) => one.buyerTaxId),
      readable.map((one) => one.grossFen),
    ],
  );
}

const judgedAs = (record_: BureauRecord, outcome: Outcome, invoiceIds: readonly number[] = []): Judged => ({
  record: record_,
  outcome,
  doubts: [],
  invoiceIds,
});

async function takeBlue(
  tx: Tx,
  one: BureauRecord,
  { candidates, reader }: { candidates: IssuedCandidate[]; reader: Reader },
): Promise<Judged> {
  const { issuedOn } = one;
  if (!one.isReadable || issuedOn === null) return judgedAs(one, 'unreadable');
  const match = matchIssued({ ...one, issuedOn } satisfies IssuedRecord, candidates);
  const [invoiceId] = match.invoiceIds;
  if (match.outcome === 'matched' && invoiceId !== undefined) {
    const { number } = one;
    await recordNumber(tx, { ...reader, invoiceId, number, issuedOn });
    // From now on it is taken: a second record of the same statement is for a person.
    const place = candidates.findIndex((candidate) => candidate.invoiceId === invoiceId);
    candidates.splice(place, 1, { ...candidates[place]!, taxNumber: number });
  }
  return { record: one, ...match };
}

/** A red letter belongs to the blue invoice that its remark names; one seen before is not counted again. */
async function takeRed(tx: Tx, one: BureauRecord, reader: Reader): Promise<Judged> {
  if (!one.isReadable) return judgedAs(one, 'unreadable');
  const [known] = await tx.query<{ invoiceId: number }>(
    'SELECT invoice_id "invoiceId" FROM tax_red_letter WHERE number = $1',
    [one.number],
  );
  if (known) return judgedAs(one, 'already', [known.invoiceId]);
  const [blue] = await tx.query<{ invoiceId: number; companyId: number }>(
    'SELECT invoice_id "invoiceId", company_id "companyId" FROM tax_invoice WHERE number = $1',
    [redOf(one.remark) ?? ''],
  );
  if (!blue) return judgedAs(one, 'unknown');
  await tx.query(
    `INSERT INTO tax_red_letter (company_id, invoice_id, number, issued_on, gross_fen, confirmation, recorded_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      blue.companyId,
      blue.invoiceId,
      one.number,
      one.issuedOn,
      -one.grossFen,
      redConfirmation(one.remark),
      reader.actorId,
      reader.at,
    ],
  );
  await answerCreditNote(tx, {
    invoiceId: blue.invoiceId,
    number: one.number,
    confirmation: redConfirmation(one.remark),
    grossFen: -one.grossFen,
  });
  await record(tx, {
    actorId: reader.actorId,
    companyId: blue.companyId,
    action: 'tax_invoice.red_letter',
    entity: 'invoice',
    entityId: blue.invoiceId,
    data: { number: one.number, grossFen: -one.grossFen },
    event: true,
  });
  return judgedAs(one, 'red', [blue.invoiceId]);
}

/**
 * A red letter answers the credit note of ours that has its confirmation number, else the only one of that amount that no
 * other red letter answers; a note without a confirmation number takes it from the bureau.
 */
async function answerCreditNote(
  tx: Tx,
  red: { invoiceId: number; number: string; confirmation: string; grossFen: number },
): Promise<void> {
  const notes = await tx.query<{ id: number; confirmation: string }>(
    `SELECT n.id, n.red_confirm_no confirmation FROM credit_note n WHERE n.invoice_id = $1 AND n.status = 'issued' AND n.gross_fen = $2
       AND NOT EXISTS (SELECT FROM tax_red_letter r WHERE r.credit_note_id = n.id) ORDER BY n.id FOR UPDATE`,
    [red.invoiceId, red.grossFen],
  );
  const named = notes.find((note) => note.confirmation !== '' && note.confirmation === red.confirmation);
  const unnamed = notes.filter((note) => note.confirmation === '');
  const note = named ?? (unnamed.length === 1 ? unnamed[0] : undefined);
  if (!note) return;
  await tx.query('UPDATE tax_red_letter SET credit_note_id = $2 WHERE number = $1', [red.number, note.id]);
  if (note.confirmation === '' && red.confirmation !== '')
    await tx.query('UPDATE credit_note SET red_confirm_no = $2, version = version + 1 WHERE id = $1', [
      note.id,
      red.confirmation,
    ]);
}

async function keepRows(tx: Tx, readingId: number, rows: readonly Judged[]): Promise<void> {
  const kept = rows.map(({ record: one, outcome, doubts, invoiceIds }, i) => ({
    row_no: i + 1,
    number: one.number,
    issued_on: one.issuedOn,
    buyer_tax_id: one.buyerTaxId,
    buyer_name: one.buyerName,
    gross_fen: one.grossFen,
    remark: one.remark,
    outcome,
    doubts,
    candidates: invoiceIds,
    invoice_id: outcome === 'matched' || outcome === 'red' || outcome === 'already' ? (invoiceIds[0] ?? null) : null,
  }));
  await tx.query(
    `INSERT INTO tax_reading_row (reading_id, row_no, number, issued_on, buyer_tax_id, buyer_name, gross_fen, remark, outcome, doubts, candidates, invoice_id)
     SELECT $1, row_no, number, issued_on, buyer_tax_id, buyer_name, gross_fen, remark, outcome, doubts, candidates, invoice_id
     FROM jsonb_to_recordset($2::jsonb) AS r (row_no int, number text, issued_on date, buyer_tax_id text, buyer_name text, gross_fen bigint,
       remark text, outcome text, doubts text[], candidates bigint[], invoice_id bigint)`,
    [readingId, JSON.stringify(kept)],
  );
}
