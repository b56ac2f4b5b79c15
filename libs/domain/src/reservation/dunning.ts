/** What happens when a company's invoices stay unpaid; a step that is null is not taken. A running rental is never stopped. */
export interface DunningSteps {
  /** Overdue for more days: no new booking or extension of more than `overFen`. */
  readonly bookingDays: number | null;
  readonly overFen: number;
  /** Overdue for more days: no new rental. */
  readonly rentalDays: number | null;
  /** Overdue for more days: nothing new at all; the last step. */
  readonly everythingDays: number | null;
}

/** The steps in the order in which they bite. */
export const DUNNING_STEPS = ['none', 'overdue', 'bookings', 'rentals', 'everything'] as const;
/** One of them. */
export type DunningStep = (typeof DUNNING_STEPS)[number];

const past = (days: number, limit: number | null): boolean => limit !== null && days > limit;

/** How far dunning has come with a company whose oldest unpaid invoice is so many days overdue: the furthest step reached. */
export function dunningStep(overdueDays: number, steps: DunningSteps): DunningStep {
  if (past(overdueDays, steps.everythingDays)) return 'everything';
  if (past(overdueDays, steps.rentalDays)) return 'rentals';
  if (past(overdueDays, steps.bookingDays)) return 'bookings';
  return overdueDays > 0 ? 'overdue' : 'none';
}
