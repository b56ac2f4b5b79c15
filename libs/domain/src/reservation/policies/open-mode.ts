import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

const MESSAGES = {
  rental: { zh: '该仪器不开放按月租用', en: 'this instrument is not for rent by the month' },
  session: { zh: '该仪器不开放按时预约', en: 'this instrument is not open for sessions' },
  run: { zh: '该仪器不开放按次或按样品预约', en: 'this instrument is not open by the run or the sample' },
};

/** An instrument is reserved only in the ways in which it is open: by the month, by the hour, or by run and sample (rules §3). */
export function openMode({ kind, byCount, instrument }: ReservationFacts): Violation[] {
  const mode = kind === 'session' && byCount === true ? 'run' : kind;
  return instrument.openModes[mode] ? [] : [refusal('mode_not_open', MESSAGES[mode], { kind: mode })];
}
