import { localDate, type ReservationStatus } from '@parkbench/domain';
import type { Actor } from '../../platform/http/actor.js';
import type { actions } from './actions.js';
import { type LockedReservation, notNow } from './change-reservation.js';

export type Action = (typeof actions)[number];
type Facts = Pick<
  LockedReservation,
  | 'kind'
  | 'status'
  | 'startsAt'
  | 'endsAt'
  | 'returnedOn'
  | 'holdExpiresAt'
  | 'memberId'
  | 'startEarlyMinutes'
  | 'pattern'
>;

/** The owner is the company; the person is the one for whom it is reserved, in whose place the company's admin may act. */
type Who = 'manager' | 'owner or manager' | 'person' | 'person or admin' | 'person, admin or manager';

interface Rule {
  readonly by: Who;
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
  // Half days of a co-rent are moved by nobody: what they leave and take concerns the others.
  move: { by: 'owner or manager', in: ['requested', 'confirmed'], when: (r) => r.pattern === null },
  release: {
    by: 'owner or manager',
    in: ['confirmed', 'active'],
    when: (r, now) => r.kind === 'rental' && r.endsAt > now,
  },
  hand_over: {
    by: 'manager',
    in: ['confirmed'],
    // On the day it begins the keeper may be early.
    when: (r, now, zone) => localDate(r.startsAt.getTime(), zone) <= localDate(now.getTime(), zone) && r.endsAt > now,
  },
  take_back: { by: 'manager', in: ['active', 'overdue'] },
  no_show: { by: 'manager', in: ['confirmed'], when: (r, now) => r.startsAt <= now },
  // Only who was trained for it starts it; who takes somebody's place has it transferred first.
  start: {
    by: 'person',
    in: ['confirmed'],
    when: (r, now) =>
      r.kind === 'session' && r.startsAt.getTime() - r.startEarlyMinutes * 60_000 <= now.getTime() && r.endsAt > now,
  },
  stop: { by: 'person or admin', in: ['active', 'overdue'], when: (r) => r.kind === 'session' },
  resize: {
    by: 'person, admin or manager',
    in: ['active'],
    when: (r, now) => r.kind === 'session' && r.endsAt > now,
  },
  transfer: {
    by: 'person, admin or manager',
    in: ['requested', 'confirmed', 'active'],
    when: (r, now) => r.endsAt > now,
  },
  // Of a session once it is over, whoever stopped it; of a rental month by month, while it is out and after.
  count: {
    by: 'manager',
    in: ['confirmed', 'active', 'overdue', 'completed'],
    when: (r, now) =>
      r.status === 'completed' ||
      (r.kind === 'rental' ? r.status !== 'confirmed' : isOver(r, now) && r.status === 'confirmed'),
  },
};

const isOver = ({ endsAt }: Facts, now: Date): boolean => endsAt <= now;

const isManager = (actor: Actor): boolean => actor.role === 'manager' || actor.role === 'admin';

function isOneOf(who: Who, actor: Actor, r: Facts): boolean {
  if (isManager(actor)) return who.includes('manager');
  if (actor.companyId === null) return false;
  if (who === 'owner or manager') return true;
  const isAdmin = actor.role === 'company_admin' && who.includes('admin');
  return who.startsWith('person') && (isAdmin || actor.memberId === r.memberId);
}

/** Whether this actor may do this to a reservation as it stands now (rules §2). */
export function mayAct(actor: Actor, action: Action, r: Facts, now: Date, zone: string): boolean {
  const rule = rules[action];
  return isOneOf(rule.by, actor, r) && rule.in.includes(r.status) && (rule.when?.(r, now, zone) ?? true);
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
