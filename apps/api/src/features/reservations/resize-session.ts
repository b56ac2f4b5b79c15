import { Injectable } from '@nestjs/common';
import { checkPolicies, type Violation } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { badRequest } from '../../platform/http/problem.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { refuseUnlessOverridden, sameQuoteOrRefused } from './agree.js';
import { mustBeAllowed } from './allowed-actions.js';
import { countsAsked } from './ask.js';
import { longestSessionMs } from './ask-of-move.js';
import { changeReservation, type LockedReservation, readReservation } from './change-reservation.js';
import { isStoredByCount } from './counts/kept-counts.js';
import { FindAlternatives, type Wanted } from './find-alternatives.js';
import { layOccupancy } from './lay-occupancy.js';
import { type Offer, offerFor, policyFacts, pricedOrRefused } from './offer.js';
import { takenPeriod } from './refuse-slot.js';
import { reschedule } from './reminders.js';
import { type Change, recordChange, ReservationChanges } from './reservation-changes.js';
import { gatherFacts } from './reservation-facts.js';
import type { changeOutcome } from './reservations.dto.js';
import type { resize, resizePreviewView } from './session-changes.dto.js';

type Request = z.infer<typeof resize>;
type Resized = z.infer<typeof changeOutcome>;

interface Plan {
  /** The time up to the new end, at the prices that were kept; of what is owed, which may reach further. */
  readonly offer: Offer;
  readonly violations: readonly Violation[];
  readonly wanted: Wanted;
  readonly end: Date;
  /** Longer than the new end when a running session is shortened. */
  readonly paidUntil: Date | null;
}

/**
 * Gives a running session another end: a later one if that is free and the rules permit it, or an earlier one, so that
 * others may have the rest. What was booked is owed all the same, unless the plan bills used time (rules §4).
 */
@Injectable()
export class ResizeSession {
  constructor(
    private readonly changes: ReservationChanges,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly alternatives: FindAlternatives,
  ) {}

  async preview(actor: Actor, id: number, endsAt: string): Promise<z.infer<typeof resizePreviewView>> {
    const park = await this.settings.get();
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), async (tx) => {
      const reservation = await readReservation(tx, actor.companyId, id);
      mustBeAllowed(actor, 'resize', reservation, { now, zone: park.timeZone });
      const { offer, violations, wanted, end } = await planOf(tx, reservation, endsAt, { park, now });
      const { quoteId, quote } = pricedOrRefused(offer);
      const free = (await takenPeriod(tx, actor, wanted)) === undefined;
      return {
        quoteId,
        endsAt: end.toISOString(),
        totalFen: quote.totalFen,
        differenceFen: quote.totalFen - reservation.totalFen,
        violations: violations.map((v) => ({ ...v, data: { ...v.data } })),
        free,
        alternatives: free ? null : await this.alternatives.execute(tx, wanted),
      };
    });
  }

  execute(context: CommandContext, id: number, request: Request): Promise<Resized> {
    return this.changes.run(context, { id, action: 'resize' }, (change) => resizeTo(change, request));
  }
}

async function resizeTo(change: Change, request: Request): Promise<Resized> {
  const { tx, actor, reservation, park, now } = change;
  const { id, instrumentId, status } = reservation;
  const { offer, violations, wanted, end, paidUntil } = await planOf(tx, reservation, request.endsAt, { park, now });
  const overridden = refuseUnlessOverridden(actor, violations, request.override);
  const stored = pricedOrRefused(offer);
  sameQuoteOrRefused(request.quoteId, offer);
  change.wanted = wanted;
  const { start, beforeMinutes } = await heldFrom(tx, reservation);
  const turnaround = { beforeMinutes, afterMinutes: reservation.afterMinutes };
  await layOccupancy(tx, reservation, { instrumentId, period: { start, end: end.getTime() }, turnaround }, park);
  const { totalFen } = stored.quote;
  const changes = { ends_at: end, paid_until: paidUntil, quote: stored, total_fen: totalFen };
  const version = await changeReservation(tx, reservation, changes, now);
  await reschedule(tx, { ...reservation, endsAt: end }, park.timeZone, now);
  const data = {
    endsAt: end,
    totalFen,
    from: { endsAt: reservation.endsAt, totalFen: reservation.totalFen },
    // What whoever waits for the instrument hears of.
    ...(end < reservation.endsAt ? { freed: { instrumentId, startsAt: end, endsAt: reservation.endsAt } } : {}),
    ...(overridden ? { overridden: overridden.codes } : {}),
  };
  await recordChange(change, 'reservation.resized', data, overridden?.reason ?? null);
  return { id, status, version, endsAt: end.toISOString(), totalFen };
}

/** What was begun early and took the minutes before it goes on holding them; staff who hand out early take nothing. */
async function heldFrom(
  tx: Tx,
  { id, startsAt, beforeMinutes }: LockedReservation,
): Promise<{ start: number; beforeMinutes: number }> {
  const [held] = await tx.query<{ start: Date | null }>(
    `SELECT min(lower(period)) start FROM occupancy WHERE source_kind = 'reservation' AND source_id = $1`,
    [id],
  );
  const [start, from] = [startsAt.getTime(), held?.start?.getTime() ?? Infinity];
  return from < start - beforeMinutes * 60_000 ? { start: from, beforeMinutes: 0 } : { start, beforeMinutes };
}

async function planOf(
  tx: Tx,
  reservation: LockedReservation,
  endsAt: string,
  { park, now }: { park: Park; now: Date },
): Promise<Plan> {
  const { id, instrumentId, companyId, memberId, stored } = reservation;
  const end = new Date(endsAt);
  if (end <= now || end <= reservation.startsAt) throw endIsOver();
  const [start, bookedEnd] = [reservation.startsAt.getTime(), reservation.endsAt.getTime()];
  if (end.getTime() - start > longestSessionMs) throw endIsFar();
  const act = end.getTime() < bookedEnd ? 'shorten' : 'extend';
  const period = { start, end: end.getTime() };
  const from = { instrumentId, period: { start, end: bookedEnd } };
  const facts = { instrumentId, companyId, memberId, kind: 'session', period, except: id, act, from } as const;
  const gathered = await gatherFacts(tx, park, { ...facts, now: now.getTime() });
  const paid = Math.max(end.getTime(), (reservation.paidUntil ?? reservation.endsAt).getTime());
  const ask = { kind: 'session', instrumentId, startsAt: start, endsAt: paid, ...countsAsked(stored.counts) } as const;
  const { ratePlanId, plan, companyBps } = stored;
  const offer = offerFor(gathered, ask, park, now.getTime(), { ratePlanId, plan, companyBps });
  const quotedFen = Math.max(0, (offer.stored?.quote.totalFen ?? 0) - reservation.totalFen);
  const byCount = isStoredByCount('session', stored);
  const asked = policyFacts(gathered, { kind: 'session', period, months: null, byCount, quotedFen }, park);
  return {
    offer,
    violations: checkPolicies(asked, now.getTime(), act),
    wanted: { ask: { ...ask, endsAt: end.getTime() }, gathered, park, now: now.getTime(), except: id },
    end,
    paidUntil: paid > end.getTime() ? new Date(paid) : null,
  };
}

const endIsFar = (): Error =>
  badRequest('bad_end', { zh: '单次使用最长 31 天，请选择更早的结束时间', en: 'A session lasts 31 days at most' });
const endIsOver = (): Error =>
  badRequest('end_is_over', {
    zh: '新的结束时间须晚于现在；如要立即结束，请直接停止使用',
    en: 'The new end must lie ahead; to end it now, stop the session',
  });
