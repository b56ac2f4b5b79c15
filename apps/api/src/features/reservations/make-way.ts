import { Injectable } from '@nestjs/common';
import { type Period } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import type { Park } from '../../platform/park-settings.js';
import { SlotTaken } from '../occupancy/occupancy.api.js';
import { periodOf } from './ask.js';
import { askOfMove, type MoveRequest } from './ask-of-move.js';
import { cancel } from './cancel-reservation.js';
import { type LockedReservation, lockReservation, notNow, readReservation } from './change-reservation.js';
import { type AlternativesView, FindAlternatives } from './find-alternatives.js';
import { layOccupancy } from './lay-occupancy.js';
import { type ReservationRow, rowColumns, rowJoins } from './list-reservations.query.js';
import { offerFor, pricedOrRefused } from './offer.js';
import { placeOf, relocate } from './relocate-reservation.js';
import { type Change, recordChange } from './reservation-changes.js';
import { gatherFacts } from './reservation-facts.js';

/** What becomes of a reservation that an outage stands in the way of (rules §2). */
export interface Resolution extends MoveRequest {
  readonly reservationId: number;
  readonly action: 'move' | 'swap' | 'cancel';
}

export interface Affected extends ReservationRow {
  readonly suggestions: AlternativesView;
}

/** A reservation in the way and what becomes of it. */
export interface Decided {
  readonly reservation: LockedReservation;
  readonly resolution: Resolution;
}

interface Now {
  readonly park: Park;
  readonly now: Date;
}
interface At extends Now {
  readonly actor: Actor;
  readonly outageId: number;
}

/** A resolution that leads to a taken place: the whole outage is refused, and says which it was. */
export class NoWay extends Error {
  constructor(readonly reservationId: number) {
    super('the place is taken');
  }
}

/** Lets an outage through: every reservation in its way is moved, swapped or cancelled without a fee, at the price it had. */
@Injectable()
export class MakeWay {
  constructor(private readonly alternatives: FindAlternatives) {}

  /** Locks, in order of id, what stands in a period of an instrument. */
  async inTheWay(tx: Tx, instrumentId: number, period: Period): Promise<LockedReservation[]> {
    const found = await tx.query<{ id: number }>(
      `SELECT DISTINCT source_id id FROM occupancy WHERE instrument_id = $1 AND period && tstzrange($2, $3) AND source_kind = 'reservation'
       ORDER BY source_id`,
      [instrumentId, new Date(period.start), new Date(period.end)],
    );
    const locked: LockedReservation[] = [];
    for (const { id } of found) locked.push(await lockReservation(tx, null, id));
    return locked;
  }

  /** Gives all places up first, so that the outage can take its own and two may change places. */
  async giveUp(tx: Tx, decided: readonly Decided[], at: At): Promise<void> {
    for (const { reservation, resolution } of decided) {
      if (reservation.status !== 'requested' && reservation.status !== 'confirmed') throw notNow(reservation);
      const { outageId } = at;
      if (resolution.action === 'cancel') {
        await cancel({ tx, reservation, ...at }, { reason: '', waiveFee: true }, { outageId });
      } else {
        await tx.query(`DELETE FROM occupancy WHERE source_kind = 'reservation' AND source_id = $1`, [reservation.id]);
      }
    }
  }

  /** Puts what was moved or swapped to its new place. */
  async place(tx: Tx, decided: readonly Decided[], at: At): Promise<void> {
    for (const { reservation, resolution } of decided) {
      if (resolution.action !== 'cancel') await placeOne({ tx, reservation, ...at }, resolution, at.outageId);
    }
  }

  /** Those in the way as staff see them, each with where it could go instead. */
  async describe(tx: Tx, ids: readonly number[], outage: Period, at: Now): Promise<Affected[]> {
    const rows = await tx.query<ReservationRow>(
      `SELECT ${rowColumns} FROM reservation r ${rowJoins} WHERE r.id = ANY($1) ORDER BY r.starts_at, r.id`,
      [ids],
    );
    const affected: Affected[] = [];
    for (const row of rows) {
      const reservation = await readReservation(tx, null, row.id);
      affected.push({ ...row, suggestions: await this.alternativesTo(tx, reservation, at, outage) });
    }
    return affected;
  }

  /** Where a reservation could go instead of where it stands; `outage` will be in the way too. */
  async alternativesTo(tx: Tx, reservation: LockedReservation, at: Now, outage?: Period): Promise<AlternativesView> {
    const { park, now } = at;
    const { companyId, instrumentId, id: except } = reservation;
    const ask = askOfMove(reservation, {});
    const period = periodOf(ask, park.timeZone);
    const wanted = { instrumentId, companyId, kind: ask.kind, period, except, now: now.getTime() };
    const gathered = await gatherFacts(tx, park, wanted);
    const alsoBusy = outage ? [outage] : [];
    return this.alternatives.execute(tx, { ask, gathered, park, now: now.getTime(), except, alsoBusy });
  }
}

/** The price is the one it had: the park is in the way, not the tenant. The policies are not asked again. */
async function placeOne(change: Change, resolution: Resolution, outageId: number): Promise<void> {
  const { tx, reservation, park, now } = change;
  const { id, companyId, stored, instrumentId, startsAt, endsAt } = reservation;
  const ask = askOfMove(reservation, resolution);
  const period = periodOf(ask, park.timeZone);
  const wanted = { instrumentId: ask.instrumentId, companyId, kind: ask.kind, period, except: id, now: now.getTime() };
  const gathered = await gatherFacts(tx, park, wanted);
  const offer = offerFor(gathered, ask, park, now.getTime(), stored);
  const to = { ask, period, turnaround: gathered.facts.turnaround, stored: pricedOrRefused(offer) };
  try {
    await layOccupancy(tx, reservation, placeOf(to), park);
  } catch (error) {
    throw error instanceof SlotTaken ? new NoWay(id) : error;
  }
  await relocate(tx, reservation, to, { park, now });
  await recordChange(change, 'reservation.moved', {
    outageId,
    instrumentId: ask.instrumentId,
    startsAt: new Date(period.start),
    endsAt: new Date(period.end),
    from: { instrumentId, startsAt, endsAt },
  });
}

/** Locks instruments in the order of their ids; one that is not there is not found. */
export async function lockInstruments(tx: Tx, ids: readonly number[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const locked = await tx.query('SELECT id FROM instrument WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [wanted]);
  if (locked.length !== wanted.length) throw notFound();
}
