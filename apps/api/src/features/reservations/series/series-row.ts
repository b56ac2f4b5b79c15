import type { CalendarDate, Counts, ReservationStatus } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/http/problem.js';
import type { SeriesPlan } from './expand-series.js';

/** A series as it is kept. */
export interface SeriesRow extends SeriesPlan {
  readonly id: number;
  readonly companyId: number;
  readonly memberId: number;
  readonly instrumentId: number;
  readonly endsBefore: CalendarDate | null;
  readonly splitFrom: number | null;
  readonly purpose: string;
  readonly project: string;
  readonly rdUse: boolean;
}

/** What of a series a move can change. */
export type RulePlan = Pick<SeriesRow, 'instrumentId' | 'rrule' | 'startLocal' | 'lengthMinutes' | 'endsBefore'>;

/** A session of a series: where it is, and the day of the rule that it stands for. */
export interface SeriesSession {
  readonly reservationId: number;
  readonly date: CalendarDate;
  readonly status: ReservationStatus;
  readonly instrumentId: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly totalFen: number;
}

const columns = `s.id, s.company_id "companyId", s.member_id "memberId", s.instrument_id "instrumentId", s.rrule,
  to_char(s.start_local, 'YYYY-MM-DD"T"HH24:MI') "startLocal", s.length_minutes "lengthMinutes", s.zone,
  s.ends_before "endsBefore", s.split_from "splitFrom", s.purpose, s.project, s.rd_use "rdUse"`;

const one = `SELECT ${columns} FROM series s WHERE s.id = $1 AND ($2::bigint IS NULL OR s.company_id = $2)`;

/** A series; one of another company is not there. */
export async function readSeries(tx: Tx, companyId: number | null, id: number): Promise<SeriesRow> {
  const [row] = await tx.query<SeriesRow>(one, [id, companyId]);
  if (!row) throw notFound();
  return row;
}

/** The same, locked: who splits, retries or decides a series waits for the other who does. */
export async function lockSeries(tx: Tx, companyId: number | null, id: number): Promise<SeriesRow> {
  const [row] = await tx.query<SeriesRow>(`${one} FOR NO KEY UPDATE`, [id, companyId]);
  if (!row) throw notFound();
  return row;
}

/** Its sessions by the day of the rule, those that were given up too. */
export function sessionsOf(tx: Tx, id: number): Promise<SeriesSession[]> {
  return tx.query<SeriesSession>(
    `SELECT id "reservationId", series_date "date", status, instrument_id "instrumentId", starts_at "startsAt",
       ends_at "endsAt", total_fen "totalFen" FROM reservation WHERE series_id = $1 ORDER BY series_date, id`,
    [id],
  );
}

const gone: readonly ReservationStatus[] = ['cancelled', 'rejected', 'lapsed'];

/** Whether it stands for its day: what was given up, declined or lapsed does not, and the day may be tried again. */
export const stands = ({ status }: Pick<SeriesSession, 'status'>): boolean => !gone.includes(status);

/** Adds a series for whom its first session is reserved. */
export async function addSeries(
  tx: Tx,
  reservationId: number,
  plan: Pick<SeriesRow, 'instrumentId' | 'rrule' | 'startLocal' | 'lengthMinutes' | 'zone'>,
  now: Date,
): Promise<number> {
  const { instrumentId, rrule, startLocal, lengthMinutes, zone } = plan;
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO series (company_id, member_id, instrument_id, rrule, start_local, length_minutes, zone, purpose, project, rd_use,
       created_at, updated_at)
     SELECT company_id, member_id, $2, $3, $4::timestamp, $5, $6, purpose, project, rd_use, $7, $7 FROM reservation WHERE id = $1
     RETURNING id`,
    [reservationId, instrumentId, rrule, startLocal, lengthMinutes, zone, now],
  );
  if (!row) throw notFound();
  return row.id;
}

/** Makes reservations sessions of a series, each for its day. */
export async function joinSeries(
  tx: Tx,
  id: number,
  sessions: readonly { readonly reservationId: number; readonly date: CalendarDate }[],
): Promise<void> {
  await tx.query(
    `UPDATE reservation r SET series_id = $1, series_date = j.date
     FROM unnest($2::bigint[], $3::date[]) j(id, date) WHERE r.id = j.id`,
    [id, sessions.map((one) => one.reservationId), sessions.map((one) => one.date)],
  );
}

/** What was booked by the count with the last of its sessions; a further one is booked like it. */
export async function countsOfSeries(tx: Tx, id: number): Promise<Counts | undefined> {
  const [row] = await tx.query<{ counts: Counts | null }>(
    `SELECT quote -> 'counts' counts FROM reservation WHERE series_id = $1 ORDER BY series_date DESC, id DESC LIMIT 1`,
    [id],
  );
  return row?.counts ?? undefined;
}

/** Ends a series: from this day on it has no more days. */
export async function endSeries(tx: Tx, id: number, endsBefore: CalendarDate, now: Date): Promise<void> {
  await tx.query('UPDATE series SET ends_before = $2, updated_at = $3 WHERE id = $1', [id, endsBefore, now]);
}

/** Gives a series another rule; its first day lies ahead, so all of it goes over. */
export async function changeSeries(tx: Tx, id: number, plan: RulePlan, now: Date): Promise<void> {
  const { instrumentId, rrule, startLocal, lengthMinutes, endsBefore } = plan;
  await tx.query(
    `UPDATE series SET instrument_id = $2, rrule = $3, start_local = $4::timestamp, length_minutes = $5, ends_before = $6, updated_at = $7
     WHERE id = $1`,
    [id, instrumentId, rrule, startLocal, lengthMinutes, endsBefore, now],
  );
}

/** Splits a series: from a day on another takes over, for the same person with the same words. Gives the new one. */
export async function splitSeries(tx: Tx, id: number, cut: CalendarDate, plan: RulePlan, now: Date): Promise<number> {
  const { instrumentId, rrule, startLocal, lengthMinutes, endsBefore } = plan;
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO series (company_id, member_id, instrument_id, rrule, start_local, length_minutes, zone, ends_before, split_from,
       purpose, project, rd_use, created_at, updated_at)
     SELECT company_id, member_id, $2, $3, $4::timestamp, $5, zone, $6, id, purpose, project, rd_use, $7, $7 FROM series WHERE id = $1
     RETURNING id`,
    [id, instrumentId, rrule, startLocal, lengthMinutes, endsBefore, now],
  );
  if (!row) throw notFound();
  await endSeries(tx, id, cut, now);
  return row.id;
}

/** Gives the sessions of a series from a day on to a series, their days shifted with the rule; none of them is moved by that. */
export async function handOver(
  tx: Tx,
  from: number,
  to: { readonly id: number; readonly cut: CalendarDate; readonly shiftDays: number },
): Promise<void> {
  await tx.query(
    'UPDATE reservation SET series_id = $2, series_date = series_date + $4::int WHERE series_id = $1 AND series_date >= $3',
    [from, to.id, to.cut, to.shiftDays],
  );
}
