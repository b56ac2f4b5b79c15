import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { isStaff } from '../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { forbidden, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import type { newService, serviceOutcome } from './service-orders.dto.js';

type New = z.infer<typeof newService>;
type Outcome = z.infer<typeof serviceOutcome>;

/** Asks the park's staff to run samples: on a named instrument, or on whatever of a category they choose. */
@Injectable()
export class RequestService {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  execute(context: CommandContext, wanted: New): Promise<Outcome> {
    const { actor } = context;
    if (!isStaff(actor) && (wanted.companyId ?? actor.companyId) !== actor.companyId) throw notFound();
    if (!isStaff(actor) && wanted.memberId !== undefined) throw forbidden();
    const companyId = actor.companyId ?? wanted.companyId;
    if (companyId === undefined) throw notFound();
    return this.commands.run(context, async (tx) => {
      const memberId = isStaff(actor) ? await whoseOrder(tx, companyId, wanted.memberId) : actor.memberId;
      const id = await insert(tx, { ...wanted, companyId, memberId, now: this.clock.now() });
      await record(tx, {
        actorId: actor.memberId,
        companyId,
        action: 'service.requested',
        entity: 'service_order',
        entityId: id,
        data: { samples: wanted.samples },
        event: true,
      });
      return { id, status: 'requested', version: 1 };
    });
  }
}

async function insert(tx: Tx, order: New & { companyId: number; memberId: number; now: Date }): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO service_order (company_id, member_id, instrument_id, category_id, samples, description, project, rd_use, wanted_by, created_at, updated_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10
     WHERE ($3::bigint IS NULL OR EXISTS (SELECT FROM instrument WHERE id = $3)) AND ($4::bigint IS NULL OR EXISTS (SELECT FROM category WHERE id = $4))
     RETURNING id`,
    [
      order.companyId,
      order.memberId,
      order.instrumentId ?? null,
      order.categoryId ?? null,
      order.samples,
      order.description,
      order.project,
      order.rdUse,
      order.wantedBy ?? null,
      order.now,
    ],
  );
  if (!row) throw notFound();
  return row.id;
}

/** Staff ask in the name of a member: the one they name, else the company's first. */
async function whoseOrder(tx: Tx, companyId: number, memberId: number | undefined): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `SELECT id FROM member WHERE company_id = $1 AND ($2::bigint IS NULL OR id = $2) AND disabled_at IS NULL
     ORDER BY role = 'company_admin' DESC, id LIMIT 1`,
    [companyId, memberId ?? null],
  );
  if (!row) throw notFound();
  return row.id;
}
