import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, forbidden, notFound, stale } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { withdrawBillableItem } from '../billable-items.js';
import type { depositParts, depositReceived, DepositView, forfeitWithdrawn } from './deposits.dto.js';
import { depositOf } from './deposits.query.js';
import type { HeldDeposit } from './held-deposit.js';
import { receiveDeposit } from './receive-deposit.js';
import { lockDeposit, releaseDeposit } from './release-deposit.js';

/** What staff do with a deposit: note that it came in, decide what becomes of it, take back that a part is kept. */
@Injectable()
export class ChangeDeposit {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** A due deposit came in: from now on it is held, and has a receipt. */
  receive(context: CommandContext, id: number, input: z.infer<typeof depositReceived>): Promise<DepositView> {
    const now = this.clock.now();
    return this.change(context, { id, version: input.version }, async (tx, deposit) => {
      const { method, reference } = input;
      await receiveDeposit(tx, deposit, { method, reference, actorId: context.actor.memberId, at: now });
    });
  }

  /** Decides on parts of it, or all: refund, set-off, keep. A manager decides at the return; after it, only what is kept for a damage. */
  async release(context: CommandContext, id: number, input: z.infer<typeof depositParts>): Promise<DepositView> {
    if (context.actor.role === 'manager' && input.parts.some((part) => part.kind !== 'forfeit')) throw byFinance();
    const { timeZone } = await this.settings.get();
    const release = { at: this.clock.now(), timeZone, actorId: context.actor.memberId };
    return this.change(context, { id, version: input.version }, (tx, deposit) =>
      releaseDeposit(tx, deposit, { ...release, parts: input.parts }),
    );
  }

  /** What was to be kept is undecided again, as long as its line is on no issued invoice. */
  withdrawForfeit(context: CommandContext, id: number, input: z.infer<typeof forfeitWithdrawn>): Promise<DepositView> {
    const now = this.clock.now();
    return this.change(context, { id }, async (tx, deposit) => {
      const [part] = await tx.query<{ itemId: number; amountFen: number }>(
        `UPDATE deposit_part SET withdrawn_at = $3, withdrawn_by = $4
         WHERE id = $1 AND deposit_id = $2 AND kind = 'forfeit' AND settled_at IS NULL AND withdrawn_at IS NULL
         RETURNING item_id "itemId", amount_fen "amountFen"`,
        [input.partId, id, now, context.actor.memberId],
      );
      if (!part) throw invoiced();
      const { actor } = context;
      await withdrawBillableItem(tx, { id: part.itemId, reason: input.reason, actorId: actor.memberId, at: now });
      await tx.query(
        `UPDATE deposit SET decided_fen = decided_fen - $2, status = 'held', released_at = NULL, version = version + 1 WHERE id = $1`,
        [id, part.amountFen],
      );
      const data = { reservationId: deposit.reservationId, amountFen: part.amountFen };
      await record(tx, { ...entry(context, deposit), action: 'deposit.forfeit_withdrawn', data, reason: input.reason });
    });
  }

  private change(
    context: CommandContext,
    wanted: { readonly id: number; readonly version?: number },
    work: (tx: Tx, deposit: HeldDeposit) => Promise<void>,
  ): Promise<DepositView> {
    return this.commands.run(
      context,
      async (tx) => {
        const deposit = await lockDeposit(tx, { id: wanted.id });
        if (!deposit) throw notFound();
        const show = (): Promise<DepositView | undefined> => depositOf(tx, { id: wanted.id, companyId: null });
        if (wanted.version !== undefined && wanted.version !== deposit.version) throw stale(await show());
        await work(tx, deposit);
        const changed = await show();
        if (!changed) throw new Error('a locked deposit is there');
        return changed;
      },
      'all',
    );
  }
}

const entry = (context: CommandContext, deposit: HeldDeposit) => ({
  actorId: context.actor.memberId,
  companyId: deposit.companyId,
  entity: 'deposit',
  entityId: deposit.id,
});

const byFinance = (): Error =>
  forbidden({
    zh: '归还后退还或抵扣押金由园区财务办理；仪器管理员可以登记没收',
    en: 'After the return finance gives a deposit back or sets it off; a manager can keep a part of it',
  });

const invoiced = (): Error =>
  conflict('forfeit_invoiced', {
    zh: '没收款项已开具账单或已撤回，如需退还请做红字冲销',
    en: 'What was kept is invoiced or withdrawn already; give it back by a credit note',
  });
