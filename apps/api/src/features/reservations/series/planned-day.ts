import { type BookedSession, occupiedPeriod, type Period } from '@parkbench/domain';
import type { Gathered } from '../reservation-facts.js';

/** What the same series is about to take; the database does not know of it yet. */
export interface PlannedTime {
  readonly instrumentId: number;
  readonly period: Period;
  /** With the turnaround of its instrument. */
  readonly occupied: Period;
  /** Where it stands until then; a limit must not count it twice. */
  readonly instead?: { readonly instrumentId: number; readonly period: Period };
}

/** The time of a session on an instrument, as others of its series must see it. */
export const plannedTime = (gathered: Gathered, period: Period): PlannedTime => ({
  instrumentId: gathered.instrument.id,
  period,
  occupied: occupiedPeriod(period, gathered.facts.turnaround),
});

/** The facts as they will be once the sessions before this one are reserved or moved: limits count those where they go. */
export function withPlanned(gathered: Gathered, planned: readonly PlannedTime[]): Gathered {
  if (planned.length === 0) return gathered;
  const { company, person } = gathered;
  return { ...gathered, company: afterwards(company, planned), person: person && afterwards(person, planned) };
}

function afterwards<F extends { readonly openReservations: number; readonly sessions: readonly BookedSession[] }>(
  facts: F,
  planned: readonly PlannedTime[],
): F {
  const left = new Set(planned.flatMap(({ instead }) => (instead ? [keyOf(booked(instead))] : [])));
  const added = planned.filter(({ instead }) => instead === undefined).length;
  return {
    ...facts,
    openReservations: facts.openReservations + added,
    sessions: [...facts.sessions.filter((one) => !left.has(keyOf(one))), ...planned.map(booked)],
  };
}

const booked = ({ instrumentId, period }: { instrumentId: number; period: Period }): BookedSession => ({
  ...period,
  instrumentId: String(instrumentId),
});

const keyOf = ({ instrumentId, start, end }: BookedSession): string => `${instrumentId} ${start} ${end}`;
