import { Injectable } from '@nestjs/common';
import { type LineDecision, lineDecisionOf, type Localized } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { constraintOf } from '../../../platform/database/sql-state.js';
import type { Actor } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, notFound, Problem } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { voidDepositReceipt } from '../deposits/receive-deposit.js';
import { lockDeposit } from '../deposits/release-deposit.js';
import { refusePayment } from '../record-payment.js';
import { reverseRefund } from '../refunds/pay-refund.js';
import { refuseRefund } from '../refunds/refunds.js';
import { reversePayment, type ReversedBy } from '../reverse-payment.js';
import type { lineConfirmed, sureConfirmed } from './bank.dto.js';
import type { By } from './book-line.js';
import { confirmLine, decided, lockLine } from './confirm-line.js';
import { matchedLines } from './match-facts.js';

/** What finance decides on lines of bank statements. */
@Injectable()
export class BankLines {
  constructor(
    private readonly db: Database,
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  confirm(context: CommandContext, lineId: number, decision: LineDecision): Promise<z.infer<typeof lineConfirmed>> {
    const by = this.by(context.actor);
    return this.commands.run(context, (tx) => confirmLine(tx, lineId, decision, by)).catch(refuse);
  }

  /**
   * Confirms those of the named lines that are sure now, each in a transaction of its own: what changed since the page
   * was read is left with the reason. Asked again, it finds them decided.
   */
  async confirmSure(actor: Actor, lineIds: readonly number[]): Promise<z.infer<typeof sureConfirmed>> {
    const by = this.by(actor);
    const wanted = new Set(lineIds);
    const { matches, lines } = await this.db.read('all', (tx) => matchedLines(tx));
    const amounts = new Map(lines.map((line) => [line.lineId, line]));
    const confirmed: number[] = [];
    const left: { lineId: number; reason: Localized }[] = [];
    for (const { lineId, state, suggestions } of matches.filter((match) => wanted.has(match.lineId))) {
      const [best] = suggestions;
      const line = amounts.get(lineId);
      const reason =
        state === 'sure' && best && line ? await this.tried(lineId, lineDecisionOf(line, best), by) : unsure;
      if (reason) left.push({ lineId, reason });
      else confirmed.push(lineId);
    }
    const seen = new Set(matches.map((match) => match.lineId));
    for (const lineId of lineIds.filter((id) => !seen.has(id))) left.push({ lineId, reason: gone });
    return { confirmed, left };
  }

  private async tried(lineId: number, decision: LineDecision, by: By): Promise<Localized | null> {
    try {
      await this.db.transaction('all', (tx) => confirmLine(tx, lineId, decision, by));
      return null;
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      return problem.problem.title;
    }
  }

  /** Undoes a confirmation, all parts of it: what it made is taken back, what stood before stays; the line waits again. */
  async undo(context: CommandContext, lineId: number, reason: string): Promise<{ id: number }> {
    const { timeZone } = await this.settings.get();
    const by = { ...this.by(context.actor), timeZone, reason };
    return this.commands.run(context, async (tx) => {
      const line = await lockLine(tx, lineId);
      const matches = await tx.query<Made>(
        `SELECT payment_id, refund_id, deposit_id, is_own FROM bank_match WHERE line_id = $1 AND undone_at IS NULL
         ORDER BY deposit_id, company_id`,
        [lineId],
      );
      if (line.status !== 'confirmed' || matches.length === 0)
        throw conflict('line_not_confirmed', { zh: '该流水没有可撤销的确认', en: 'There is no confirmation to undo' });
      for (const made of matches.filter((one) => one.is_own)) await takeBack(tx, made, by);
      await unlink(tx, lineId, by);
      await this.told(tx, 'bank_line.undone', lineId, by);
      return { id: lineId };
    });
  }

  /** Leaves a line out of the books, with the reason. */
  async ignore(actor: Actor, lineId: number, reason: string): Promise<void> {
    const by = { ...this.by(actor), reason };
    await this.db.transaction('all', async (tx) => {
      const line = await lockLine(tx, lineId);
      if (line.status !== 'open') throw decided(line);
      await tx.query(
        `UPDATE bank_line SET status = 'ignored', ignored_reason = $2, decided_by = $3, decided_at = $4, version = version + 1 WHERE id = $1`,
        [lineId, reason, by.actorId, by.now],
      );
      await this.told(tx, 'bank_line.ignored', lineId, by);
    });
  }

  /** Takes an ignored line up again. */
  async reopen(actor: Actor, lineId: number): Promise<void> {
    const by = this.by(actor);
    await this.db.transaction('all', async (tx) => {
      const line = await lockLine(tx, lineId);
      if (line.status !== 'ignored') throw decided(line);
      await tx.query(
        `UPDATE bank_line SET status = 'open', ignored_reason = NULL, decided_by = NULL, decided_at = NULL, version = version + 1 WHERE id = $1`,
        [lineId],
      );
      await this.told(tx, 'bank_line.reopened', lineId, by);
    });
  }

  /** Says whose a line is; it is matched with that company's invoices from then on. */
  async assign(actor: Actor, lineId: number, companyId: number | null): Promise<void> {
    const by = this.by(actor);
    await this.db
      .transaction('all', async (tx) => {
        const line = await lockLine(tx, lineId);
        if (line.status !== 'open') throw decided(line);
        await tx.query('UPDATE bank_line SET company_id = $2, version = version + 1 WHERE id = $1', [
          lineId,
          companyId,
        ]);
        await this.told(tx, 'bank_line.assigned', lineId, by);
      })
      .catch(refuse);
  }

  private by(actor: Actor): By {
    return { actorId: actor.memberId, now: this.clock.now() };
  }

  private told(tx: Tx, action: string, lineId: number, by: By & { readonly reason?: string }): Promise<void> {
    return record(tx, {
      actorId: by.actorId,
      companyId: null,
      action,
      entity: 'bank_line',
      entityId: lineId,
      reason: by.reason,
    });
  }
}

const unsure: Localized = { zh: '匹配已不再确定，请逐笔核对', en: 'The match is no longer sure; look at it' };
const gone: Localized = { zh: '已被处理', en: 'Decided already' };

/** What a line was confirmed as. */
interface Made {
  readonly payment_id: number | null;
  readonly refund_id: number | null;
  readonly deposit_id: number | null;
  readonly is_own: boolean;
}

/** Takes back what a confirmation made. */
async function takeBack(tx: Tx, made: Made, by: ReversedBy & { readonly reason: string }): Promise<void> {
  const { payment_id: paymentId, refund_id: refundId, deposit_id: depositId } = made;
  const { reason } = by;
  if (paymentId !== null) await reversePayment(tx, { paymentId, reason, isWithItsLine: true }, by);
  if (refundId !== null) await reverseRefund(tx, refundId, by);
  const deposit = depositId === null ? undefined : await lockDeposit(tx, { id: depositId });
  if (deposit) await voidDepositReceipt(tx, deposit, by);
}

async function unlink(tx: Tx, lineId: number, by: By & { readonly reason: string }): Promise<void> {
  await tx.query(
    'UPDATE bank_match SET undone_at = $2, undone_by = $3, undo_reason = $4 WHERE line_id = $1 AND undone_at IS NULL',
    [lineId, by.now, by.actorId, by.reason],
  );
  await tx.query(
    `UPDATE bank_line SET status = 'open', decided_at = NULL, decided_by = NULL, version = version + 1 WHERE id = $1`,
    [lineId],
  );
}

/** A refusal in words, also of what the database refused; null for a fault. */
function problemOf(error: unknown): Problem | null {
  try {
    return refuse(error);
  } catch (said) {
    return said instanceof Problem ? said : null;
  }
}

function refuse(error: unknown): never {
  const constraint = constraintOf(error);
  if (constraint === 'bank_line_company_id_fkey') throw notFound();
  if (constraint?.startsWith('bank_match_'))
    throw conflict('line_decided', {
      zh: '该流水或所关联的收款已由他人处理，请刷新后查看',
      en: 'Somebody decided on this line, or on what it was to be linked with; look again',
    });
  if (constraint?.startsWith('refund_')) refuseRefund(error);
  return refusePayment(error);
}
