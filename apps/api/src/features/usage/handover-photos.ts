import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DueWork, schedule } from '../../platform/due-work/due-work.js';
import { type Actor, isStaff, scopeOf } from '../../platform/http/actor.js';
import { conflict, notFound } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { readPhoto } from '../../platform/photos/photo.js';
import { lockReservation, mustBeAllowed, readReservation } from '../reservations/reservations.api.js';
import { photosAtMost, type photoView } from './usage.dto.js';

type Direction = 'out' | 'back';
type Taken = Direction | 'damage';
type PhotoView = z.infer<typeof photoView>;

const orphan = 'handover-photo.orphan';
const dayMs = 86_400_000;

/** Part of no hand-over, and evidence of no charge. */
const isLoose = `p.handover_id IS NULL AND NOT EXISTS (SELECT FROM billable_item b WHERE b.company_id = p.company_id
  AND b.evidence_url LIKE '%/reservations/' || p.reservation_id || '/handover-photos/' || p.id)`;

/** Which step of the reservation a photograph belongs to: whoever may take the step may photograph it. */
const stepOf = (actor: Actor, direction: Direction): 'hand_over' | 'take_back' | 'start' | 'stop' => {
  if (direction === 'out') return isStaff(actor) ? 'hand_over' : 'start';
  return isStaff(actor) ? 'take_back' : 'stop';
};

/** Photographs of hand-overs: uploaded beforehand, claimed by the hand-over, removed after a day when nothing claims them. */
@Injectable()
export class HandoverPhotos implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly dueWork: DueWork,
  ) {}

  onModuleInit(): void {
    this.dueWork.handle(orphan, async (tx, { subjectId }) => {
      await dropLoose(tx, subjectId);
    });
  }

  /** Whether a photograph may be added now; asked before a large upload is even read. */
  async mayAdd(actor: Actor, reservationId: number, direction: Direction): Promise<void> {
    await this.db.read(scopeOf(actor), async (tx) => {
      const reservation = await readReservation(tx, actor.companyId, reservationId);
      mustBeAllowed(actor, stepOf(actor, direction), reservation, await this.at());
    });
  }

  /** Keeps a photograph made anew; at most six a direction. One of a damage may be added whenever staff find it. */
  async add(actor: Actor, reservationId: number, direction: Taken, upload: Buffer): Promise<PhotoView> {
    const { image, width, height } = await readPhoto(upload);
    return this.db.transaction(scopeOf(actor), async (tx) => {
      const reservation = await lockReservation(tx, actor.companyId, reservationId);
      const at = await this.at();
      if (direction !== 'damage') mustBeAllowed(actor, stepOf(actor, direction), reservation, at);
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO handover_photo (company_id, reservation_id, direction, image, width, height, uploaded_by, created_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8
         WHERE (SELECT count(*) FROM handover_photo WHERE reservation_id = $2 AND direction = $3) < $9 RETURNING id`,
        [reservation.companyId, reservationId, direction, image, width, height, actor.memberId, at.now, photosAtMost],
      );
      if (!row) throw tooMany();
      await schedule(tx, [
        {
          kind: orphan,
          subjectId: row.id,
          dueAt: new Date(at.now.getTime() + dayMs),
          dedupeKey: `${orphan}:${row.id}`,
        },
      ]);
      return { id: row.id, direction, width, height, byName: actor.name, at: at.now.toISOString() };
    });
  }

  /** The photograph itself; only to staff and the company whose reservation it is. */
  async image(actor: Actor, reservationId: number, photoId: number): Promise<Buffer> {
    const [row] = await this.db.rows<{ image: Buffer }>(
      scopeOf(actor),
      'SELECT image FROM handover_photo WHERE id = $1 AND reservation_id = $2',
      [photoId, reservationId],
    );
    if (!row) throw notFound();
    return row.image;
  }

  /** A drawn signature. */
  async signature(actor: Actor, reservationId: number, direction: Direction): Promise<Buffer> {
    const [row] = await this.db.rows<{ signature: Buffer | null }>(
      scopeOf(actor),
      `SELECT h.signature FROM handover h JOIN reservation r ON r.id = h.reservation_id
       WHERE r.id = $1 AND h.direction = $2`,
      [reservationId, direction],
    );
    if (!row?.signature) throw notFound();
    return row.signature;
  }

  /** Removes one that no hand-over has claimed: one's own, or as staff anybody's. What is part of a record stays. */
  async remove(actor: Actor, reservationId: number, photoId: number): Promise<void> {
    const by = isStaff(actor) ? null : actor.memberId;
    const removed = await this.db.transaction(scopeOf(actor), (tx) => dropLoose(tx, photoId, { reservationId, by }));
    if (removed === 0) throw notFound();
  }

  private async at(): Promise<{ now: Date; zone: string }> {
    return { now: this.clock.now(), zone: (await this.settings.get()).timeZone };
  }
}

/** Removes a photograph that nothing claims. Locked first and looked at then: a charge that was waited for has named it. */
async function dropLoose(
  tx: Tx,
  id: number,
  only: { readonly reservationId: number | null; readonly by: number | null } = { reservationId: null, by: null },
): Promise<number> {
  await tx.query('SELECT 1 FROM handover_photo WHERE id = $1 FOR UPDATE', [id]);
  return tx.execute(
    `DELETE FROM handover_photo p WHERE p.id = $1 AND ${isLoose}
       AND ($2::bigint IS NULL OR p.reservation_id = $2) AND ($3::bigint IS NULL OR p.uploaded_by = $3)`,
    [id, only.reservationId, only.by],
  );
}

const tooMany = (): Error =>
  conflict('too_many_photos', {
    zh: `每次交接最多 ${photosAtMost} 张照片`,
    en: `At most ${photosAtMost} photographs a hand-over`,
  });
