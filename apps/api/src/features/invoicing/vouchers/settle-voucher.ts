import { Injectable } from '@nestjs/common';
import { localDate, voucherRedeemedEntries, voucherReturnedEntries } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { badRequest, conflict, notFound } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { postLedger } from '../post-ledger.js';
import { openAgain } from './open-again.js';
import type { redemption, submission } from './vouchers.dto.js';

interface LockedUse {
  readonly id: number;
  readonly companyId: number;
  readonly voucherId: number;
  readonly invoiceId: number;
  readonly paymentId: number;
  readonly amountFen: number;
  readonly state: string;
}
type Outcome = Promise<{ id: number; state: string }>;

/** What happens to a voucher's uses afterwards: handed in with its issuer, paid by it, or undone. */
@Injectable()
export class SettleVoucher {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** Hands in every use of a voucher that was not handed in yet. */
  submit(
    context: CommandContext,
    voucherId: number,
    input: z.infer<typeof submission>,
  ): Promise<{ submitted: number }> {
    const now = this.clock.now();
    return this.commands.run(
      context,
      async (tx) => {
        const [voucher] = await tx.query<{ companyId: number }>(
          'SELECT company_id "companyId" FROM voucher WHERE id = $1 FOR UPDATE',
          [voucherId],
        );
        if (!voucher) throw notFound();
        const submitted = await tx.execute(
          `UPDATE voucher_use SET state = 'submitted', submitted_at = $2, submitted_ref = $3, version = version + 1 WHERE voucher_id = $1 AND state = 'used'`,
          [voucherId, now, input.reference],
        );
        if (submitted === 0) throw nothingToSubmit();
        const data = { submitted, reference: input.reference };
        await this.note(tx, context, { ...voucher, voucherId, action: 'voucher.submitted', data });
        return { submitted };
      },
      'all',
    );
  }

  /** The issuer paid: what it owed is in the bank. */
  async redeem(context: CommandContext, id: number, input: z.infer<typeof redemption>): Outcome {
    const { timeZone } = await this.settings.get();
    const now = this.clock.now();
    if (input.redeemedOn > localDate(now.getTime(), timeZone))
      throw badRequest('received_in_future', { zh: '到账日期不能晚于今天', en: 'The day of receipt lies ahead' });
    return this.commands.run(
      context,
      async (tx) => {
        const use = await lockUse(tx, id);
        if (use.state !== 'submitted') throw notSubmitted(use.state);
        await tx.query(
          `UPDATE voucher_use SET state = 'redeemed', redeemed_on = $2, redeemed_ref = $3, version = version + 1 WHERE id = $1`,
          [id, input.redeemedOn, input.reference],
        );
        const entries = voucherRedeemedEntries({ companyId: String(use.companyId), amountFen: use.amountFen });
        await postLedger(tx, [{ kind: 'voucher_redeemed', refId: id, postedAt: now, entries }]);
        const data = { useId: id, amountFen: use.amountFen, ...input };
        await this.note(tx, context, { ...use, action: 'voucher.redeemed', data });
        return { id, state: 'redeemed' };
      },
      'all',
    );
  }

  /** Undoes a use: the invoice is open again by as much, and the voucher has it back; what its issuer has paid goes back to it from the bank. */
  async undo(context: CommandContext, id: number, reason: string): Outcome {
    const { timeZone } = await this.settings.get();
    const now = this.clock.now();
    const { actor } = context;
    return this.commands.run(
      context,
      async (tx) => {
        const [of] = await tx.query<{ invoiceId: number }>(
          'SELECT invoice_id "invoiceId" FROM voucher_use WHERE id = $1',
          [id],
        );
        if (!of) throw notFound();
        await tx.query('SELECT 1 FROM invoice WHERE id = $1 FOR UPDATE', [of.invoiceId]);
        const use = await lockUse(tx, id);
        if (use.state === 'returned') throw returnedAlready();
        await openAgain(tx, { ...use, reason, at: now, actorId: actor.memberId, timeZone });
        await tx.query(
          `UPDATE voucher_use SET state = 'returned', returned_at = $2, returned_by = $3, returned_reason = $4, version = version + 1 WHERE id = $1`,
          [id, now, actor.memberId, reason],
        );
        await tx.query('UPDATE voucher SET used_fen = used_fen - $2, version = version + 1 WHERE id = $1', [
          use.voucherId,
          use.amountFen,
        ]);
        const redeemed = use.state === 'redeemed';
        const entries = voucherReturnedEntries({
          companyId: String(use.companyId),
          amountFen: use.amountFen,
          redeemed,
        });
        await postLedger(tx, [{ kind: 'voucher_returned', refId: id, postedAt: now, entries }]);
        const data = { useId: id, amountFen: use.amountFen };
        await this.note(tx, context, { ...use, action: 'voucher.use_returned', data, reason });
        return { id, state: 'returned' };
      },
      'all',
    );
  }

  private note(
    tx: Tx,
    { actor }: CommandContext,
    what: { companyId: number; voucherId: number; action: string; data: Record<string, unknown>; reason?: string },
  ): Promise<void> {
    const { companyId, voucherId: entityId, action, data, reason } = what;
    const entry = { actorId: actor.memberId, companyId, entity: 'voucher', entityId, action, data, event: true };
    return record(tx, { ...entry, reason: reason ?? null });
  }
}

/** A use that nobody else changes meanwhile; its voucher first, as wherever both are locked. */
async function lockUse(tx: Tx, id: number): Promise<LockedUse> {
  await tx.query('SELECT 1 FROM voucher WHERE id = (SELECT voucher_id FROM voucher_use WHERE id = $1) FOR UPDATE', [
    id,
  ]);
  const [use] = await tx.query<LockedUse>(
    `SELECT u.id, u.company_id "companyId", u.voucher_id "voucherId", u.invoice_id "invoiceId", u.payment_id "paymentId", u.amount_fen "amountFen", u.state
     FROM voucher_use u WHERE u.id = $1 FOR UPDATE`,
    [id],
  );
  if (!use) throw notFound();
  return use;
}

const nothingToSubmit = (): Error =>
  conflict('nothing_to_submit', {
    zh: '该券没有待提交兑付的使用记录',
    en: 'No use of this voucher waits to be handed in',
  });

const notSubmitted = (state: string): Error =>
  conflict(
    'voucher_use_not_submitted',
    state === 'used'
      ? { zh: '请先提交兑付，再登记到账', en: 'Hand it in before you record that it was paid' }
      : { zh: '该笔已兑付或已撤回', en: 'This use is redeemed or returned already' },
  );

const returnedAlready = (): Error =>
  conflict('voucher_use_final', { zh: '该笔已撤回', en: 'This use was returned already' });
