import { Injectable } from '@nestjs/common';
import { localDate, paymentEntries, sumFen } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { constraintOf } from '../../platform/database/sql-state.js';
import type { Actor } from '../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { badRequest, conflict, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import {
  checkAllocations,
  lockOpenInvoices,
  oldestFirst,
  storeAllocations,
  type StoredAllocation,
} from './allocate-payment.js';
import type { newPayment, paymentRecorded } from './payments.dto.js';
import { postLedger } from './post-ledger.js';

type NewPayment = z.infer<typeof newPayment>;
type Recorded = z.infer<typeof paymentRecorded>;

/** Money that came in: pays the oldest invoices first unless told which; what is left stays as the company's balance. */
@Injectable()
export class RecordPayment {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async record(context: CommandContext, input: NewPayment): Promise<Recorded> {
    const { timeZone } = await this.settings.get();
    const now = this.clock.now();
    if (input.receivedOn > localDate(now.getTime(), timeZone)) {
      throw badRequest('received_in_future', { zh: '收款日期不能晚于今天', en: 'The day of receipt lies ahead' });
    }
    try {
      return await this.commands.run(context, (tx) => paid(tx, context.actor, input, now));
    } catch (error) {
      const constraint = constraintOf(error);
      if (constraint === 'payment_reference') {
        throw conflict('reference_taken', {
          zh: '该流水号已登记',
          en: 'A payment with this reference is recorded already',
        });
      }
      if (constraint === 'payment_company_id_fkey') throw notFound();
      throw error;
    }
  }

  /** Uses what is left of earlier payments and credits for open invoices. */
  useBalance(
    context: CommandContext,
    companyId: number,
  ): Promise<{ allocated: StoredAllocation[]; unallocatedFen: number }> {
    const now = this.clock.now();
    return this.commands.run(context, (tx) => balanceUsed(tx, context.actor, companyId, now));
  }
}

async function paid(tx: Tx, actor: Actor, input: NewPayment, now: Date): Promise<Recorded> {
  const open = await lockOpenInvoices(tx, input.companyId);
  if (input.allocations) checkAllocations(open, input.amountFen, input.allocations);
  const [payment] = await tx.query<{ id: number }>(
    `INSERT INTO payment (company_id, amount_fen, received_on, method, reference, note, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [input.companyId, input.amountFen, input.receivedOn, input.method, input.reference, input.note, actor.memberId],
  );
  if (!payment) throw new Error('the payment was not stored');
  const { companyId, amountFen } = input;
  const wanted = input.allocations ?? oldestFirst(open, amountFen);
  const allocated = await storeAllocations(tx, { id: payment.id, companyId }, wanted);
  const allocatedFen = sumFen(allocated.map((a) => a.amountFen));
  const entries = paymentEntries({ companyId: String(companyId), amountFen, allocatedFen });
  await postLedger(tx, [{ kind: 'payment', refId: payment.id, postedAt: now, entries }]);
  await record(tx, {
    actorId: actor.memberId,
    companyId,
    action: 'payment.recorded',
    entity: 'payment',
    entityId: payment.id,
    data: {
      amountFen,
      receivedOn: input.receivedOn,
      method: input.method,
      reference: input.reference,
      invoices: allocated.map((a) => a.number),
    },
    event: true,
  });
  return { id: payment.id, allocated, unallocatedFen: amountFen - allocatedFen };
}

interface Balance {
  readonly id: number;
  readonly leftFen: number;
}

async function balanceUsed(
  tx: Tx,
  actor: Actor,
  companyId: number,
  now: Date,
): Promise<{ allocated: StoredAllocation[]; unallocatedFen: number }> {
  const open = [...(await lockOpenInvoices(tx, companyId))];
  const balances = await tx.query<Balance>(
    `SELECT p.id, p.amount_fen - coalesce((SELECT sum(amount_fen) FROM payment_allocation WHERE payment_id = p.id), 0)::bigint "leftFen"
     FROM payment p WHERE p.company_id = $1 ORDER BY p.received_on, p.id FOR UPDATE`,
    [companyId],
  );
  const allocated: StoredAllocation[] = [];
  for (const balance of balances.filter((b) => b.leftFen > 0)) {
    const stored = await storeAllocations(tx, { id: balance.id, companyId }, oldestFirst(open, balance.leftFen));
    for (const { invoiceId, amountFen } of stored) {
      const at = open.findIndex((invoice) => invoice.id === invoiceId);
      const was = open[at];
      if (was) open[at] = { ...was, openFen: was.openFen - amountFen };
    }
    allocated.push(...stored);
    while (open[0]?.openFen === 0) open.shift();
  }
  const sides = (amountFen: number) => [
    { account: 'unallocated' as const, companyId: String(companyId), amountFen },
    { account: 'receivable' as const, companyId: String(companyId), amountFen: -amountFen },
  ];
  await postLedger(
    tx,
    allocated.map((a) => ({ kind: 'allocation', refId: a.id, postedAt: now, entries: sides(a.amountFen) })),
  );
  const leftFen = sumFen(balances.map((b) => b.leftFen)) - sumFen(allocated.map((a) => a.amountFen));
  if (allocated.length > 0) {
    const data = { invoices: allocated.map((a) => a.number) };
    await record(tx, {
      actorId: actor.memberId,
      companyId,
      action: 'payment.balance_used',
      entity: 'company',
      entityId: companyId,
      data,
    });
  }
  return { allocated, unallocatedFen: leftFen };
}
