import { occupiedPieces, type Period, type Turnaround } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { Park } from '../../platform/park-settings.js';
import { changePeriod, layPieces } from '../occupancy/occupancy.api.js';
import type { LockedReservation } from './change-reservation.js';

/** Where and when a reservation is to be. */
export interface Place {
  readonly instrumentId: number;
  readonly period: Period;
  readonly turnaround: Turnaround;
}

/**
 * Takes what a reservation holds at a place: the one way in which a reservation that stands changes its occupancy
 * (ADR 0025). Gaps that do not meet the new place fall away. Throws SlotTaken.
 */
export async function layOccupancy(
  tx: Tx,
  reservation: Pick<LockedReservation, 'id' | 'gaps' | 'pattern'>,
  { instrumentId, period, turnaround }: Place,
  park: Park,
): Promise<void> {
  const { id, pattern } = reservation;
  const gaps = reservation.gaps.length === 0 ? [] : await keepGapsMet(tx, id, instrumentId, period);
  const pieces = occupiedPieces({ period, turnaround, gaps, pattern, zone: park.timeZone });
  const whole = reservation.gaps.length === 0 && !pattern ? pieces[0] : undefined;
  const source = { kind: 'reservation', id } as const;
  await (whole ? changePeriod(tx, source, instrumentId, whole) : layPieces(tx, source, instrumentId, pieces));
}

async function keepGapsMet(tx: Tx, id: number, instrumentId: number, period: Period): Promise<Period[]> {
  await tx.query(
    `DELETE FROM reservation_gap WHERE reservation_id = $1 AND (instrument_id <> $2 OR NOT period && tstzrange($3, $4))`,
    [id, instrumentId, new Date(period.start), new Date(period.end)],
  );
  return tx.query<Period>(
    `SELECT extract(epoch FROM lower(period))::float8 * 1000 start, extract(epoch FROM upper(period))::float8 * 1000 "end"
     FROM reservation_gap WHERE reservation_id = $1`,
    [id],
  );
}
