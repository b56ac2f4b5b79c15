import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { conflict, forbidden, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import type { alertRequest, alertsView, alertView } from './waiting-list.dto.js';

const atMost = 50;

const select = `
  SELECT a.id, a.instrument_id "instrumentId", a.category_id "categoryId", coalesce(i.name_zh, c.name_zh) "nameZh",
    coalesce(i.name_en, c.name_en) "nameEn", i.asset_no "assetNo", a.min_minutes "minMinutes", a.within_days "withinDays", a.weekdays,
    a.from_minute "fromMinute", a.to_minute "toMinute", a.by_mail "byMail", a.created_at "createdAt"
  FROM freed_alert a LEFT JOIN instrument i ON i.id = a.instrument_id LEFT JOIN category c ON c.id = a.category_id
  WHERE a.member_id = $1 ORDER BY a.id DESC`;

/** What a person wants to hear of when it gets free; nobody else's business, not even the company's. */
@Injectable()
export class FreedAlerts {
  constructor(
    private readonly db: Database,
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<z.infer<typeof alertsView>> {
    return { items: await this.db.rows<z.infer<typeof alertView>>(scopeOf(actor), select, [actor.memberId]) };
  }

  add(context: CommandContext, request: z.infer<typeof alertRequest>): Promise<{ id: number }> {
    const { companyId, memberId } = context.actor;
    if (companyId === null) throw forbidden();
    return this.commands.run(context, async (tx) => {
      const { instrumentId = null, categoryId = null } = request;
      await refuseUnknown(tx, instrumentId, categoryId);
      await refuseMany(tx, memberId);
      const id = await insert(tx, { companyId, memberId }, request, this.clock.now());
      const what = { action: 'freed-alert.added', entity: 'freed_alert', entityId: id };
      await record(tx, { ...what, data: { instrumentId, categoryId }, actorId: memberId, companyId });
      return { id };
    });
  }

  remove(context: CommandContext, id: number): Promise<{ id: number }> {
    const { companyId, memberId } = context.actor;
    return this.commands.run(context, async (tx) => {
      const gone = await tx.execute('DELETE FROM freed_alert WHERE id = $1 AND member_id = $2', [id, memberId]);
      if (gone === 0) throw notFound();
      const what = { action: 'freed-alert.removed', entity: 'freed_alert', entityId: id };
      await record(tx, { ...what, actorId: memberId, companyId });
      return { id };
    });
  }
}

async function refuseUnknown(tx: Tx, instrumentId: number | null, categoryId: number | null): Promise<void> {
  const known = await tx.query(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM instrument WHERE id = $1 AND status <> 'retired') OR EXISTS (SELECT 1 FROM category WHERE id = $2)`,
    [instrumentId, categoryId],
  );
  if (known.length === 0) throw notFound();
}

async function refuseMany(tx: Tx, memberId: number): Promise<void> {
  const [count] = await tx.query<{ own: number }>('SELECT count(*)::int own FROM freed_alert WHERE member_id = $1', [
    memberId,
  ]);
  if ((count?.own ?? 0) >= atMost) throw tooMany();
}

async function insert(
  tx: Tx,
  { companyId, memberId }: { readonly companyId: number; readonly memberId: number },
  { instrumentId, categoryId, minMinutes, withinDays, weekdays, hours, byMail }: z.infer<typeof alertRequest>,
  now: Date,
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO freed_alert (company_id, member_id, instrument_id, category_id, min_minutes, within_days, weekdays, from_minute,
       to_minute, by_mail, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      companyId,
      memberId,
      instrumentId,
      categoryId,
      minMinutes,
      withinDays,
      weekdays,
      hours?.fromMinute,
      hours?.toMinute,
      byMail,
      now,
    ],
  );
  if (!row) throw new Error('the alert was not written');
  return row.id;
}

const tooMany = (): Error =>
  conflict('too_many_alerts', {
    zh: `您已设置 ${atMost} 条空闲提醒，请先删除不再需要的`,
    en: `You have ${atMost} alerts already; remove those you no longer need`,
  });
