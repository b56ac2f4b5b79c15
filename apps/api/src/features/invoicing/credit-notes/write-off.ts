import { Injectable } from '@nestjs/common';
import { formatYuan, localDate, writeOffEntries } from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { storeAllocations } from '../allocate-payment.js';
import { postLedger } from '../post-ledger.js';
import { anotherAwaits } from './credit-faults.js';
import { loadCreditable } from './load-creditable.js';

interface Wanted {
  readonly invoiceId: number;
  readonly amountFen?: number;
  readonly reason: string;
}

/** Gives up what is open of an invoice, or a part of it: a loss, not a credit; revenue and tax stay as issued. Only a credit note lessens it again. */
@Injectable()
export class WriteOff {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async write(context: CommandContext, wanted: Wanted): Promise<{ id: number; amountFen: number; openFen: number }> {
    const { timeZone } = await this.settings.get();
    const at = this.clock.now();
    const on = localDate(at.getTime(), timeZone);
    return this.commands.run(context, (tx) => writtenOff(tx, wanted, { at, on, actorId: context.actor.memberId }));
  }
}

async function writtenOff(
  tx: Tx,
  wanted: Wanted,
  by: { at: Date; on: string; actorId: number },
): Promise<{ id: number; amountFen: number; openFen: number }> {
  const { invoice, awaitingId } = await loadCreditable(tx, wanted.invoiceId, { lock: true });
  if (awaitingId !== null) throw anotherAwaits(awaitingId);
  const { openFen, companyId } = invoice;
  const amountFen = wanted.amountFen ?? openFen;
  if (openFen <= 0 || invoice.status === 'void' || invoice.status === 'paid') {
    throw conflict('nothing_open', { zh: '账单没有未付金额，无需核销', en: 'Nothing is open of this invoice' });
  }
  if (amountFen > openFen) {
    throw conflict(
      'exceeds_open',
      {
        zh: `最多可核销未付金额 ¥${formatYuan(openFen)}`,
        en: `At most the open ¥${formatYuan(openFen)} can be written off`,
      },
      { openFen },
    );
  }
  const [payment] = await tx.query<{ id: number }>(
    `INSERT INTO payment (company_id, amount_fen, received_on, method, note, created_by) VALUES ($1, $2, $3, 'writeoff', $4, $5) RETURNING id`,
    [companyId, amountFen, by.on, wanted.reason, by.actorId],
  );
  if (!payment) throw new Error('the write-off was not stored');
  await storeAllocations(tx, { id: payment.id, companyId }, [{ invoiceId: invoice.id, amountFen }]);
  const entries = writeOffEntries({ companyId: String(companyId), amountFen });
  await postLedger(tx, [{ kind: 'write_off', refId: payment.id, postedAt: by.at, entries }]);
  await record(tx, {
    actorId: by.actorId,
    companyId,
    action: 'invoice.written_off',
    entity: 'payment',
    entityId: payment.id,
    data: { invoiceId: invoice.id, number: invoice.number, amountFen, openFen: openFen - amountFen },
    reason: wanted.reason,
    event: true,
  });
  return { id: payment.id, amountFen, openFen: openFen - amountFen };
}
