import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { conflict, notFound } from '../../../platform/http/problem.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import type { DepositReceipt } from '../documents/deposit-receipt-definition.js';
import type { Language } from '../documents/invoice-words.js';
import { printPdf } from '../documents/pdf-printer.js';
import { isoOf } from '../invoices.query.js';

interface Row extends Omit<DepositReceipt, 'number' | 'receivedOn'> {
  readonly number: string | null;
  readonly isTaken: boolean;
}

/** Prints receipts of deposits. */
@Injectable()
export class DepositReceipts {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  /** What was frozen when the receipt got its number, so that it is the same whenever it is printed. */
  async pdf(actor: Actor, id: number, language: Language): Promise<{ name: string; bytes: Buffer }> {
    const { timeZone } = await this.settings.get();
    const row = await this.db.read(scopeOf(actor), (tx) => rowOf(tx, { id, companyId: actor.companyId }));
    if (!row) throw notFound();
    const { number, isTaken, ...rest } = row;
    if (number === null) throw noReceipt(isTaken);
    const data = { ...rest, number, receivedOn: localDate(Date.parse(rest.issuedAt), timeZone) };
    return { name: `${number}.pdf`, bytes: await printPdf({ kind: 'deposit-receipt', data, language, timeZone }) };
  }
}

async function rowOf(tx: Tx, one: { id: number; companyId: number | null }): Promise<Row | undefined> {
  const [row] = await tx.query<Row>(
    `SELECT d.receipt_number "number", d.taken_at IS NOT NULL "isTaken", ${isoOf('d.taken_at')} "issuedAt", d.amount_fen "amountFen", coalesce(d.method, '') "method",
       d.reference, d.receipt_parties->'payer' payer, d.receipt_parties->'seller' seller, 'R' || d.reservation_id "reservationNo",
       i.name_zh "instrumentZh", i.name_en "instrumentEn", i.asset_no "assetNo", '' note, '' "handledBy"
     FROM deposit d JOIN reservation r ON r.id = d.reservation_id JOIN instrument i ON i.id = r.instrument_id
     WHERE d.id = $1 AND ($2::bigint IS NULL OR d.company_id = $2)`,
    [one.id, one.companyId],
  );
  return row;
}

const noReceipt = (isTaken: boolean): Error =>
  isTaken
    ? conflict('receipt_in_work', {
        zh: '收据正在编号，请稍后再试',
        en: 'The receipt is being numbered; try again in a moment',
      })
    : conflict('no_receipt', { zh: '押金尚未收到，没有收据', en: 'The deposit has not come in; there is no receipt' });
