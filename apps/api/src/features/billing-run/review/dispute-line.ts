import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, forbidden, notFound } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { holdRun, type Run } from '../run.js';
import { bringBack, lockDispute } from './hold-dispute.js';
import { holdCompany, redraftCompany } from './redraft-company.js';

export interface Objection {
  readonly month: string;
  readonly chargeId: number;
  readonly reason: string;
}

/** A company's objection to a line of its draft: the line leaves the draft until finance answers, the rest goes on. */
@Injectable()
export class DisputeLine {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  async open(context: CommandContext, objection: Objection): Promise<{ id: number }> {
    const { companyId, memberId } = context.actor;
    if (companyId === null) throw forbidden();
    const at = this.clock.now();
    return this.commands.run(context, (tx) => open(tx, { ...objection, companyId, memberId, at }));
  }

  /** Takes an objection back: the line stands as it was. */
  async withdraw(context: CommandContext, id: number): Promise<{ id: number }> {
    const at = this.clock.now();
    const actorId = context.actor.memberId;
    return this.commands.run(context, async (tx) => {
      const dispute = await lockDispute(tx, id);
      await tx.query(
        `UPDATE charge_dispute SET status = 'withdrawn', answered_by = $2, answered_at = $3, version = version + 1 WHERE id = $1`,
        [id, actorId, at],
      );
      await bringBack(tx, dispute, null);
      const data = { month: dispute.runMonth, chargeId: dispute.chargeId };
      const entry = {
        actorId,
        companyId: dispute.companyId,
        entity: 'charge_dispute',
        entityId: id,
        data,
        event: true,
      };
      await record(tx, { ...entry, action: 'dispute.withdrawn' });
      return { id };
    });
  }
}

interface Opening extends Objection {
  readonly companyId: number;
  readonly memberId: number;
  readonly at: Date;
}

async function open(tx: Tx, { month, chargeId, reason, companyId, memberId, at }: Opening): Promise<{ id: number }> {
  const run = await holdRun(tx, { month });
  // Before the line is read: who objects to it at the same moment is done, and it has left the draft.
  if (run) await holdCompany(tx, run, companyId);
  const [line] = await tx.query<{ runId: number | null; number: string | null; disputed: boolean; amountFen: number }>(
    `SELECT i.run_id "runId", i.number, ch.amount_fen "amountFen",
       EXISTS (SELECT FROM charge_dispute d WHERE d.charge_id = ch.id AND d.status = 'open') disputed
     FROM charge ch LEFT JOIN invoice i ON i.id = ch.invoice_id WHERE ch.id = $1 AND ch.company_id = $2`,
    [chargeId, companyId],
  );
  if (!line || !run) throw notFound();
  refuseOutsideReview(run, at);
  if (line.disputed)
    throw conflict('already_disputed', { zh: '这一行已在核实中，请等待答复', en: 'This line is in dispute already' });
  if (line.runId !== run.id || line.number !== null) throw notFound();
  const [made] = await tx.query<{ id: number }>(
    `INSERT INTO charge_dispute (company_id, charge_id, run_id, reason, opened_by, opened_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [companyId, chargeId, run.id, reason, memberId, at],
  );
  if (!made) throw new Error('the dispute was not stored');
  await redraftCompany(tx, run, companyId, null);
  const data = { month, chargeId, amountFen: line.amountFen };
  const entry = {
    actorId: memberId,
    companyId,
    entity: 'charge_dispute',
    entityId: made.id,
    data,
    reason,
    event: true,
  };
  await record(tx, { ...entry, action: 'dispute.opened' });
  return made;
}

function refuseOutsideReview(run: Run, at: Date): void {
  if (run.status === 'review' && run.reviewUntil && at < run.reviewUntil) return;
  throw conflict('review_over', {
    zh: '核对期已结束，账单已出具或即将出具。如有疑问请联系财务，更正通过红字账单办理。',
    en: 'The review is over and the invoice is issued or about to be. Ask finance: a mistake is put right by a credit note.',
  });
}
