import {
  abatedDays,
  type ChargeSource,
  countedUses,
  type Counts,
  isByCount,
  monthlyUses,
  NO_COUNTS,
  type ReleasedHours,
  type RentalSegment,
  type ReservationStatus,
  type SessionSource,
  type SettledFee,
} from '@parkbench/domain';
import type { Park } from '../../platform/park-settings.js';
import { type CountRow, recordedOf } from './counts/kept-counts.js';
import type { StoredQuote } from './offer.js';
import { satOutOf, type SatOutRow } from './sat-out.js';

/** What of a reservation has to do with money. */
export interface ChargedReservation {
  readonly id: number;
  readonly kind: 'rental' | 'session';
  readonly status: ReservationStatus;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly startsOn: string | null;
  readonly handedOverAt: Date | null;
  readonly returnedAt: Date | null;
  readonly returnedOn: string | null;
  /** Of a running session that was shortened: the end that was booked, and is owed. */
  readonly paidUntil: Date | null;
  readonly segments: readonly RentalSegment[];
  readonly satOut: readonly SatOutRow[];
  /** Hours that a rental released to the pool. */
  readonly released?: ReleasedHours;
  /** The prices of a session as they were quoted; a rental has its segments. */
  readonly plan: StoredQuote['plan'] | null;
  readonly calendar: StoredQuote['calendar'] | null;
  /** What was booked by the count, with a session; null: nothing. */
  readonly booked: Counts | null;
  /** What was counted at use, in the order in which it was. */
  readonly counted: readonly CountRow[];
  readonly fee: SettledFee | null;
}

/** A reservation in the shape in which the rules reckon what it owes (rules §5). */
export function chargeSourceOf(r: ChargedReservation, park: Park): ChargeSource {
  return r.kind === 'rental' ? rentalOf(r, park) : sessionSourceOf(r, park);
}

function rentalOf(r: ChargedReservation, park: Park): ChargeSource {
  const { status, segments, returnedOn, released, fee } = r;
  const { overdueFactorBps } = park;
  const abated = r.satOut.length === 0 ? [] : abatedDays(satOutOf(r.satOut), park.timeZone);
  return {
    kind: 'rental',
    status,
    startDate: r.startsOn ?? '',
    segments,
    returnedOn,
    overdueFactorBps,
    abated,
    released,
    counted: monthlyUses(r.counted.map((row) => ({ ...recordedOf(row), month: row.month ?? '' }))),
    fee,
  };
}

/** What of a session has to do with money. */
export type ChargedSession = Pick<
  ChargedReservation,
  | 'id'
  | 'status'
  | 'startsAt'
  | 'endsAt'
  | 'paidUntil'
  | 'handedOverAt'
  | 'returnedAt'
  | 'plan'
  | 'calendar'
  | 'booked'
  | 'counted'
  | 'fee'
>;

/** A session in the shape in which the rules reckon it. */
export function sessionSourceOf(r: ChargedSession, park: Park): SessionSource {
  const { status, plan, calendar, handedOverAt, returnedAt, fee } = r;
  if (plan === null) throw new Error(`session ${r.id} has no prices`);
  const booked = r.booked ?? NO_COUNTS;
  const used = handedOverAt && returnedAt ? { start: handedOverAt.getTime(), end: returnedAt.getTime() } : null;
  return {
    kind: 'session',
    status,
    booked: { start: r.startsAt.getTime(), end: (r.paidUntil ?? r.endsAt).getTime() },
    used: used && used.end > used.start ? used : null,
    plan,
    zone: park.timeZone,
    holidays: calendar ?? undefined,
    counted: countedUses(plan, booked, r.counted.map(recordedOf)),
    byCount: isByCount(plan, booked),
    fee,
  };
}
