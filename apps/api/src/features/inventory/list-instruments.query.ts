import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { decodeCursor } from '../../platform/http/validation.js';
import { pageOf } from '../../platform/http/paging.js';
import type { inventoryPage, inventoryRow, listInstruments } from './inventory.dto.js';
import { inCategory, textSearch } from './text-search.js';

const position = z.tuple([z.string(), z.int()]);

const select = `
  i.id, i.asset_no "assetNo", i.name_zh "nameZh", i.name_en "nameEn", i.model, i.manufacturer, i.category_id "categoryId",
  c.name_zh "categoryZh", c.name_en "categoryEn", i.kind, i.location, i.keeper, i.original_value_fen "originalValueFen",
  i.in_use_since "inUseSince", i.status, i.status_note "statusNote", i.opens_rental "opensRental",
  i.opens_session "opensSession", i.opens_run "opensRun", i.calibration_valid_until "calibrationValidUntil", i.version`;

/** The keepers' list, by asset number. */
@Injectable()
export class ListInstruments {
  constructor(private readonly db: Database) {}

  async execute(query: z.infer<typeof listInstruments>): Promise<z.infer<typeof inventoryPage>> {
    const [afterNo = null, afterId = null] = decodeCursor(position, query.cursor) ?? [];
    const search = textSearch(query.q ?? '', { firstParam: 7 });
    const filter = `
      ($1::bigint IS NULL OR ${inCategory(1)}) AND ($2::text IS NULL OR i.status = $2) AND ($6::text IS NULL OR i.kind = $6) AND ${search.sql}`;
    const params = [
      query.categoryId ?? null,
      query.status ?? null,
      afterNo,
      afterId,
      query.limit + 1,
      query.kind ?? null,
      ...search.params,
    ];
    const rows = await this.db.query<z.infer<typeof inventoryRow> & { total: number }>(
      `SELECT ${select}, (SELECT count(*)::int FROM instrument i WHERE ${filter}) total
       FROM instrument i JOIN category c ON c.id = i.category_id
       WHERE ${filter} AND ($3::text IS NULL OR (i.asset_no, i.id) > ($3, $4::bigint))
       ORDER BY i.asset_no, i.id LIMIT $5`,
      params,
    );
    const page = pageOf(rows, query.limit, (last) => [last.assetNo, last.id]);
    return { ...page, items: page.items.map(({ total: _, ...item }) => item), total: rows[0]?.total ?? 0 };
  }
}
