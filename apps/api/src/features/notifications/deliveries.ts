import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '../../platform/database/database.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { conflict, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { Queues } from '../../platform/queue/queues.js';

const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const delivery = z
  .object({
    to: z.string(),
    language: z.enum(['zh', 'en']),
    state: z.enum(['queued', 'sent', 'failed']),
    attempts: z.int(),
    sentAt: z.string().nullable(),
    nextTryAt: z.string().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'InvoiceDelivery' });
export const deliveryList = z.object({ items: z.array(delivery) }).meta({ id: 'InvoiceDeliveryList' });
export const resent = z.object({ mails: z.int() }).meta({ id: 'DeliveriesResent' });

/** How an invoice went out by mail, address by address, and sending again what did not arrive. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly db: Database,
    private readonly commands: Commands,
    private readonly queues: Queues,
  ) {}

  async of(invoiceId: number): Promise<z.infer<typeof deliveryList>> {
    return this.db.read('all', async (tx) => {
      const [known] = await tx.query('SELECT 1 FROM invoice WHERE id = $1', [invoiceId]);
      if (!known) throw notFound();
      const items = await tx.query<z.infer<typeof delivery>>(
        `SELECT to_address "to", coalesce(documents->0->>'language', 'zh') AS language, attempts, ${iso('sent_at')} "sentAt",
           CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN failed_at IS NOT NULL THEN 'failed' ELSE 'queued' END state,
           CASE WHEN sent_at IS NULL AND failed_at IS NULL AND attempts > 0 THEN ${iso('next_try_at')} END "nextTryAt",
           CASE WHEN sent_at IS NULL THEN last_error END error
         FROM mail WHERE invoice_id = $1 ORDER BY id`,
        [invoiceId],
      );
      return { items };
    });
  }

  /** Tries again at once what failed or waits for its next try; what was sent is never sent twice. */
  async retry(context: CommandContext, invoiceId: number): Promise<z.infer<typeof resent>> {
    const actorId = context.actor.memberId;
    const done = await this.commands.run(context, (tx) => again(tx, { invoiceId, actorId }), 'all');
    this.queues.poke();
    return done;
  }

  /** The same for all invoices of a month. */
  async retryMonth(context: CommandContext, month: string): Promise<z.infer<typeof resent>> {
    const done = await this.commands.run(
      context,
      async (tx) => ({
        mails: await reopen(tx, `invoice_id IN (SELECT id FROM invoice WHERE month = $1)`, `${month}-01`),
      }),
      'all',
    );
    this.queues.poke();
    return done;
  }
}

async function again(
  tx: Tx,
  { invoiceId, actorId }: { invoiceId: number; actorId: number },
): Promise<{ mails: number }> {
  const [invoice] = await tx.query<{ companyId: number; number: string | null }>(
    'SELECT company_id "companyId", number FROM invoice WHERE id = $1',
    [invoiceId],
  );
  if (!invoice) throw notFound();
  const mails = await reopen(tx, 'invoice_id = $1', invoiceId);
  if (mails === 0) {
    throw conflict('nothing_to_send', {
      zh: '没有待发送的邮件：已全部送出，或没有接收邮箱',
      en: 'There is no mail to send: all went out, or nobody takes mail',
    });
  }
  const entry = { actorId, companyId: invoice.companyId, entity: 'invoice', entityId: invoiceId, data: { mails } };
  await record(tx, { ...entry, action: 'invoice.sent_again' });
  return { mails };
}

/** A mail that a worker is sending at this moment is left to it: its lease of two minutes has not run out. */
function reopen(tx: Tx, where: string, value: unknown): Promise<number> {
  return tx.execute(
    `UPDATE mail SET failed_at = NULL, attempts = 0, next_try_at = now()
     WHERE sent_at IS NULL AND ${where} AND (failed_at IS NOT NULL OR last_error IS NOT NULL AND next_try_at > now())`,
    [value],
  );
}
