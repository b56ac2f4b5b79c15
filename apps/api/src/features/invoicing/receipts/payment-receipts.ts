import { Injectable } from '@nestjs/common';
import { invoiceNumber, localDate } from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, notFound } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { type Park, ParkSettings } from '../../../platform/park-settings.js';
import { withoutMoney } from '../credit-notes/load-creditable.js';
import type { Language } from '../documents/invoice-words.js';
import type { PaymentReceipt } from '../documents/payment-receipt-definition.js';
import { printPdf } from '../documents/pdf-printer.js';
import { takeNumbers } from '../take-numbers.js';

type Content = Omit<PaymentReceipt, 'number' | 'issuedAt' | 'seller' | 'handledBy'>;

/** Payments for which money came in; what was carried over, set off or given up has no receipt of its own. */
const received = `p.method NOT IN ${withoutMoney} AND p.method NOT IN ('credit', 'deposit')`;

/** Receipts of payments: numbered without a gap when finance gives one, and the same paper ever after. */
@Injectable()
export class PaymentReceipts {
  constructor(
    private readonly db: Database,
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** Gives a receipt for a payment; a second asking gives the same. */
  async give(context: CommandContext, paymentId: number): Promise<{ number: string }> {
    const park = await this.settings.get();
    const at = this.clock.now();
    return this.commands.run(context, (tx) => given(tx, paymentId, { park, at, actor: context.actor }));
  }

  async pdf(actor: Actor, paymentId: number, language: Language): Promise<{ name: string; bytes: Buffer }> {
    const { timeZone } = await this.settings.get();
    const [row] = await this.db.rows<{ content: PaymentReceipt | null }>(
      scopeOf(actor),
      `SELECT r.content FROM payment p LEFT JOIN payment_receipt r ON r.payment_id = p.id
       WHERE p.id = $1 AND ($2::bigint IS NULL OR p.company_id = $2)`,
      [paymentId, actor.companyId],
    );
    if (!row) throw notFound();
    const { content } = row;
    if (!content)
      throw conflict('no_receipt', { zh: '该笔收款尚未开具收据', en: 'No receipt was given for this payment yet' });
    const bytes = await printPdf({ kind: 'payment-receipt', data: content, language, timeZone });
    return { name: `${content.number}.pdf`, bytes };
  }
}

async function given(
  tx: Tx,
  paymentId: number,
  by: { readonly park: Park; readonly at: Date; readonly actor: Actor },
): Promise<{ number: string }> {
  const { park, at, actor } = by;
  const [payment] = await tx.query<Content & { companyId: number; isMoney: boolean; isReversed: boolean }>(
    `SELECT p.company_id "companyId", p.received_on "receivedOn", p.amount_fen "amountFen", p.method, p.reference, p.note, ${received} "isMoney",
       p.reversed_at IS NOT NULL "isReversed",
       jsonb_build_object('nameZh', c.name_zh, 'nameEn', c.name_en, 'creditCode', c.credit_code, 'address', c.address, 'phone', c.phone) payer,
       coalesce((SELECT jsonb_agg(jsonb_build_object('number', i.number, 'amountFen', a.amount_fen) ORDER BY a.id)
         FROM payment_allocation a JOIN invoice i ON i.id = a.invoice_id WHERE a.payment_id = p.id), '[]') allocated
     FROM payment p JOIN company c ON c.id = p.company_id WHERE p.id = $1 FOR UPDATE OF p`,
    [paymentId],
  );
  if (!payment) throw notFound();
  const [known] = await tx.query<{ number: string }>('SELECT number FROM payment_receipt WHERE payment_id = $1', [
    paymentId,
  ]);
  if (known) return known;
  const { companyId, isMoney, isReversed, ...content } = payment;
  if (isReversed)
    throw conflict('already_reversed', {
      zh: '该收款已冲回，不能再开收据',
      en: 'This payment was taken back; no receipt is given for it',
    });
  if (!isMoney)
    throw conflict('no_money_received', {
      zh: '抵扣、结转、核销、创新券和补贴不是收款，不开收据',
      en: 'Nothing was received: set-offs, carried credits, write-offs, vouchers and subsidies have no receipt',
    });
  const series = `${park.invoiceSeries}R`;
  const year = Number(localDate(at.getTime(), park.timeZone).slice(0, 4));
  const sequence = await takeNumbers(tx, series, year, 1);
  const number = invoiceNumber({ series, year, sequence });
  const paper: PaymentReceipt = {
    ...content,
    number,
    issuedAt: at.toISOString(),
    seller: { nameZh: park.nameZh, nameEn: park.nameEn, ...park.seller },
    handledBy: actor.name,
  };
  await tx.execute(
    `INSERT INTO payment_receipt (payment_id, company_id, series, year, sequence, number, issued_at, content, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [paymentId, companyId, series, year, sequence, number, at, JSON.stringify(paper), actor.memberId],
  );
  await record(tx, {
    actorId: actor.memberId,
    companyId,
    action: 'payment.receipt_given',
    entity: 'payment',
    entityId: paymentId,
    data: { number },
  });
  return { number };
}
