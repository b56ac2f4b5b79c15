import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { record } from '../../platform/outbox/record.js';
import { releaseFrom } from '../occupancy/occupancy.api.js';
import { Announce } from './announce.js';
import { changeReservation, lockReservation } from './change-reservation.js';

/** A request that nobody decided in time gives its slot back (rules §2). */
@Injectable()
export class LapseReservation {
  constructor(private readonly announce: Announce) {}

  async execute(tx: Tx, { subjectId, now }: { subjectId: number; now: Date }): Promise<void> {
    const reservation = await lockReservation(tx, null, subjectId);
    if (reservation.status !== 'requested' || (reservation.holdExpiresAt ?? now) > now) return;
    await changeReservation(tx, reservation, { status: 'lapsed' }, now);
    await releaseFrom(tx, { kind: 'reservation', id: subjectId }, now);
    const { companyId, instrumentId } = reservation;
    await record(tx, {
      actorId: null,
      companyId,
      action: 'reservation.lapsed',
      entity: 'reservation',
      entityId: subjectId,
      data: { instrumentId },
      event: true,
    });
    this.announce.changed([reservation]);
  }
}
