import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { unschedule } from '../../platform/due-work/due-work.js';
import type { Actor } from '../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { conflict, notFound, type Problem } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { SlotTaken } from '../occupancy/occupancy.api.js';
import {
  Announce,
  type Attempt,
  RefuseSlot,
  reserve,
  type ReservationRequest,
} from '../reservations/reservations.api.js';
import { closeOffer, giveUpHold, lockOpenOffer, type OpenOffer } from './close-offer.js';
import type { At } from './freed-instrument.js';
import type { accepted, acceptance, entryOutcome } from './waiting-list.dto.js';

type Accepted = z.infer<typeof accepted>;
type Outcome = z.infer<typeof entryOutcome>;

/** Takes an offer, lets it go, or leaves the list. */
@Injectable()
export class AnswerOffer {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly refuse: RefuseSlot,
    private readonly announce: Announce,
  ) {}

  /** Gives the hold up and takes the slot in one transaction: every rule is asked, and staff approve where they must. */
  async accept(context: CommandContext, entryId: number, request: z.infer<typeof acceptance>): Promise<Accepted> {
    const park = await this.settings.get();
    const attempt: Attempt & { instrumentId?: number } = {};
    try {
      const done = await this.commands.run(context, async (tx) => {
        const at = { tx, park, now: this.clock.now() };
        const offer = await openOfferOf(tx, entryId, request.offerId);
        if (offer.expiresAt <= at.now) throw offerOver();
        attempt.instrumentId = offer.instrumentId;
        return takeOffer(at, context.actor, offer, request.quoteId, attempt);
      });
      this.changed(context.actor.companyId, attempt.instrumentId);
      return done;
    } catch (error) {
      throw error instanceof SlotTaken && attempt.wanted
        ? await this.refuse.problem(context.actor, attempt.wanted)
        : error;
    }
  }

  /** The time goes to the next at once; what was let go is not offered to this entry again. */
  async decline(context: CommandContext, entryId: number, offerId: number): Promise<Outcome> {
    const touched: { instrumentId?: number } = {};
    const { actor } = context;
    const outcome = await this.commands.run(context, async (tx) => {
      const offer = await openOfferOf(tx, entryId, offerId);
      touched.instrumentId = offer.instrumentId;
      await unschedule(tx, ['waiting-list.expire'], offerId);
      const closing = { tx, now: this.clock.now(), actorId: actor.memberId };
      const how = actor.companyId === null ? 'withdrawn' : 'declined';
      return { id: entryId, status: await closeOffer(closing, offer, { offer: how, entry: 'waiting' }) };
    });
    this.changed(actor.companyId, touched.instrumentId);
    return outcome;
  }

  /** Leaving lets an open offer go too. */
  async leave(context: CommandContext, entryId: number): Promise<Outcome> {
    const touched: { instrumentId?: number } = {};
    const { actor } = context;
    const outcome = await this.commands.run(context, async (tx) => {
      const now = this.clock.now();
      const entry = await lockOpenEntry(tx, entryId);
      const offer = entry.offerId === null ? undefined : await lockOpenOffer(tx, entry.offerId);
      if (offer) {
        touched.instrumentId = offer.instrumentId;
        await unschedule(tx, ['waiting-list.expire'], offer.id);
        await closeOffer({ tx, now, actorId: actor.memberId }, offer, { offer: 'declined', entry: 'left' });
      } else {
        await tx.query(`UPDATE waiting_list_entry SET status = 'left', updated_at = $2 WHERE id = $1`, [entryId, now]);
      }
      await unschedule(tx, ['waiting-list.end', 'waiting-list.seek'], entryId);
      const what = { action: 'waiting-list.left', entity: 'waiting_list_entry', entityId: entryId, event: true };
      await record(tx, { ...what, actorId: actor.memberId, companyId: entry.companyId });
      return { id: entryId, status: 'left' as const };
    });
    this.changed(actor.companyId, touched.instrumentId);
    return outcome;
  }

  private changed(companyId: number | null, instrumentId: number | undefined): void {
    this.announce.changed(instrumentId === undefined ? [] : [{ companyId: companyId ?? 'public', instrumentId }]);
  }
}

async function takeOffer(
  at: At,
  actor: Actor,
  offer: OpenOffer,
  quoteId: string | undefined,
  attempt: Attempt,
): Promise<Accepted> {
  const { tx, now, park } = at;
  const { entryId, companyId, memberId, instrumentId } = offer;
  await giveUpHold({ tx, now, actorId: actor.memberId }, offer, 'accepted');
  await unschedule(tx, ['waiting-list.expire'], offer.id);
  await unschedule(tx, ['waiting-list.end', 'waiting-list.seek'], entryId);
  const made = await reserve({ tx, actor, park, now }, requestOf(offer, quoteId, park.timeZone), attempt);
  await tx.query(
    `UPDATE waiting_list_entry SET status = 'booked', reservation_id = $2, updated_at = $3 WHERE id = $1`,
    [entryId, made.id, now],
  );
  await record(tx, {
    actorId: actor.memberId,
    companyId,
    action: 'waiting-list.booked',
    entity: 'waiting_list_entry',
    entityId: entryId,
    data: { offerId: offer.id, memberId, instrumentId, reservationId: made.id },
    event: true,
  });
  return { id: entryId, status: 'booked', reservationId: made.id, reservationStatus: made.status };
}

function requestOf(offer: OpenOffer, quoteId: string | undefined, zone: string): ReservationRequest {
  const { instrumentId, kind, months, counts, startsAt, endsAt, purpose, project, rdUse } = offer;
  const words = { instrumentId, purpose, project, rdUse, ...(quoteId ? { quoteId } : {}) };
  return kind === 'rental'
    ? { ...words, kind, startsOn: localDate(startsAt.getTime(), zone), months: months ?? 1 }
    : { ...words, kind, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), ...(counts && { counts }) };
}

/** Row security hides what is another company's: it is not found, as what does not exist. */
async function openOfferOf(tx: Tx, entryId: number, offerId: number): Promise<OpenOffer> {
  const known = await tx.query('SELECT 1 FROM waiting_list_entry WHERE id = $1', [entryId]);
  if (known.length === 0) throw notFound();
  const offer = await lockOpenOffer(tx, offerId);
  if (offer?.entryId !== entryId) throw offerOver();
  return offer;
}

async function lockOpenEntry(tx: Tx, id: number): Promise<{ companyId: number; offerId: number | null }> {
  const [entry] = await tx.query<{ companyId: number; status: string; offerId: number | null }>(
    `SELECT company_id "companyId", status FROM waiting_list_entry WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!entry) throw notFound();
  if (entry.status !== 'waiting' && entry.status !== 'offered') {
    throw conflict('not_in_this_state', { zh: '该候补已结束', en: 'This entry is over already' }, { current: entry });
  }
  // A second statement: what was committed while it waited for the lock counts.
  const [offer] = await tx.query<{ id: number }>(
    `SELECT id FROM waiting_list_offer WHERE entry_id = $1 AND status = 'open'`,
    [id],
  );
  return { companyId: entry.companyId, offerId: offer?.id ?? null };
}

const offerOver = (): Problem =>
  conflict('offer_over', {
    zh: '该候补名额已失效（超时、已放弃或已接受）；您仍在候补队列中时会收到新的通知',
    en: 'This offer is over: answered, or not in time; while you still wait you will hear of the next',
  });
