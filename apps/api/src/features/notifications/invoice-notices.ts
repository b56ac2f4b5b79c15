import { Injectable, type OnModuleInit } from '@nestjs/common';
import { formatYuan, type Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { DueWork } from '../../platform/due-work/due-work.js';
import { OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { Notifier } from './notifier.js';

interface InvoiceFacts {
  readonly id: number;
  readonly companyId: number;
  readonly number: string;
  readonly status: string;
  readonly grossFen: number;
  readonly openFen: number;
  readonly dueOn: string;
}

const facts = `
  SELECT id, company_id "companyId", number, status, gross_fen "grossFen", open_fen "openFen", due_on "dueOn"
  FROM invoice WHERE id = $1 AND number IS NOT NULL`;

/** Tells a company's admins that an invoice was issued, falls due, or is late (rules §6). */
@Injectable()
export class InvoiceNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly dueWork: DueWork,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    this.outbox.on('invoice.issued', (tx, event) =>
      this.tell(tx, event.payload.id, 'issued', `outbox:${event.id}`, (i) => ({
        title: { zh: `账单已出：${i.number}`, en: `Invoice issued: ${i.number}` },
        body: {
          zh: `本期应付 ¥${formatYuan(i.grossFen)}，请于 ${i.dueOn} 前付款。每一行都可查看计费依据。`,
          en: `¥${formatYuan(i.grossFen)} is due by ${i.dueOn}. Every line explains itself.`,
        },
      })),
    );
    this.dueWork.handle('invoice.due-soon', (tx, { subjectId, dueAt }) =>
      this.tell(tx, subjectId, 'due_soon', `due:${dueAt.toISOString()}:${subjectId}`, (i) => ({
        title: { zh: `账单即将到期：${i.number}`, en: `Invoice due soon: ${i.number}` },
        body: {
          zh: `未付 ¥${formatYuan(i.openFen)}，到期日 ${i.dueOn}。`,
          en: `¥${formatYuan(i.openFen)} is open, due on ${i.dueOn}.`,
        },
      })),
    );
    this.dueWork.handle('invoice.overdue', (tx, { subjectId, dueAt }) =>
      this.tell(tx, subjectId, 'overdue', `due:${dueAt.toISOString()}:${subjectId}`, (i) => ({
        title: { zh: `账单已逾期：${i.number}`, en: `Invoice overdue: ${i.number}` },
        body: {
          zh: `未付 ¥${formatYuan(i.openFen)}，应于 ${i.dueOn} 前付清。长期逾期将暂停新的预约。`,
          en: `¥${formatYuan(i.openFen)} was due on ${i.dueOn}. Long overdue invoices stop new reservations.`,
        },
      })),
    );
  }

  private async tell(
    tx: Tx,
    id: number,
    what: string,
    dedupeKey: string,
    words: (invoice: InvoiceFacts) => { title: Localized; body: Localized },
  ): Promise<void> {
    const [invoice] = await tx.query<InvoiceFacts>(facts, [id]);
    if (!invoice || (what !== 'issued' && (invoice.openFen <= 0 || invoice.status === 'void'))) return;
    await this.notifier.tell(tx, await this.notifier.companyAdmins(tx, invoice.companyId), {
      kind: `invoice.${what}`,
      ...words(invoice),
      dedupeKey,
      link: `/invoices/${invoice.id}`,
    });
  }
}
