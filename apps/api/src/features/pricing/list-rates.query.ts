import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { decodeCursor } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { pageOf } from '../../platform/http/paging.js';
import { inCategory, textSearch } from '../inventory/inventory.api.js';
import type { listRates, rateRow, ratesPage } from './pricing.dto.js';
import { selectPlan } from './rate-plan-columns.js';

type Row = z.infer<typeof rateRow>;
type Page = z.infer<typeof ratesPage>;

const position = z.tuple([z.string(), z.int()]);
const planJson = (where: string): string =>
  `(SELECT to_jsonb(x) FROM (SELECT ${selectPlan} FROM rate_plan p WHERE ${where} LIMIT 1) x)`;

/** The rates page: what holds today, where it comes from, what is planned. */
@Injectable()
export class ListRates {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  async execute(query: z.infer<typeof listRates>): Promise<Page> {
    const { timeZone } = await this.park.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    return query.of === 'category' ? this.categories(query, today) : this.instruments(query, today);
  }

  private async instruments(query: z.infer<typeof listRates>, today: string): Promise<Page> {
    const after = decodeCursor(position, query.cursor);
    const search = textSearch(query.q ?? '', { firstParam: 7 });
    const rows = await this.db.query<Row & { total: number }>(
      `WITH listed AS (
         SELECT i.*, p.id plan_id, CASE WHEN p.id IS NULL THEN 'none' WHEN p.instrument_id IS NULL THEN 'inherited' ELSE 'own' END source
         FROM instrument i LEFT JOIN rate_plan p ON p.id = rate_plan_on(i.id, $1::date)
         WHERE i.status <> 'retired' AND ($2::bigint IS NULL OR ${inCategory(2)}) AND ${search.sql})
       SELECT i.id "instrumentId", i.category_id "categoryId", i.asset_no "assetNo", i.name_zh "nameZh", i.name_en "nameEn", i.model,
              c.name_zh "categoryZh", c.name_en "categoryEn", i.original_value_fen "originalValueFen", i.source,
              ${planJson('p.id = i.plan_id')} plan, ${planJson('p.instrument_id = i.id AND p.valid_from > $1::date ORDER BY p.valid_from')} "next",
              (SELECT count(*)::int FROM rate_plan p WHERE p.instrument_id = i.id) plans,
              (SELECT count(*)::int FROM listed WHERE $3::text IS NULL OR source = $3) total
       FROM listed i JOIN category c ON c.id = i.category_id
       WHERE ($3::text IS NULL OR i.source = $3) AND ($4::text IS NULL OR (i.asset_no, i.id) > ($4, $5::bigint))
       ORDER BY i.asset_no, i.id LIMIT $6`,
      [
        today,
        query.categoryId ?? null,
        query.source ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        query.limit + 1,
        ...search.params,
      ],
    );
    return page(rows, query.limit, (last) => [last.assetNo ?? '', last.instrumentId ?? 0]);
  }

  private async categories(query: z.infer<typeof listRates>, today: string): Promise<Page> {
    const after = decodeCursor(position, query.cursor);
    const rows = await this.db.query<Row & { total: number }>(
      `WITH RECURSIVE above(id, at, depth) AS (
         SELECT id, id, 0 FROM category UNION ALL
         SELECT a.id, c.parent_id, a.depth + 1 FROM above a JOIN category c ON c.id = a.at WHERE c.parent_id IS NOT NULL AND a.depth < 16),
       holding AS (
         SELECT DISTINCT ON (a.id) a.id, p.id plan_id, CASE a.depth WHEN 0 THEN 'own' ELSE 'inherited' END source
         FROM above a JOIN rate_plan p ON p.category_id = a.at AND daterange(p.valid_from, p.valid_until) @> $1::date
         ORDER BY a.id, a.depth),
       listed AS (
         SELECT c.*, h.plan_id, coalesce(h.source, 'none') source FROM category c LEFT JOIN holding h ON h.id = c.id
         WHERE ($2::text IS NULL OR c.name_zh ILIKE '%' || $2 || '%' OR c.name_en ILIKE '%' || $2 || '%')
           AND ($3::text IS NULL OR coalesce(h.source, 'none') = $3))
       SELECT NULL "instrumentId", i.id "categoryId", NULL "assetNo", i.name_zh "nameZh", i.name_en "nameEn", '' model,
              i.name_zh "categoryZh", i.name_en "categoryEn", NULL "originalValueFen", i.source,
              ${planJson('p.id = i.plan_id')} plan, ${planJson('p.category_id = i.id AND p.valid_from > $1::date ORDER BY p.valid_from')} "next",
              (SELECT count(*)::int FROM rate_plan p WHERE p.category_id = i.id) plans, (SELECT count(*)::int FROM listed) total
       FROM listed i WHERE $4::text IS NULL OR (i.name_zh, i.id) > ($4, $5::bigint)
       ORDER BY i.name_zh, i.id LIMIT $6`,
      [
        today,
        query.q?.replace(/[\\%_]/g, '\\$&') ?? null,
        query.source ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        query.limit + 1,
      ],
    );
    return page(rows, query.limit, (last) => [last.nameZh, last.categoryId]);
  }
}

function page(rows: readonly (Row & { total: number })[], limit: number, place: (last: Row) => unknown): Page {
  const found = pageOf(rows, limit, place);
  return { ...found, items: found.items.map(({ total: _, ...item }) => item), total: rows[0]?.total ?? 0 };
}
