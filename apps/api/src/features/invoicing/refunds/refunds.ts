import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/database.js';
import { constraintOf } from '../../../platform/database/sql-state.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { badRequest, conflict, notFound } from '../../../platform/http/problem.js';
import { decodeCursor } from '../../../platform/http/validation.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { idCursor, pageById } from '../../../platform/http/paging.js';
import { isoOf } from '../invoices.query.js';
import { type NewRefund, type PaidRefund, payRefund, reverseRefund } from './pay-refund.js';
import type { refundPage, refundsQuery, refundView } from './refunds.dto.js';

/** Money back to companies: recorded by finance, matched with the bank's outgoing lines. */
@Injectable()
export class Refunds {
  constructor(
    private readonly commands: Commands,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async pay(context: CommandContext, refund: NewRefund): Promise<PaidRefund> {
    const { timeZone } = await this.settings.get();
    const now = this.clock.now();
    if (refund.paidOn > localDate(now.getTime(), timeZone))
      throw badRequest('paid_in_future', { zh: '退款日期不能晚于今天', en: 'The day of the refund lies ahead' });
    const by = { actorId: context.actor.memberId, now };
    return this.commands.run(context, (tx) => payRefund(tx, refund, by)).catch(refuseRefund);
  }

  /** Takes a refund back; the money is the company's balance again. */
  async reverse(context: CommandContext, refundId: number, reason: string): Promise<{ id: number }> {
    const by = { actorId: context.actor.memberId, now: this.clock.now(), reason };
    return this.commands.run(context, async (tx) => {
      await reverseRefund(tx, refundId, by);
      return { id: refundId };
    });
  }

  /** Refunds, newest first; those taken back say so. */
  async list(query: z.infer<typeof refundsQuery>): Promise<z.infer<typeof refundPage>> {
    const before = decodeCursor(idCursor, query.cursor);
    const rows = await this.db.rows<z.infer<typeof refundView>>(
      'all',
      `SELECT r.id, r.company_id "companyId", c.name_zh "companyZh", c.name_en "companyEn", r.amount_fen "amountFen", r.payable_fen "payableFen",
              r.balance_fen "balanceFen", r.paid_on "paidOn", r.method, r.reference, r.note, ${isoOf('r.reversed_at')} "reversedAt",
              (SELECT line_id FROM bank_match m WHERE m.refund_id = r.id AND m.undone_at IS NULL) "bankLineId",
              ${isoOf('r.created_at')} "createdAt", b.name "createdBy"
       FROM refund r JOIN company c ON c.id = r.company_id JOIN member b ON b.id = r.created_by
       WHERE r.reverses_id IS NULL AND ($1::bigint IS NULL OR r.company_id = $1) AND ($2::bigint IS NULL OR r.id < $2) ORDER BY r.id DESC LIMIT $3`,
      [query.companyId ?? null, before?.id ?? null, query.limit + 1],
    );
    return pageById(rows, query.limit);
  }
}

/** What the database refuses of a new refund, in words. */
export function refuseRefund(error: unknown): never {
  const constraint = constraintOf(error);
  if (constraint === 'refund_reference')
    throw conflict('reference_taken', {
      zh: '该流水号已登记退款',
      en: 'A refund with this reference is recorded already',
    });
  if (constraint === 'refund_company_id_fkey') throw notFound();
  throw error;
}
