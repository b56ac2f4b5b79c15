import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.js';
import { badRequest, conflict } from '../../platform/http/problem.js';
import { readSignature } from '../../platform/photos/photo.js';
import type { Change } from '../reservations/reservations.api.js';
import type { start } from './usage.dto.js';

/** What is said of a hand-over by whoever notes it. */
export type HandoverWords = z.infer<typeof start>;

export interface Handover extends HandoverWords {
  readonly direction: 'out' | 'back';
  readonly at: Date;
}

const insert = `
  INSERT INTO handover (reservation_id, direction, at, condition, note, by_member_id, created_at, accessories, signed_by, signature)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (reservation_id, direction) DO NOTHING RETURNING id`;

/**
 * Writes a hand-over or take-back into the logbook with its photographs, accessories and signature; each direction
 * happens once a reservation.
 */
export async function noteHandover({ tx, actor, reservation, now }: Change, handover: Handover): Promise<void> {
  const { direction, accessories, photoIds } = handover;
  refuseOtherWay(direction, accessories);
  const signature = handover.signature ? await readSignature(Buffer.from(handover.signature, 'base64')) : null;
  const [noted] = await tx.query<{ id: number }>(insert, [
    reservation.id,
    direction,
    handover.at,
    handover.condition,
    handover.note,
    actor.memberId,
    now,
    JSON.stringify(accessories),
    handover.signedBy,
    signature?.image ?? null,
  ]);
  if (!noted) throw conflict('noted_already', { zh: '交接已登记', en: 'This was noted already' });
  await claimPhotos(tx, noted.id, { reservationId: reservation.id, direction, photoIds });
}

/** What goes out is given or missing, what comes back is returned or missing. */
function refuseOtherWay(direction: Handover['direction'], accessories: HandoverWords['accessories']): void {
  const other = direction === 'out' ? 'returned' : 'given';
  if (accessories.every(({ state }) => state !== other)) return;
  throw badRequest('accessory_state', {
    zh: '附件状态与交接方向不符',
    en: 'The state of an accessory does not fit the direction',
  });
}

async function claimPhotos(
  tx: Tx,
  handoverId: number,
  of: { reservationId: number; direction: string; photoIds: readonly number[] },
): Promise<void> {
  const ids = [...new Set(of.photoIds)];
  if (ids.length === 0) return;
  const claimed = await tx.execute(
    `UPDATE handover_photo SET handover_id = $1
     WHERE id = ANY($2) AND reservation_id = $3 AND direction = $4 AND handover_id IS NULL`,
    [handoverId, ids, of.reservationId, of.direction],
  );
  if (claimed === ids.length) return;
  throw badRequest('unknown_photo', {
    zh: '有照片已被删除，请重新上传',
    en: 'A photograph is no longer there; upload it again',
  });
}
