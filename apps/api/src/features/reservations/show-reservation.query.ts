import { Injectable } from '@nestjs/common';
import { addMonths } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { allowedActions } from './allowed-actions.js';
import { coRentJson } from './co-rent/co-rent-share.js';
import { segmentsJson, type LockedReservation } from './change-reservation.js';
import { countsJson } from './counts/kept-counts.js';
import { type ReservationRow, rowColumns, rowJoins } from './list-reservations.query.js';
import { lineView, quoteBody } from './quote-view.js';
import type { reservationView } from './reservations.dto.js';
import { satOutJson } from './sat-out.js';
import { agreedLines } from './what-it-costs.js';

type View = z.infer<typeof reservationView>;

interface Found
  extends
    ReservationRow,
    Omit<
      View,
      keyof ReservationRow | 'lines' | 'quote' | 'segments' | 'startableFrom' | 'allowed' | 'shareBps' | 'returnedOn'
    > {
  readonly stored: LockedReservation['stored'];
  readonly segments: LockedReservation['segments'];
  readonly satOut: LockedReservation['satOut'];
  readonly counted: LockedReservation['counted'];
  readonly coRent: LockedReservation['coRent'];
  readonly returnedOn: string | null;
  readonly paidUntil: string | null;
  readonly startEarlyMinutes: number;
  readonly byTheHour: boolean;
}

const query = `
  SELECT ${rowColumns}, r.member_id "memberId", r.project, r.rd_use "rdUse", r.sample_biosafety_level "sampleBiosafetyLevel", r.deposit_fen "depositFen",
    r.fee_fen "feeFen", r.fee_waived "feeWaived", r.decision_reason "decisionReason", r.handed_over_at "handedOverAt",
    r.returned_at "returnedAt", r.returned_on "returnedOn", r.cancelled_at "cancelledAt", r.paid_until "paidUntil", r.series_date "seriesDate", r.pattern, ${coRentJson} "coRent",
    (SELECT start_early_minutes FROM park) "startEarlyMinutes", i.opens_session "byTheHour", r.quote stored, ${segmentsJson} segments, ${satOutJson} "satOut", ${countsJson()} counted,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('direction', h.direction, 'at', h.at, 'condition', h.condition, 'note', h.note,
       'byName', b.name) ORDER BY h.at, h.id), '[]') FROM handover h JOIN member b ON b.id = h.by_member_id WHERE h.reservation_id = r.id) handovers,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'action', e.action, 'actorName', a.name, 'actorRole', a.role,
       'reason', e.reason, 'data', e.data) ORDER BY e.id), '[]')
     FROM audit_event e LEFT JOIN member a ON a.id = e.actor_id WHERE e.entity = 'reservation' AND e.entity_id = r.id) history
  FROM reservation r ${rowJoins}
  WHERE r.id = $1 AND ($2::bigint IS NULL OR r.company_id = $2)`;

/** One reservation whole: price, segments, hand-overs, history, and what the reader may do with it. */
@Injectable()
export class ShowReservation {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
  ) {}

  async execute(actor: Actor, id: number): Promise<View> {
    const park = await this.park.get();
    const [found] = await this.db.rows<Found>(scopeOf(actor), query, [id, actor.companyId]);
    if (!found) throw notFound();
    return viewOf(found, actor, park, this.clock.now());
  }
}

/** A little before its start the person may start a session; a rental is handed over. */
function startableFrom(r: { kind: string; status: string; startsAt: Date; startEarlyMinutes: number }): string | null {
  if (r.kind !== 'session' || r.status !== 'confirmed') return null;
  return new Date(r.startsAt.getTime() - r.startEarlyMinutes * 60_000).toISOString();
}

function viewOf(found: Found, actor: Actor, park: Park, now: Date): View {
  const { stored, segments, satOut, counted, coRent, paidUntil, startEarlyMinutes, byTheHour, ...row } = found;
  const facts = {
    ...row,
    stored,
    segments,
    satOut,
    counted,
    startEarlyMinutes,
    paidUntil: paidUntil === null ? null : new Date(paidUntil),
    startsAt: new Date(row.startsAt),
    endsAt: new Date(row.endsAt),
    holdExpiresAt: row.holdExpiresAt === null ? null : new Date(row.holdExpiresAt),
    handedOverAt: row.handedOverAt === null ? null : new Date(row.handedOverAt),
    returnedAt: row.returnedAt === null ? null : new Date(row.returnedAt),
  };
  const priced = 'quote' in stored;
  const period = { start: facts.startsAt.getTime(), end: facts.endsAt.getTime() };
  return {
    ...row,
    shareBps: coRent?.sharesBps[coRent.part - 1] ?? null,
    quote: priced ? quoteBody(row, period, stored) : null,
    lines: priced ? agreedLines(facts, park).map(lineView) : [],
    segments: segments.map(({ segment, fromMonth, months, monthlyFen }) => ({
      segment,
      startsOn: addMonths(row.startsOn ?? '', fromMonth),
      endsOn: addMonths(row.startsOn ?? '', fromMonth + months),
      months,
      monthlyFen,
    })),
    startableFrom: startableFrom(facts),
    // Nobody can book idle hours of an instrument that is not open by the hour.
    allowed: allowedActions(actor, facts, now, park.timeZone).filter((act) => act !== 'release' || byTheHour),
  };
}
