import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, notFound } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import type { waiving } from './conduct.dto.js';

/** Lets a violation go, with the reason: it counts no more, and a suspension that hung on it is over. */
@Injectable()
export class WaiveViolation {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  async execute(context: CommandContext, id: number, { reason }: z.infer<typeof waiving>): Promise<void> {
    const { memberId: actorId } = context.actor;
    await this.commands.run(context, async (tx) => {
      const [found] = await tx.query<{ companyId: number; memberId: number; waived: boolean }>(
        `SELECT company_id "companyId", member_id "memberId", waived_at IS NOT NULL waived FROM conduct_violation
         WHERE id = $1 FOR UPDATE`,
        [id],
      );
      if (!found) throw notFound();
      const { companyId, memberId } = found;
      if (found.waived) throw conflict('waived_already', { zh: '该违约记录已免除', en: 'It was waived already' });
      tx.send('UPDATE conduct_violation SET waived_at = $2, waived_by = $3, waive_reason = $4 WHERE id = $1', [
        id,
        this.clock.now(),
        actorId,
        reason,
      ]);
      await record(tx, {
        actorId,
        companyId,
        action: 'conduct.waived',
        entity: 'conduct_violation',
        entityId: id,
        data: { memberId },
        reason,
        event: true,
      });
    });
  }
}
