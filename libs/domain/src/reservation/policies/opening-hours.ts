import { openPeriods } from '../../inventory/opening-hours.js';
import { contains } from '../../time/period.js';
import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

/** A session lies wholly inside opening hours, on the park's wall clock; rentals hold day and night (rules §3). */
export function openingHours({ kind, period, instrument, zone }: ReservationFacts): Violation[] {
  if (kind !== 'session') return [];
  const open = openPeriods(instrument.openingHours, period, zone);
  if (open.some((stretch) => contains(stretch, period))) return [];
  const message = { zh: '所选时间不在仪器开放时间内', en: 'the chosen time is outside opening hours' };
  return [refusal('outside_opening_hours', message)];
}
