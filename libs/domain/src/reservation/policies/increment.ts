import { localParts } from '../../time/park-time.js';
import { lengthMs } from '../../time/period.js';
import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

const MINUTE = 60000;

/** A session begins on the instrument's grid, counted from 00:00 in the park, and lasts whole steps of it (rules §3). */
export function increment({ kind, period, instrument, zone }: ReservationFacts): Violation[] {
  if (kind !== 'session') return [];
  const step = instrument.rules.incrementMinutes;
  const { minutesOfDay } = localParts(period.start, zone);
  const onGrid = minutesOfDay % step === 0 && period.start % MINUTE === 0;
  if (onGrid && lengthMs(period) % (step * MINUTE) === 0) return [];
  const message = { zh: `请按 ${step} 分钟的间隔选择时间`, en: `choose times in steps of ${step} minutes` };
  return [refusal('off_increment', message, { incrementMinutes: step })];
}
