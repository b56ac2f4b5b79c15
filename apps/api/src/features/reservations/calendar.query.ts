import { Injectable } from '@nestjs/common';
import { startOfDay } from '@parkbench/domain';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../platform/http/actor.js';
import { badRequest, notFound } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { day } from './reservations.dto.js';

export const calendarQuery = z.object({ from: day, to: day.describe('the first day not shown') });
export const calendarView = z
  .object({
    timeZone: z.string(),
    busy: z.array(
      z.object({
        start: z.string(),
        end: z.string(),
        kind: z.enum(['taken', 'own', 'outage', 'request']),
        reservationId: z.int().optional(),
        companyNameZh: z.string().optional(),
        label: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Calendar' });

type Busy = z.infer<typeof calendarView>['busy'];

// What is not one's own is "taken" and nothing else: neither whose, nor whether it is decided.
const query = `
  SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'start', to_char(lower(o.period) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'end', to_char(upper(o.period) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'kind', CASE WHEN o.source_kind IN ('outage', 'closure') THEN 'outage' WHEN r.id IS NULL THEN 'taken'
                 WHEN r.status = 'requested' THEN 'request' WHEN $4 THEN 'taken' ELSE 'own' END,
    'reservationId', r.id,
    'companyNameZh', CASE WHEN $4 THEN c.name_zh END,
    'label', CASE WHEN u.id IS NOT NULL AND $4 THEN u.reason END)) ORDER BY lower(o.period)) FILTER (WHERE o.id IS NOT NULL), '[]') busy
  FROM instrument i
  LEFT JOIN occupancy o ON o.instrument_id = i.id AND o.period && tstzrange($2, $3)
  LEFT JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id AND ($4 OR r.company_id = $5)
  LEFT JOIN company c ON c.id = r.company_id
  LEFT JOIN outage u ON o.source_kind = 'outage' AND u.id = o.source_id
  WHERE i.id = $1 GROUP BY i.id`;

const longestDays = 800;

/** What is taken of one instrument; a tenant never learns by whom. */
@Injectable()
export class ShowCalendar {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
  ) {}

  async execute(
    actor: Actor,
    id: number,
    { from, to }: z.infer<typeof calendarQuery>,
  ): Promise<z.infer<typeof calendarView>> {
    const { timeZone } = await this.park.get();
    const [start, end] = [startOfDay(from, timeZone), startOfDay(to, timeZone)];
    if (end <= start || end - start > longestDays * 86_400_000) {
      throw badRequest('bad_range', { zh: '日期范围无效', en: 'The range of days is not valid' });
    }
    const parameters = [id, new Date(start), new Date(end), isStaff(actor), actor.companyId];
    const [row] = await this.db.rows<{ busy: Busy }>(scopeOf(actor), query, parameters);
    if (!row) throw notFound();
    return { timeZone, busy: row.busy };
  }
}
