import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { conflict, stale } from '../../platform/http/problem.js';
import { takeDeposit } from '../invoicing/invoicing.api.js';
import { releaseFrom } from '../occupancy/occupancy.api.js';
import { changeReservation, type LockedReservation } from './change-reservation.js';
import { reschedule, unscheduleAll } from './reminders.js';
import { type Change, recordChange, ReservationChanges } from './reservation-changes.js';
import type { approval, rejection } from './reservations.dto.js';
import type { Outcome } from './reserve.js';

/** Staff decide a request: it is confirmed, or rejected with the reason. Only the first decision counts. */
@Injectable()
export class DecideReservation {
  constructor(private readonly changes: ReservationChanges) {}

  approve(context: CommandContext, id: number, { version }: z.infer<typeof approval>): Promise<Outcome> {
    return this.changes.run(context, { id, action: null, isSameTime: true }, (change) => {
      refuseUnlessOpen(change.reservation, version, change.now);
      return approve(change);
    });
  }

  reject(context: CommandContext, id: number, { version, reason }: z.infer<typeof rejection>): Promise<Outcome> {
    return this.changes.run(context, { id, action: null }, (change) => {
      refuseUnlessOpen(change.reservation, version, change.now);
      return reject(change, reason);
    });
  }
}

/** Confirms a request that still waits, within a change. */
export async function approve(change: Change): Promise<Outcome> {
  const { tx, reservation, actor, park, now } = change;
  const { id, companyId, depositFen: amountFen } = reservation;
  const changes = { status: 'confirmed', decided_at: now, decided_by: actor.memberId } as const;
  const version = await changeReservation(tx, reservation, changes, now);
  await unscheduleAll(tx, id);
  await reschedule(tx, reservation, park.timeZone, now);
  await takeDeposit(tx, { companyId, reservationId: id, amountFen, at: now });
  await recordChange(change, 'reservation.approved');
  return { id, status: 'confirmed', version };
}

/** Rejects a request that still waits, within a change; its slot is free again. */
export async function reject(change: Change, reason: string): Promise<Outcome> {
  const { tx, reservation, actor, now } = change;
  const { id } = reservation;
  const decision = { decided_at: now, decided_by: actor.memberId, decision_reason: reason };
  const version = await changeReservation(tx, reservation, { status: 'rejected', ...decision }, now);
  await releaseFrom(tx, { kind: 'reservation', id }, now);
  await unscheduleAll(tx, id);
  await recordChange(change, 'reservation.rejected', {}, reason);
  return { id, status: 'rejected', version };
}

function refuseUnlessOpen(reservation: LockedReservation, version: number, now: Date): void {
  const { status, version: present, holdExpiresAt } = reservation;
  const current = { status, version: present };
  if (status !== 'requested') {
    throw conflict(
      'already_decided',
      { zh: '该申请已有处理结果', en: 'The request has been decided already' },
      { current },
    );
  }
  if (holdExpiresAt !== null && holdExpiresAt <= now) {
    throw conflict(
      'already_decided',
      { zh: '该申请已过保留期', en: 'The hold of this request has lapsed' },
      { current },
    );
  }
  if (present !== version) throw stale(current);
}
