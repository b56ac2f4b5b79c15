import { Injectable } from '@nestjs/common';
import { holdsSlot, type Period } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/http/problem.js';
import { periodOf } from './ask.js';
import { askOfMove } from './ask-of-move.js';
import { cancel } from './cancel-reservation.js';
import { type LockedReservation, lockReservation, notNow } from './change-reservation.js';
import { type AlternativesView, FindAlternatives } from './find-alternatives.js';
import { type ReservationRow, rowColumns, rowJoins } from './list-reservations.query.js';
import { type At, type Decided, NoWay, placeOne } from './place-elsewhere.js';
import { gatherFacts } from './reservation-facts.js';
import { maySitOut, sitOut } from './sit-out.js';

type Now = Pick<At, 'park' | 'now'>;

/** Lets an outage through: every reservation in its way is moved, swapped, cancelled without a fee, or sits it out; never dearer than agreed. */
@Injectable()
export class MakeWay {
  constructor(private readonly alternatives: FindAlternatives) {}

  /** Locks, in order of id, what stands in a period of an instrument; what is over stays there as a record and makes no way. */
  async inTheWay(tx: Tx, instrumentId: number, period: Period): Promise<LockedReservation[]> {
    const found = await tx.query<{ id: number }>(
      `SELECT DISTINCT source_id id FROM occupancy WHERE instrument_id = $1 AND period && tstzrange($2, $3) AND source_kind = 'reservation'
       ORDER BY source_id`,
      [instrumentId, new Date(period.start), new Date(period.end)],
    );
    const locked: LockedReservation[] = [];
    for (const { id } of found) locked.push(await lockReservation(tx, null, id));
    return locked.filter((one) => holdsSlot(one.status));
  }

  /** Gives all places up first, so that the outage can take its own and two may change places. */
  async giveUp(tx: Tx, decided: readonly Decided[], at: At): Promise<void> {
    for (const { reservation, resolution } of decided) {
      if (!mayBe(resolution.action, reservation)) throw notNow(reservation);
      const data = { outageId: at.outage.id, caseNo: at.outage.caseNo, ...at.told };
      if (resolution.action === 'cancel') {
        await cancel({ tx, reservation, ...at }, { reason: '', waiveFee: true }, data);
      } else if (resolution.action === 'stay') {
        await sitOut({ tx, reservation, ...at }, at.outage, at.told);
      } else {
        await tx.query(`DELETE FROM occupancy WHERE source_kind = 'reservation' AND source_id = $1`, [reservation.id]);
      }
    }
  }

  /** Puts what was moved or swapped to its new place; a move that names no time goes to the next free slot. */
  async place(tx: Tx, decided: readonly Decided[], at: At): Promise<void> {
    for (const { reservation, resolution } of decided) {
      if (resolution.action !== 'move' && resolution.action !== 'swap') continue;
      const isOpen = resolution.action === 'move' && !resolution.startsOn && !resolution.startsAt;
      const { nextFree } = isOpen
        ? await this.alternativesTo(tx, reservation, at, at.outage.period)
        : { nextFree: null };
      if (isOpen && !nextFree) throw new NoWay(reservation.id);
      const { startsAt, endsAt, startsOn } = nextFree ?? {};
      const slot = reservation.kind === 'rental' ? { startsOn } : { startsAt, endsAt };
      await placeOne({ tx, reservation, ...at }, isOpen ? { ...resolution, ...slot } : resolution, at);
    }
  }

  /** Those in the way as staff see them. */
  rowsOf(tx: Tx, ids: readonly number[]): Promise<ReservationRow[]> {
    return tx.query<ReservationRow>(
      `SELECT ${rowColumns} FROM reservation r ${rowJoins} WHERE r.id = ANY($1) ORDER BY r.starts_at, r.id`,
      [ids],
    );
  }

  /** Where a reservation could go instead of where it stands; `outage` will be in the way too. */
  async alternativesTo(tx: Tx, reservation: LockedReservation, at: Now, outage?: Period): Promise<AlternativesView> {
    const { park, now } = at;
    const { companyId, memberId, instrumentId, id: except } = reservation;
    const ask = askOfMove(reservation, {});
    const period = periodOf(ask, park.timeZone);
    const wanted = { instrumentId, companyId, memberId, kind: ask.kind, period, except, now: now.getTime() };
    const gathered = await gatherFacts(tx, park, wanted);
    const alsoBusy = outage ? [outage] : [];
    return this.alternatives.execute(tx, { ask, gathered, park, now: now.getTime(), except, alsoBusy });
  }
}

function mayBe(action: Decided['resolution']['action'], reservation: LockedReservation): boolean {
  const ahead = reservation.status === 'requested' || reservation.status === 'confirmed';
  return action === 'stay' ? maySitOut(reservation) : ahead;
}

/** Locks instruments in the order of their ids; one that is not there is not found. */
export async function lockInstruments(tx: Tx, ids: readonly number[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const locked = await tx.query('SELECT id FROM instrument WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [wanted]);
  if (locked.length !== wanted.length) throw notFound();
}
