import { type Counts, type Period, type ReleasedHours, type ReservationStatus } from '@parkbench/domain';
import type { Park } from '../../../platform/park-settings.js';
import { sessionSourceOf } from '../charge-source.js';
import { countsJson, type CountRow } from '../counts/kept-counts.js';
import type { StoredQuote } from '../offer.js';

/** What a query gives of released hours, in one column; null where nothing was released. */
export interface ReleasedRow {
  readonly shareBps: number;
  readonly windows: readonly [start: number, end: number][];
  readonly sessions: readonly {
    readonly id: number;
    readonly status: ReservationStatus;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly paidUntil: string | null;
    readonly handedOverAt: string | null;
    readonly returnedAt: string | null;
    readonly plan: StoredQuote['plan'];
    readonly calendar: StoredQuote['calendar'];
    readonly booked: Counts | null;
    readonly counted: readonly CountRow[];
  }[];
}

/** For a query in which the reservation is `r` and that sees all companies: its windows while it lasts, and others' sessions in them. */
export const releasedJson = `
  CASE WHEN r.idle_share_bps IS NOT NULL THEN jsonb_build_object('shareBps', r.idle_share_bps,
    'windows', (SELECT coalesce(jsonb_agg(jsonb_build_array(extract(epoch FROM lower(w.period)) * 1000, extract(epoch FROM upper(w.period)) * 1000)), '[]')
      FROM (SELECT g.period * tstzrange(r.starts_at, CASE WHEN r.returned_at IS NULL THEN r.ends_at ELSE least(r.ends_at, greatest(r.returned_at, r.starts_at)) END) period
            FROM reservation_gap g WHERE g.reservation_id = r.id AND g.kind = 'released') w WHERE NOT isempty(w.period)),
    'sessions', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'status', s.status, 'startsAt', s.starts_at, 'endsAt', s.ends_at, 'paidUntil', s.paid_until,
        'handedOverAt', s.handed_over_at, 'returnedAt', s.returned_at, 'plan', s.quote -> 'plan', 'calendar', s.quote -> 'calendar',
        'booked', s.quote -> 'counts', 'counted', ${countsJson('s')}) ORDER BY s.id), '[]')
      FROM reservation s WHERE s.instrument_id = r.instrument_id AND s.kind = 'session' AND s.company_id <> r.company_id
        AND EXISTS (SELECT 1 FROM reservation_gap g WHERE g.reservation_id = r.id AND g.kind = 'released'
          AND g.period && tstzrange(s.starts_at, s.ends_at)))) END`;

/** Released hours in the shape in which the rules reckon their credit (ADR 0021). */
export function releasedHoursOf(row: ReleasedRow | null, park: Park): ReleasedHours | undefined {
  if (row === null) return undefined;
  const windows: Period[] = row.windows.map(([start, end]) => ({ start, end }));
  const at = (text: string | null): Date | null => (text === null ? null : new Date(text));
  const sessions = row.sessions.map((s) =>
    sessionSourceOf(
      {
        ...s,
        startsAt: new Date(s.startsAt),
        endsAt: new Date(s.endsAt),
        paidUntil: at(s.paidUntil),
        handedOverAt: at(s.handedOverAt),
        returnedAt: at(s.returnedAt),
        fee: null,
      },
      park,
    ),
  );
  return { shareBps: row.shareBps, windows, sessions };
}
