import { Injectable } from '@nestjs/common';
import { addDays, localDate, startOfDay } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { schedule } from '../../platform/due-work/due-work.js';
import { record } from '../../platform/outbox/record.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { refundDeposit } from '../invoicing/invoicing.api.js';
import { holdUntil, type NextOccupancy } from '../occupancy/occupancy.api.js';
import { Announce } from './announce.js';
import { changeReservation, lockReservation, type LockedReservation, readReservation } from './change-reservation.js';
import { lateReturnOf } from './conduct/count-violation.js';
import { MakeWay } from './make-way.js';

interface At {
  readonly park: Park;
  readonly now: Date;
}

/**
 * What happens at the end of a reservation: one that is out becomes overdue and goes on being held, day by day, up to
 * what stands next (rules §2); one that was never handed over is over.
 */
@Injectable()
export class MarkOverdue {
  constructor(
    private readonly settings: ParkSettings,
    private readonly way: MakeWay,
    private readonly announce: Announce,
  ) {}

  async execute(tx: Tx, { subjectId, now }: { subjectId: number; now: Date }): Promise<void> {
    const reservation = await lockReservation(tx, null, subjectId);
    if (reservation.endsAt > now) return;
    if (reservation.status === 'confirmed') await this.complete(tx, reservation, now);
    if (reservation.status === 'active' || reservation.status === 'overdue') await this.hold(tx, reservation, now);
    this.announce.changed([reservation]);
  }

  private async complete(tx: Tx, reservation: LockedReservation, now: Date): Promise<void> {
    await changeReservation(tx, reservation, { status: 'completed' }, now);
    await refundDeposit(tx, { reservationId: reservation.id, at: now });
    await this.record(tx, reservation, 'reservation.completed', {});
  }

  private async hold(tx: Tx, reservation: LockedReservation, now: Date): Promise<void> {
    const park = await this.settings.get();
    const { timeZone } = park;
    const tomorrow = addDays(localDate(now.getTime(), timeZone), 1);
    const dayEnd = startOfDay(tomorrow, timeZone);
    const until = new Date(dayEnd + reservation.afterMinutes * 60_000);
    const next = await holdUntil(
      tx,
      { kind: 'reservation', id: reservation.id },
      { end: reservation.endsAt, now, until },
    );
    if (reservation.status === 'active') {
      await changeReservation(tx, reservation, { status: 'overdue' }, now);
      await this.record(
        tx,
        reservation,
        'reservation.overdue',
        next ? { next: next.kind, nextStartsAt: next.start } : {},
      );
    }
    await schedule(tx, [
      lateReturnOf(reservation, park),
      {
        kind: 'reservation.overdue',
        subjectId: reservation.id,
        dueAt: new Date(dayEnd),
        dedupeKey: `reservation.overdue:${reservation.id}:${tomorrow}`,
      },
    ]);
    if (next?.kind === 'reservation') await this.warnNext(tx, reservation, next, { park, now });
  }

  /** The owner of what stands next is told at once, and only once: not who is late, but what could stand in. */
  private async warnNext(tx: Tx, { instrumentId }: LockedReservation, next: NextOccupancy, at: At): Promise<void> {
    const startsAt = next.start.toISOString();
    const [told] = await tx.query(
      `SELECT 1 FROM audit_event WHERE entity = 'reservation' AND entity_id = $1 AND action = 'reservation.blocked'
         AND data @> jsonb_build_object('startsAt', $2::text)`,
      [next.id, startsAt],
    );
    const reservation = await readReservation(tx, null, next.id);
    if (told || !(reservation.status === 'requested' || reservation.status === 'confirmed')) return;
    const { equivalents } = await this.way.alternativesTo(tx, reservation, at);
    await record(tx, {
      actorId: null,
      companyId: reservation.companyId,
      action: 'reservation.blocked',
      entity: 'reservation',
      entityId: next.id,
      data: { instrumentId, startsAt, equivalents: equivalents.map((e) => e.instrumentId) },
      event: true,
    });
  }

  private record(
    tx: Tx,
    { id, companyId, instrumentId }: LockedReservation,
    action: string,
    data: object,
  ): Promise<void> {
    return record(tx, {
      actorId: null,
      companyId,
      action,
      entity: 'reservation',
      entityId: id,
      data: { instrumentId, ...data },
      event: true,
    });
  }
}
