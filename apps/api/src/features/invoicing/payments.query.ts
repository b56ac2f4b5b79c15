import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../platform/http/actor.js';
import { badRequest } from '../../platform/http/problem.js';
import { decodeCursor, field } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { pageOf } from '../../platform/http/paging.js';
import { isoOf } from './invoices.query.js';
import type { paymentPage, paymentView } from './payments.dto.js';
import { type Standing, standingsOf } from './standing.query.js';

/** The place in the list: the last payment shown. */
const place = z.object({ receivedOn: field.date, id: field.id });

@Injectable()
export class PaymentsQuery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** Payments, those that came in last first, with the invoices they paid and what is left of each. */
  async list(
    actor: Actor,
    query: { companyId?: number; limit: number; cursor?: string },
  ): Promise<z.infer<typeof paymentPage>> {
    const before = decodeCursor(place, query.cursor);
    const rows = await this.db.rows<z.infer<typeof paymentView>>(
      scopeOf(actor),
      `SELECT p.id, p.company_id "companyId", c.name_zh "companyZh", c.name_en "companyEn", p.amount_fen "amountFen", p.received_on "receivedOn",
              p.method, p.reference, p.note, ${isoOf('p.created_at')} "createdAt", coalesce(p.reversed_allocations, a.allocated) allocated,
              (p.amount_fen - p.returned_fen - a.sum)::bigint "unallocatedFen", p.returned_fen "returnedFen",
              CASE WHEN p.service_from IS NOT NULL THEN jsonb_build_object('from', p.service_from, 'until', p.service_until) END service,
              CASE WHEN p.reversed_at IS NOT NULL THEN jsonb_build_object('at', ${isoOf('p.reversed_at')}, 'by', r.name, 'reason', p.reversal_reason) END reversal,
              (SELECT line_id FROM bank_match m WHERE m.payment_id = p.id AND m.undone_at IS NULL) "bankLineId",
              (SELECT number FROM payment_receipt t WHERE t.payment_id = p.id) "receiptNumber"
       FROM payment p JOIN company c ON c.id = p.company_id LEFT JOIN member r ON r.id = p.reversed_by
       CROSS JOIN LATERAL (
         SELECT coalesce(sum(al.amount_fen), 0) AS sum,
           coalesce(jsonb_agg(jsonb_build_object('invoiceId', i.id, 'number', i.number, 'amountFen', al.amount_fen) ORDER BY al.id), '[]') allocated
         FROM payment_allocation al JOIN invoice i ON i.id = al.invoice_id WHERE al.payment_id = p.id) a
       WHERE ($1::bigint IS NULL OR p.company_id = $1) AND ($2::bigint IS NULL OR p.company_id = $2)
         AND ($3::date IS NULL OR (p.received_on, p.id) < ($3, $4::bigint))
       ORDER BY p.received_on DESC, p.id DESC LIMIT $5`,
      [actor.companyId, query.companyId ?? null, before?.receivedOn ?? null, before?.id ?? null, query.limit + 1],
    );
    return pageOf(rows, query.limit, ({ receivedOn, id }) => ({ receivedOn, id }));
  }

  /** A company's standing: a tenant asks for its own, staff say whose. */
  async standing(actor: Actor, companyId: number | undefined): Promise<Standing> {
    const asked = isStaff(actor) ? companyId : actor.companyId;
    if (!asked) throw badRequest('company_required', { zh: '请指定企业', en: 'Say which company' });
    const { timeZone } = await this.settings.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    const standings = await this.db.read(scopeOf(actor), (tx) => standingsOf(tx, [asked], today));
    return standings.get(asked) ?? { openFen: 0, overdueFen: 0, oldestOverdueDays: 0, depositsFen: 0, balanceFen: 0 };
  }
}
