import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { unschedule } from '../../platform/due-work/due-work.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { badRequest } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { releaseFrom } from '../occupancy/occupancy.api.js';
import { Announce, changeGaps } from '../reservations/reservations.api.js';
import { closeCase, openCases } from './case-row.js';
import { releaseHold } from './open-cases.js';
import { asSeen, lockOutage, mustStand, type OutageRow } from './outage-row.js';
import type { outageEnd, outageOutcome } from './outages.dto.js';
import { dueKinds, type Settling } from './settle-case.js';

type Outcome = z.infer<typeof outageOutcome>;

/**
 * Ends an outage before its time, or calls it off. What lies ahead goes back to the rentals that sat it out, with the rent
 * of those days, and to the pool; who was still asked is told that it is not needed.
 */
@Injectable()
export class EndOutage {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly announce: Announce,
  ) {}

  end(context: CommandContext, id: number, request: z.infer<typeof outageEnd>): Promise<Outcome> {
    return this.change(context, id, (outage, now) => {
      const at = request.at === undefined ? now : new Date(request.at);
      if (at > outage.startsAt && at <= outage.endsAt) return { status: 'ended', at };
      throw badRequest('bad_end', { zh: '结束时间应在停机时段内', en: 'The end must lie within the outage' });
    });
  }

  cancel(context: CommandContext, id: number): Promise<Outcome> {
    return this.change(context, id, (outage, now) => ({
      status: 'cancelled',
      at: now > outage.startsAt ? now : outage.startsAt,
    }));
  }

  private async change(
    context: CommandContext,
    id: number,
    wanted: (outage: OutageRow, now: Date) => { readonly status: 'ended' | 'cancelled'; readonly at: Date },
  ): Promise<Outcome> {
    const touched: number[] = [];
    const { actor } = context;
    const park = await this.settings.get();
    const outcome = await this.commands.run(context, async (tx) => {
      const now = this.clock.now();
      const held = (await openCases(tx, id)).flatMap((one) => one.heldInstrumentId ?? []);
      const outage = await lockOutage(tx, id, held);
      mustStand(outage);
      const { status, at } = wanted(outage, now);
      touched.push(outage.instrumentId, ...held);
      await over({ tx, actor, park, now }, outage, status, at);
      return { id, caseNo: outage.caseNo, status, version: outage.version + 1 };
    });
    this.announce.changed(touched.map((instrumentId) => ({ companyId: 'public', instrumentId })));
    return outcome;
  }
}

async function over(at: Settling, outage: OutageRow, status: 'ended' | 'cancelled', end: Date): Promise<void> {
  const { tx, actor } = at;
  const { id, instrumentId, caseNo } = outage;
  await withdrawCases(at, outage);
  await tx.query(`UPDATE outage SET status = $2, ends_at = $3, version = version + 1 WHERE id = $1`, [
    id,
    status,
    status === 'ended' ? end : outage.endsAt,
  ]);
  await releaseFrom(tx, { kind: 'outage', id }, end);
  const seen = asSeen({ ...outage, endsAt: end });
  await changeGaps(at, seen, end <= outage.startsAt);
  await unschedule(tx, Object.values(dueKinds), id);
  await record(tx, {
    actorId: actor.memberId,
    companyId: null,
    action: `outage.${status}`,
    entity: 'outage',
    entityId: id,
    data: { instrumentId, caseNo },
    event: true,
  });
}

/** Those who were still asked keep what they have. */
export async function withdrawCases(at: Settling, outage: OutageRow, which?: ReadonlySet<number>): Promise<void> {
  const { tx, actor, now } = at;
  for (const one of await openCases(tx, outage.id)) {
    if (which && !which.has(one.reservationId)) continue;
    await releaseHold(tx, one.id);
    await closeCase(tx, one, { status: 'withdrawn', action: null, by: actor.memberId, now });
    await record(tx, {
      actorId: actor.memberId,
      companyId: one.companyId,
      action: 'reservation.outage_withdrawn',
      entity: 'reservation',
      entityId: one.reservationId,
      data: { outageId: outage.id, caseNo: outage.caseNo },
      event: true,
    });
  }
}
