import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { constraintOf } from '../../../platform/database/sql-state.js';
import type { Actor } from '../../../platform/http/actor.js';
import { badRequest, conflict, notFound, type Problem } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import type { numberInput } from './tax-invoices.dto.js';

export interface NumberToRecord {
  readonly invoiceId: number;
  readonly number: string;
  readonly issuedOn: string;
  readonly source: 'list' | 'xml' | 'manual';
  readonly actorId: number;
  readonly at: Date;
}

const numberTaken = (): Problem =>
  conflict('number_taken', {
    zh: '该发票号码已登记在另一张结算单或红字发票上',
    en: 'This number is recorded for another statement or red letter already',
  });

/** Whoever records numbers takes turns, from before it looks which statements have one: the second sees what the first recorded. */
export async function lockTaxNumbers(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('tax-numbers', 0))`);
}

/** Writes the number of an issued 数电票 on its statement; a statement has one. Another number replaces it only by hand. The caller holds `lockTaxNumbers`. */
export async function recordNumber(tx: Tx, wanted: NumberToRecord): Promise<void> {
  const [invoice] = await tx.query<{ companyId: number; grossFen: number; before: string | null; reds: boolean }>(
    `SELECT i.company_id "companyId", coalesce(t.gross_fen, b.gross_fen, i.gross_fen - credited_before_tax(i.id)) "grossFen", t.number before, EXISTS (SELECT FROM tax_red_letter r WHERE r.invoice_id = i.id) reds
     FROM invoice i LEFT JOIN tax_invoice t ON t.invoice_id = i.id
       LEFT JOIN tax_batch_invoice b ON b.invoice_id = i.id AND b.released_at IS NULL WHERE i.id = $1 AND i.number IS NOT NULL`,
    [wanted.invoiceId],
  );
  if (!invoice) throw notFound();
  if (invoice.grossFen <= 0) {
    throw conflict('nothing_to_issue', {
      zh: '该结算单没有可开票的金额（合计不大于零或已全额红冲）',
      en: 'Nothing of this statement can be invoiced: its total is not above zero, or all was credited',
    });
  }
  const [other] = await tx.query(
    `SELECT 1 FROM tax_invoice WHERE number = $1 AND invoice_id <> $2 UNION ALL SELECT 1 FROM tax_red_letter WHERE number = $1`,
    [wanted.number, wanted.invoiceId],
  );
  if (other) throw numberTaken();
  if (invoice.reds && invoice.before !== wanted.number) {
    throw conflict('red_letters_stand', {
      zh: '该发票已有红字发票，不能更改号码',
      en: 'There are red letters to this number; it cannot be changed',
    });
  }
  await tx.query(
    `INSERT INTO tax_invoice (invoice_id, company_id, number, issued_on, source, recorded_by, recorded_at, gross_fen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (invoice_id) DO UPDATE SET number = excluded.number, issued_on = excluded.issued_on, source = excluded.source,
       recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`,
    [
      wanted.invoiceId,
      invoice.companyId,
      wanted.number,
      wanted.issuedOn,
      wanted.source,
      wanted.actorId,
      wanted.at,
      invoice.grossFen,
    ],
  );
  await record(tx, {
    actorId: wanted.actorId,
    companyId: invoice.companyId,
    action: 'tax_invoice.issued',
    entity: 'invoice',
    entityId: wanted.invoiceId,
    data: { number: wanted.number, issuedOn: wanted.issuedOn, before: invoice.before, source: wanted.source },
    event: true,
  });
}

/** The number typed by hand, for an invoice that was issued on the tax platform itself. */
@Injectable()
export class RecordNumberByHand {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async execute(actor: Actor, invoiceId: number, { number, issuedOn }: z.infer<typeof numberInput>): Promise<void> {
    const { timeZone } = await this.settings.get();
    const at = this.clock.now();
    if (issuedOn > localDate(at.getTime(), timeZone))
      throw badRequest('issued_in_future', { zh: '开票日期不能晚于今天', en: 'The day of issue lies ahead' });
    if (number.slice(0, 2) !== issuedOn.slice(2, 4)) {
      throw badRequest('number_of_other_year', {
        zh: `发票号码前两位是年份，应为 ${issuedOn.slice(2, 4)}，请核对号码和开票日期`,
        en: `The first two digits are the year and should be ${issuedOn.slice(2, 4)}; check number and day`,
      });
    }
    try {
      await this.db.transaction('all', async (tx) => {
        await lockTaxNumbers(tx);
        await recordNumber(tx, { invoiceId, number, issuedOn, source: 'manual', actorId: actor.memberId, at });
      });
    } catch (error) {
      if (constraintOf(error) === 'tax_invoice_number') throw numberTaken();
      throw error;
    }
  }
}
