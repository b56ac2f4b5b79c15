import { Injectable, type OnModuleInit } from '@nestjs/common';
import { formatYuan, type Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { type OutboxEvent, OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import type { Recipient } from './notice.js';
import { Notifier } from './notifier.js';

interface OrderFacts {
  readonly id: number;
  readonly companyId: number;
  readonly memberId: number;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly samples: number;
  readonly quotedFen: number | null;
  readonly billedFen: number | null;
  readonly endReason: string;
  readonly byTenant: boolean;
}
interface Words {
  readonly title: Localized;
  readonly body: Localized;
}
type Say = (order: OrderFacts, no: string) => Words;

const facts = `
  SELECT o.id, o.company_id "companyId", o.member_id "memberId", y.name_zh "companyZh", y.name_en "companyEn", o.samples,
    o.quoted_fen "quotedFen", o.billed_fen "billedFen", o.end_reason "endReason",
    EXISTS (SELECT FROM member a WHERE a.id = $2 AND a.company_id IS NOT NULL) "byTenant"
  FROM service_order o JOIN company y ON y.id = o.company_id WHERE o.id = $1`;

const yuan = (fen: number | null): string => `¥${formatYuan(fen ?? 0)}`;

/** What is news to the other side at each step of an order. */
const words: Readonly<Record<string, Say>> = {
  requested: (o, no) => ({
    title: { zh: `新的委托检测：${no}`, en: `New service request: ${no}` },
    body: {
      zh: `${o.companyZh} 送检 ${o.samples} 个样品，请报价。`,
      en: `${o.companyEn || o.companyZh} asks for ${o.samples} samples to be run; please quote.`,
    },
  }),
  quoted: (o, no) => ({
    title: { zh: `委托检测已报价：${no}`, en: `Service quoted: ${no}` },
    body: {
      zh: `报价 ${yuan(o.quotedFen)}，确认后开始安排检测。`,
      en: `The quote is ${yuan(o.quotedFen)}; work is planned once you agree.`,
    },
  }),
  confirmed: (o, no) => ({
    title: { zh: `报价已确认：${no}`, en: `Quote agreed to: ${no}` },
    body: {
      zh: `${o.companyZh} 已确认报价 ${yuan(o.quotedFen)}，可以接样。`,
      en: `${o.companyEn || o.companyZh} agreed to ${yuan(o.quotedFen)}; samples can be taken in.`,
    },
  }),
  done: (o, no) => ({
    title: { zh: `检测已完成：${no}`, en: `Service done: ${no}` },
    body: {
      zh: `费用 ${yuan(o.billedFen)}，计入本月账单。请查看结果说明。`,
      en: `${yuan(o.billedFen)} go on this month's invoice. See the result.`,
    },
  }),
  rejected: (o, no) => ({
    title: { zh: `委托检测未被受理：${no}`, en: `Service request declined: ${no}` },
    body: { zh: `原因：${o.endReason}`, en: `Reason: ${o.endReason}` },
  }),
  cancelled: (o, no) => ({
    title: { zh: `委托检测已取消：${no}`, en: `Service order cancelled: ${no}` },
    body: { zh: `原因：${o.endReason}`, en: `Reason: ${o.endReason}` },
  }),
};

/** Tells the staff what tenants ask for and agree to, and the tenant what the staff quote, finish and decline. */
@Injectable()
export class ServiceNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    for (const [what, say] of Object.entries(words)) {
      this.outbox.on(`service.${what}`, (tx, event) => this.tell(tx, event, what, say));
    }
  }

  private async tell(tx: Tx, event: OutboxEvent, what: string, say: Say): Promise<void> {
    const [order] = await tx.query<OrderFacts>(facts, [event.payload.id, event.payload['actorId']]);
    if (!order) return;
    const no = `SO-${String(order.id).padStart(6, '0')}`;
    await this.notifier.tell(tx, await this.otherSide(tx, order), {
      kind: `service.${what}`,
      ...say(order, no),
      dedupeKey: `outbox:${event.id}`,
      link: `/services?order=${order.id}`,
    });
  }

  /** The staff for what the tenant did, else whoever asked and the company's admins, each once. */
  private async otherSide(tx: Tx, order: OrderFacts): Promise<Recipient[]> {
    if (order.byTenant) return this.notifier.staff(tx, ['manager', 'admin']);
    const people = [
      ...(await this.notifier.members(tx, [order.memberId])),
      ...(await this.notifier.companyAdmins(tx, order.companyId)),
    ];
    return [...new Map(people.map((person) => [person.memberId, person])).values()];
  }
}
