import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { record } from '../../platform/outbox/record.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { SlotTaken } from '../occupancy/occupancy.api.js';
import { type Action, mustBeAllowed } from './allowed-actions.js';
import { Announce, type Touched } from './announce.js';
import { type LockedReservation, lockReservation, notNow } from './change-reservation.js';
import type { Wanted } from './find-alternatives.js';
import { RefuseSlot } from './refuse-slot.js';

/** A change under way: one transaction, the reservation locked. */
export interface Change {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly reservation: LockedReservation;
  readonly now: Date;
  readonly park: Park;
  /** Set before the slot is tried: what to look for when it is taken. */
  wanted?: Wanted;
}

/** Which reservation is to be changed, and what must be locked with it. */
export interface ChangeWanted {
  readonly id: number;
  /** Null: the work itself says what is permitted. */
  readonly action: Action | null;
  /** Another instrument that the change will take. */
  readonly instrumentId?: number;
  /** Also nobody else may change who has its instrument meanwhile. */
  readonly lockInstrument?: boolean;
  /** What is taken of the instrument stays as it is. */
  readonly isSameTime?: boolean;
}

interface Attempt {
  change?: Change;
}

/** Runs a change of one reservation: once per key, locked, allowed, announced after the commit, a taken slot answered with alternatives. */
@Injectable()
export class ReservationChanges {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly refuse: RefuseSlot,
    private readonly announce: Announce,
  ) {}

  async run<T>(
    context: CommandContext,
    { id, action, instrumentId, lockInstrument, isSameTime }: ChangeWanted,
    work: (change: Change) => Promise<T>,
  ): Promise<T> {
    const { actor } = context;
    const park = await this.settings.get();
    const attempt: Attempt = {};
    try {
      const outcome = await this.commands.run(context, async (tx) => {
        attempt.change = undefined;
        const now = this.clock.now();
        const alone = instrumentId === undefined && !lockInstrument;
        const reservation = await (alone
          ? lockReservation(tx, actor.companyId, id)
          : lockBoth(tx, actor, id, instrumentId ?? 0));
        if (action) mustBeAllowed(actor, action, reservation, { now, zone: park.timeZone });
        attempt.change = { tx, actor, reservation, now, park };
        return work(attempt.change);
      });
      if (attempt.change) {
        const touched = touchedBy(attempt.change.reservation, instrumentId);
        this.announce.changed(touched.map((one) => ({ ...one, isSameTime })));
      }
      return outcome;
    } catch (error) {
      const wanted = attempt.change?.wanted;
      throw error instanceof SlotTaken && wanted ? await this.refuse.problem(actor, wanted) : error;
    }
  }
}

/** Instruments in the order of their ids first; then the reservation, on an instrument that is locked. */
async function lockBoth(tx: Tx, actor: Actor, id: number, instrumentId: number): Promise<LockedReservation> {
  const locked = await tx.query<{ id: number }>(
    `SELECT i.id FROM instrument i WHERE i.id = $2 OR i.id = (SELECT r.instrument_id FROM reservation r WHERE r.id = $1)
     ORDER BY i.id FOR NO KEY UPDATE`,
    [id, instrumentId],
  );
  const reservation = await lockReservation(tx, actor.companyId, id);
  if (!locked.some((one) => one.id === reservation.instrumentId)) throw notNow(reservation);
  return reservation;
}

function touchedBy({ companyId, instrumentId }: LockedReservation, other: number | undefined): Touched[] {
  const ids = new Set([instrumentId, other ?? instrumentId]);
  return [...ids].map((one) => ({ companyId, instrumentId: one }));
}

/** Writes what a change did to the audit trail and tells the rest of the system. */
export function recordChange(
  { tx, actor, reservation }: Pick<Change, 'tx' | 'actor' | 'reservation'>,
  action: string,
  data: Readonly<Record<string, unknown>> = {},
  reason: string | null = null,
): Promise<void> {
  return record(tx, {
    actorId: actor.memberId,
    companyId: reservation.companyId,
    action,
    entity: 'reservation',
    entityId: reservation.id,
    data: { instrumentId: reservation.instrumentId, ...data },
    reason,
    event: true,
  });
}
