import type { Decided, LockedReservation, Resolution } from '../reservations/reservations.api.js';

/** Reservations stand in the way and were not named. */
export class NotNamed extends Error {
  constructor(readonly ids: readonly number[]) {
    super('reservations are affected');
  }
}

/** What is in use, or overdue, must come back first. */
export class InUse extends Error {
  constructor(readonly reservationId: number) {
    super('the reservation is in use');
  }
}

/** What is in the way of an outage: what is decided at once, and whose owners are asked. */
export interface Sorted {
  readonly decided: readonly Decided[];
  readonly asked: readonly LockedReservation[];
  /** In use, and left alone: it ends first, and the outage takes its time then. */
  readonly left: readonly LockedReservation[];
  readonly isLenient: boolean;
}

export interface Wishes {
  readonly resolutions: readonly Resolution[];
  readonly isAsked: boolean;
  /** Nobody is there to be refused: what is in use is left alone. */
  readonly isLenient?: boolean;
}

/** Who is named is decided; a rental in use sits it out; the owners of the rest are asked, or staff must name them. */
export function sortOut(found: readonly LockedReservation[], wishes: Wishes): Sorted {
  const { resolutions, isAsked, isLenient = false } = wishes;
  const byId = new Map<number, Resolution>(resolutions.map((r) => [r.reservationId, r]));
  const sorted = { decided: [] as Decided[], asked: [] as LockedReservation[], left: [] as LockedReservation[] };
  for (const reservation of found) {
    const { id: reservationId, status } = reservation;
    const resolution = byId.get(reservationId);
    if (mustComeBack(reservation)) {
      if (!isLenient && (isAsked || resolution)) throw new InUse(reservationId);
      sorted.left.push(reservation);
    } else if (resolution) sorted.decided.push({ reservation, resolution });
    else if (isAsked && status === 'active') {
      sorted.decided.push({ reservation, resolution: { reservationId, action: 'stay' } });
    } else sorted.asked.push(reservation);
  }
  if (!isAsked && sorted.asked.length + sorted.left.length > 0) throw new NotNamed(found.map((r) => r.id));
  return { ...sorted, isLenient };
}

const mustComeBack = ({ kind, status }: LockedReservation): boolean =>
  status === 'overdue' || (status === 'active' && kind === 'session');
