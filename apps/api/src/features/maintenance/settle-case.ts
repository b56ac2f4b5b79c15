import { Injectable } from '@nestjs/common';
import type { CaseAction } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { type DueWorkItem, schedule, unschedule } from '../../platform/due-work/due-work.js';
import type { Actor } from '../../platform/http/actor.js';
import { Problem } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import type { Park } from '../../platform/park-settings.js';
import { type LockedReservation, MakeWay, NoWay, type Resolution } from '../reservations/reservations.api.js';
import { type CaseRow, closeCase } from './case-row.js';
import { releaseHold } from './open-cases.js';
import { asSeen, layOutage, type OutageRow, readOutage } from './outage-row.js';

export interface Settling {
  readonly tx: Tx;
  readonly park: Park;
  readonly now: Date;
  readonly actor: Actor;
}

/** What comes due of an outage: answers, what is left to do once all are in, and one day more while nobody knows its end. */
export const dueKinds = { answers: 'outage.answers-due', rest: 'outage.settle', goesOn: 'outage.goes-on' } as const;

/** Does to a reservation what was chosen for it, and lays what it gave up under the outage: one transaction. */
@Injectable()
export class SettleCase {
  constructor(private readonly way: MakeWay) {}

  /** The owner's choice, or that of staff in the owner's place. Throws NoWay when the place is taken by now. */
  async answer(
    at: Settling,
    outage: OutageRow,
    one: CaseRow,
    reservation: LockedReservation,
    chosen: Chosen,
  ): Promise<void> {
    await this.carryOut(at, outage, one, reservation, resolutionOf(one, reservation, chosen), {});
    await closeCase(at.tx, one, { status: 'answered', action: chosen.action, by: at.actor.memberId, now: at.now });
    await this.layWhatIsFree(at, outage);
  }

  /** What was announced for no answer; where that is not to be had any more the next best, and giving it up in the end. */
  async byDefault(at: Settling, outage: OutageRow, one: CaseRow, reservation: LockedReservation): Promise<void> {
    const order: CaseAction[] = [one.defaultAction, 'swap', 'move', 'cancel'];
    for (const action of new Set(order)) {
      if (action === 'swap' && one.heldInstrumentId === null) continue;
      await at.tx.query('SAVEPOINT way_out');
      try {
        const resolution = resolutionOf(one, reservation, { action });
        await this.carryOut(at, outage, one, reservation, resolution, { byDefault: true });
        await at.tx.query('RELEASE SAVEPOINT way_out');
        await closeCase(at.tx, one, { status: 'defaulted', action, by: null, now: at.now });
        return;
      } catch (error) {
        if (!(error instanceof NoWay || error instanceof Problem)) throw error;
        await at.tx.query('ROLLBACK TO SAVEPOINT way_out');
      }
    }
  }

  /** Takes what is free of the period; the outage is planned when that is all of it and nobody is asked any more. */
  async layWhatIsFree(at: Settling, before: OutageRow, again = at.now): Promise<void> {
    const { tx } = at;
    const outage = await readOutage(tx, before.id);
    const isWhole = await layOutage(tx, outage);
    if (outage.status !== 'announced' || outage.openCases > 0) return;
    if (isWhole) await this.plan(at, outage);
    // Something stands there that nobody was asked about; workers see it whoever's it is.
    else await schedule(tx, [settleAt(outage, again)]);
  }

  private async plan({ tx, actor }: Settling, outage: OutageRow): Promise<void> {
    await tx.query(`UPDATE outage SET status = 'planned', version = version + 1 WHERE id = $1`, [outage.id]);
    await unschedule(tx, [dueKinds.answers, dueKinds.rest], outage.id);
    await record(tx, {
      actorId: actor.memberId,
      companyId: null,
      action: 'outage.planned',
      entity: 'outage',
      entityId: outage.id,
      data: { instrumentId: outage.instrumentId, caseNo: outage.caseNo },
      event: true,
    });
  }

  private async carryOut(
    at: Settling,
    outage: OutageRow,
    one: CaseRow,
    reservation: LockedReservation,
    resolution: Resolution,
    told: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { tx } = at;
    const decided = [{ reservation, resolution }];
    const how = { ...at, outage: asSeen(outage), told };
    await releaseHold(tx, one.id);
    await this.way.giveUp(tx, decided, how);
    await this.way.place(tx, decided, how);
  }
}

/** What somebody chose; a date only with a move. */
export interface Chosen {
  readonly action: CaseAction;
  readonly startsOn?: string;
  readonly startsAt?: string;
}

function resolutionOf(one: CaseRow, { id: reservationId }: LockedReservation, chosen: Chosen): Resolution {
  const { action, startsOn, startsAt } = chosen;
  if (action === 'swap') return { reservationId, action, instrumentId: one.heldInstrumentId ?? 0 };
  if (action !== 'move') return { reservationId, action };
  return { reservationId, action, startsOn, startsAt, ownChoice: Boolean(startsOn ?? startsAt) };
}

/** When an answer is due: once for each time at which one is. */
export const answersDue = (outageId: number, dueAt: Date): DueWorkItem => ({
  kind: dueKinds.answers,
  subjectId: outageId,
  dueAt,
  dedupeKey: `${dueKinds.answers}:${outageId}:${dueAt.toISOString()}`,
});

/** When to look again at what still stands in the way. */
export const settleAt = ({ id, version }: OutageRow, dueAt: Date): DueWorkItem => ({
  kind: dueKinds.rest,
  subjectId: id,
  dueAt,
  dedupeKey: `${dueKinds.rest}:${id}:${version}:${dueAt.toISOString()}`,
});
