import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock.js';
import { constraintOf } from '../../../platform/database/sql-state.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { notFound } from '../../../platform/http/problem.js';
import { OutboxRelay } from '../../../platform/outbox/outbox-relay.js';
import { record } from '../../../platform/outbox/record.js';
import { useBalance } from '../use-balance.js';

/**
 * Pays newly issued invoices from the balance of companies that want it so. It hears of them through the outbox and not
 * in the transaction: numbering two hundred invoices waits for nobody's balance, and a second delivery finds
 * nothing left to pay (ADR 0027).
 */
@Injectable()
export class AutomaticBalance implements OnModuleInit {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.relay.on('invoice.issued', async (tx, { companyId }) => {
      if (companyId === null) return;
      const [setting] = await tx.query('SELECT 1 FROM balance_setting WHERE company_id = $1 AND use_automatically', [
        companyId,
      ]);
      if (setting) await useBalance(tx, companyId, { actorId: null, now: this.clock.now() });
    });
  }

  /** Says whether newly issued invoices of a company are paid from its balance. What is open already is not touched. */
  async choose(context: CommandContext, companyId: number, useAutomatically: boolean): Promise<void> {
    const actorId = context.actor.memberId;
    await this.commands
      .run(context, async (tx) => {
        await tx.query(
          `INSERT INTO balance_setting (company_id, use_automatically, changed_by) VALUES ($1, $2, $3)
           ON CONFLICT (company_id) DO UPDATE SET use_automatically = $2, changed_by = $3, changed_at = clock_timestamp()`,
          [companyId, useAutomatically, actorId],
        );
        const data = { useAutomatically };
        await record(tx, {
          actorId,
          companyId,
          action: 'balance.setting',
          entity: 'company',
          entityId: companyId,
          data,
        });
      })
      .catch((error: unknown) => {
        if (constraintOf(error) === 'balance_setting_company_id_fkey') throw notFound();
        throw error;
      });
  }
}
