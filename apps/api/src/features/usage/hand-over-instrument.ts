import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { badRequest, conflict, policiesViolated } from '../../platform/http/problem.js';
import { isDepositDue } from '../invoicing/invoicing.api.js';
import { SlotTaken } from '../occupancy/occupancy.api.js';
import {
  type Change,
  changeReservation,
  findingsAbout,
  layOccupancy,
  type Outcome,
  recordChange,
  ReservationChanges,
  trained,
} from '../reservations/reservations.api.js';
import { type HandoverWords, noteHandover } from './note-handover.js';
import type { handOver } from './usage.dto.js';

/** Gives an instrument out. Refused while somebody else still has it, whatever the board says (rules §2). */
@Injectable()
export class HandOverInstrument {
  constructor(private readonly changes: ReservationChanges) {}

  /** Staff note it, now or a moment ago. */
  execute(context: CommandContext, id: number, request: z.infer<typeof handOver>): Promise<Outcome> {
    return this.changes.run(context, { id, action: 'hand_over', lockInstrument: true, isSameTime: true }, (change) =>
      giveOut(change, request, instantOf(request.at, change.now)),
    );
  }

  /** A tenant starts the own session, a little early too where nobody has the instrument before it. */
  start(context: CommandContext, id: number, request: HandoverWords): Promise<Outcome> {
    return this.changes.run(
      context,
      { id, action: 'start', lockInstrument: true, isSameTime: true },
      async (change) => {
        await refuseUntrained(change);
        await takeTimeBefore(change);
        return giveOut(change, request, change.now);
      },
    );
  }
}

async function giveOut(change: Change, words: HandoverWords, at: Date): Promise<Outcome> {
  const { tx, reservation, now } = change;
  const { id } = reservation;
  await refuseWhileOut(change);
  if (await isDepositDue(tx, id)) throw depositDue();
  const version = await changeReservation(tx, reservation, { status: 'active', handed_over_at: at }, now);
  await noteHandover(change, { ...words, direction: 'out', at });
  await recordChange(change, 'reservation.handed_over', { at, condition: words.condition });
  return { id, status: 'active', version };
}

/** Staff look for themselves whom they give it to; who starts alone must have been trained, whatever was so at the booking. */
async function refuseUntrained(change: Change): Promise<void> {
  const violations = await findingsAbout(change, change.actor.memberId, trained);
  if (violations.some(({ severity }) => severity === 'refuse')) throw policiesViolated(violations);
}

/** When it happened: now, or a moment ago. */
export function instantOf(at: string | undefined, now: Date): Date {
  const instant = at === undefined ? now : new Date(at);
  if (instant <= now) return instant;
  throw badRequest('in_the_future', { zh: '时间不能晚于现在', en: 'The time cannot lie ahead' });
}

/** Who starts early takes the time up to the start as well, if it is anybody's: the constraint decides. */
async function takeTimeBefore({ tx, reservation, park, now }: Change): Promise<void> {
  const { instrumentId, startsAt, endsAt, beforeMinutes, afterMinutes } = reservation;
  if (now.getTime() >= startsAt.getTime() - beforeMinutes * 60_000) return;
  const period = { start: now.getTime(), end: endsAt.getTime() };
  try {
    await layOccupancy(tx, reservation, { instrumentId, period, turnaround: { beforeMinutes: 0, afterMinutes } }, park);
  } catch (error) {
    if (!(error instanceof SlotTaken)) throw error;
    throw conflict(
      'not_free_yet',
      {
        zh: '在您的时段开始前，仪器还留给他人，请到时再开始',
        en: 'Up to your start the instrument is kept for somebody else; please start then',
      },
      { startsAt },
    );
  }
}

async function refuseWhileOut(change: Change): Promise<void> {
  const { tx, actor, reservation } = change;
  const [row] = await tx.query<{ out: boolean }>('SELECT is_still_out($1, $2) out', [
    reservation.instrumentId,
    reservation.id,
  ]);
  if (!row?.out) return;
  const title = { zh: '前一使用者尚未归还，暂不能交接', en: 'The one before has not returned it yet' };
  throw conflict('still_out', title, actor.companyId === null ? { heldBy: await holderOf(change) } : {});
}

/** Who has it: for staff only. */
async function holderOf({ tx, reservation }: Change): Promise<object | null> {
  const [out] = await tx.query<{ reservationId: number; status: string; endsAt: Date }>(
    `SELECT id "reservationId", status, ends_at "endsAt" FROM reservation
     WHERE instrument_id = $1 AND id <> $2 AND status IN ('active', 'overdue') LIMIT 1`,
    [reservation.instrumentId, reservation.id],
  );
  return out ?? null;
}

const depositDue = (): Error =>
  conflict('deposit_due', {
    zh: '押金尚未到账，暂不能交接；财务登记收到押金后即可交接',
    en: 'The deposit has not come in yet; hand over once finance has recorded it',
  });
