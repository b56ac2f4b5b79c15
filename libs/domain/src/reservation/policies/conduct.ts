import { localDate } from '../../time/park-time.js';
import type { Instant } from '../../time/period.js';
import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

/** Who has been suspended after violations of conduct, such as not coming, does not reserve until that time is over (rules §3). */
export function conduct({ person, zone }: ReservationFacts, now: Instant): Violation[] {
  const until = person?.suspendedUntil ?? null;
  if (until === null || until <= now) return [];
  const day = localDate(until, zone);
  const message = {
    zh: `因违约次数过多，预约人已被暂停预约至 ${day}，请联系园区`,
    en: `this person may not reserve until ${day}, after too many violations; please contact the park`,
  };
  return [refusal('person_suspended', message, { until })];
}
