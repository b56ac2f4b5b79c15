import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

/** What is brought along fits the room: its biosafety level is not above the room's, a room that is not rated counting as 1 (rules §3). */
export function biosafety({ instrument, sampleBiosafetyLevel }: ReservationFacts): Violation[] {
  const sample = sampleBiosafetyLevel ?? 0;
  const room = instrument.roomBiosafetyLevel ?? 1;
  if (sample <= room) return [];
  const message = {
    zh: `样品需 BSL-${sample} 实验室，该仪器所在房间为 BSL-${room}`,
    en: `the sample needs BSL-${sample}; this room is BSL-${room}`,
  };
  return [{ ...refusal('biosafety_level', message, { sample, room }), overridable: false }];
}
