import { Injectable } from '@nestjs/common';
import { accessoryList } from '@parkbench/domain';
import type { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import type { handoversView, photoView } from './usage.dto.js';

type View = z.infer<typeof handoversView>;
type Photo = z.infer<typeof photoView> & { readonly handoverId: number | null };

interface Found {
  readonly accessories: string;
  readonly items: readonly Omit<View['items'][number], 'photos'>[];
  readonly photos: readonly Photo[];
}

const query = `
  SELECT i.accessories,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'direction', h.direction, 'at', h.at, 'condition', h.condition,
       'note', h.note, 'byName', b.name, 'accessories', h.accessories, 'signedBy', h.signed_by,
       'isSigned', h.signature IS NOT NULL) ORDER BY h.at, h.id), '[]')
     FROM handover h JOIN member b ON b.id = h.by_member_id WHERE h.reservation_id = r.id) items,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'direction', p.direction, 'width', p.width, 'height', p.height,
       'byName', u.name, 'at', p.created_at, 'handoverId', p.handover_id) ORDER BY p.id), '[]')
     FROM handover_photo p JOIN member u ON u.id = p.uploaded_by WHERE p.reservation_id = r.id) photos
  FROM reservation r JOIN instrument i ON i.id = r.instrument_id
  WHERE r.id = $1 AND ($2::bigint IS NULL OR r.company_id = $2)`;

/** The hand-over record of a reservation, both directions, and what belongs to the instrument. */
@Injectable()
export class ShowHandovers {
  constructor(private readonly db: Database) {}

  async execute(actor: Actor, id: number): Promise<View> {
    const [found] = await this.db.rows<Found>(scopeOf(actor), query, [id, actor.companyId]);
    if (!found) throw notFound();
    const those = (fits: (one: Photo) => boolean): View['drafts'] =>
      found.photos.filter(fits).map(({ handoverId: _, ...photo }) => photo);
    return {
      accessories: accessoryList(found.accessories),
      items: found.items.map((one) => ({ ...one, photos: those(({ handoverId }) => handoverId === one.id) })),
      drafts: those((one) => one.handoverId === null && one.direction !== 'damage'),
      damages: those((one) => one.direction === 'damage'),
    };
  }
}
