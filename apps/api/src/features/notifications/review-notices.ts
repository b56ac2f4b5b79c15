import { Injectable, type OnModuleInit } from '@nestjs/common';
import { formatYuan, localDate, type Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { type OutboxEvent, OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { Notifier } from './notifier.js';

interface DraftFacts {
  readonly companyId: number;
  readonly month: string;
  readonly grossFen: number;
  readonly until: Date;
}
interface DisputeFacts {
  readonly companyId: number;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly month: string;
  readonly amountFen: number;
  readonly subjectZh: string;
  readonly subjectEn: string;
  readonly reason: string;
  readonly answer: string | null;
}

const draftFacts = `
  SELECT i.company_id "companyId", to_char(i.month, 'YYYY-MM') AS month, i.gross_fen "grossFen", r.review_until "until"
  FROM invoice i JOIN billing_run r ON r.id = i.run_id WHERE i.id = $1 AND r.status = 'review'`;
const disputeFacts = `
  SELECT d.company_id "companyId", c.name_zh "companyZh", c.name_en "companyEn", to_char(r.month, 'YYYY-MM') AS month, ch.amount_fen "amountFen",
    coalesce(nullif(ch.subject->>'nameZh', ''), ch.item_name) "subjectZh", coalesce(nullif(ch.subject->>'nameEn', ''), ch.item_name) "subjectEn",
    d.reason, d.answer
  FROM charge_dispute d JOIN charge ch ON ch.id = d.charge_id JOIN company c ON c.id = d.company_id JOIN billing_run r ON r.id = d.run_id
  WHERE d.id = $1`;

type Words = { title: Localized; body: Localized };

/** Tells companies that a draft is ready for review, finance of disputes, and both what came of them. */
@Injectable()
export class ReviewNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
    private readonly settings: ParkSettings,
  ) {}

  onModuleInit(): void {
    this.outbox.on('draft-statement.ready', (tx, event) => this.draftReady(tx, event));
    this.outbox.on('dispute.opened', (tx, event) => this.toFinance(tx, event, opened));
    this.outbox.on('dispute.withdrawn', (tx, event) => this.toFinance(tx, event, withdrawn));
    this.outbox.on('dispute.upheld', (tx, event) => this.toCompany(tx, event, upheld));
    this.outbox.on('dispute.accepted', (tx, event) => this.toCompany(tx, event, accepted));
  }

  private async draftReady(tx: Tx, { id, payload }: OutboxEvent): Promise<void> {
    const [draft] = await tx.query<DraftFacts>(draftFacts, [payload.id]);
    if (!draft) return;
    const { timeZone } = await this.settings.get();
    const last = localDate(draft.until.getTime() - 1, timeZone);
    const amount = formatYuan(draft.grossFen);
    await this.notifier.tell(tx, await this.notifier.companyAdmins(tx, draft.companyId), {
      kind: 'draft-statement.ready',
      title: { zh: `${draft.month} 预出账单待核对`, en: `Draft statement of ${draft.month} to review` },
      body: {
        zh: `预计 ¥${amount}。请在 ${last}（含）前核对；对某一行有异议可在页面说明理由，该行先不出账，其余照常。逾期未提出即按此出具。`,
        en: `¥${amount} in all. Please check it until ${last} (inclusive). A line that you dispute is left out until it is answered, the rest goes on; without a dispute it is issued as it is.`,
      },
      dedupeKey: `outbox:${id}`,
      link: `/draft-statements/${draft.month}`,
    });
  }

  private async toFinance(tx: Tx, { id, payload }: OutboxEvent, words: (facts: DisputeFacts) => Words): Promise<void> {
    const [facts] = await tx.query<DisputeFacts>(disputeFacts, [payload.id]);
    if (!facts) return;
    const notice = { kind: 'dispute', ...words(facts), dedupeKey: `outbox:${id}`, link: `/disputes?id=${payload.id}` };
    await this.notifier.tell(tx, await this.notifier.staff(tx, ['finance']), notice);
  }

  private async toCompany(
    tx: Tx,
    { id, payload }: OutboxEvent,
    words: (facts: DisputeFacts, inRun: boolean) => Words,
  ): Promise<void> {
    const [facts] = await tx.query<DisputeFacts>(disputeFacts, [payload.id]);
    if (!facts) return;
    const said = words(facts, payload.inRun === true);
    const notice = { kind: 'dispute', ...said, dedupeKey: `outbox:${id}`, link: `/draft-statements/${facts.month}` };
    await this.notifier.tell(tx, await this.notifier.companyAdmins(tx, facts.companyId), notice);
  }
}

const opened = (f: DisputeFacts): Words => ({
  title: { zh: `账单异议：${f.companyZh}`, en: `Dispute: ${f.companyEn || f.companyZh}` },
  body: {
    zh: `${f.month}，${f.subjectZh} ¥${formatYuan(f.amountFen)}：${f.reason}`,
    en: `${f.month}, ${f.subjectEn} ¥${formatYuan(f.amountFen)}: ${f.reason}`,
  },
});

const withdrawn = (f: DisputeFacts): Words => ({
  title: { zh: `异议已撤回：${f.companyZh}`, en: `Dispute withdrawn: ${f.companyEn || f.companyZh}` },
  body: {
    zh: `${f.month}，${f.subjectZh} ¥${formatYuan(f.amountFen)} 恢复出账。`,
    en: `${f.month}, ${f.subjectEn} ¥${formatYuan(f.amountFen)} is billed as it was.`,
  },
});

const where = (inRun: boolean): Localized =>
  inRun
    ? { zh: '计入本期账单', en: 'It is on this statement' }
    : { zh: '计入下一期账单', en: 'It is on the next statement' };

const upheld = (f: DisputeFacts, inRun: boolean): Words => ({
  title: {
    zh: `异议答复：维持原金额（${f.subjectZh}）`,
    en: `Your dispute was answered: the line stands (${f.subjectEn})`,
  },
  body: { zh: `${f.answer ?? ''} ${where(inRun).zh}。`, en: `${f.answer ?? ''} ${where(inRun).en}.` },
});

const accepted = (f: DisputeFacts, inRun: boolean): Words => ({
  title: {
    zh: `异议答复：同意更正（${f.subjectZh}）`,
    en: `Your dispute was accepted: the line is corrected (${f.subjectEn})`,
  },
  body: {
    zh: `${f.answer ?? ''} 原行与更正差额一并列示，${where(inRun).zh}。`,
    en: `${f.answer ?? ''} The line and the difference stand beside each other. ${where(inRun).en}.`,
  },
});
