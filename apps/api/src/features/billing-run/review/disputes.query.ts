import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { notFound } from '../../../platform/http/problem.js';
import { decodeCursor } from '../../../platform/http/validation.js';
import { idCursor, pageById } from '../../../platform/http/paging.js';
import { likeText } from '../../../platform/database/like-text.js';
import { disputeColumns, iso, lineColumns } from './dispute-columns.js';
import type { disputePage, disputeQuery, DisputeRow, disputeView } from './review.dto.js';

const row = `${disputeColumns}, ${lineColumns}, d.company_id "companyId", c.name_zh "companyZh", c.name_en "companyEn",
  to_char(r.month, 'YYYY-MM') "runMonth",
  EXISTS (SELECT FROM billing_run v WHERE v.status = 'review' AND v.month >= ch.posted_month) "inReview", i.id "invoiceId", i.number "invoiceNo"`;
const from = `charge_dispute d JOIN charge ch ON ch.id = d.charge_id JOIN company c ON c.id = d.company_id JOIN billing_run r ON r.id = d.run_id
  LEFT JOIN invoice i ON i.id = ch.invoice_id AND i.number IS NOT NULL`;

/** Disputes as both sides see them; a company sees its own. */
@Injectable()
export class DisputesQuery {
  constructor(private readonly db: Database) {}

  /** Newest first, with the number that wait for an answer. */
  async list(actor: Actor, query: z.infer<typeof disputeQuery>): Promise<z.infer<typeof disputePage>> {
    const before = decodeCursor(idCursor, query.cursor);
    const like = query.q ? likeText(query.q) : null;
    return this.db.read(scopeOf(actor), async (tx) => {
      const rows = await tx.query<DisputeRow>(
        `SELECT ${row} FROM ${from}
         WHERE ($1::text IS NULL OR d.status = $1) AND ($2::date IS NULL OR r.month = $2)
           AND ($3::text IS NULL OR c.name_zh ILIKE $3 OR c.name_en ILIKE $3 OR ch.subject->>'nameZh' ILIKE $3 OR ch.subject->>'assetNo' ILIKE $3)
           AND ($4::bigint IS NULL OR d.id < $4) ORDER BY d.id DESC LIMIT $5`,
        [query.status ?? null, query.month ? `${query.month}-01` : null, like, before?.id ?? null, query.limit + 1],
      );
      const [open] = await tx.query<{ n: number }>(`SELECT count(*)::int n FROM charge_dispute WHERE status = 'open'`);
      return { ...pageById(rows, query.limit), open: open?.n ?? 0 };
    });
  }

  /** One dispute with everything said and done about it. */
  async one(actor: Actor, id: number): Promise<z.infer<typeof disputeView>> {
    const [found] = await this.db.rows<z.infer<typeof disputeView>>(
      scopeOf(actor),
      `SELECT ${row}, (SELECT coalesce(jsonb_agg(jsonb_build_object('at', ${iso('e.at')}, 'action', e.action, 'actorName', a.name, 'text', e.reason) ORDER BY e.id), '[]')
           FROM audit_event e LEFT JOIN member a ON a.id = e.actor_id WHERE e.entity = 'charge_dispute' AND e.entity_id = d.id) history
       FROM ${from} WHERE d.id = $1`,
      [id],
    );
    if (!found) throw notFound();
    return found;
  }
}
