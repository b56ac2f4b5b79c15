import { Injectable, type OnModuleInit } from '@nestjs/common';
import { formatYuan, type Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { type OutboxEvent, OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { Notifier } from './notifier.js';

interface ItemFacts {
  readonly companyId: number;
  readonly kind: string;
  readonly amountFen: number;
  readonly reason: string;
  readonly isWithdrawn: boolean;
}

const facts = `
  SELECT company_id "companyId", kind, amount_fen "amountFen", reason, withdrawn_at IS NOT NULL "isWithdrawn" FROM billable_item WHERE id = $1`;

const titleOf = ({ kind, amountFen }: ItemFacts): Localized => {
  if (amountFen < 0) return { zh: '费用减免', en: 'Something is given back' };
  return kind === 'damage'
    ? { zh: '损坏赔偿', en: 'A damage is charged' }
    : { zh: '新增费用', en: 'A charge was added' };
};

/** Tells a company's admins of a damage or an adjustment when it is stated, and not first on the invoice. */
@Injectable()
export class AdjustmentNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    this.outbox.on('adjustment.added', (tx, event) => this.added(tx, event));
  }

  private async added(tx: Tx, event: OutboxEvent): Promise<void> {
    const [item] = await tx.query<ItemFacts>(facts, [event.payload.id]);
    if (!item || item.isWithdrawn) return;
    const amount = `${item.amountFen < 0 ? '−' : ''}¥${formatYuan(Math.abs(item.amountFen))}`;
    await this.notifier.tell(tx, await this.notifier.companyAdmins(tx, item.companyId), {
      kind: 'adjustment.added',
      title: titleOf(item),
      body: {
        zh: `${amount}（含税），原因：${item.reason}。将随账单出账，可在“账单”页的待出账费用中查看。`,
        en: `${amount} with tax. Reason: ${item.reason}. It goes on your next invoice; see upcoming charges.`,
      },
      dedupeKey: `outbox:${event.id}`,
      link: '/invoices',
    });
  }
}
