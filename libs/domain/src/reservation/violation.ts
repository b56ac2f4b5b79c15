import type { Localized } from '../core/localized.js';

/** What a policy may find; stable, for the page and for programs. */
export type ViolationCode =
  | 'instrument_out_of_service'
  | 'instrument_retired'
  | 'mode_not_open'
  | 'outside_opening_hours'
  | 'park_closed'
  | 'calendar_unknown'
  | 'too_short'
  | 'too_long'
  | 'off_increment'
  | 'in_the_past'
  | 'too_soon'
  | 'change_locked'
  | 'cancelled_late'
  | 'too_far_ahead'
  | 'too_many_open'
  | 'quota_exceeded'
  | 'gap_too_short'
  | 'qualification_missing'
  | 'qualification_expired'
  | 'qualification_unchecked'
  | 'calibration_expires'
  | 'company_suspended'
  | 'person_suspended'
  | 'company_overdue'
  | 'dunning_bookings'
  | 'dunning_rentals'
  | 'credit_limit_exceeded'
  | 'biosafety_level'
  | 'approval_needed';

/** How grave a finding is: it refuses the reservation, warns of something, or only notes what will happen. */
export type Severity = 'refuse' | 'warn' | 'note';

/** What one policy found: code and figures for programs, a sentence for people, and whether staff may override it with a reason. */
export interface Violation {
  readonly code: ViolationCode;
  readonly severity: Severity;
  readonly message: Localized;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  readonly overridable: boolean;
}

/** A finding that refuses the reservation unless staff override it. */
export function refusal(code: ViolationCode, message: Localized, data: Violation['data'] = {}): Violation {
  return { code, severity: 'refuse', message, data, overridable: true };
}
