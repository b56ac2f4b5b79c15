import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

/** An instrument is reserved only while it is in service; one that is retired is not even by override (rules §3). */
export function inService({ instrument }: ReservationFacts): Violation[] {
  if (instrument.status === 'in_service') return [];
  if (instrument.status === 'retired') {
    const message = { zh: '该仪器已报废，不能预约', en: 'this instrument is retired and cannot be reserved' };
    return [{ ...refusal('instrument_retired', message), overridable: false }];
  }
  const message = { zh: '该仪器停用中，暂不能预约', en: 'this instrument is out of service for now' };
  return [refusal('instrument_out_of_service', message)];
}
