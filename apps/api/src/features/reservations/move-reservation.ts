import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../platform/http/actor.js';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { conflict } from '../../platform/http/problem.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { refuseUnlessOverridden, sameQuoteOrRefused } from './agree.js';
import { mustBeAllowed } from './allowed-actions.js';
import { periodOf } from './ask.js';
import { askOfMove } from './ask-of-move.js';
import { type LockedReservation, readReservation } from './change-reservation.js';
import { FindAlternatives } from './find-alternatives.js';
import { layOccupancy } from './lay-occupancy.js';
import { type Offer, offerFor, pricedOrRefused } from './offer.js';
import { quoteBody } from './quote-view.js';
import { takenPeriod } from './refuse-slot.js';
import { placeOf, relocate } from './relocate-reservation.js';
import { type Change, recordChange, ReservationChanges } from './reservation-changes.js';
import { type Gathered, gatherFacts } from './reservation-facts.js';
import type { changeOutcome, move, quoteView } from './reservations.dto.js';

type Request = z.infer<typeof move>;

/** Moves, resizes, or swaps the instrument of a reservation that has not begun. On its own instrument it keeps its prices. */
@Injectable()
export class MoveReservation {
  constructor(
    private readonly changes: ReservationChanges,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly alternatives: FindAlternatives,
  ) {}

  async preview(actor: Actor, id: number, request: Request): Promise<z.infer<typeof quoteView>> {
    const park = await this.settings.get();
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), async (tx) => {
      const reservation = await readReservation(tx, actor.companyId, id);
      mustBeAllowed(actor, 'move', reservation, { now, zone: park.timeZone });
      const { offer, gathered } = await offerMove(tx, reservation, request, park, now);
      const wanted = { ask: offer.ask, gathered, park, now: now.getTime(), except: id };
      const free = (await takenPeriod(tx, actor, wanted)) === undefined;
      return {
        ...quoteBody(offer.ask, offer.period, pricedOrRefused(offer)),
        rentOrBuy: null,
        violations: offer.violations.map((v) => ({
          ...v,
          data: { ...v.data },
          ...(v.code === leftToStaff.code && slipsPastApproval(actor, reservation, gathered) ? leftToStaff : {}),
        })),
        free,
        alternatives: free ? null : await this.alternatives.execute(tx, wanted),
      };
    });
  }

  execute(context: CommandContext, id: number, request: Request): Promise<z.infer<typeof changeOutcome>> {
    const { instrumentId } = request;
    return this.changes.run(context, { id, action: 'move', instrumentId }, (change) => moveTo(change, request));
  }
}

/** Moves within a change, at the price it shows; throws SlotTaken when the database refuses. */
export async function moveTo(change: Change, request: Request): Promise<z.infer<typeof changeOutcome>> {
  const { tx, actor, reservation, park, now } = change;
  const { id, status } = reservation;
  const { offer, gathered } = await offerMove(tx, reservation, request, park, now);
  const overridden = refuseUnlessOverridden(actor, offer.violations, request.override);
  const { ask, period } = offer;
  if (slipsPastApproval(actor, reservation, gathered)) throw conflict(leftToStaff.code, leftToStaff.message);
  const stored = pricedOrRefused(offer);
  sameQuoteOrRefused(request.quoteId, offer);
  change.wanted = { ask, gathered, park, now: now.getTime(), except: id };
  const destination = { ask, period, turnaround: gathered.facts.turnaround, stored };
  await layOccupancy(tx, reservation, placeOf(destination), park);
  const { version, totalFen } = await relocate(tx, reservation, destination, { park, now });
  const { instrumentId, startsAt, endsAt } = reservation;
  const data = {
    instrumentId: ask.instrumentId,
    startsAt: new Date(period.start),
    endsAt: new Date(period.end),
    from: { instrumentId, startsAt, endsAt },
    ...(overridden ? { overridden: overridden.codes } : {}),
  };
  await recordChange(change, 'reservation.moved', data, overridden?.reason ?? null);
  return { id, status, version, endsAt: new Date(period.end).toISOString(), totalFen };
}

/** Prices the new place: at the prices it has kept on its own instrument, at today's on another. */
async function offerMove(
  tx: Tx,
  reservation: LockedReservation,
  request: Request,
  park: Park,
  now: Date,
): Promise<{ offer: Offer; gathered: Gathered }> {
  const ask = askOfMove(reservation, request);
  const { companyId, memberId, id, stored, startsAt, endsAt } = reservation;
  const wanted = {
    instrumentId: ask.instrumentId,
    companyId,
    kind: ask.kind,
    period: periodOf(ask, park.timeZone),
    except: id,
    memberId,
    act: 'change',
    from: { instrumentId: reservation.instrumentId, period: { start: startsAt.getTime(), end: endsAt.getTime() } },
  } as const;
  const gathered = await gatherFacts(tx, park, { ...wanted, now: now.getTime() });
  const { ratePlanId, plan, companyBps } = stored;
  const kept = ask.instrumentId === reservation.instrumentId ? { ratePlanId, plan, companyBps } : undefined;
  return { gathered, offer: offerFor(gathered, ask, park, now.getTime(), kept) };
}

/** What was confirmed on one instrument is not thereby approved for another that staff decide about. */
function slipsPastApproval(actor: Actor, reservation: LockedReservation, { instrument }: Gathered): boolean {
  const other = instrument.id !== reservation.instrumentId;
  return other && instrument.approvalRequired && !isStaff(actor) && reservation.status !== 'requested';
}

const leftToStaff = {
  code: 'approval_needed',
  severity: 'refuse' as const,
  message: {
    zh: '该仪器须经审核，请另行申请',
    en: 'Staff decide about this instrument; please make a request for it',
  },
};
