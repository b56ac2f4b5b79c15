import type { Instant } from '../time/period.js';
import { approval } from './policies/approval.js';
import { biosafety } from './policies/biosafety.js';
import { calibration } from './policies/calibration.js';
import { openReservations, weeklyHours } from './policies/company-limits.js';
import { conduct } from './policies/conduct.js';
import { inService } from './policies/in-service.js';
import { increment } from './policies/increment.js';
import { length } from './policies/length.js';
import { farthestAdvance, notice } from './policies/notice.js';
import { openMode } from './policies/open-mode.js';
import { openingHours } from './policies/opening-hours.js';
import { qualification } from './policies/qualification.js';
import { standing } from './policies/standing.js';
import type { Policy, ReservationFacts } from './reservation-facts.js';
import type { Violation } from './violation.js';

/** Every policy, in the order in which its findings are shown. */
export const POLICIES: readonly Policy[] = [
  inService,
  openMode,
  openingHours,
  length,
  increment,
  notice,
  farthestAdvance,
  openReservations,
  weeklyHours,
  qualification,
  calibration,
  standing,
  conduct,
  biosafety,
  approval,
];

/** Asks every policy and reports everything found at once, always in the same order, not only the first (rules §3). */
export function checkPolicies(facts: ReservationFacts, now: Instant): Violation[] {
  return POLICIES.flatMap((policy) => policy(facts, now));
}

/** Whether the findings refuse the reservation; warnings and notes do not. */
export function refuses(violations: readonly Violation[]): boolean {
  return violations.some((violation) => violation.severity === 'refuse');
}

/** The refusals that not even staff with a written reason may override (rules §3). */
export function notOverridable(violations: readonly Violation[]): Violation[] {
  return violations.filter((violation) => violation.severity === 'refuse' && !violation.overridable);
}
