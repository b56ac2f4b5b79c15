/** Where a reservation stands (rules §2). */
export type ReservationStatus =
  'requested' | 'confirmed' | 'active' | 'overdue' | 'completed' | 'cancelled' | 'rejected' | 'lapsed' | 'no_show';

/** Who may make a step: the tenant, the park's staff, or the passing of time. */
export type Mover = 'tenant' | 'staff' | 'system';

/** One permitted step of a reservation. */
export interface Transition {
  readonly from: ReservationStatus;
  readonly to: ReservationStatus;
  readonly by: readonly Mover[];
}

/** Every step a reservation can take; what is not here cannot happen. A final state has no step. */
export const RESERVATION_TRANSITIONS: readonly Transition[] = [
  { from: 'requested', to: 'confirmed', by: ['staff', 'system'] },
  { from: 'requested', to: 'rejected', by: ['staff'] },
  { from: 'requested', to: 'cancelled', by: ['tenant', 'staff'] },
  { from: 'requested', to: 'lapsed', by: ['system'] },
  { from: 'confirmed', to: 'active', by: ['tenant', 'staff'] },
  { from: 'confirmed', to: 'cancelled', by: ['tenant', 'staff'] },
  { from: 'confirmed', to: 'no_show', by: ['staff', 'system'] },
  { from: 'confirmed', to: 'completed', by: ['staff', 'system'] },
  { from: 'active', to: 'completed', by: ['tenant', 'staff', 'system'] },
  { from: 'active', to: 'overdue', by: ['system'] },
  { from: 'overdue', to: 'completed', by: ['tenant', 'staff'] },
];

/** All states, in the order in which a reservation may meet them. */
export const RESERVATION_STATUSES: readonly ReservationStatus[] = [
  'requested',
  'confirmed',
  'active',
  'overdue',
  'completed',
  'cancelled',
  'rejected',
  'lapsed',
  'no_show',
];

/** Where a reservation may go from here; with a mover, only where that one may take it. */
export function allowedTransitions(status: ReservationStatus, mover?: Mover): ReservationStatus[] {
  return RESERVATION_TRANSITIONS.filter((step) => step.from === status && (!mover || step.by.includes(mover))).map(
    (step) => step.to,
  );
}

const HOLDING: ReadonlySet<ReservationStatus> = new Set(['requested', 'confirmed', 'active', 'overdue']);

/** Whether a reservation keeps its instrument from others; every other state frees what lies ahead of now (rules §2). */
export function holdsSlot(status: ReservationStatus): boolean {
  return HOLDING.has(status);
}
