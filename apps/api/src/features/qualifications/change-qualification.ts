import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { schedule, unschedule } from '../../platform/due-work/due-work.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { badRequest, notFound, stale } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { expiresSoon, noticeOf } from './expiry-notice.js';
import type { prolonging, revoking } from './qualifications.dto.js';

interface Locked {
  readonly id: number;
  readonly companyId: number;
  readonly memberId: number;
  readonly validFrom: CalendarDate;
  readonly validUntil: CalendarDate | null;
  readonly version: number;
}

/** Gives a qualification another last day, or takes it back with a reason; only what was read is changed. */
@Injectable()
export class ChangeQualification {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async prolong(context: CommandContext, id: number, request: z.infer<typeof prolonging>): Promise<void> {
    const { timeZone } = await this.settings.get();
    const { validUntil, version } = request;
    await this.commands.run(context, async (tx) => {
      const before = await lock(tx, id, version);
      if (validUntil !== null && validUntil < before.validFrom) {
        throw badRequest('ends_before_it_begins', {
          zh: '到期日不能早于生效日',
          en: 'The last day must not lie before the first',
        });
      }
      tx.send('UPDATE qualification SET valid_until = $2, version = version + 1 WHERE id = $1', [id, validUntil]);
      await unschedule(tx, [expiresSoon], id);
      await schedule(tx, noticeOf(id, validUntil, timeZone, this.clock.now()));
      await audit(tx, context, before, 'qualification.prolonged', {
        data: { validUntil, from: { validUntil: before.validUntil } },
      });
    });
  }

  async revoke(context: CommandContext, id: number, request: z.infer<typeof revoking>): Promise<void> {
    const { reason, version } = request;
    await this.commands.run(context, async (tx) => {
      const before = await lock(tx, id, version);
      tx.send(
        `UPDATE qualification SET revoked_at = $2, revoked_by = $3, revoke_reason = $4, version = version + 1 WHERE id = $1`,
        [id, this.clock.now(), context.actor.memberId, reason],
      );
      await unschedule(tx, [expiresSoon], id);
      await audit(tx, context, before, 'qualification.revoked', { data: {}, reason });
    });
  }
}

/** Locks one in force; what was taken back is not there any more. */
async function lock(tx: Tx, id: number, version: number): Promise<Locked> {
  const [row] = await tx.query<Locked>(
    `SELECT id, company_id "companyId", member_id "memberId", valid_from "validFrom", valid_until "validUntil", version
     FROM qualification WHERE id = $1 AND revoked_at IS NULL FOR UPDATE`,
    [id],
  );
  if (!row) throw notFound();
  if (row.version !== version) throw stale(row);
  return row;
}

function audit(
  tx: Tx,
  { actor }: CommandContext,
  { id, companyId, memberId }: Locked,
  action: string,
  { data, reason = null }: { data: Record<string, unknown>; reason?: string | null },
): Promise<void> {
  return record(tx, {
    actorId: actor.memberId,
    companyId,
    action,
    entity: 'qualification',
    entityId: id,
    data: { memberId, ...data },
    reason,
    event: true,
  });
}
