import type { Localized } from '../../core/localized.js';
import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

interface Held {
  readonly of: 'company' | 'person';
  readonly open: number;
  readonly limit: number | null;
}

function over(held: Held, message: Localized): Violation[] {
  return held.limit === null || held.open < held.limit ? [] : [refusal('too_many_open', message, { ...held })];
}

/** A company, and a person, hold no more open reservations at a time than allowed, the one asked for included (rules §3). */
export function openReservations({ company, person, instrument, from }: ReservationFacts): Violation[] {
  const { rules } = instrument;
  // What is moved on its instrument is open already; on another one it counts as new.
  if (from?.instrumentId === instrument.id) return [];
  const [ours, mine] = [company.openReservations, person?.openReservations ?? 0];
  return [
    ...over(
      { of: 'company', open: ours, limit: rules.maxOpenOfCompany },
      {
        zh: `贵公司已有 ${ours} 个未完成预约，上限为 ${rules.maxOpenOfCompany}`,
        en: `your company has ${ours} open reservations; the limit is ${rules.maxOpenOfCompany}`,
      },
    ),
    ...over(
      { of: 'person', open: mine, limit: rules.maxOpenOfPerson },
      {
        zh: `预约人已有 ${mine} 个未完成预约，每人上限为 ${rules.maxOpenOfPerson}`,
        en: `this person has ${mine} open reservations; the limit for each is ${rules.maxOpenOfPerson}`,
      },
    ),
  ];
}
