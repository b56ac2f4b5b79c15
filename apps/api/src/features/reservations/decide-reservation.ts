import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { conflict, stale } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { takeDeposit } from '../invoicing/invoicing.api.js';
import { releaseFrom } from '../occupancy/occupancy.api.js';
import { Announce, type Touched } from './announce.js';
import { changeReservation, lockReservation, type LockedReservation } from './change-reservation.js';
import { reschedule, unscheduleAll } from './reminders.js';
import type { approval, rejection } from './reservations.dto.js';
import type { Outcome } from './request-reservation.js';

/** Staff decide a request: it is confirmed, or rejected with the reason. Only the first decision counts. */
@Injectable()
export class DecideReservation {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
    private readonly announce: Announce,
  ) {}

  approve(context: CommandContext, id: number, { version }: z.infer<typeof approval>): Promise<Outcome> {
    return this.decide(context, id, version, async (tx, reservation, now) => {
      const { timeZone } = await this.park.get();
      const by = context.actor.memberId;
      const changes = { status: 'confirmed', decided_at: now, decided_by: by } as const;
      const next = await changeReservation(tx, reservation, changes, now);
      await unscheduleAll(tx, id);
      await reschedule(tx, reservation, timeZone, now);
      const { companyId, depositFen: amountFen } = reservation;
      await takeDeposit(tx, { companyId, reservationId: id, amountFen, at: now });
      return { id, status: changes.status, version: next };
    });
  }

  reject(context: CommandContext, id: number, { version, reason }: z.infer<typeof rejection>): Promise<Outcome> {
    return this.decide(
      context,
      id,
      version,
      async (tx, reservation, now) => {
        const by = context.actor.memberId;
        const changes = { status: 'rejected', decided_at: now, decided_by: by, decision_reason: reason } as const;
        const next = await changeReservation(tx, reservation, changes, now);
        await releaseFrom(tx, { kind: 'reservation', id }, now);
        await unscheduleAll(tx, id);
        return { id, status: changes.status, version: next };
      },
      reason,
    );
  }

  private async decide(
    context: CommandContext,
    id: number,
    version: number,
    work: (tx: Tx, reservation: LockedReservation, now: Date) => Promise<Outcome>,
    reason: string | null = null,
  ): Promise<Outcome> {
    const touched: Touched[] = [];
    const outcome = await this.commands.run(context, async (tx) => {
      const now = this.clock.now();
      const reservation = await lockReservation(tx, context.actor.companyId, id);
      refuseUnlessOpen(reservation, version, now);
      const decided = await work(tx, reservation, now);
      const { companyId, instrumentId } = reservation;
      await record(tx, {
        actorId: context.actor.memberId,
        companyId,
        action: decided.status === 'confirmed' ? 'reservation.approved' : 'reservation.rejected',
        entity: 'reservation',
        entityId: id,
        data: { instrumentId },
        reason,
        event: true,
      });
      touched.push(reservation);
      return decided;
    });
    this.announce.changed(touched);
    return outcome;
  }
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
