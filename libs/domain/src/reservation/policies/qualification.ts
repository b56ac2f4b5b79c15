import type { CalendarDate } from '../../time/calendar-date.js';
import { localDate } from '../../time/park-time.js';
import type { QualificationFacts, ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

const uncheckedTraining: Violation = {
  code: 'qualification_unchecked',
  severity: 'warn',
  message: {
    zh: '使用该仪器须经上机培训，交接时由实验室核对',
    en: 'this instrument needs training; the lab checks it at the hand-over',
  },
  data: {},
  overridable: false,
};

function covers(qualification: QualificationFacts, facts: ReservationFacts): boolean {
  const { id, categoryId } = facts.instrument;
  return (
    qualification.instrumentId === id || (qualification.categoryId !== null && qualification.categoryId === categoryId)
  );
}

function validOn(qualification: QualificationFacts, day: CalendarDate): boolean {
  const begun = (qualification.validFrom ?? '') <= day;
  return begun && (qualification.validUntil === null || day <= qualification.validUntil);
}

/**
 * Where training is required, it is valid on the day the reservation starts, for the instrument or its category; the last day counts; else the instrument refuses or warns, as it is set to (rules §3).
 * A park that keeps no records of training (null) only says that the lab looks at it when the instrument is handed over.
 */
export function qualification(facts: ReservationFacts): Violation[] {
  if (!facts.instrument.trainingRequired) return [];
  if (facts.qualifications === null) return [uncheckedTraining];
  const day = localDate(facts.period.start, facts.zone);
  const fitting = facts.qualifications.filter((one) => covers(one, facts));
  if (fitting.some((one) => validOn(one, day))) return [];
  const found = lacking(fitting.length > 0, day);
  return [facts.instrument.rules.qualificationGate === 'blocks' ? found : { ...found, severity: 'warn' }];
}

function lacking(isExpired: boolean, day: CalendarDate): Violation {
  if (isExpired) {
    const message = { zh: `上机资格在 ${day} 无效`, en: `the qualification is not valid on ${day}` };
    return refusal('qualification_expired', message, { day });
  }
  const message = { zh: '使用该仪器须先通过上机培训', en: 'this instrument needs training first' };
  return refusal('qualification_missing', message);
}
