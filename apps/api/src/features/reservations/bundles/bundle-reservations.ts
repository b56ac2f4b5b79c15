import type { Tx } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/http/actor.js';
import { notFound } from '../../../platform/http/problem.js';
import { type Action, mayAct } from '../allowed-actions.js';
import { type LockedReservation, lockReservation, notNow, readReservation } from '../change-reservation.js';
import { lockInstruments } from '../make-way.js';

interface Member {
  readonly id: number;
  readonly instrumentId: number;
}

const query = `
  SELECT id, instrument_id "instrumentId" FROM reservation
  WHERE bundle_id = $1 AND ($2::bigint IS NULL OR company_id = $2) ORDER BY id`;

/** Which reservations a bundle consists of; another company's bundle is not there. */
async function membersOf(tx: Tx, actor: Actor, bundleId: number): Promise<Member[]> {
  const members = await tx.query<Member>(query, [bundleId, actor.companyId]);
  if (members.length === 0) throw notFound();
  return members;
}

/** The reservations of a bundle, to look at. */
export async function readBundle(tx: Tx, actor: Actor, bundleId: number): Promise<LockedReservation[]> {
  const read: LockedReservation[] = [];
  for (const { id } of await membersOf(tx, actor, bundleId)) read.push(await readReservation(tx, actor.companyId, id));
  return read;
}

/** Locks what a bundle is about: first the instruments and then the reservations, each in the order of their ids. */
export async function lockBundle(tx: Tx, actor: Actor, bundleId: number): Promise<LockedReservation[]> {
  const members = await membersOf(tx, actor, bundleId);
  const instruments = new Set(members.map((one) => one.instrumentId));
  await lockInstruments(tx, [...instruments]);
  const locked: LockedReservation[] = [];
  for (const { id } of members) {
    const reservation = await lockReservation(tx, actor.companyId, id);
    // Somebody moved it to another instrument before this was locked.
    if (!instruments.has(reservation.instrumentId)) throw notNow(reservation);
    locked.push(reservation);
  }
  return locked;
}

const lasting = new Set(['requested', 'confirmed', 'active', 'overdue']);

/** Those that still hold something. */
export const stillHolding = (all: readonly LockedReservation[]): LockedReservation[] =>
  all.filter((one) => lasting.has(one.status));

/**
 * Those that an act of the whole bundle is about: cancelling, all that can be cancelled yet; moving, all that still hold
 * something, and then each must be movable.
 */
export function actOn(
  all: readonly LockedReservation[],
  actor: Actor,
  action: Extract<Action, 'cancel' | 'move'>,
  { now, zone }: { now: Date; zone: string },
): LockedReservation[] {
  const may = (one: LockedReservation): boolean => mayAct(actor, action, one, now, zone);
  if (action === 'cancel') return all.filter(may);
  const holding = stillHolding(all);
  return holding.every(may) ? holding : [];
}
