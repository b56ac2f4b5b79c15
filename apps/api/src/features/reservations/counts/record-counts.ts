import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { CommandContext } from '../../../platform/http/idempotency.js';
import { changeReservation } from '../change-reservation.js';
import { type Change, recordChange, ReservationChanges } from '../reservation-changes.js';
import type { decided } from '../reservations.dto.js';
import { agreedLines, totalOf } from '../what-it-costs.js';
import type { countsCommand } from './counts.dto.js';
import { keepCounts, monthFor, type Said } from './keep-counts.js';
import type { CountRow } from './kept-counts.js';

/** Staff count what was used, or put a count right: what it costs follows, and the difference is charged (rules §5). */
@Injectable()
export class RecordCounts {
  constructor(private readonly changes: ReservationChanges) {}

  execute(
    context: CommandContext,
    id: number,
    { counts, month, reason }: z.infer<typeof countsCommand>,
  ): Promise<z.infer<typeof decided>> {
    return this.changes.run(context, { id, action: 'count', isSameTime: true }, async (change) => {
      const { tx, reservation, park, now } = change;
      const said = { counts, month: monthFor(change, month), reason };
      const counted = await keepCounts(change, said);
      const { status, version } = reservation;
      if (counted === reservation.counted) return { id, status, version };
      const totalFen = totalOf(agreedLines(reservation, park, { counted }));
      const next = await changeReservation(tx, reservation, { total_fen: totalFen }, now);
      await tellCounts(change, said, { counted, totalFen });
      return { id, status, version: next };
    });
  }
}

/** Writes new counts into the history of the reservation. */
async function tellCounts(
  change: Change,
  { month, reason }: Omit<Said, 'counts'>,
  made: { readonly counted: readonly CountRow[]; readonly totalFen: number },
): Promise<void> {
  const { reservation } = change;
  const counts = made.counted
    .slice(reservation.counted.length)
    .map(({ component, code, count, price: { name, unit } }) => ({ component, code, count, name, unit }));
  const data = { counts, totalFen: made.totalFen, beforeFen: reservation.totalFen, ...(month ? { month } : {}) };
  await recordChange(change, 'reservation.counted', data, reason || null);
}
