import { localDate, type ReservationStatus } from '@parkbench/domain';
import type { Actor } from '../../platform/http/actor.js';
import { type LockedReservation, notNow } from './change-reservation.js';
import type { actions } from './reservations.dto.js';

export type Action = (typeof actions)[number];
type Facts = Pick<LockedReservation, 'kind' | 'status' | 'startsAt' | 'endsAt' | 'returnedOn' | 'holdExpiresAt'>;

interface Rule {
  readonly by: 'manager' | 'owner or manager';
  readonly in: readonly ReservationStatus[];
  readonly when?: (r: Facts, now: Date, zone: string) => boolean;
}

const stillHeld = (r: Facts, now: Date): boolean => r.holdExpiresAt === null || r.holdExpiresAt > now;

const rules: Readonly<Record<Action, Rule>> = {
  approve: { by: 'manager', in: ['requested'], when: stillHeld },
  reject: { by: 'manager', in: ['requested'], when: stillHeld },
  cancel: { by: 'owner or manager', in: ['requested', 'confirmed'] },
  extend: {
    by: 'owner or manager',
    in: ['confirmed', 'active'],
    when: (r, now) => r.kind === 'rental' && r.returnedOn === null && r.endsAt > now,
  },
  return: {
    by: 'owner or manager',
    in: ['confirmed', 'active'],
    when: (r, now) => r.kind === 'rental' && r.endsAt > now,
  },
  move: { by: 'owner or manager', in: ['requested', 'confirmed'] },
  hand_over: {
    by: 'manager',
    in: ['confirmed'],
    // On the day it begins the keeper may be early.
    when: (r, now, zone) => localDate(r.startsAt.getTime(), zone) <= localDate(now.getTime(), zone) && r.endsAt > now,
  },
  take_back: { by: 'manager', in: ['active', 'overdue'] },
  no_show: { by: 'manager', in: ['confirmed'], when: (r, now) => r.startsAt <= now },
};

const isManager = (actor: Actor): boolean => actor.role === 'manager' || actor.role === 'admin';

/** Whether this actor may do this to a reservation as it stands now (rules §2). */
export function mayAct(actor: Actor, action: Action, r: Facts, now: Date, zone: string): boolean {
  const rule = rules[action];
  const who = isManager(actor) || (rule.by === 'owner or manager' && actor.companyId !== null);
  return who && rule.in.includes(r.status) && (rule.when?.(r, now, zone) ?? true);
}

/** What the page offers; the commands ask the same table again. */
export function allowedActions(actor: Actor, r: Facts, now: Date, zone: string): Action[] {
  return (Object.keys(rules) as Action[]).filter((action) => mayAct(actor, action, r, now, zone));
}

/** Refuses what the reservation's state does not permit. */
export function mustBeAllowed(
  actor: Actor,
  action: Action,
  reservation: LockedReservation,
  at: { now: Date; zone: string },
): void {
  if (!mayAct(actor, action, reservation, at.now, at.zone)) throw notNow(reservation);
}
