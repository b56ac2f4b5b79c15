import { Injectable } from '@nestjs/common';
import { startOfDay } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../platform/http/actor.js';
import { badRequest, notFound } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { closedTimes, closedTimesOf } from './closed-times.js';
import { type InstrumentRow, rulesOf } from './instrument-facts.js';
import { around } from './others-time.js';
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
    ...closedTimes.shape,
  })
  .meta({ id: 'Calendar' });

type Busy = z.infer<typeof calendarView>['busy'];
type Hours = Pick<InstrumentRow, 'rules' | 'openingHours' | 'categoryId'>;

const shown = `
  SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'start', to_char(lower(s.period) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'end', to_char(upper(s.period) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'kind', s.kind, 'reservationId', s.reservation_id, 'companyNameZh', s.company, 'label', s.label)
    ) ORDER BY lower(s.period)) FILTER (WHERE s.period IS NOT NULL), '[]') busy,
    i.rules, i.opening_hours "openingHours", i.category_id "categoryId"
  FROM instrument i LEFT JOIN stand s ON s.period && tstzrange($2, $3) WHERE i.id = $1 GROUP BY i.id`;

const forStaff = `
  WITH stand AS (
    SELECT o.period, r.id reservation_id, c.name_zh company, u.reason label,
      CASE WHEN o.source_kind IN ('outage', 'closure') THEN 'outage' WHEN r.status = 'requested' THEN 'request' ELSE 'taken' END kind
    FROM occupancy o
    LEFT JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id
    LEFT JOIN company c ON c.id = r.company_id
    LEFT JOIN outage u ON o.source_kind = 'outage' AND u.id = o.source_id
    WHERE o.instrument_id = $1 AND o.period && tstzrange($2, $3))
  ${shown}`;

// What is not one's own is "taken" and nothing else: neither whose, nor whether it is decided, nor of which kind, nor how
// many there are. Only that it is out of order at this moment, and until when, is said to everybody.
const forCompany = `
  WITH found AS (
    SELECT o.period, r.id own, r.status, o.source_kind IN ('outage', 'closure') AND o.period @> $5::timestamptz broken
    FROM occupancy o
    LEFT JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id AND r.company_id = $4
    WHERE o.instrument_id = $1 AND o.period && tstzrange($2::timestamptz - ${around}, $3::timestamptz + ${around})),
  stand AS (
    SELECT period, own reservation_id, null company, null label,
      CASE WHEN own IS NULL THEN 'outage' WHEN status = 'requested' THEN 'request' ELSE 'own' END kind
    FROM found WHERE own IS NOT NULL OR broken
    UNION ALL
    SELECT unnest(range_agg(period)), null, null, null, 'taken' FROM found WHERE own IS NULL AND NOT broken)
  ${shown}`;

const longestDays = 800;

/** What is taken of one instrument; a tenant never learns by whom. */
@Injectable()
export class ShowCalendar {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    id: number,
    { from, to }: z.infer<typeof calendarQuery>,
  ): Promise<z.infer<typeof calendarView>> {
    const park = await this.park.get();
    const { timeZone } = park;
    const [start, end] = [startOfDay(from, timeZone), startOfDay(to, timeZone)];
    if (end <= start || end - start > longestDays * 86_400_000) {
      throw badRequest('bad_range', { zh: '日期范围无效', en: 'The range of days is not valid' });
    }
    const shownDays = [id, new Date(start), new Date(end)];
    const [query, parameters] = isStaff(actor)
      ? [forStaff, shownDays]
      : [forCompany, [...shownDays, actor.companyId, this.clock.now()]];
    const [row] = await this.db.rows<{ busy: Busy } & Hours>(scopeOf(actor), query, parameters);
    if (!row) throw notFound();
    return { timeZone, busy: row.busy, ...closedTimesOf(park, rulesOf(row, park), { start, end }) };
  }
}
