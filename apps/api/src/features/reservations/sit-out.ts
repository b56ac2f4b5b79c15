import type { Tx } from '../../platform/database/database.js';
import type { Park } from '../../platform/park-settings.js';
import { changeReservation, type LockedReservation, lockReservation, readReservation } from './change-reservation.js';
import { layOccupancy } from './lay-occupancy.js';
import type { InTheWay } from './place-elsewhere.js';
import { type Change, recordChange } from './reservation-changes.js';
import { agreedLines, totalOf } from './what-it-costs.js';

type At = Pick<Change, 'tx' | 'actor' | 'park' | 'now'>;

/** A rental that is agreed or in use may sit an outage out; an hour's booking has nothing left to keep. */
export const maySitOut = ({ kind, status }: Pick<LockedReservation, 'kind' | 'status'>): boolean =>
  kind === 'rental' && (status === 'requested' || status === 'confirmed' || status === 'active');

/** Leaves an outage its part of a rental: a gap in what the rental holds, and rent abated for it (ADR 0020). */
export async function sitOut(
  change: Change,
  outage: InTheWay,
  told: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { tx, reservation } = change;
  const { id, companyId } = reservation;
  await tx.query(
    `INSERT INTO reservation_gap (company_id, reservation_id, instrument_id, kind, source_id, period)
     VALUES ($1, $2, $3, 'outage', $4, tstzrange($5, $6))`,
    [companyId, id, outage.instrumentId, outage.id, new Date(outage.period.start), new Date(outage.period.end)],
  );
  const totalFen = await relay(change, id);
  await recordChange(change, 'reservation.sits_out', {
    outageId: outage.id,
    caseNo: outage.caseNo,
    startsAt: new Date(outage.period.start),
    endsAt: new Date(outage.period.end),
    totalFen,
    ...told,
  });
}

/** Which rentals sit an outage out, in order of id. */
export async function sittingOut(tx: Tx, outageId: number): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `SELECT DISTINCT reservation_id id FROM reservation_gap WHERE kind = 'outage' AND source_id = $1 ORDER BY 1`,
    [outageId],
  );
  return rows.map((row) => row.id);
}

/**
 * Puts the gaps of an outage to its new period, or takes them away: what the outage no longer takes is the rental's again,
 * not the pool's, and the rent of those days is owed again. The outage has let go of the time already.
 */
export async function changeGaps(at: At, outage: InTheWay, isOver: boolean): Promise<void> {
  const { tx } = at;
  for (const id of await sittingOut(tx, outage.id)) {
    const reservation = await lockReservation(tx, null, id);
    const gone = isOver || outage.period.end <= outage.period.start;
    const which = `WHERE kind = 'outage' AND source_id = $1 AND reservation_id = $2`;
    if (gone) await tx.query(`DELETE FROM reservation_gap ${which}`, [outage.id, id]);
    else {
      const period = [new Date(outage.period.start), new Date(outage.period.end)];
      await tx.query(`UPDATE reservation_gap SET period = tstzrange($3, $4) ${which}`, [outage.id, id, ...period]);
    }
    const totalFen = await relay(at, id);
    await recordChange({ ...at, reservation }, 'reservation.gap_changed', {
      outageId: outage.id,
      caseNo: outage.caseNo,
      endsAt: gone ? null : new Date(outage.period.end),
      totalFen,
    });
  }
}

const holding: ReadonlySet<string> = new Set(['requested', 'confirmed', 'active']);
const priced: ReadonlySet<string> = new Set([...holding, 'completed']);

/** Lays what a rental holds to its present gaps, and reckons what it costs with them. */
async function relay(at: { tx: Tx; park: Park; now: Date }, id: number): Promise<number> {
  const { tx, park, now } = at;
  const reservation = await readReservation(tx, null, id);
  const { instrumentId, startsAt, endsAt, beforeMinutes, afterMinutes, status } = reservation;
  if (holding.has(status)) {
    const period = { start: startsAt.getTime(), end: endsAt.getTime() };
    // The last gap may just have gone: pieces are laid anew either way.
    const pieces = reservation.gaps.length === 0 ? { ...reservation, gaps: [period] } : reservation;
    await layOccupancy(tx, pieces, { instrumentId, period, turnaround: { beforeMinutes, afterMinutes } }, park);
  }
  if (!priced.has(status)) return reservation.totalFen;
  const totalFen = totalOf(agreedLines(reservation, park));
  if (totalFen !== reservation.totalFen) await changeReservation(tx, reservation, { total_fen: totalFen }, now);
  return totalFen;
}
