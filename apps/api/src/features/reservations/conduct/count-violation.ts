import { lateReturnFrom, type ViolationKind } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { type DueWorkItem, unschedule } from '../../../platform/due-work/due-work.js';
import { isStaff } from '../../../platform/http/actor.js';
import { record } from '../../../platform/outbox/record.js';
import type { Park } from '../../../platform/park-settings.js';
import type { LockedReservation } from '../change-reservation.js';
import type { Change } from '../reservation-changes.js';
import { rulesOfInstrument } from './rules-of-instrument.js';

export const lateReturn = 'reservation.late-return';

type Whose = Pick<LockedReservation, 'id' | 'companyId' | 'memberId'>;

/** Counts a violation of conduct against the person it is reserved for, once a reservation and kind; the person is told. */
export async function countViolation(
  tx: Tx,
  { id: reservationId, companyId, memberId }: Whose,
  { kind, at, actorId }: { kind: ViolationKind; at: Date; actorId: number | null },
): Promise<void> {
  const [counted] = await tx.query<{ id: number }>(
    `INSERT INTO conduct_violation (company_id, member_id, reservation_id, kind, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (reservation_id, kind) DO NOTHING RETURNING id`,
    [companyId, memberId, reservationId, kind, at],
  );
  if (!counted) return;
  await record(tx, {
    actorId,
    companyId,
    action: 'conduct.counted',
    entity: 'conduct_violation',
    entityId: counted.id,
    data: { memberId, reservationId, kind, at },
    event: true,
  });
}

/** A tenant who cancels later than the park asks for has a violation; what staff cancel is nobody's fault. */
export async function countLateCancel({ tx, actor, reservation, park, now }: Change): Promise<void> {
  if (isStaff(actor) || reservation.status !== 'confirmed') return;
  const { cancelNoticeMinutes } = await rulesOfInstrument(tx, park, reservation.instrumentId);
  if (cancelNoticeMinutes === 0 || now.getTime() <= reservation.startsAt.getTime() - cancelNoticeMinutes * 60_000)
    return;
  await countViolation(tx, reservation, { kind: 'late_cancel', at: now, actorId: actor.memberId });
}

/** When what is overdue becomes a violation. */
export function lateReturnOf({ id, kind, endsAt }: LockedReservation, park: Park): DueWorkItem {
  const dueAt = new Date(lateReturnFrom({ kind, end: endsAt.getTime() }, park.lateReturnMinutes));
  return { kind: lateReturn, subjectId: id, dueAt, dedupeKey: `${lateReturn}:${id}:${endsAt.toISOString()}` };
}

/** What is written down late but was returned in time is no violation after all. */
export async function withdrawLateReturn({ tx, actor, reservation, park }: Change, returnedAt: Date): Promise<void> {
  const { id, kind, endsAt, companyId } = reservation;
  await unschedule(tx, [lateReturn], id);
  if (returnedAt.getTime() >= lateReturnFrom({ kind, end: endsAt.getTime() }, park.lateReturnMinutes)) return;
  const [gone] = await tx.query<{ id: number }>(
    `DELETE FROM conduct_violation WHERE reservation_id = $1 AND kind = 'late_return' RETURNING id`,
    [id],
  );
  if (!gone) return;
  await record(tx, {
    actorId: actor.memberId,
    companyId,
    action: 'conduct.withdrawn',
    entity: 'conduct_violation',
    entityId: gone.id,
    data: { reservationId: id, returnedAt },
  });
}
