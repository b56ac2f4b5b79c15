import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { decodeCursor } from '../../../platform/http/validation.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { pageOf } from '../../../platform/http/paging.js';
import type { standingView, violationsPage, violationsQuery } from './conduct.dto.js';
import { parkSuspension, suspensionNow } from './park-suspension.js';

type Page = z.infer<typeof violationsPage>;
type Row = Omit<Page['items'][number], 'suspendedUntil'> & { readonly times: readonly number[] | null };

const columns = `
  v.id, v.kind, v.at, v.reservation_id "reservationId", i.name_zh "instrumentZh", i.name_en "instrumentEn", i.asset_no "assetNo",
  v.member_id "memberId", m.name "memberName", v.company_id "companyId", c.name_zh "companyZh", c.name_en "companyEn",
  v.waived_at "waivedAt", w.name "waivedByName", v.waive_reason "waiveReason"`;
const joins = `
  JOIN reservation r ON r.id = v.reservation_id JOIN instrument i ON i.id = r.instrument_id JOIN member m ON m.id = v.member_id
  JOIN company c ON c.id = v.company_id LEFT JOIN member w ON w.id = v.waived_by`;

const listQuery = `
  SELECT ${columns}, (SELECT jsonb_agg(extract(epoch FROM o.at) * 1000) FROM conduct_violation o
                      WHERE o.member_id = v.member_id AND o.waived_at IS NULL) times
  FROM conduct_violation v ${joins}
  WHERE ($1::bigint IS NULL OR v.member_id = $1) AND ($2::bigint IS NULL OR v.company_id = $2)
    AND ($3::text IS NULL OR ($3 = 'waived') = (v.waived_at IS NOT NULL)) AND ($4::bigint IS NULL OR v.id < $4)
  ORDER BY v.id DESC LIMIT $5`;
const ownQuery = `SELECT ${columns} FROM conduct_violation v ${joins} WHERE v.member_id = $1 ORDER BY v.at DESC, v.id DESC LIMIT 50`;

/** Violations of conduct: everybody's for staff, one's own with how one stands. */
@Injectable()
export class ListViolations {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async all(actor: Actor, asked: z.infer<typeof violationsQuery>): Promise<Page> {
    const rule = parkSuspension(await this.settings.get());
    const after = decodeCursor(z.int(), asked.cursor) ?? null;
    const { memberId = null, companyId = null, state = null, limit } = asked;
    const rows = await this.db.rows<Row>(scopeOf(actor), listQuery, [memberId, companyId, state, after, limit + 1]);
    const page = pageOf(rows, limit, (last) => last.id);
    const items = page.items.map(({ times, ...row }) => ({
      ...row,
      suspendedUntil: suspensionNow(times ?? [], rule, this.clock.now()),
    }));
    return { ...page, items };
  }

  async own(actor: Actor): Promise<z.infer<typeof standingView>> {
    const rule = parkSuspension(await this.settings.get());
    const now = this.clock.now();
    const rows = await this.db.rows<Omit<Row, 'times'> & { at: string }>(scopeOf(actor), ownQuery, [actor.memberId]);
    const counting = rows.filter((row) => row.waivedAt === null).map((row) => new Date(row.at).getTime());
    const since = rule ? now.getTime() - rule.withinDays * 86_400_000 : -Infinity;
    return {
      suspendedUntil: suspensionNow(counting, rule, now),
      rule,
      counted: counting.filter((at) => at > since).length,
      violations: rows.map(({ id, kind, at, reservationId, instrumentZh, instrumentEn, waivedAt, waiveReason }) => ({
        id,
        kind,
        at,
        reservationId,
        instrumentZh,
        instrumentEn,
        waivedAt,
        waiveReason,
      })),
    };
  }
}
