import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { badRequest, conflict } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { type Park, ParkSettings } from '../../../platform/park-settings.js';
import { addBillableItem } from '../../invoicing/invoicing.api.js';
import { accrualDifferences } from '../accrual-differences.js';
import { bringBack, type HeldDispute, lockDispute } from './hold-dispute.js';
import type { DisputeAnswer } from './review.dto.js';

interface Answering {
  readonly id: number;
  readonly answer: DisputeAnswer;
  readonly actorId: number;
  readonly at: Date;
  readonly park: Park;
}
type Answered = { readonly id: number; readonly status: 'upheld' | 'accepted'; readonly inRun: boolean };

/**
 * Finance's answer to a dispute. Upheld, the line stands and comes back. Accepted, it comes back together with what
 * corrects it, the difference that the changed source gives or an adjustment of its own: a line is never edited (rules §5).
 */
@Injectable()
export class AnswerDispute {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async answer(context: CommandContext, id: number, answer: DisputeAnswer): Promise<Answered> {
    const park = await this.settings.get();
    const answering = { id, answer, park, at: this.clock.now(), actorId: context.actor.memberId };
    return this.commands.run(context, (tx) => settle(tx, answering), 'all');
  }
}

async function settle(tx: Tx, answering: Answering): Promise<Answered> {
  const { id, answer, actorId, at, park } = answering;
  const dispute = await lockDispute(tx, id);
  const accepts = answer.decision === 'accept';
  const correction = accepts ? answer.correction : null;
  const itemId = correction === 'adjustment' ? await adjust(tx, dispute, answering) : null;
  if (correction === 'source') await refuseUncorrected(tx, dispute, { park, at });
  const status = accepts ? 'accepted' : 'upheld';
  await tx.query(
    `UPDATE charge_dispute SET status = $2, answer = $3, answered_by = $4, answered_at = $5, correction = $6, item_id = $7, version = version + 1
     WHERE id = $1`,
    [id, status, answer.answer, actorId, at, correction, itemId],
  );
  const inRun = await bringBack(tx, dispute, accepts ? park : null);
  const { companyId, chargeId, runMonth } = dispute;
  const data = { month: runMonth, chargeId, correction, itemId, inRun };
  const entry = {
    actorId,
    companyId,
    entity: 'charge_dispute',
    entityId: id,
    data,
    reason: answer.answer,
    event: true,
  };
  await record(tx, { ...entry, action: `dispute.${status}` });
  return { id, status, inRun };
}

/** The difference to what is right, as an item with the line's own tax. */
async function adjust(tx: Tx, { companyId, line }: HeldDispute, { answer, actorId }: Answering): Promise<number> {
  const rightFen = answer.decision === 'accept' ? answer.rightFen : undefined;
  if (rightFen === undefined || rightFen === line.amountFen) {
    throw badRequest(
      'right_amount_required',
      { zh: '请填写正确的金额，且与原金额不同', en: 'Give the right amount; it differs from that of the line' },
      { errors: [{ path: 'rightFen', message: '请填写正确的含税金额 / give the right amount with tax' }] },
    );
  }
  return addBillableItem(tx, {
    companyId,
    kind: 'adjustment',
    reservationId: line.sourceKind === 'reservation' ? line.sourceId : null,
    month: line.month,
    amountFen: rightFen - line.amountFen,
    tax: { rateBps: line.taxRateBps, code: line.taxCode, itemName: line.itemName },
    subject: line.subject,
    reason: answer.answer,
    createdBy: actorId,
  });
}

/** "The source is corrected" holds only where the correction gives a difference at the line's own place. */
async function refuseUncorrected(tx: Tx, dispute: HeldDispute, { park, at }: { park: Park; at: Date }): Promise<void> {
  const { companyId, chargeId, line } = dispute;
  const [waiting] = await tx.query(
    `SELECT 1 FROM charge ch JOIN charge o ON o.id = $1 WHERE ch.company_id = o.company_id AND ch.id <> o.id AND ch.invoice_id IS NULL
       AND (ch.source_kind, ch.source_id, ch.component, ch.segment, ch.month) = (o.source_kind, o.source_id, o.component, o.segment, o.month) LIMIT 1`,
    [chargeId],
  );
  if (waiting) return;
  const accrual = { companyIds: [companyId], month: line.month, park, today: localDate(at.getTime(), park.timeZone) };
  for await (const page of accrualDifferences(tx, { ...accrual, onFailure: () => undefined })) {
    const found = page.some(
      ({ source, difference }) =>
        source.sourceKind === line.sourceKind &&
        source.sourceId === line.sourceId &&
        difference.component === line.component &&
        difference.segment === line.segment &&
        difference.month === line.month,
    );
    if (found) return;
  }
  const link = line.sourceKind === 'reservation' ? `/reservations/${line.sourceId}` : '/adjustments';
  throw conflict(
    'not_corrected',
    {
      zh: '来源还没有更正，这一行的金额没有变化。请先更正预约或撤销该项费用，或改为直接填写正确金额。',
      en: 'The source is unchanged and so is the amount. Correct the reservation or withdraw the item first, or state the right amount instead.',
    },
    { link },
  );
}
