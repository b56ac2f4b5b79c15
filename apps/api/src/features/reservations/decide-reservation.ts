import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { conflict, stale } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { takeDeposit } from '../invoicing/invoicing.api.js';
import { releaseFrom } from '../occupancy/occupancy.api.js';
import { type Override, refuseUnlessOverridden } from './agree.js';
import { mustBeAllowed } from './allowed-actions.js';
import { changeReservation, type LockedReservation, readReservation } from './change-reservation.js';
import { findingsAt, findingsShown } from './findings.js';
import { reschedule, unscheduleAll } from './reminders.js';
import { type Change, recordChange, ReservationChanges } from './reservation-changes.js';
import type { findingsView } from './policies.dto.js';
import type { approval, rejection } from './reservations.dto.js';
import type { Outcome } from './reserve.js';

/** Staff decide a request: it is confirmed, or rejected with the reason. Only the first decision counts. */
@Injectable()
export class DecideReservation {
  constructor(
    private readonly changes: ReservationChanges,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** What the policies would say to an approval now. */
  async findings(actor: Actor, id: number): Promise<z.infer<typeof findingsView>> {
    const park = await this.settings.get();
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), async (tx) => {
      const reservation = await readReservation(tx, actor.companyId, id);
      mustBeAllowed(actor, 'approve', reservation, { now, zone: park.timeZone });
      return { violations: findingsShown(await findingsAt({ tx, reservation, park, now }, 'approve')) };
    });
  }

  approve(context: CommandContext, id: number, { version, override }: z.infer<typeof approval>): Promise<Outcome> {
    return this.changes.run(context, { id, action: null, isSameTime: true }, (change) => {
      refuseUnlessOpen(change.reservation, version, change.now);
      return approve(change, override);
    });
  }

  reject(context: CommandContext, id: number, { version, reason }: z.infer<typeof rejection>): Promise<Outcome> {
    return this.changes.run(context, { id, action: null }, (change) => {
      refuseUnlessOpen(change.reservation, version, change.now);
      return reject(change, reason);
    });
  }
}

/**
 * Confirms a request that still waits, within a change. The policies are asked again: what was allowed when it was
 * requested may not be any more. Staff override with a reason.
 */
export async function approve(
  change: Change,
  override?: Override,
  also: Readonly<Record<string, unknown>> = {},
): Promise<Outcome> {
  const { tx, reservation, actor, park, now } = change;
  const { id, companyId, depositFen: amountFen } = reservation;
  const overridden = refuseUnlessOverridden(actor, await findingsAt(change, 'approve'), override);
  const changes = { status: 'confirmed', decided_at: now, decided_by: actor.memberId } as const;
  const version = await changeReservation(tx, reservation, changes, now);
  await unscheduleAll(tx, id);
  await reschedule(tx, reservation, park.timeZone, now);
  await takeDeposit(tx, { companyId, reservationId: id, amountFen, at: now, actorId: actor.memberId });
  const data = { ...also, ...(overridden ? { overridden: overridden.codes } : {}) };
  await recordChange(change, 'reservation.approved', data, overridden?.reason ?? null);
  return { id, status: 'confirmed', version };
}

/** Rejects a request that still waits, within a change; its slot is free again. */
export async function reject(
  change: Change,
  reason: string,
  data: Readonly<Record<string, unknown>> = {},
): Promise<Outcome> {
  const { tx, reservation, actor, now } = change;
  const { id } = reservation;
  const decision = { decided_at: now, decided_by: actor.memberId, decision_reason: reason };
  const version = await changeReservation(tx, reservation, { status: 'rejected', ...decision }, now);
  await releaseFrom(tx, { kind: 'reservation', id }, now);
  await unscheduleAll(tx, id);
  await recordChange(change, 'reservation.rejected', data, reason);
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
