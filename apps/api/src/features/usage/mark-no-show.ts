import { Injectable, type OnModuleInit } from '@nestjs/common';
import { noShowFee } from '@parkbench/domain';
import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.js';
import { DueWork, schedule } from '../../platform/due-work/due-work.js';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { refundDeposit } from '../invoicing/invoicing.api.js';
import { releaseFrom } from '../occupancy/occupancy.api.js';
import {
  Announce,
  changeReservation,
  countViolation,
  type LockedReservation,
  lockReservation,
  type Outcome,
  ReservationChanges,
  rulesOfInstrument,
  unscheduleAll,
} from '../reservations/reservations.api.js';
import type { noShow } from './usage.dto.js';

const noShowDue = 'reservation.no-show';

/** Who says that nobody came: somebody of the staff, or the passing of time (null), and whether it costs. */
interface Verdict {
  readonly actorId: number | null;
  readonly feeWaived: boolean;
  readonly note: string | null;
  readonly now: Date;
}

/** Nobody came: the rest of the time is free again, and the plan's share of the price is owed (rules §4). */
@Injectable()
export class MarkNoShow implements OnModuleInit {
  constructor(
    private readonly changes: ReservationChanges,
    private readonly dueWork: DueWork,
    private readonly settings: ParkSettings,
    private readonly announce: Announce,
  ) {}

  onModuleInit(): void {
    this.dueWork.handle(noShowDue, (tx, { subjectId, now }) => this.unlessBegun(tx, subjectId, now));
  }

  /** Staff note it; a rental only they do. */
  execute(context: CommandContext, id: number, request: z.infer<typeof noShow>): Promise<Outcome> {
    return this.changes.run(context, { id, action: 'no_show' }, async ({ tx, actor, reservation, now }) => {
      const verdict = {
        actorId: actor.memberId,
        feeWaived: request.waiveFee,
        note: request.note || null,
        now,
      };
      return { id, status: 'no_show', version: await giveUp(tx, reservation, verdict) };
    });
  }

  /**
   * A confirmed session that nobody began within the time that the park waits is given up by itself. How long that is
   * is looked up when it starts, so that a rule changed since the booking holds; then it is asked again at the end of it.
   */
  private async unlessBegun(tx: Tx, id: number, now: Date): Promise<void> {
    const reservation = await lockReservation(tx, null, id);
    const { kind, status, startsAt, instrumentId } = reservation;
    if (kind !== 'session' || status !== 'confirmed' || startsAt > now) return;
    const { noShowMinutes } = await rulesOfInstrument(tx, await this.settings.get(), instrumentId);
    if (noShowMinutes === null) return;
    const dueAt = new Date(startsAt.getTime() + noShowMinutes * 60_000);
    if (dueAt > now) {
      const dedupeKey = `${noShowDue}:${id}:${startsAt.toISOString()}+${noShowMinutes}`;
      return schedule(tx, [{ kind: noShowDue, subjectId: id, dueAt, dedupeKey }]);
    }
    await giveUp(tx, reservation, { actorId: null, feeWaived: false, note: null, now });
    this.announce.changed([reservation]);
  }
}

async function giveUp(tx: Tx, reservation: LockedReservation, verdict: Verdict): Promise<number> {
  const { actorId, feeWaived, note, now } = verdict;
  const { id, companyId, instrumentId } = reservation;
  const feeFen = noShowFee({ priceFen: reservation.totalFen, terms: reservation.stored.plan.cancellation });
  const changes = { status: 'no_show', cancelled_at: now, fee_fen: feeFen, fee_waived: feeWaived } as const;
  const version = await changeReservation(tx, reservation, changes, now);
  await releaseFrom(tx, { kind: 'reservation', id }, now);
  await unscheduleAll(tx, id);
  await refundDeposit(tx, { reservationId: id, at: now });
  await countViolation(tx, reservation, { kind: 'no_show', at: now, actorId });
  await record(tx, {
    actorId,
    companyId,
    action: 'reservation.no_show',
    entity: 'reservation',
    entityId: id,
    data: { instrumentId, feeFen: feeWaived ? 0 : feeFen, feeWaived },
    reason: note,
    event: true,
  });
  return version;
}
