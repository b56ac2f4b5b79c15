import { Injectable } from '@nestjs/common';
import { contains, isPricedByTime, type Period, patternPeriods } from '@parkbench/domain';
import type { z } from 'zod';
import type { Tx } from '../../../platform/database/database.js';
import { sqlState, sqlStateOf } from '../../../platform/database/sql-state.js';
import type { CommandContext } from '../../../platform/http/idempotency.js';
import { badRequest, conflict, notFound } from '../../../platform/http/problem.js';
import { SlotTaken } from '../../occupancy/occupancy.api.js';
import type { LockedReservation } from '../change-reservation.js';
import { layOccupancy } from '../lay-occupancy.js';
import { type Change, recordChange, ReservationChanges } from '../reservation-changes.js';
import { gatherFacts } from '../reservation-facts.js';
import type { releasing } from './release.dto.js';

/** Opens hours of a rental to the pool for a share of what others pay, or takes back what nobody has booked (ADR 0021). */
@Injectable()
export class ReleaseHours {
  constructor(private readonly changes: ReservationChanges) {}

  release(context: CommandContext, id: number, { windows }: z.infer<typeof releasing>): Promise<{ id: number }> {
    const periods = windows.map((w) => ({ start: Date.parse(w.startsAt), end: Date.parse(w.endsAt) }));
    return this.changes.run(context, { id, action: 'release' }, (change) => release(change, periods));
  }

  withdraw(context: CommandContext, id: number, windowId: number): Promise<{ id: number }> {
    return this.changes.run(context, { id, action: 'release' }, (change) => withdraw(change, windowId));
  }
}

async function release(change: Change, windows: readonly Period[]): Promise<{ id: number }> {
  const { tx, reservation, park } = change;
  const { id, companyId, instrumentId } = reservation;
  await refuseUnlessOfUse(change, windows);
  try {
    await tx.query(
      `INSERT INTO reservation_gap (company_id, reservation_id, instrument_id, kind, period)
       SELECT $1, $2, $3, 'released', tstzrange(w.start, w.stop) FROM unnest($4::timestamptz[], $5::timestamptz[]) w(start, stop)`,
      [companyId, id, instrumentId, windows.map((w) => new Date(w.start)), windows.map((w) => new Date(w.end))],
    );
  } catch (error) {
    throw sqlStateOf(error) === sqlState.exclusionViolation ? releasedAlready() : error;
  }
  await tx.query(
    'UPDATE reservation SET idle_share_bps = coalesce(idle_share_bps, (SELECT idle_share_bps FROM park)) WHERE id = $1',
    [id],
  );
  await layAnew(change, [...reservation.gaps, ...windows]);
  const data = windows.map((w) => ({ startsAt: new Date(w.start), endsAt: new Date(w.end) }));
  await recordChange(change, 'reservation.released', { windows: data, timeZone: park.timeZone });
  return { id };
}

/** What was booked by others, and what is past, stays released; the rest goes back to the holder. */
async function withdraw(change: Change, windowId: number): Promise<{ id: number }> {
  const { tx, reservation, now } = change;
  const { id } = reservation;
  const kept = await tx.query<Period>(
    `WITH gone AS (DELETE FROM reservation_gap WHERE id = $1 AND reservation_id = $2 AND kind = 'released' RETURNING *),
     booked AS (
       SELECT range_agg(o.period * g.period) periods FROM gone g JOIN occupancy o ON o.instrument_id = g.instrument_id
         AND o.period && g.period AND NOT (o.source_kind = 'reservation' AND o.source_id = $2)),
     stays AS (
       SELECT unnest(coalesce(b.periods, '{}') + CASE WHEN lower(g.period) < $3
         THEN tstzmultirange(g.period * tstzrange(NULL, $3)) ELSE '{}'::tstzmultirange END) period FROM gone g, booked b)
     SELECT extract(epoch FROM lower(period))::float8 * 1000 start, extract(epoch FROM upper(period))::float8 * 1000 "end"
     FROM stays UNION ALL SELECT 0, 0 FROM gone`,
    [windowId, id, now],
  );
  if (kept.length === 0) throw notFound();
  const stays = kept.filter((one) => one.end > one.start);
  await keepReleased(tx, reservation, stays);
  try {
    await layAnew(change, reservation.gaps);
  } catch (error) {
    throw error instanceof SlotTaken ? bookedMeanwhile() : error;
  }
  await recordChange(change, 'reservation.release_withdrawn', { windowId, staysReleased: stays.length });
  return { id };
}

function keepReleased(
  tx: Tx,
  { companyId, id, instrumentId }: LockedReservation,
  stays: readonly Period[],
): Promise<unknown> {
  return tx.query(
    `INSERT INTO reservation_gap (company_id, reservation_id, instrument_id, kind, period)
     SELECT $1, $2, $3, 'released', tstzrange(w.start, w.stop) FROM unnest($4::timestamptz[], $5::timestamptz[]) w(start, stop)`,
    [companyId, id, instrumentId, stays.map((w) => new Date(w.start)), stays.map((w) => new Date(w.end))],
  );
}

function layAnew({ tx, reservation, park }: Change, gaps: readonly Period[]): Promise<void> {
  const { instrumentId, startsAt, endsAt, beforeMinutes, afterMinutes } = reservation;
  const period = { start: startsAt.getTime(), end: endsAt.getTime() };
  const turnaround = { beforeMinutes, afterMinutes };
  return layOccupancy(tx, { ...reservation, gaps }, { instrumentId, period, turnaround }, park);
}

/** Hours are of use to others when they lie ahead, inside the rental, and the instrument has a price by the hour. */
async function refuseUnlessOfUse(change: Change, windows: readonly Period[]): Promise<void> {
  const { tx, reservation, park, now } = change;
  const { companyId, instrumentId, startsAt, endsAt, pattern } = reservation;
  const whole = { start: Math.max(startsAt.getTime(), now.getTime()), end: endsAt.getTime() };
  const outside = windows.find((window) => window.end <= window.start || !contains(whole, window));
  if (outside) {
    const ahead = { startsAt: new Date(whole.start).toISOString(), endsAt: endsAt.toISOString() };
    const title = {
      zh: '开放时段须在租期内且尚未开始',
      en: 'The hours must lie ahead and inside the rental',
    };
    throw badRequest('outside_rental', title, ahead);
  }
  // What a co-renter has not rented is not the co-renter's to earn from.
  const own = pattern ? patternPeriods(pattern, whole, park.timeZone) : [whole];
  if (!windows.every((window) => own.some((piece) => contains(piece, window)))) throw notOwnHalfDays();
  const first = windows[0]!;
  const wanted = { instrumentId, companyId, kind: 'session', period: first, now: now.getTime() } as const;
  const { facts, plan } = await gatherFacts(tx, park, wanted);
  if (!facts.openModes.session || !plan || !isPricedByTime(plan.plan)) {
    throw conflict('not_by_the_hour', {
      zh: '该仪器不按小时开放，无法开放闲置时段；请联系实验室',
      en: 'This instrument is not open by the hour, so its hours cannot be released; please ask the lab',
    });
  }
}

const notOwnHalfDays = (): Error =>
  badRequest('not_own_half_days', {
    zh: '共租只能开放您自己的半天，请重新选择',
    en: 'Of a shared rental only your own half days can be released; choose others',
  });

const releasedAlready = (): Error =>
  conflict('released_already', {
    zh: '其中有时段已开放，请重新选择',
    en: 'Some of these hours are released already; choose others',
  });

const bookedMeanwhile = (): Error =>
  conflict('booked_meanwhile', {
    zh: '刚刚有人预约了该时段，请刷新后再试',
    en: 'Somebody has just booked in these hours; look again',
  });
