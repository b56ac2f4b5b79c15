import { conflict } from '../../platform/http/problem.js';
import type { Change } from '../reservations/reservations.api.js';

export interface Handover {
  readonly direction: 'out' | 'back';
  readonly at: Date;
  readonly condition: string;
  readonly note: string;
}

/** Writes a hand-over or take-back into the logbook; each happens once a reservation. */
export async function noteHandover({ tx, actor, reservation, now }: Change, handover: Handover): Promise<void> {
  const noted = await tx.query(
    `INSERT INTO handover (reservation_id, direction, at, condition, note, by_member_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (reservation_id, direction) DO NOTHING RETURNING id`,
    [reservation.id, handover.direction, handover.at, handover.condition, handover.note, actor.memberId, now],
  );
  if (noted.length === 0) throw conflict('noted_already', { zh: '交接已登记', en: 'This was noted already' });
}
