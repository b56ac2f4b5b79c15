import { Injectable } from '@nestjs/common';
import { caseChoices } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { conflict, notFound } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { Announce, lockReservation, NoWay, readReservation, RefuseSlot } from '../reservations/reservations.api.js';
import { type CaseRow, caseOf, standsInTheWay } from './case-row.js';
import type { caseAnswer, caseOutcome } from './cases.dto.js';
import { lockOutage, periodOf } from './outage-row.js';
import { SettleCase } from './settle-case.js';

type Answer = z.infer<typeof caseAnswer>;
type Outcome = z.infer<typeof caseOutcome>;

/** The owner says what becomes of a reservation that an outage is in the way of; staff may say it in the owner's place. */
@Injectable()
export class AnswerCase {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly settle: SettleCase,
    private readonly refuse: RefuseSlot,
    private readonly announce: Announce,
  ) {}

  async execute(context: CommandContext, reservationId: number, answer: Answer): Promise<Outcome> {
    const touched = new Set<number>();
    try {
      const outcome = await this.commands.run(context, (tx) =>
        this.answer(tx, context.actor, reservationId, answer, touched),
      );
      const { companyId } = context.actor;
      this.announce.changed([...touched].map((instrumentId) => ({ companyId: companyId ?? 'public', instrumentId })));
      return outcome;
    } catch (error) {
      if (!(error instanceof NoWay)) throw error;
      if (error.wanted) throw await this.refuse.problem(context.actor, error.wanted);
      throw conflict('no_slot', {
        zh: '暂时没有可顺延的空闲时段，请自选日期或选择其他处理方式',
        en: 'There is no free slot to move to; choose a date of your own or another way',
      });
    }
  }

  private async answer(tx: Tx, actor: Actor, id: number, answer: Answer, touched: Set<number>): Promise<Outcome> {
    const now = this.clock.now();
    const { instrumentId } = await readReservation(tx, actor.companyId, id);
    const seen = await caseOf(tx, id);
    if (!seen) throw notFound();
    const outage = await lockOutage(tx, seen.outageId, [...held(seen), instrumentId]);
    const reservation = await lockReservation(tx, actor.companyId, id);
    const one = await caseOf(tx, id);
    if (!one || one.id !== seen.id || one.status !== 'open' || outage.status !== 'announced') throw settledAlready(one);
    // Moved or shortened meanwhile: nothing is left for the outage to do to it.
    if (!(await standsInTheWay(tx, outage, one))) throw settledAlready(one);
    const hasHold = one.heldInstrumentId !== null;
    const choices = caseChoices({
      kind: reservation.kind,
      status: reservation.status,
      period: periodOf(reservation),
      outage: periodOf(outage),
      agreedFen: reservation.totalFen,
      heldFen: hasHold ? 0 : null,
      nextFen: null,
    });
    if (!choices.includes(answer.action)) throw notOpenToIt(choices);
    const at = { tx, actor, park: await this.settings.get(), now };
    await this.settle.answer(at, outage, one, reservation, answer);
    for (const touchedId of [outage.instrumentId, ...held(one)]) touched.add(touchedId);
    return { action: answer.action, status: 'answered' };
  }
}

const held = (one: CaseRow): number[] => (one.heldInstrumentId === null ? [] : [one.heldInstrumentId]);

const settledAlready = (one: CaseRow | undefined): Error =>
  conflict(
    'already_settled',
    {
      zh: '该停机影响已处理完毕，请查看预约的最新情况',
      en: 'This was settled meanwhile; look at the reservation as it stands now',
    },
    { current: one ? { status: one.status, action: one.action } : null },
  );

const notOpenToIt = (choices: readonly string[]): Error =>
  conflict(
    'not_a_choice',
    {
      zh: '当前情况下不能这样处理，请从给出的方式中选择',
      en: 'That cannot be done as it stands; choose one of the ways given',
    },
    { choices },
  );
