import type { Period, Turnaround } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { Ask } from './ask.js';
import { changeReservation, type LockedReservation } from './change-reservation.js';
import type { Place } from './lay-occupancy.js';
import type { StoredQuote } from './offer.js';
import { reschedule } from './reminders.js';
import { replaceSegments, segmentOf } from './segments.js';
import { agreedLines, lengthMonths, totalOf } from './what-it-costs.js';
import type { Park } from '../../platform/park-settings.js';

/** Where a reservation goes, and at what price. */
export interface Destination {
  readonly ask: Ask;
  readonly period: Period;
  readonly turnaround: Turnaround;
  readonly stored: StoredQuote;
}

/** Where a destination is, without its price. */
export const placeOf = ({ ask, period, turnaround }: Destination): Place => ({
  instrumentId: ask.instrumentId,
  period,
  turnaround,
});

/**
 * Writes a reservation's new place and price. A rental that keeps instrument and length keeps its segments: its
 * extensions stay at the prices they were agreed at. The caller has taken the new period already.
 */
export async function relocate(
  tx: Tx,
  reservation: LockedReservation,
  to: Destination,
  { park, now }: { park: Park; now: Date },
): Promise<{ version: number; totalFen: number }> {
  const { ask, period, stored } = to;
  const { id, status, segments } = reservation;
  const [startsAt, endsAt] = [new Date(period.start), new Date(period.end)];
  const term = ask.kind === 'rental' ? ask : { startsOn: null, months: null };
  const sameInstrument = ask.instrumentId === reservation.instrumentId;
  const sameTerm = term.months === lengthMonths(segments) && sameInstrument;
  if (term.months !== null && !sameTerm) await replaceSegments(tx, id, stored, now);
  const moved = { ...reservation, startsAt, endsAt, startsOn: term.startsOn, returnedOn: null, stored };
  // Outages of its instrument that it still meets go on abating its rent; those of another are left behind.
  const terms = {
    ...moved,
    segments: sameTerm ? segments : [segmentOf(stored, 1, 0)],
    satOut: sameInstrument ? moved.satOut : [],
  };
  const totalFen = term.months === null ? stored.quote.totalFen : totalOf(agreedLines(terms, park));
  const changes = {
    instrument_id: ask.instrumentId,
    starts_at: startsAt,
    ends_at: endsAt,
    starts_on: term.startsOn,
    months: term.months,
    returned_on: null,
    quote: stored,
    total_fen: totalFen,
    // What is confirmed has its deposit taken.
    ...(status === 'requested' ? { deposit_fen: stored.quote.depositFen } : {}),
  };
  const version = await changeReservation(tx, reservation, changes, now);
  if (status === 'confirmed') await reschedule(tx, { id, kind: ask.kind, startsAt, endsAt }, park.timeZone, now);
  return { version, totalFen };
}
