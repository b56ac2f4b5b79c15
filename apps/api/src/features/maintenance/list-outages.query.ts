import { Injectable } from '@nestjs/common';
import { startOfDay } from '@parkbench/domain';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { decodeCursor, encodeCursor } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import type { outagesPage, outagesQuery, outageView } from './outages.dto.js';

const query = `
  SELECT u.id, u.instrument_id "instrumentId", i.name_zh "instrumentZh", i.name_en "instrumentEn", i.asset_no "assetNo", u.kind, u.status,
    u.starts_at "startsAt", u.ends_at "endsAt", u.reason, m.name "createdByName", u.created_at "createdAt", u.version
  FROM outage u JOIN instrument i ON i.id = u.instrument_id JOIN member m ON m.id = u.created_by
  WHERE ($1::bigint IS NULL OR u.instrument_id = $1) AND ($2::timestamptz IS NULL OR u.ends_at > $2)
    AND ($3::timestamptz IS NULL OR u.starts_at < $3) AND ($4::timestamptz IS NULL OR (u.starts_at, u.id) < ($4, $5::bigint))
  ORDER BY u.starts_at DESC, u.id DESC LIMIT $6`;

const cursorSchema = z.tuple([z.iso.datetime(), z.int()]);

/** Outages, the latest start first. */
@Injectable()
export class ListOutages {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
  ) {}

  async execute(wanted: z.infer<typeof outagesQuery>): Promise<z.infer<typeof outagesPage>> {
    const { timeZone } = await this.park.get();
    const midnight = (day: string | undefined): Date | null => (day ? new Date(startOfDay(day, timeZone)) : null);
    const [startsAt, id] = decodeCursor(cursorSchema, wanted.cursor) ?? [null, null];
    const place = [startsAt, id, wanted.limit + 1];
    const parameters = [wanted.instrumentId ?? null, midnight(wanted.from), midnight(wanted.to), ...place];
    const rows = await this.db.query<z.infer<typeof outageView>>(query, parameters);
    const last = rows[wanted.limit - 1];
    const more = rows.length > wanted.limit && last;
    return {
      items: rows.slice(0, wanted.limit),
      nextCursor: more ? encodeCursor([last.startsAt, last.id]) : null,
    };
  }
}
