import { durationWords } from '../../core/duration-words.js';
import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

const MINUTE = 60000;

/**
 * Two sessions of one person on an instrument lie apart, before and after, so that nobody cuts a long booking into slices
 * to get around the longest length (rules §3). 60 minutes: after 9 to 11 the next may begin at 12.
 */
export function gap({ kind, period, instrument, person }: ReservationFacts): Violation[] {
  const minutes = instrument.rules.gapMinutes;
  if (kind !== 'session' || minutes === 0 || !person) return [];
  const near = person.sessions.find(
    (own) =>
      own.instrumentId === instrument.id &&
      own.start < period.end + minutes * MINUTE &&
      period.start - minutes * MINUTE < own.end,
  );
  if (!near) return [];
  const { zh, en } = durationWords(minutes);
  const message = {
    zh: `同一预约人在该仪器上的两次预约之间须间隔 ${zh}`,
    en: `two bookings of one person on this instrument must lie ${en} apart`,
  };
  return [refusal('gap_too_short', message, { gapMinutes: minutes, start: near.start, end: near.end })];
}
