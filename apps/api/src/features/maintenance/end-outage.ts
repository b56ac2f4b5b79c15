import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { badRequest, conflict, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { releaseFrom } from '../occupancy/occupancy.api.js';
import { Announce } from '../reservations/reservations.api.js';
import type { outageEnd, outageOutcome } from './outages.dto.js';

type Outcome = z.infer<typeof outageOutcome>;
interface Outage {
  readonly id: number;
  readonly instrumentId: number;
  readonly status: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly version: number;
}

/** Ends an outage before its time, or calls it off; what lies ahead is free again. */
@Injectable()
export class EndOutage {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly announce: Announce,
  ) {}

  end(context: CommandContext, id: number, request: z.infer<typeof outageEnd>): Promise<Outcome> {
    return this.change(context, id, async (tx, outage, now) => {
      const at = request.at === undefined ? now : new Date(request.at);
      if (at <= outage.startsAt || at > outage.endsAt) {
        throw badRequest('bad_end', { zh: '结束时间应在停机时段内', en: 'The end must lie within the outage' });
      }
      const changed = `UPDATE outage SET status = 'ended', ends_at = $4, version = version + 1 WHERE id = $1 AND status = $2 AND version = $3`;
      await tx.query(changed, [id, outage.status, outage.version, at]);
      await releaseFrom(tx, { kind: 'outage', id }, at);
      return { id, status: 'ended', version: outage.version + 1 };
    });
  }

  cancel(context: CommandContext, id: number): Promise<Outcome> {
    return this.change(context, id, async (tx, outage, now) => {
      const changed = `UPDATE outage SET status = 'cancelled', version = version + 1 WHERE id = $1 AND status = $2 AND version = $3`;
      await tx.query(changed, [id, outage.status, outage.version]);
      await releaseFrom(tx, { kind: 'outage', id }, now);
      return { id, status: 'cancelled', version: outage.version + 1 };
    });
  }

  private async change(
    context: CommandContext,
    id: number,
    work: (tx: Tx, outage: Outage, now: Date) => Promise<Outcome>,
  ): Promise<Outcome> {
    const touched: number[] = [];
    const outcome = await this.commands.run(context, async (tx) => {
      const outage = await lockPlanned(tx, id);
      const done = await work(tx, outage, this.clock.now());
      const { instrumentId } = outage;
      const entry = {
        actorId: context.actor.memberId,
        companyId: null,
        entity: 'outage',
        entityId: id,
        data: { instrumentId },
      };
      await record(tx, { ...entry, action: `outage.${done.status}`, event: true });
      touched.push(instrumentId);
      return done;
    });
    this.announce.changed(touched.map((instrumentId) => ({ companyId: 'public', instrumentId })));
    return outcome;
  }
}

async function lockPlanned(tx: Tx, id: number): Promise<Outage> {
  const [outage] = await tx.query<Outage>(
    `SELECT id, instrument_id "instrumentId", status, starts_at "startsAt", ends_at "endsAt", version FROM outage WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!outage) throw notFound();
  if (outage.status !== 'planned') {
    throw conflict(
      'not_in_this_state',
      { zh: '该停机安排已结束', en: 'This outage is over already' },
      { current: outage },
    );
  }
  return outage;
}
