import { Injectable } from '@nestjs/common';
import { addDays, daysBetween, startOfDay } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { badRequest } from '../../platform/http/problem.js';
import { decodeCursor, field } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { pageOf } from '../../platform/http/paging.js';
import { inCategory, textSearch } from '../inventory/inventory.api.js';
import type { utilisationQuery, utilisationView } from './reports.dto.js';
import { utilisationSql } from './utilisation.sql.js';

type Query = z.infer<typeof utilisationQuery>;
type View = z.infer<typeof utilisationView>;
type Row = View['items'][number] & { total: View['total'] };

/** A day’s share of the 1,600 hours that the national platform reckons as an instrument’s year, in minutes. */
const dayMinutes = 263;
const longestDays = 100;
const cursorSchema = z.tuple([field.text(500), z.int()]);

/** How much of what the park has is booked and used, for staff: in one query. */
@Injectable()
export class ShowUtilisation {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  async execute(query: Query): Promise<View> {
    const { timeZone } = await this.park.get();
    const { from, to } = query;
    const count = daysBetween(from, to);
    if (count < 1 || count > longestDays) {
      throw badRequest('bad_range', {
        zh: `日期范围应为 1 至 ${longestDays} 天`,
        en: `Ask for 1 to ${longestDays} days`,
      });
    }
    const midnights = Array.from({ length: count + 1 }, (_, i) => new Date(startOfDay(addDays(from, i), timeZone)));
    const parameters: unknown[] = [midnights.slice(0, -1), midnights.slice(1), this.clock.now(), dayMinutes];
    const rows = await this.db.rows<Row>('all', sqlOf(query, parameters), parameters);
    const page = pageOf(rows, query.limit, (last) => [last.nameZh, last.instrumentId]);
    const none = Array.from({ length: count }, () => 0);
    const empty = { instruments: 0, booked: none, used: none, bookedMinutes: 0, usedMinutes: 0, outageMinutes: 0 };
    return {
      from,
      to,
      dayMinutes,
      total: rows[0]?.total ?? empty,
      ...page,
      items: page.items.map(({ total: _, ...item }) => item),
    };
  }
}

function sqlOf(query: Query, parameters: unknown[]): string {
  const ref = (value: unknown): number => parameters.push(value);
  const words = textSearch(query.q ?? '', { firstParam: parameters.length + 1 });
  parameters.push(...words.params);
  const category = query.categoryId === undefined ? 'true' : inCategory(ref(query.categoryId));
  const after = decodeCursor(cursorSchema, query.cursor);
  const place = after ? `(a.name_zh, a.id) > ($${ref(after[0])}, $${ref(after[1])}::bigint)` : 'true';
  return utilisationSql({
    wanted: `i.status <> 'retired' AND ${words.sql} AND ${category}`,
    place,
    limit: query.limit + 1,
  });
}
