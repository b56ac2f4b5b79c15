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

function issuedWords(i: InvoiceFacts): { title: Localized; body: Localized } {
  const credit = i.grossFen <= 0;
  return {
    title: { zh: `账单已出：${i.number}`, en: `Invoice issued: ${i.number}` },
    body: {
      zh: credit
        ? `本期结余 ¥${formatYuan(-i.grossFen)}，已转为余额，无需付款。账单 PDF 见附件；每一行都可在页面查看计费依据。`
        : `本期应付 ¥${formatYuan(i.grossFen)}，请于 ${i.dueOn} 前付款。账单 PDF 见附件；每一行都可在页面查看计费依据。`,
      en: credit
        ? `This month gives back ¥${formatYuan(-i.grossFen)}, kept as your balance; there is nothing to pay. The PDF is enclosed; on the page every line explains itself.`
        : `¥${formatYuan(i.grossFen)} is due by ${i.dueOn}. The PDF is enclosed; on the page every line explains itself.`,
    },
  };
}

/** Tells a company's admins that an invoice was issued, falls due, or is late (rules §6). */
@Injectable()
export class InvoiceNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly dueWork: DueWork,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    this.outbox.on('invoice.issued', (tx, event) => this.deliver(tx, event.payload.id, `outbox:${event.id}`));
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

  /** To each admin in the own language, and to the company's address for invoices, with the PDF; one mail an address. */
  private async deliver(tx: Tx, id: number, dedupeKey: string): Promise<void> {
    const [invoice] = await tx.query<InvoiceFacts & { readonly invoiceEmail: string }>(
      `SELECT f.*, c.invoice_email "invoiceEmail" FROM (${facts}) f JOIN company c ON c.id = f."companyId"`,
      [id],
    );
    if (!invoice) return;
    const notice = {
      kind: 'invoice.issued',
      ...issuedWords(invoice),
      documents: [{ kind: 'invoice' as const, id }],
      delivers: id,
      dedupeKey,
      link: `/invoices/${id}`,
    };
    await this.notifier.tell(tx, await this.notifier.companyAdmins(tx, invoice.companyId), notice);
    const address = invoice.invoiceEmail;
    if (address) await this.notifier.writeTo(tx, { address, language: 'zh' }, notice);
  }

  private async tell(
    tx: Tx,
    id: number,
    what: string,
    dedupeKey: string,
    words: (invoice: InvoiceFacts) => { title: Localized; body: Localized },
  ): Promise<void> {
    const [invoice] = await tx.query<InvoiceFacts>(facts, [id]);
    if (!invoice || invoice.openFen <= 0 || invoice.status === 'void') return;
    await this.notifier.tell(tx, await this.notifier.companyAdmins(tx, invoice.companyId), {
      kind: `invoice.${what}`,
      ...words(invoice),
      dedupeKey,
      link: `/invoices/${invoice.id}`,
    });
  }
}
