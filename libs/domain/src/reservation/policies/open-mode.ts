import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

/** An instrument is reserved only in the ways in which it is open: by the month, or by the hour (rules §3). */
export function openMode({ kind, instrument }: ReservationFacts): Violation[] {
  if (instrument.openModes[kind]) return [];
  const message =
    kind === 'rental'
      ? { zh: '该仪器不开放按月租用', en: 'this instrument is not for rent by the month' }
      : { zh: '该仪器不开放按时预约', en: 'this instrument is not open for sessions' };
  return [refusal('mode_not_open', message, { kind })];
}
