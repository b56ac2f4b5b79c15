import { addDays } from '../../time/calendar-date.js';
import { startOfDay } from '../../time/park-time.js';
import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

/** The calibration holds through the whole reservation, its last day included; else the instrument refuses or warns, as it is set to (rules §3). */
export function calibration({ instrument, period, zone }: ReservationFacts): Violation[] {
  const validUntil = instrument.calibrationValidUntil;
  if (validUntil === null || period.end <= startOfDay(addDays(validUntil, 1), zone)) return [];
  const message = {
    zh: `检定/校准有效期至 ${validUntil}，未覆盖整个预约期间`,
    en: `the calibration is valid until ${validUntil}, not through the whole reservation`,
  };
  const found = refusal('calibration_expires', message, { validUntil });
  return [instrument.rules.calibrationGate === 'blocks' ? found : { ...found, severity: 'warn' }];
}
