import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.js';
import { schedule } from '../../platform/due-work/due-work.js';
import { type Actor, isStaff } from '../../platform/http/actor.js';
import { badRequest, forbidden, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import type { Park } from '../../platform/park-settings.js';
import { takeDeposit } from '../invoicing/invoicing.api.js';
import { addReservation, type NewReservation } from './add-reservation.js';
import { type Override, refuseUnlessOverridden, sameQuoteOrRefused } from './agree.js';
import { askOf, periodOf } from './ask.js';
import { type CoRentShare, planInShare } from './co-rent/co-rent-share.js';
import type { Wanted } from './find-alternatives.js';
import { layOccupancy } from './lay-occupancy.js';
import { type KeptPrices, offerFor, pricedOrRefused } from './offer.js';
import { lapseOf, remindersOf } from './reminders.js';
import { type Gathered, gatherFacts } from './reservation-facts.js';
import type { decided, reservationRequest } from './reservations.dto.js';

export type ReservationRequest = z.infer<typeof reservationRequest>;
export type Outcome = z.infer<typeof decided>;

/** The transaction in which something is reserved, who asks and when. */
export interface Reserving {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly park: Park;
  readonly now: Date;
}

/** What is known of an attempt when it fails: the caller words a taken slot after the rollback. */
export interface Attempt {
  /** Set before the slot is tried: what to look for when it is taken. */
  wanted?: Wanted;
  companyId?: number;
}

/**
 * Reserves one instrument inside a running transaction: facts, every policy, price, slot, deposit, audit and outbox
 * (rules §3). Confirmed at once, or requested where staff must approve. With a share it is one part of a co-rent.
 * Throws SlotTaken when the database refuses.
 */
export async function reserve(
  at: Reserving,
  request: ReservationRequest,
  attempt: Attempt,
  share: CoRentShare | null = null,
): Promise<Outcome> {
  const { tx, actor, park, now } = at;
  const ask = askOf(request);
  const owner = await ownerOf(tx, actor, request);
  const period = periodOf(ask, park.timeZone);
  const facts = {
    instrumentId: ask.instrumentId,
    ...owner,
    kind: ask.kind,
    period,
    sampleBiosafetyLevel: request.sampleBiosafetyLevel,
    now: now.getTime(),
  };
  const gathered = await gatherFacts(tx, park, facts);
  const offer = offerFor(gathered, ask, park, now.getTime(), share ? pricesInShare(gathered, share) : undefined);
  const overridden = refuseUnlessOverridden(actor, offer.violations, request.override);
  const stored = pricedOrRefused(offer);
  sameQuoteOrRefused(request.quoteId, offer);
  attempt.wanted = { ask, gathered, park, now: now.getTime(), pattern: share?.pattern };
  const needsApproval = gathered.instrument.approvalRequired && !isStaff(actor);
  const reservation: NewReservation = {
    ...owner,
    ask,
    period,
    turnaround: gathered.facts.turnaround,
    pattern: share?.pattern ?? null,
    stored,
    words: request,
    holdExpiresAt: needsApproval ? new Date(now.getTime() + park.holdHours * 3_600_000) : null,
    decidedBy: isStaff(actor) ? actor.memberId : null,
    now,
  };
  const id = await addReservation(tx, reservation, park.timeZone);
  if (share) await takePart(at, id, reservation, share);
  if (request.sampleBiosafetyLevel) await keepSample(tx, id, request.sampleBiosafetyLevel);
  await follow(at, id, reservation, overridden);
  attempt.companyId = owner.companyId;
  return { id, status: needsApproval ? 'requested' : 'confirmed', version: 1 };
}

/** Kept with it: wherever it is moved, the room is compared again. */
async function keepSample(tx: Tx, id: number, level: number): Promise<void> {
  await tx.query('UPDATE reservation SET sample_biosafety_level = $2 WHERE id = $1', [id, level]);
}

/** Makes a reservation a part of a co-rent: from its first half days it goes on to all of them. */
async function takePart({ tx, park }: Reserving, id: number, made: NewReservation, share: CoRentShare): Promise<void> {
  const { coRentId, part, pattern } = share;
  await tx.query('UPDATE reservation SET co_rent_id = $2, co_rent_part = $3, pattern = $4 WHERE id = $1', [
    id,
    coRentId,
    part,
    JSON.stringify(pattern),
  ]);
  const { period, turnaround } = made;
  await layOccupancy(tx, { id, gaps: [], pattern }, { instrumentId: made.ask.instrumentId, period, turnaround }, park);
}

function pricesInShare({ plan, companyBps }: Gathered, share: CoRentShare): KeptPrices | undefined {
  return plan ? { ratePlanId: plan.id, plan: planInShare(plan.plan, share), companyBps } : undefined;
}

/** What comes with a new reservation: what falls due, the deposit, audit and outbox. */
async function follow(at: Reserving, id: number, made: NewReservation, overridden: Override | null): Promise<void> {
  const { tx, actor, park, now } = at;
  const [startsAt, endsAt] = [new Date(made.period.start), new Date(made.period.end)];
  const { kind, instrumentId } = made.ask;
  const { companyId, holdExpiresAt } = made;
  const { totalFen, depositFen } = made.stored.quote;
  await schedule(
    tx,
    holdExpiresAt ? [lapseOf(id, holdExpiresAt)] : remindersOf({ id, kind, startsAt, endsAt }, park.timeZone, now),
  );
  const deposit = { companyId, reservationId: id, amountFen: depositFen, at: now, actorId: actor.memberId };
  if (!holdExpiresAt) await takeDeposit(tx, deposit);
  await record(tx, {
    actorId: actor.memberId,
    companyId,
    action: holdExpiresAt ? 'reservation.requested' : 'reservation.approved',
    entity: 'reservation',
    entityId: id,
    data: {
      instrumentId,
      kind,
      startsAt,
      endsAt,
      totalFen,
      ...(holdExpiresAt ? {} : { direct: true }),
      ...(overridden ? { overridden: overridden.codes } : {}),
    },
    reason: overridden?.reason ?? null,
    event: true,
  });
}

/** Whom it is for: a member's own company; staff name the company, and may name the member. */
async function ownerOf(
  tx: Tx,
  actor: Actor,
  request: ReservationRequest,
): Promise<{ companyId: number; memberId: number }> {
  if (actor.companyId !== null) {
    if (request.companyId !== undefined && request.companyId !== actor.companyId) throw notFound();
    return { companyId: actor.companyId, memberId: actor.memberId };
  }
  if (actor.role === 'finance') throw forbidden();
  if (request.companyId === undefined) {
    throw badRequest('company_required', { zh: '请选择为哪家企业预约', en: 'Say which company it is for' });
  }
  const memberId = await personOf(tx, request.companyId, request.memberId);
  if (memberId === null) throw notFound();
  return { companyId: request.companyId, memberId };
}

/** The person of a company whom staff reserve for: the one that is named, else its admin. */
export async function personOf(tx: Tx, companyId: number, memberId?: number): Promise<number | null> {
  const [member] = await tx.query<{ id: number }>(
    `SELECT id FROM member WHERE company_id = $1 AND disabled_at IS NULL AND ($2::bigint IS NULL OR id = $2)
     ORDER BY role = 'company_admin' DESC, id LIMIT 1`,
    [companyId, memberId ?? null],
  );
  return member?.id ?? null;
}
