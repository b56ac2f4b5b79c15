import { createHmac } from 'node:crypto';
import { mergePeriods, type Period } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { CalendarEvent } from './calendar-text.js';
import {
  eventColumns,
  eventJoins,
  type Language,
  type ReservationFacts,
  reservationEvent,
} from './reservation-event.js';

/** An address of a calendar with the person it was made for, as that person is now. */
export interface Feed {
  readonly id: number;
  readonly scope: 'person' | 'company' | 'instrument';
  readonly instrumentId: number | null;
  readonly createdAt: Date;
  readonly memberId: number;
  readonly companyId: number | null;
  readonly language: Language;
}

const keptDays = 90;
const rowsAtMost = 5000;
const minute = 60_000;
const taken = { zh: '已占用', en: 'Taken' };

// What was called off is kept as cancelled, so that calendars take it out; then it is forgotten.
const reservationsQuery = `
  SELECT ${eventColumns} ${eventJoins}
  WHERE ($1::bigint IS NULL OR r.company_id = $1) AND ($2::bigint IS NULL OR r.member_id = $2)
    AND ($3::bigint IS NULL OR r.instrument_id = $3)
    AND CASE WHEN r.status IN ('cancelled', 'rejected', 'lapsed', 'no_show') THEN r.updated_at ELSE r.ends_at END > $4
  ORDER BY r.starts_at, r.id LIMIT ${rowsAtMost}`;

/** The events of a feed: 90 days back and all that lies ahead. */
export async function feedEvents(tx: Tx, feed: Feed, zone: string, now: Date): Promise<CalendarEvent[]> {
  const since = new Date(now.getTime() - keptDays * 86_400_000);
  const memberId = feed.scope === 'person' ? feed.memberId : null;
  const rows = await tx.query<ReservationFacts>(reservationsQuery, [
    feed.companyId,
    memberId,
    feed.instrumentId,
    since,
  ]);
  const title = feed.companyId === null ? 'company' : feed.scope === 'person' ? 'plain' : 'member';
  const events = rows.map((row) => reservationEvent(row, feed.language, zone, title));
  if (feed.instrumentId === null) return events;
  const staffSees = feed.companyId === null ? await outages(tx, feed.instrumentId, since) : [];
  return [...events, ...staffSees, ...(await othersTime(tx, feed, since))];
}

interface Outage {
  readonly id: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly reason: string;
  readonly status: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly calendarId: string;
}

async function outages(tx: Tx, instrumentId: number, since: Date): Promise<CalendarEvent[]> {
  const rows = await tx.query<Outage>(
    `SELECT o.id, o.starts_at "startsAt", o.ends_at "endsAt", o.reason, o.status, o.version, o.created_at "createdAt",
       p.calendar_id "calendarId"
     FROM outage o CROSS JOIN park p WHERE o.instrument_id = $1 AND o.ends_at > $2 ORDER BY o.starts_at, o.id LIMIT ${rowsAtMost}`,
    [instrumentId, since],
  );
  return rows.map((row) => ({
    uid: `outage-${row.id}@${row.calendarId}.parkbench`,
    sequence: row.version,
    changedAt: row.createdAt,
    when: { start: row.startsAt.getTime(), end: row.endsAt.getTime() },
    summary: row.reason,
    status: row.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
  }));
}

// To a company: all that its own reservations do not take. To staff: what neither reservations nor outages explain.
const othersQuery = `
  SELECT extract(epoch FROM lower(o.period))::float8 * 1000 start, extract(epoch FROM upper(o.period))::float8 * 1000 "end",
    p.calendar_secret secret
  FROM occupancy o CROSS JOIN park p
  LEFT JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id AND ($3::bigint IS NULL OR r.company_id = $3)
  WHERE o.instrument_id = $1 AND o.period && tstzrange($2, NULL) AND r.id IS NULL
    AND ($3::bigint IS NOT NULL OR o.source_kind NOT IN ('reservation', 'outage'))`;

/**
 * Other people's time: that it is taken, and nothing else. What touches is one event, so that nobody counts bookings; the
 * UID is made from the stretch itself, so that no change of it can be followed; the stamp is the feed's own.
 */
async function othersTime(tx: Tx, feed: Feed, since: Date): Promise<CalendarEvent[]> {
  const rows = await tx.query<Period & { secret: Buffer }>(othersQuery, [feed.instrumentId, since, feed.companyId]);
  const secret = rows[0]?.secret ?? '';
  const whole = rows.map(({ start, end }) => ({
    start: Math.floor(start / minute) * minute,
    end: Math.ceil(end / minute) * minute,
  }));
  return mergePeriods(whole).map((when) => ({
    uid: `${opaque(secret, `${feed.instrumentId}:${when.start}:${when.end}`)}@parkbench`,
    changedAt: feed.createdAt,
    when,
    summary: taken[feed.language],
    status: 'CONFIRMED',
  }));
}

const opaque = (secret: Buffer | string, what: string): string =>
  createHmac('sha256', secret).update(what).digest('hex').slice(0, 40);
