import { Injectable } from '@nestjs/common';
import { type Period, startOfDay } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import { badRequest } from '../../platform/http/problem.js';
import { decodeCursor, field, pageQuery } from '../../platform/http/validation.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { pageOf } from '../../platform/http/paging.js';
import { inCategory, textSearch } from '../inventory/inventory.api.js';
import { closedStretch, closedStretches, closedTimes, closuresIn } from './closed-times.js';
import { type InstrumentRow, rulesOf } from './instrument-facts.js';
import { around } from './others-time.js';
import { day } from './reservations.dto.js';

export const boardQuery = z.object({
  from: day,
  to: day.describe('the first day not shown'),
  categoryId: field.id.optional(),
  q: field.text(100).optional(),
  cursor: pageQuery.cursor,
  limit: z.coerce.number().int().min(1).max(300).default(60),
});
export const boardView = z
  .object({
    items: z.array(
      z.object({
        id: z.int(),
        assetNo: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        model: z.string(),
        categoryZh: z.string(),
        categoryEn: z.string(),
        status: z.enum(['in_service', 'out_of_service', 'retired']),
        occupancies: z
          .array(z.tuple([z.int(), z.int(), z.string(), z.int(), z.string(), z.string()]))
          .describe(
            '[start, end (seconds since 1970), kind: r rental, s session, q request, a active, o overdue, m outage, t taken; source, label, label in English where there is one]; to a tenant what is not its own is t or m, joined where it touches, with source 0 and no label',
          ),
        hours: z
          .int()
          .nullable()
          .describe('which of `closed` holds for it; null: it is not open for sessions, so it has no hours'),
      }),
    ),
    closed: z
      .array(z.array(closedStretch))
      .describe(
        'outside opening hours, by their kind: [start, end (seconds since 1970), h: its hours, d: a holiday]; of more than a week only whole days',
      ),
    closures: closedTimes.shape.closures,
    nextCursor: z.string().nullable(),
    total: z.int().nullable(),
  })
  .meta({ id: 'Board' });

type Item = z.infer<typeof boardView>['items'][number];
type Closed = z.infer<typeof boardView>['closed'][number];
type Row = Omit<Item, 'hours'> &
  Pick<InstrumentRow, 'rules' | 'openingHours' | 'categoryId' | 'opensSession'> & { readonly total: number | null };
const cursorSchema = z.tuple([field.text(500), z.int()]);
const longestDays = 400;

const kindOfReservation = `CASE r.status WHEN 'requested' THEN 'q' WHEN 'active' THEN 'a' WHEN 'overdue' THEN 'o'
  ELSE CASE r.kind WHEN 'session' THEN 's' ELSE 'r' END END`;

const toStaff = `
  SELECT json_agg(json_build_array(extract(epoch FROM lower(o.period))::bigint, extract(epoch FROM upper(o.period))::bigint,
    CASE o.source_kind WHEN 'reservation' THEN ${kindOfReservation} WHEN 'hold' THEN 't' WHEN 'case' THEN 't' ELSE 'm' END,
    o.source_id, coalesce(b.name_zh, u.reason, ''), coalesce(b.name_en, '')) ORDER BY lower(o.period))
  FROM occupancy o
  LEFT JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id
  LEFT JOIN company b ON b.id = r.company_id
  LEFT JOIN outage u ON o.source_kind = 'outage' AND u.id = o.source_id
  WHERE o.instrument_id = i.id AND o.period && tstzrange($1, $2)`;

// $3 the tenant's company, $4 now. What others have is joined where it touches, also beyond the days shown, so that not
// even their number shows; a planned outage is taken time like any other, one that runs is named (ADR 0022).
const toTenant = `
  SELECT json_agg(json_build_array(extract(epoch FROM lower(b.period))::bigint, extract(epoch FROM upper(b.period))::bigint,
    b.kind, b.source, b.label, '') ORDER BY lower(b.period))
  FROM (
    SELECT o.period, ${kindOfReservation} kind, r.id source, m.name label
    FROM occupancy o JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id AND r.company_id = $3
    JOIN member m ON m.id = r.member_id
    WHERE o.instrument_id = i.id AND o.period && tstzrange($1, $2)
    UNION ALL
    SELECT period, kind, 0, '' FROM (
      SELECT unnest(range_agg(o.period)) period,
        CASE WHEN o.source_kind IN ('outage', 'closure') AND o.period @> $4::timestamptz THEN 'm' ELSE 't' END kind
      FROM occupancy o LEFT JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id AND r.company_id = $3
      WHERE o.instrument_id = i.id AND o.period && tstzrange($1::timestamptz - ${around}, $2::timestamptz + ${around})
        AND r.id IS NULL GROUP BY 2) others
    WHERE period && tstzrange($1, $2)) b`;

/**
 * The whole lab on one board: a chunk of instruments with all that stands in the days shown, in one query. Staff see whose
 * it is; a tenant its own, and of the rest only that it is taken.
 */
@Injectable()
export class ShowBoard {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, query: z.infer<typeof boardQuery>): Promise<z.infer<typeof boardView>> {
    const park = await this.park.get();
    const { timeZone } = park;
    const [start, end] = [startOfDay(query.from, timeZone), startOfDay(query.to, timeZone)];
    if (end <= start || end - start > longestDays * 86_400_000) {
      throw badRequest('bad_range', { zh: '日期范围无效', en: 'The range of days is not valid' });
    }
    const after = decodeCursor(cursorSchema, query.cursor);
    const { sql, parameters } = boardSql(query, { start, end }, after, actor.companyId, this.clock.now());
    const rows = await this.db.rows<Row>(scopeOf(actor), sql, parameters);
    const page = pageOf(rows, query.limit, (last) => [last.nameZh, last.id]);
    return {
      ...withHours(park, page.items, { start, end }),
      closures: closuresIn(park, { start, end }),
      nextCursor: page.nextCursor,
      total: rows[0]?.total ?? (after ? null : 0),
    };
  }
}

/** The rows with the number of their hours; instruments with the same hours share them, so that they are sent once. */
function withHours(park: Park, rows: readonly Row[], range: Period): { items: Item[]; closed: Closed[] } {
  const known = new Map<string, number>();
  const closed: Closed[] = [];
  const items = rows.map(({ total: _, rules, openingHours, categoryId, opensSession, ...item }): Item => {
    if (!opensSession) return { ...item, hours: null };
    const resolved = rulesOf({ rules, openingHours, categoryId }, park);
    const key = JSON.stringify([resolved.openingHours, resolved.holidayHours]);
    const hours = known.get(key) ?? closed.push(closedStretches(park, resolved, range)) - 1;
    known.set(key, hours);
    return { ...item, hours };
  });
  return { items, closed };
}

function boardSql(
  query: z.infer<typeof boardQuery>,
  shown: Period,
  after: [string, number] | undefined,
  companyId: number | null,
  now: Date,
): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [
    new Date(shown.start),
    new Date(shown.end),
    ...(companyId === null ? [] : [companyId, now]),
  ];
  const ref = (value: unknown): number => parameters.push(value);
  const words = textSearch(query.q ?? '', { firstParam: parameters.length + 1 });
  parameters.push(...words.params);
  const category = query.categoryId === undefined ? 'true' : inCategory(ref(query.categoryId));
  const filter = `i.status <> 'retired' AND ${words.sql} AND ${category}`;
  const place = after ? `AND (i.name_zh, i.id) > ($${ref(after[0])}, $${ref(after[1])}::bigint)` : '';
  const total = after ? 'null::int' : `(SELECT count(*)::int FROM instrument i WHERE ${filter})`;
  const sql = `
    WITH page AS MATERIALIZED (
      SELECT i.* FROM instrument i WHERE ${filter} ${place} ORDER BY i.name_zh, i.id LIMIT ${Number(query.limit) + 1})
    SELECT i.id, i.asset_no "assetNo", i.name_zh "nameZh", i.name_en "nameEn", i.model, c.name_zh "categoryZh",
      c.name_en "categoryEn", i.status, ${total} total, i.rules, i.opening_hours "openingHours", i.category_id "categoryId",
      i.opens_session "opensSession", coalesce((${companyId === null ? toStaff : toTenant}), '[]') occupancies
    FROM page i JOIN category c ON c.id = i.category_id ORDER BY i.name_zh, i.id`;
  return { sql, parameters };
}
