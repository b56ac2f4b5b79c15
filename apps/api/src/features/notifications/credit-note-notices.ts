import { Injectable, type OnModuleInit } from '@nestjs/common';
import { formatYuan, type Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { DueWork } from '../../platform/due-work/due-work.js';
import { OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { Notifier } from './notifier.js';

interface NoteFacts {
  readonly id: number;
  readonly companyId: number;
  readonly companyZh: string;
  readonly number: string;
  readonly status: string;
  readonly invoiceNumber: string;
  readonly grossFen: number;
  readonly offsetFen: number;
  readonly creditFen: number;
  readonly refundFen: number;
  readonly decidedReason: string;
}

const facts = `
  SELECT n.id, n.company_id "companyId", i.buyer->>'nameZh' "companyZh", coalesce(n.number, '') "number", n.status, i.number "invoiceNumber",
    n.gross_fen "grossFen", n.offset_fen "offsetFen", n.credit_fen "creditFen", n.refund_fen "refundFen", n.decided_reason "decidedReason"
  FROM credit_note n JOIN invoice i ON i.id = n.invoice_id WHERE n.id = $1`;

/** Where the money of a note went, in words. */
function moneyOf(note: NoteFacts): Localized {
  const parts: [number, Localized][] = [
    [note.offsetFen, { zh: '抵减未付金额', en: 'set off' }],
    [note.creditFen, { zh: '转入账户余额', en: 'kept as your balance' }],
    [note.refundFen, { zh: '将退还贵司', en: 'to be paid back to you' }],
  ];
  const real = parts.filter(([fen]) => fen > 0);
  return {
    zh: real.map(([fen, words]) => `¥${formatYuan(fen)} ${words.zh}`).join('，'),
    en: real.map(([fen, words]) => `¥${formatYuan(fen)} ${words.en}`).join(', '),
  };
}

/** Tells a company of credit notes, with the paper itself, and asks where its agreement is needed; tells finance what came of it. */
@Injectable()
export class CreditNoteNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly dueWork: DueWork,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    this.outbox.on('credit-note.issued', (tx, { id, payload }) => this.issued(tx, payload.id, `outbox:${id}`));
    this.outbox.on('credit-note.requested', (tx, { id, payload }) => this.ask(tx, payload.id, `outbox:${id}`));
    this.outbox.on('credit-note.withdrawn', (tx, { id, payload }) =>
      this.withdrawn(tx, payload.id, {
        key: `outbox:${id}`,
        byTime: payload.byTime === true,
        actorId: payload.actorId,
      }),
    );
    this.dueWork.handle('credit-note.remind', (tx, { subjectId }) => this.ask(tx, subjectId, `remind:${subjectId}`));
  }

  private async note(tx: Tx, id: number): Promise<NoteFacts | undefined> {
    const [note] = await tx.query<NoteFacts>(facts, [id]);
    return note;
  }

  private async issued(tx: Tx, id: number, dedupeKey: string): Promise<void> {
    const note = await this.note(tx, id);
    if (!note) return;
    const money = moneyOf(note);
    await this.notifier.tell(tx, await this.notifier.companyAdmins(tx, note.companyId), {
      kind: 'credit-note.issued',
      title: { zh: `红字结算单已出具：${note.number}`, en: `Credit note issued: ${note.number}` },
      body: {
        zh: `账单 ${note.invoiceNumber} 冲红 ¥${formatYuan(note.grossFen)}：${money.zh}。红字单见附件。`,
        en: `¥${formatYuan(note.grossFen)} of invoice ${note.invoiceNumber} is credited: ${money.en}. The note is enclosed.`,
      },
      link: `/credit-notes/${note.id}`,
      documents: [{ kind: 'credit-note', id: note.id }],
      dedupeKey,
    });
  }

  private async ask(tx: Tx, id: number, dedupeKey: string): Promise<void> {
    const note = await this.note(tx, id);
    if (note?.status !== 'awaiting_buyer') return;
    await this.notifier.tell(tx, await this.notifier.companyAdmins(tx, note.companyId), {
      kind: 'credit-note.requested',
      title: { zh: `请确认红字申请：${note.invoiceNumber}`, en: `Please confirm a credit note: ${note.invoiceNumber}` },
      body: {
        zh: `园区拟对账单 ${note.invoiceNumber} 冲红 ¥${formatYuan(note.grossFen)}。因贵司已使用该发票，须在 72 小时内确认，逾期自动失效。`,
        en: `The park would credit ¥${formatYuan(note.grossFen)} of invoice ${note.invoiceNumber}. As you have used its tax invoice, please agree within 72 hours, or the request lapses.`,
      },
      link: `/credit-notes/${note.id}`,
      dedupeKey,
    });
  }

  /** The park hears what the buyer decided or let lapse; the company hears what the park took back. */
  private async withdrawn(
    tx: Tx,
    id: number,
    how: { readonly key: string; readonly byTime: boolean; readonly actorId: number | null },
  ): Promise<void> {
    const note = await this.note(tx, id);
    if (!note) return;
    const [actor] = await tx.query<{ role: string }>('SELECT role FROM member WHERE id = $1', [how.actorId ?? 0]);
    const isBuyer = actor?.role === 'company_admin';
    const reason: Localized = how.byTime
      ? { zh: '72 小时内未确认', en: 'not confirmed within 72 hours' }
      : { zh: note.decidedReason, en: note.decidedReason };
    const finance = await this.notifier.staff(tx, ['finance']);
    const company = await this.notifier.companyAdmins(tx, note.companyId);
    const told = how.byTime ? [...finance, ...company] : isBuyer ? finance : company;
    await this.notifier.tell(tx, told, {
      kind: 'credit-note.withdrawn',
      title: { zh: `红字申请未生效：${note.invoiceNumber}`, en: `No credit note: ${note.invoiceNumber}` },
      body: {
        zh: `${note.companyZh} 账单 ${note.invoiceNumber} 的红字申请（¥${formatYuan(note.grossFen)}）未生效：${reason.zh}。账单金额不变。`,
        en: `The credit of ¥${formatYuan(note.grossFen)} on invoice ${note.invoiceNumber} was not given: ${reason.en}. The invoice stands as it was.`,
      },
      link: `/credit-notes/${note.id}`,
      dedupeKey: how.key,
    });
  }
}
