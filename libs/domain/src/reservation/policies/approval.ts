import type { ReservationFacts } from '../reservation-facts.js';
import type { Violation } from '../violation.js';

/** Where approval is required, the reservation is only requested, and the tenant is told so; nothing is refused (rules §3). */
export function approval({ instrument }: ReservationFacts): Violation[] {
  if (!instrument.approvalRequired) return [];
  const message = { zh: '提交后须经管理员审核', en: 'staff will decide on it after you ask' };
  return [{ code: 'approval_needed', severity: 'note', message, data: {}, overridable: false }];
}
