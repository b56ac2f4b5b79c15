import { type Actor, isStaff } from '../../platform/http/actor.js';

/** Asked for; priced by the staff; agreed to by the tenant; being done; done and billable; or given up by either side. */
export const serviceStatuses = [
  'requested',
  'quoted',
  'confirmed',
  'in_work',
  'done',
  'rejected',
  'cancelled',
] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

export const serviceActions = ['quote', 'confirm', 'start', 'complete', 'reject', 'cancel'] as const;
export type ServiceAction = (typeof serviceActions)[number];

interface Step {
  readonly from: readonly ServiceStatus[];
  readonly to: ServiceStatus;
  readonly by: 'staff' | 'tenant' | 'either';
}

/** What each act makes of an order. A quote may be given again until it is agreed to; work that has begun only the staff give up. */
export const steps: Readonly<Record<ServiceAction, Step>> = {
  quote: { from: ['requested', 'quoted'], to: 'quoted', by: 'staff' },
  confirm: { from: ['quoted'], to: 'confirmed', by: 'tenant' },
  start: { from: ['confirmed'], to: 'in_work', by: 'staff' },
  complete: { from: ['confirmed', 'in_work'], to: 'done', by: 'staff' },
  reject: { from: ['requested'], to: 'rejected', by: 'staff' },
  cancel: { from: ['requested', 'quoted', 'confirmed'], to: 'cancelled', by: 'either' },
};

export function mayDo(actor: Actor, action: ServiceAction, status: ServiceStatus): boolean {
  const { from, by } = steps[action];
  if (by !== 'either' && (by === 'staff') !== isStaff(actor)) return false;
  if (actor.role === 'finance') return false;
  return from.includes(status) || (action === 'cancel' && status === 'in_work' && isStaff(actor));
}

/** What this actor may do to an order as it stands. */
export const allowedOf = (actor: Actor, status: ServiceStatus): ServiceAction[] =>
  serviceActions.filter((action) => mayDo(actor, action, status));
