import type { Period, ViolationCode } from '@parkbench/domain';
import type { Actor } from '../../platform/http/actor.js';
import { policiesViolated } from '../../platform/http/problem.js';
import type { Park } from '../../platform/park-settings.js';
import { overlaps } from '@parkbench/domain';
import { SlotTaken } from '../occupancy/occupancy.api.js';
import { type Ask, periodOf } from './ask.js';
import { askOfMove, type MoveRequest } from './ask-of-move.js';
import type { LockedReservation } from './change-reservation.js';
import type { Wanted } from './find-alternatives.js';
import { layOccupancy } from './lay-occupancy.js';
import { type Offer, offerFor, pricedOrRefused, type StoredQuote } from './offer.js';
import { placeOf, relocate } from './relocate-reservation.js';
import { type Change, recordChange } from './reservation-changes.js';
import { type Gathered, gatherFacts } from './reservation-facts.js';

/** What becomes of a reservation that an outage stands in the way of (rules §2). */
export interface Resolution extends MoveRequest {
  readonly reservationId: number;
  readonly action: 'move' | 'swap' | 'cancel' | 'stay';
  /** The owner chose the date: what the instrument itself permits is asked, what limits the owner is not. */
  readonly ownChoice?: boolean;
}

/** A reservation in the way and what becomes of it. */
export interface Decided {
  readonly reservation: LockedReservation;
  readonly resolution: Resolution;
}

/** An outage as those in its way see it. */
export interface InTheWay {
  readonly id: number;
  readonly caseNo: string;
  readonly instrumentId: number;
  readonly period: Period;
}

export interface At {
  readonly park: Park;
  readonly now: Date;
  readonly actor: Actor;
  readonly outage: InTheWay;
  /** What the record says besides: that it was the default, for instance. */
  readonly told?: Readonly<Record<string, unknown>>;
}

/** A resolution that leads to a taken place: it is refused, and says which it was and, where a date was chosen, what to look for instead. */
export class NoWay extends Error {
  constructor(
    readonly reservationId: number,
    readonly wanted?: Wanted,
  ) {
    super('the place is taken');
  }
}

/** Limits of the instrument and of the calendar. Those of the company are not asked: the park is in the way, not the tenant. */
const asked: ReadonlySet<ViolationCode> = new Set([
  'instrument_out_of_service',
  'instrument_retired',
  'mode_not_open',
  'outside_opening_hours',
  'park_closed',
  'off_increment',
  'in_the_past',
  'too_far_ahead',
  'calibration_expires',
]);

/** Where it would go and what it costs there: what was agreed, or what another instrument costs today when that is less. */
export async function offerElsewhere(
  change: Pick<Change, 'tx' | 'reservation' | 'park' | 'now'>,
  to: MoveRequest,
): Promise<{ ask: Ask; period: Period; gathered: Gathered; offer: Offer; stored: StoredQuote }> {
  const { tx, reservation, park, now } = change;
  const { id, companyId, memberId } = reservation;
  const ask = askOfMove(reservation, to);
  const period = periodOf(ask, park.timeZone);
  const { instrumentId, kind } = ask;
  const wanted = { instrumentId, companyId, memberId, kind, period, except: id, now: now.getTime() };
  const gathered = await gatherFacts(tx, park, wanted);
  const offer = offerFor(gathered, ask, park, now.getTime(), reservation.stored);
  const kept = pricedOrRefused(offer);
  if (instrumentId === reservation.instrumentId) return { ask, period, gathered, offer, stored: kept };
  const theirs = offerFor(gathered, ask, park, now.getTime()).stored;
  const stored = theirs && theirs.quote.totalFen < kept.quote.totalFen ? theirs : kept;
  return { ask, period, gathered, offer, stored };
}

/** Puts a reservation to another place; it has given up the one it had. The rules of booking are not asked again, except about a date of the owner's own choice. */
export async function placeOne(change: Change, resolution: Resolution, at: At): Promise<void> {
  const { reservation, park, now } = change;
  const { id, instrumentId, startsAt, endsAt } = reservation;
  const { ask, period, gathered, offer, stored } = await offerElsewhere(change, resolution);
  const broken = offer.violations.filter((v) => v.severity === 'refuse' && asked.has(v.code));
  if (resolution.ownChoice && broken.length > 0) throw policiesViolated(broken);
  const { outage } = at;
  const wanted = { ask, gathered, park, now: now.getTime(), except: id, alsoBusy: [outage.period] };
  if (ask.instrumentId === outage.instrumentId && overlaps(period, outage.period)) throw new NoWay(id, wanted);
  const to = { ask, period, turnaround: gathered.facts.turnaround, stored };
  try {
    await layOccupancy(change.tx, reservation, placeOf(to), park);
  } catch (error) {
    throw error instanceof SlotTaken ? new NoWay(id, wanted) : error;
  }
  await relocate(change.tx, reservation, to, { park, now });
  await recordChange(change, 'reservation.moved', {
    outageId: outage.id,
    caseNo: outage.caseNo,
    instrumentId: ask.instrumentId,
    startsAt: new Date(period.start),
    endsAt: new Date(period.end),
    from: { instrumentId, startsAt, endsAt },
    ...at.told,
  });
}
