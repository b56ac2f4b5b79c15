import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DepositPartKind, formatYuan, type Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { Notifier } from './notifier.js';

interface Part {
  readonly kind: DepositPartKind;
  readonly amountFen: number;
  readonly reason?: string;
}

interface Facts {
  readonly companyId: number;
  readonly receiptNumber: string;
  readonly assetNo: string;
}

const facts = `
  SELECT d.company_id "companyId", coalesce(d.receipt_number, '') "receiptNumber", i.asset_no "assetNo"
  FROM deposit d JOIN reservation r ON r.id = d.reservation_id JOIN instrument i ON i.id = r.instrument_id WHERE d.id = $1`;

const words: Readonly<Record<DepositPartKind, Localized>> = {
  refund: { zh: '退还', en: 'refunded' },
  set_off: { zh: '抵扣账单', en: 'set off against invoices' },
  forfeit: { zh: '没收', en: 'kept' },
};

const said = (parts: readonly Part[], language: keyof Localized): string =>
  parts
    .map(({ kind, amountFen, reason }) => {
      const amount = `¥${formatYuan(amountFen)}`;
      const why = reason ? (language === 'zh' ? `（${reason}）` : ` (${reason})`) : '';
      return language === 'zh' ? `${words[kind].zh} ${amount}${why}` : `${amount} ${words[kind].en}${why}`;
    })
    .join(language === 'zh' ? '，' : ', ');

/** Tells a company's admins when its deposit is not simply given back: what is kept and why, what pays its invoices. */
@Injectable()
export class DepositNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    this.outbox.on('deposit.released', (tx, { id, payload }) =>
      this.released(tx, payload.id, { key: `outbox:${id}`, parts: (payload.parts ?? []) as Part[] }),
    );
  }

  private async released(tx: Tx, id: number, what: { key: string; parts: readonly Part[] }): Promise<void> {
    const { key, parts } = what;
    if (parts.every((part) => part.kind === 'refund')) return;
    const [deposit] = await tx.query<Facts>(facts, [id]);
    if (!deposit) return;
    const { companyId, receiptNumber, assetNo } = deposit;
    await this.notifier.tell(tx, await this.notifier.companyAdmins(tx, companyId), {
      kind: 'deposit.released',
      title: { zh: `押金已处理：${receiptNumber || assetNo}`, en: `Deposit decided on: ${receiptNumber || assetNo}` },
      body: {
        zh: `${said(parts, 'zh')}。没收部分会列入下一张账单并由押金支付。`,
        en: `${said(parts, 'en')}. What is kept becomes a line of the next invoice and pays it.`,
      },
      link: `/deposits?open=${id}`,
      dedupeKey: key,
    });
  }
}
