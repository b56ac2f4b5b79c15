import type { Period, RentalSegment, ReservationStatus, WeekPattern } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { conflict, notFound } from '../../platform/http/problem.js';
import { coRentJson } from './co-rent/co-rent-share.js';
import { countsJson, type CountRow } from './counts/kept-counts.js';
import type { StoredQuote } from './offer.js';
import { satOutJson, type SatOutRow } from './sat-out.js';

/** A reservation that is locked for a change, with its segments. */
export interface LockedReservation {
  readonly id: number;
  readonly companyId: number;
  readonly memberId: number;
  readonly instrumentId: number;
  readonly kind: 'rental' | 'session';
  readonly status: ReservationStatus;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly startsOn: string | null;
  readonly months: number | null;
  readonly stored: StoredQuote;
  readonly totalFen: number;
  readonly depositFen: number;
  readonly holdExpiresAt: Date | null;
  readonly handedOverAt: Date | null;
  readonly returnedAt: Date | null;
  readonly returnedOn: string | null;
  readonly version: number;
  readonly segments: readonly RentalSegment[];
  readonly beforeMinutes: number;
  readonly afterMinutes: number;
  /** Of a co-rent: its half days. */
  readonly pattern: WeekPattern | null;
  /** Of a co-rent: which share of the rent is its own. */
  readonly coRent: { readonly sharesBps: readonly number[]; readonly part: number } | null;
  /** Stretches that it leaves to others. */
  readonly gaps: readonly Period[];
  /** Of a running session that was shortened: the end that was booked. */
  readonly paidUntil: Date | null;
  /** So long before its start the tenant may start a session; the park's setting. */
  readonly startEarlyMinutes: number;
  /** Outages that it sits out, with its rent abated. */
  readonly satOut: readonly SatOutRow[];
  /** What was counted at use, in the order in which it was. */
  readonly counted: readonly CountRow[];
}

const gapsJson = `(
  SELECT coalesce(jsonb_agg(jsonb_build_object('start', extract(epoch FROM lower(g.period)) * 1000,
    'end', extract(epoch FROM upper(g.period)) * 1000) ORDER BY lower(g.period)), '[]')
  FROM reservation_gap g WHERE g.reservation_id = r.id)`;

export const segmentsJson = `(
  SELECT coalesce(jsonb_agg(jsonb_build_object('segment', s.segment, 'fromMonth', s.from_month, 'months', s.months,
    'listMonthlyFen', s.list_monthly_fen, 'monthlyFen', s.monthly_fen, 'termTiers', s.term_tiers, 'companyBps', s.company_bps,
    'minMonths', s.min_months, 'tax', s.tax, 'overdueFactorBps', s.overdue_factor_bps) ORDER BY s.segment), '[]')
  FROM reservation_segment s WHERE s.reservation_id = r.id)`;

const query = `
  SELECT r.id, r.company_id "companyId", r.member_id "memberId", r.instrument_id "instrumentId", r.kind, r.status,
         r.starts_at "startsAt", r.ends_at "endsAt", r.starts_on "startsOn", r.months, r.quote stored, r.total_fen "totalFen",
         r.deposit_fen "depositFen", r.hold_expires_at "holdExpiresAt", r.handed_over_at "handedOverAt",
         r.returned_at "returnedAt", r.returned_on "returnedOn", r.version, ${segmentsJson} segments,
         i.before_minutes "beforeMinutes", i.after_minutes "afterMinutes", r.pattern, ${coRentJson} "coRent", ${gapsJson} gaps, ${satOutJson} "satOut", ${countsJson()} counted,
         r.paid_until "paidUntil", (SELECT start_early_minutes FROM park) "startEarlyMinutes"
  FROM reservation r JOIN instrument i ON i.id = r.instrument_id
  WHERE r.id = $1 AND ($2::bigint IS NULL OR r.company_id = $2)`;

/**
 * Locks a reservation for a change; one of another company is not there. First the lock, then the reading: a statement
 * that had to wait for a row sees that row as it is by then, but what stands in other tables as it was before.
 */
export async function lockReservation(tx: Tx, companyId: number | null, id: number): Promise<LockedReservation> {
  tx.send('SELECT FROM reservation WHERE id = $1 AND ($2::bigint IS NULL OR company_id = $2) FOR UPDATE', [
    id,
    companyId,
  ]);
  return readReservation(tx, companyId, id);
}

/** The same for a preview, which changes nothing. */
export async function readReservation(tx: Tx, companyId: number | null, id: number): Promise<LockedReservation> {
  const [row] = await tx.query<LockedReservation>(query, [id, companyId]);
  if (!row) throw notFound();
  return row;
}

/** The answer to a step that the reservation's state does not permit. */
export const notNow = (reservation: Pick<LockedReservation, 'status' | 'version'>): Error =>
  conflict(
    'not_in_this_state',
    { zh: '预约当前状态不允许此操作', en: 'The reservation does not permit this as it stands' },
    { current: { status: reservation.status, version: reservation.version } },
  );

/** The columns that a change may set. */
export interface Changes {
  readonly status?: ReservationStatus;
  readonly instrument_id?: number;
  readonly starts_at?: Date;
  readonly ends_at?: Date;
  readonly starts_on?: string | null;
  readonly months?: number | null;
  readonly quote?: StoredQuote;
  readonly total_fen?: number;
  readonly deposit_fen?: number;
  readonly hold_expires_at?: Date;
  readonly decided_at?: Date;
  readonly decided_by?: number | null;
  readonly decision_reason?: string | null;
  readonly handed_over_at?: Date;
  readonly returned_at?: Date;
  readonly returned_on?: string | null;
  readonly cancelled_at?: Date;
  readonly fee_fen?: number;
  readonly fee_waived?: boolean;
  readonly member_id?: number;
  readonly paid_until?: Date | null;
}

/**
 * Writes a change only onto the version and status that were read; the row count is the proof.
 * Gives the new version.
 */
export async function changeReservation(
  tx: Tx,
  before: Pick<LockedReservation, 'id' | 'status' | 'version'>,
  changes: Changes,
  now: Date,
): Promise<number> {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined);
  const set = entries.map(([column], i) => `${column} = $${i + 5}`).join(', ');
  const values = entries.map(([column, value]) => (column === 'quote' ? JSON.stringify(value) : value));
  const changed = await tx.execute(
    `UPDATE reservation SET version = version + 1, updated_at = $4${set ? `, ${set}` : ''} WHERE id = $1 AND status = $2 AND version = $3`,
    [before.id, before.status, before.version, now, ...values],
  );
  if (changed !== 1) throw notNow(before);
  return before.version + 1;
}
