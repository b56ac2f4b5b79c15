import type { Instant } from '../time/period.js';
import { approval } from './policies/approval.js';
import { biosafety } from './policies/biosafety.js';
import { calibration } from './policies/calibration.js';
import { conduct } from './policies/conduct.js';
import { gap } from './policies/gap.js';
import { inService } from './policies/in-service.js';
import { increment } from './policies/increment.js';
import { length } from './policies/length.js';
import { cancelNotice, farthestAdvance, lockWindow, notice, past } from './policies/notice.js';
import { openMode } from './policies/open-mode.js';
import { openReservations } from './policies/open-reservations.js';
import { calendarKnown, openingHours, parkClosure } from './policies/opening-hours.js';
import { qualification } from './policies/qualification.js';
import { quotas } from './policies/quotas.js';
import { standing } from './policies/standing.js';
import type { Act, Policy, ReservationFacts } from './reservation-facts.js';
import type { Violation } from './violation.js';

/** Whatever takes time of an instrument. A new policy belongs here unless it has a reason not to. */
const taking: readonly Act[] = ['create', 'change', 'extend', 'approve'];

/** Every policy, in the order in which its findings are shown, with the acts at which it is asked. */
export const POLICIES: readonly Policy[] = [
  { find: inService, acts: taking },
  { find: openMode, acts: taking },
  { find: openingHours, acts: taking },
  { find: parkClosure, acts: taking },
  { find: length, acts: taking },
  { find: increment, acts: taking },
  { find: past, acts: ['create', 'change', 'approve'] },
  { find: notice, acts: ['create', 'change'] },
  { find: lockWindow, acts: ['change', 'shorten'] },
  { find: cancelNotice, acts: ['cancel'] },
  { find: farthestAdvance, acts: ['create', 'change', 'extend'] },
  { find: openReservations, acts: ['create', 'change', 'approve'] },
  { find: quotas, acts: taking },
  { find: gap, acts: taking },
  { find: qualification, acts: taking },
  { find: calibration, acts: taking },
  { find: standing, acts: taking },
  { find: conduct, acts: taking },
  { find: biosafety, acts: taking },
  { find: calendarKnown, acts: taking },
  { find: approval, acts: ['create', 'change'] },
];

/** Asks every policy that is asked at this act and reports everything found at once, always in the same order (rules §3). */
export function checkPolicies(facts: ReservationFacts, now: Instant, act: Act = 'create'): Violation[] {
  return POLICIES.filter(({ acts }) => acts.includes(act)).flatMap(({ find }) => find(facts, now, act));
}

/** Whether the findings refuse the reservation; warnings and notes do not. */
export function refuses(violations: readonly Violation[]): boolean {
  return violations.some((violation) => violation.severity === 'refuse');
}

/** The refusals that not even staff with a written reason may override (rules §3). */
export function notOverridable(violations: readonly Violation[]): Violation[] {
  return violations.filter((violation) => violation.severity === 'refuse' && !violation.overridable);
}
