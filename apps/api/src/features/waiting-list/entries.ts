import { type Counts, startOfDay, type Period, rentalPeriod, type Wait, type Weekday } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';

/** What an entry waits for, as its row says it. */
export interface WantedRow {
  readonly kind: 'session' | 'rental';
  readonly lengthMinutes: number | null;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly weekdays: readonly number[] | null;
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
  readonly months: number | null;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** What is to be booked by the count with a session; null: nothing. */
  readonly counts: Counts | null;
}

/** For a query in which the entry is `e`. */
export const wantedColumns = `
  e.kind, e.length_minutes "lengthMinutes", e.window_start "from", e.window_end "until", e.weekdays, e.from_minute "fromMinute",
  e.to_minute "toMinute", e.months, e.first_day "firstDay", e.last_day "lastDay", e.counts`;

/** An entry as the search for a slot sees it. */
export function waitOf(row: WantedRow, declined: readonly Period[]): Wait {
  if (row.kind === 'rental')
    return {
      kind: 'rental',
      months: row.months ?? 1,
      firstDay: row.firstDay ?? '',
      lastDay: row.lastDay ?? '',
      declined,
    };
  const { fromMinute, toMinute } = row;
  return {
    kind: 'session',
    lengthMinutes: row.lengthMinutes ?? 0,
    window: { start: row.from?.getTime() ?? 0, end: row.until?.getTime() ?? 0 },
    weekdays: row.weekdays as readonly Weekday[] | null,
    hours: fromMinute === null || toMinute === null ? null : { fromMinute, toMinute },
    declined,
  };
}

/** All the time that an entry could take. */
export function wantedTime(wait: Wait, zone: string): Period {
  if (wait.kind === 'session') return wait.window;
  const last = rentalPeriod({ start: wait.lastDay, months: wait.months, zone });
  return { start: startOfDay(wait.firstDay, zone), end: last.end };
}

/** Somebody who waits for an instrument. */
export type Waiting = Wait & {
  readonly id: number;
  readonly companyId: number;
  readonly memberId: number;
  readonly counts: Counts | null;
};

interface Row extends WantedRow {
  readonly id: number;
  readonly companyId: number;
  readonly memberId: number;
  readonly declined: readonly [number, number][] | null;
}

/** The instrument in parameter 1 with its category and all those above it, read once a query. */
export const instrumentAndPath = `i AS MATERIALIZED (SELECT n.*, category_path(n.category_id) path FROM instrument n WHERE n.id = $1)`;

/** Whether entry `e` waits for that instrument: for itself, for one of its kind, or for one in a category above it. */
export const waitsForIt = `(CASE e.target
  WHEN 'instrument' THEN e.instrument_id = i.id
  WHEN 'equivalent' THEN (SELECT x.kind FROM instrument x WHERE x.id = e.instrument_id) = i.kind
  ELSE e.category_id = ANY(i.path) END)`;

/** Whether instrument `i` is open to a kind; what is booked by the run is a session too, and the rules tell which it is. */
export const opensFor = (kind: string): string =>
  `CASE ${kind} WHEN 'rental' THEN i.opens_rental ELSE i.opens_session OR i.opens_run END`;

// What somebody let go counts on the instrument on which it was offered.
const waitingQuery = `
  WITH ${instrumentAndPath}
  SELECT e.id, e.company_id "companyId", e.member_id "memberId", ${wantedColumns},
    (SELECT jsonb_agg(jsonb_build_array(extract(epoch FROM o.starts_at) * 1000, extract(epoch FROM o.ends_at) * 1000))
     FROM waiting_list_offer o WHERE o.entry_id = e.id AND o.instrument_id = i.id AND o.status IN ('declined', 'expired')) declined
  FROM i JOIN waiting_list_entry e ON ${waitsForIt} JOIN member m ON m.id = e.member_id AND m.disabled_at IS NULL
  WHERE e.status = 'waiting' AND e.waits_until > $2 AND i.status = 'in_service'
    AND ${opensFor('e.kind')}
  ORDER BY e.id LIMIT 500`;

/** Who waits for an instrument and has no offer, whoever came first first. */
export async function waitingFor(tx: Tx, instrumentId: number, now: Date): Promise<Waiting[]> {
  const rows = await tx.query<Row>(waitingQuery, [instrumentId, now]);
  return rows.map((row) => {
    const declined = (row.declined ?? []).map(([start, end]) => ({ start, end }));
    const { id, companyId, memberId, counts } = row;
    return { ...waitOf(row, declined), id, companyId, memberId, counts };
  });
}

/**
 * The instruments that entry `e` waits for, of a wide category or kind so many: by their categories or kinds, or the planner
 * reads the whole park. Time on others is heard of when it gets free.
 */
const wantedInstruments = (examined: number): string => `
  SELECT i.* FROM instrument i WHERE e.target = 'instrument' AND i.id = e.instrument_id AND i.status = 'in_service'
  UNION ALL
  (SELECT i.* FROM instrument i WHERE e.target = 'equivalent' AND i.status = 'in_service'
     AND i.kind = (SELECT x.kind FROM instrument x WHERE x.id = e.instrument_id)
   ORDER BY i.kind, i.id LIMIT ${examined})
  UNION ALL
  (SELECT i.* FROM instrument i WHERE e.target = 'category' AND i.status = 'in_service'
     AND i.category_id = ANY(ARRAY(SELECT c.id FROM category c WHERE e.category_id = ANY(category_path(c.id))))
   ORDER BY i.category_id, i.id LIMIT ${examined})`;

/** Not all of what entry `e` could take is taken on instrument `i`. */
const mayHaveTime = `${opensFor('e.kind')}
  AND NOT coalesce((SELECT range_agg(o.period) @> e.wanted FROM occupancy o WHERE o.instrument_id = i.id AND o.period && e.wanted), false)`;

/** The instruments on which an entry could have time. */
export async function candidatesOf(tx: Tx, entryId: number, limit: number): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `SELECT i.id FROM waiting_list_entry e CROSS JOIN LATERAL (${wantedInstruments(5_000)}) i
     WHERE e.id = $1 AND ${mayHaveTime} ORDER BY i.category_id, i.id LIMIT $2`,
    [entryId, limit],
  );
  return rows.map(({ id }) => id);
}

/** The same for all who wait, less far for each. */
export async function allCandidates(tx: Tx, now: Date, limit: number): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `SELECT DISTINCT i.id FROM waiting_list_entry e CROSS JOIN LATERAL (${wantedInstruments(200)}) i
     WHERE e.status = 'waiting' AND e.waits_until > $1 AND ${mayHaveTime} ORDER BY i.id LIMIT $2`,
    [now, limit],
  );
  return rows.map(({ id }) => id);
}

const both = `o.target = 'instrument' AND e.target = 'instrument'`;
const covers = (one: string, other: string): string =>
  `CASE ${one}.target WHEN 'category' THEN ${one}.category_id = ANY(${other}.path) ELSE ${one}.kind = ${other}.kind END`;

/** How many wait longer for some of the same time, of whatever company: a number and nothing else. */
const positionQuery = `
  WITH open AS MATERIALIZED (
    SELECT w.id, w.target, w.instrument_id, w.category_id, w.wanted, x.kind, category_path(h.id) path
    FROM waiting_list_entry w LEFT JOIN instrument x ON x.id = w.instrument_id
    JOIN category h ON h.id = coalesce(w.category_id, x.category_id) WHERE w.status IN ('waiting', 'offered'))
  SELECT e.id, 1 + (SELECT count(*)::int FROM open o
    WHERE o.id < e.id AND o.wanted && e.wanted AND CASE WHEN ${both} THEN o.instrument_id = e.instrument_id
      ELSE ${covers('o', 'e')} OR ${covers('e', 'o')} END) position
  FROM open e WHERE e.id = ANY($1)`;

/** The place in the queue of open entries. The transaction must see all of them: only numbers leave it. */
export async function positionsOf(tx: Tx, ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.query<{ id: number; position: number }>(positionQuery, [ids]);
  return new Map(rows.map(({ id, position }) => [id, position]));
}
