import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { constraintOf } from '../../platform/database/sql-state.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { badRequest, conflict, notFound } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import type { StoredAllocation } from './allocate-payment.js';
import type { newPayment, paymentRecorded, paymentReversed } from './payments.dto.js';
import { reversePayment } from './reverse-payment.js';
import { storePayment } from './store-payment.js';
import { useBalance } from './use-balance.js';

type NewPayment = z.infer<typeof newPayment>;

/** Money that came in: pays the oldest invoices first unless told which; what is left stays as the company's balance. */
@Injectable()
export class RecordPayment {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async record(context: CommandContext, input: NewPayment): Promise<z.infer<typeof paymentRecorded>> {
    const { timeZone } = await this.settings.get();
    const now = this.clock.now();
    if (input.receivedOn > localDate(now.getTime(), timeZone)) {
      throw badRequest('received_in_future', { zh: '收款日期不能晚于今天', en: 'The day of receipt lies ahead' });
    }
    const by = { actorId: context.actor.memberId, now };
    return this.commands.run(context, (tx) => storePayment(tx, input, by)).catch(refusePayment);
  }

  /** Uses what is left of earlier payments and credits for open invoices. */
  useBalance(
    context: CommandContext,
    companyId: number,
  ): Promise<{ allocated: StoredAllocation[]; unallocatedFen: number }> {
    const by = { actorId: context.actor.memberId, now: this.clock.now() };
    return this.commands.run(context, (tx) => useBalance(tx, companyId, by));
  }

  /** Takes a payment back that was none or another company's; its bank line waits for a decision again. */
  async reverse(context: CommandContext, paymentId: number, reason: string): Promise<z.infer<typeof paymentReversed>> {
    const { timeZone } = await this.settings.get();
    const by = { actorId: context.actor.memberId, now: this.clock.now(), timeZone };
    return this.commands.run(context, (tx) => reversePayment(tx, { paymentId, reason }, by));
  }
}

/** What the database refuses of a new payment, in words. */
export function refusePayment(error: unknown): never {
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
