import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { badRequest } from '../../platform/http/problem.js';
import { forfeitDeposit, refundDeposit, setOffDeposit } from '../invoicing/invoicing.api.js';
import { releaseFrom } from '../occupancy/occupancy.api.js';
import {
  agreedLines,
  type Change,
  changeReservation,
  firstFreeDay,
  keepCounts,
  monthFor,
  type Outcome,
  recordChange,
  ReservationChanges,
  totalOf,
  unscheduleAll,
  withdrawLateReturn,
} from '../reservations/reservations.api.js';
import { instantOf } from './hand-over-instrument.js';
import { type HandoverWords, noteHandover } from './note-handover.js';
import type { stop, takeBack } from './usage.dto.js';

interface ReturnWords extends HandoverWords {
  /** What was counted at use; left out: what was booked stands. */
  readonly counts?: z.infer<typeof stop>['counts'];
}

/** Takes an instrument back: in time, early or late; what it costs then is settled, what lies ahead is free again. */
@Injectable()
export class TakeBackInstrument {
  constructor(private readonly changes: ReservationChanges) {}

  /** Staff note it, now or a moment ago, and say what becomes of the deposit. */
  execute(context: CommandContext, id: number, request: z.infer<typeof takeBack>): Promise<Outcome> {
    return this.changes.run(context, { id, action: 'take_back' }, async (change) => {
      const at = instantOf(request.at, change.now);
      const outcome = await giveBack(change, request, at);
      await settleDeposit(change, request);
      return outcome;
    });
  }

  /** A tenant stops the own session now; a session has no deposit to settle. */
  stop(context: CommandContext, id: number, request: z.infer<typeof stop>): Promise<Outcome> {
    return this.changes.run(context, { id, action: 'stop' }, (change) => giveBack(change, request, change.now));
  }
}

async function giveBack(change: Change, words: ReturnWords, at: Date): Promise<Outcome> {
  const { tx, reservation, park, now } = change;
  const { id } = reservation;
  if (at <= (reservation.handedOverAt ?? reservation.startsAt)) throw beforeHandOver();
  const returned = {
    returnedAt: at,
    returnedOn: reservation.kind === 'rental' ? firstFreeDay(at.getTime(), park.timeZone) : null,
  };
  const counted = await countedAt({ ...change, reservation: { ...reservation, returnedAt: at } }, words);
  const totalFen = totalOf(agreedLines(reservation, park, { ...returned, counted }));
  const changes = {
    status: 'completed',
    returned_at: at,
    returned_on: returned.returnedOn,
    total_fen: totalFen,
  } as const;
  const version = await changeReservation(tx, reservation, changes, now);
  await releaseFrom(tx, { kind: 'reservation', id }, new Date(now.getTime() + reservation.afterMinutes * 60_000));
  await unscheduleAll(tx, id);
  await withdrawLateReturn(change, at);
  await noteHandover(change, { ...words, direction: 'back', at });
  await recordChange(change, 'reservation.returned', {
    at,
    condition: words.condition,
    totalFen,
    ...(words.counts ? { counts: newCounts(counted, reservation) } : {}),
  });
  return { id, status: 'completed', version };
}

/** What is counted with the return. */
async function countedAt(change: Change, { counts, note }: ReturnWords): Promise<Change['reservation']['counted']> {
  return counts
    ? keepCounts(change, { counts, month: monthFor(change, undefined), reason: note })
    : change.reservation.counted;
}

const newCounts = (counted: Change['reservation']['counted'], before: Change['reservation']): object[] =>
  counted
    .slice(before.counted.length)
    .map(({ component, code, count, price: { name, unit } }) => ({ component, code, count, name, unit }));

/** First what is kept, then what becomes of the rest; `keep` leaves that undecided. */
async function settleDeposit(
  { tx, reservation, actor, park, now }: Change,
  { deposit, keepDeposit }: Pick<z.infer<typeof takeBack>, 'deposit' | 'keepDeposit'>,
): Promise<void> {
  const given = { reservationId: reservation.id, at: now, timeZone: park.timeZone, actorId: actor.memberId };
  if (keepDeposit) await forfeitDeposit(tx, { ...given, ...keepDeposit });
  if (deposit === 'refund') await refundDeposit(tx, given);
  if (deposit === 'set_off') await setOffDeposit(tx, given);
}

const beforeHandOver = (): Error =>
  badRequest('before_hand_over', { zh: '归还时间应晚于交接时间', en: 'The return must lie after the hand-over' });
