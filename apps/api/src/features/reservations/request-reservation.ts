import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { schedule } from '../../platform/due-work/due-work.js';
import { type Actor, isStaff } from '../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { badRequest, forbidden, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { takeDeposit } from '../invoicing/invoicing.api.js';
import { SlotTaken } from '../occupancy/occupancy.api.js';
import { addReservation, type NewReservation } from './add-reservation.js';
import { Announce } from './announce.js';
import type { Wanted } from './find-alternatives.js';
import { offerFor, pricedOrRefused } from './offer.js';
import { type Override, refuseUnlessOverridden, sameQuoteOrRefused } from './agree.js';
import { RefuseSlot } from './refuse-slot.js';
import { lapseOf, remindersOf } from './reminders.js';
import { gatherFacts } from './reservation-facts.js';
import { askOf, periodOf } from './ask.js';
import type { decided, reservationRequest } from './reservations.dto.js';

type Request = z.infer<typeof reservationRequest>;
export type Outcome = z.infer<typeof decided>;

interface Attempt {
  wanted?: Wanted;
  companyId?: number;
}

/** Reserves an instrument, or asks for it where staff must approve: facts, policies, price, one transaction. */
@Injectable()
export class RequestReservation {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
    private readonly refuse: RefuseSlot,
    private readonly announce: Announce,
  ) {}

  async execute(context: CommandContext, request: Request): Promise<Outcome> {
    const park = await this.park.get();
    const attempt: Attempt = {};
    try {
      const outcome = await this.commands.run(context, (tx) => this.reserve(tx, context.actor, request, park, attempt));
      if (attempt.companyId)
        this.announce.changed([{ companyId: attempt.companyId, instrumentId: request.instrumentId }]);
      return outcome;
    } catch (error) {
      throw error instanceof SlotTaken && attempt.wanted
        ? await this.refuse.problem(context.actor, attempt.wanted)
        : error;
    }
  }

  private async reserve(tx: Tx, actor: Actor, request: Request, park: Park, attempt: Attempt): Promise<Outcome> {
    const now = this.clock.now();
    const ask = askOf(request);
    const owner = await ownerOf(tx, actor, request);
    const period = periodOf(ask, park.timeZone);
    const facts = {
      instrumentId: ask.instrumentId,
      companyId: owner.companyId,
      kind: ask.kind,
      period,
      now: now.getTime(),
    };
    const gathered = await gatherFacts(tx, park, facts);
    const offer = offerFor(gathered, ask, park, now.getTime());
    const overridden = refuseUnlessOverridden(actor, offer.violations, request.override);
    const stored = pricedOrRefused(offer);
    sameQuoteOrRefused(request.quoteId, offer);
    attempt.wanted = { ask, gathered, park, now: now.getTime() };
    const needsApproval = gathered.instrument.approvalRequired && !isStaff(actor);
    const reservation: NewReservation = {
      ...owner,
      ask,
      period,
      turnaround: gathered.facts.turnaround,
      stored,
      words: request,
      holdExpiresAt: needsApproval ? new Date(now.getTime() + park.holdHours * 3_600_000) : null,
      decidedBy: isStaff(actor) ? actor.memberId : null,
      now,
    };
    const id = await addReservation(tx, reservation);
    await this.follow(tx, actor, id, reservation, park, overridden);
    attempt.companyId = owner.companyId;
    return { id, status: needsApproval ? 'requested' : 'confirmed', version: 1 };
  }

  private async follow(
    tx: Tx,
    actor: Actor,
    id: number,
    made: NewReservation,
    park: Park,
    overridden: Override | null,
  ): Promise<void> {
    const [startsAt, endsAt] = [new Date(made.period.start), new Date(made.period.end)];
    const { kind, instrumentId } = made.ask;
    await schedule(
      tx,
      made.holdExpiresAt
        ? [lapseOf(id, made.holdExpiresAt)]
        : remindersOf({ id, kind, startsAt, endsAt }, park.timeZone, made.now),
    );
    if (!made.holdExpiresAt) {
      await takeDeposit(tx, {
        companyId: made.companyId,
        reservationId: id,
        amountFen: made.stored.quote.depositFen,
        at: made.now,
      });
    }
    await record(tx, {
      actorId: actor.memberId,
      companyId: made.companyId,
      action: made.holdExpiresAt ? 'reservation.requested' : 'reservation.approved',
      entity: 'reservation',
      entityId: id,
      data: {
        instrumentId,
        kind,
        startsAt,
        endsAt,
        totalFen: made.stored.quote.totalFen,
        ...(made.holdExpiresAt ? {} : { direct: true }),
        ...(overridden ? { overridden: overridden.codes } : {}),
      },
      reason: overridden?.reason ?? null,
      event: true,
    });
  }
}

/** Whom it is for: a member's own company; staff name the company, and may name the member. */
async function ownerOf(tx: Tx, actor: Actor, request: Request): Promise<{ companyId: number; memberId: number }> {
  if (actor.companyId !== null) {
    if (request.companyId !== undefined && request.companyId !== actor.companyId) throw notFound();
    return { companyId: actor.companyId, memberId: actor.memberId };
  }
  if (actor.role === 'finance') throw forbidden();
  if (request.companyId === undefined) {
    throw badRequest('company_required', { zh: '请选择为哪家企业预约', en: 'Say which company it is for' });
  }
  const [member] = await tx.query<{ id: number }>(
    `SELECT id FROM member WHERE company_id = $1 AND disabled_at IS NULL AND ($2::bigint IS NULL OR id = $2)
     ORDER BY role = 'company_admin' DESC, id LIMIT 1`,
    [request.companyId, request.memberId ?? null],
  );
  if (!member) throw notFound();
  return { companyId: request.companyId, memberId: member.id };
}
