import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { badRequest, conflict } from '../../platform/http/problem.js';
import {
  type Change,
  changeReservation,
  type Outcome,
  recordChange,
  ReservationChanges,
} from '../reservations/reservations.api.js';
import { noteHandover } from './note-handover.js';
import type { handOver } from './usage.dto.js';

/** Gives an instrument out. Refused while somebody else still has it, whatever the board says (rules §2). */
@Injectable()
export class HandOverInstrument {
  constructor(private readonly changes: ReservationChanges) {}

  execute(context: CommandContext, id: number, request: z.infer<typeof handOver>): Promise<Outcome> {
    return this.changes.run(context, { id, action: 'hand_over', lockInstrument: true }, async (change) => {
      const { tx, reservation, now } = change;
      const at = instantOf(request.at, now);
      await refuseWhileOut(change);
      const version = await changeReservation(tx, reservation, { status: 'active', handed_over_at: at }, now);
      await noteHandover(change, { ...request, direction: 'out', at });
      await recordChange(change, 'reservation.handed_over', { at, condition: request.condition });
      return { id, status: 'active', version };
    });
  }
}

/** When it happened: now, or a moment ago. */
export function instantOf(at: string | undefined, now: Date): Date {
  const instant = at === undefined ? now : new Date(at);
  if (instant <= now) return instant;
  throw badRequest('in_the_future', { zh: '时间不能晚于现在', en: 'The time cannot lie ahead' });
}

async function refuseWhileOut({ tx, reservation }: Change): Promise<void> {
  const [out] = await tx.query<{ id: number; status: string; endsAt: Date }>(
    `SELECT id, status, ends_at "endsAt" FROM reservation
     WHERE instrument_id = $1 AND id <> $2 AND status IN ('active', 'overdue') LIMIT 1`,
    [reservation.instrumentId, reservation.id],
  );
  if (!out) return;
  throw conflict(
    'still_out',
    { zh: '前一使用者尚未归还，暂不能交接', en: 'The one before has not returned it yet' },
    { heldBy: { reservationId: out.id, status: out.status, endsAt: out.endsAt } },
  );
}
