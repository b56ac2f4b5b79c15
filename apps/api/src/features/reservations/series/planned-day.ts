import { type BookedSession, occupiedPeriod, type Period } from '@parkbench/domain';
import type { Gathered } from '../reservation-facts.js';

/** What the same series is about to take; the database does not know of it yet. */
export interface PlannedTime {
  readonly instrumentId: number;
  readonly period: Period;
  /** With the turnaround of its instrument. */
  readonly occupied: Period;
}

/** The time of a session on an instrument, as others of its series must see it. */
export const plannedTime = (gathered: Gathered, period: Period): PlannedTime => ({
  instrumentId: gathered.instrument.id,
  period,
  occupied: occupiedPeriod(period, gathered.facts.turnaround),
});

/** The facts as they will be once the sessions before this one are reserved: limits count those too. */
export function withPlanned(gathered: Gathered, planned: readonly PlannedTime[]): Gathered {
  if (planned.length === 0) return gathered;
  const { company, person } = gathered;
  const sessions = planned.map(({ period, instrumentId }) => ({ ...period, instrumentId: String(instrumentId) }));
  const more = <F extends { readonly openReservations: number; readonly sessions: readonly BookedSession[] }>(
    of: F,
  ): F => ({
    ...of,
    openReservations: of.openReservations + planned.length,
    sessions: [...of.sessions, ...sessions],
  });
  return { ...gathered, company: more(company), person: person && more(person) };
}
