import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { CalendarDate, Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { DueWork } from '../../platform/due-work/due-work.js';
import { OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { Notifier } from './notifier.js';

interface Facts {
  readonly memberId: number;
  readonly companyId: number;
  readonly memberName: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly validUntil: CalendarDate | null;
  readonly revoked: boolean;
  readonly reason: string | null;
}

const facts = `
  SELECT q.member_id "memberId", q.company_id "companyId", m.name "memberName", coalesce(i.name_zh, k.name_zh) "nameZh",
    coalesce(nullif(i.name_en, ''), nullif(k.name_en, ''), i.name_zh, k.name_zh) "nameEn", q.valid_until "validUntil",
    q.revoked_at IS NOT NULL revoked, q.revoke_reason reason
  FROM qualification q JOIN member m ON m.id = q.member_id
  LEFT JOIN instrument i ON i.id = q.instrument_id LEFT JOIN category k ON k.id = q.category_id WHERE q.id = $1`;

interface Words {
  readonly title: Localized;
  readonly body: Localized;
}

/** Tells people what they were trained for, when it is taken back, and thirty days before it runs out (rules §6). */
@Injectable()
export class QualificationNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly dueWork: DueWork,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    this.outbox.on('qualification.granted', (tx, { id, payload }) =>
      this.tell(tx, payload.id, 'granted', `outbox:${id}`, (q) => (q.revoked ? null : grantedWords(q))),
    );
    this.outbox.on('qualification.revoked', (tx, { id, payload }) =>
      this.tell(tx, payload.id, 'revoked', `outbox:${id}`, revokedWords),
    );
    this.dueWork.handle('qualification.expires-soon', (tx, { subjectId, dueAt }) =>
      this.tell(tx, subjectId, 'expires_soon', `due:${subjectId}:${dueAt.toISOString()}`, (q) =>
        q.revoked || q.validUntil === null ? null : expiringWords(q, q.validUntil),
      ),
    );
  }

  /** The person, and before it runs out also the company's admins, who send people to training. */
  private async tell(
    tx: Tx,
    id: number,
    what: string,
    dedupeKey: string,
    wordsOf: (q: Facts) => Words | null,
  ): Promise<void> {
    const [found] = await tx.query<Facts>(facts, [id]);
    const words = found && wordsOf(found);
    if (!words) return;
    const person = await this.notifier.members(tx, [found.memberId]);
    const admins = what === 'expires_soon' ? await this.notifier.companyAdmins(tx, found.companyId) : [];
    const everyone = [...person, ...admins.filter((one) => one.memberId !== found.memberId)];
    await this.notifier.tell(tx, everyone, {
      kind: `qualification.${what}`,
      ...words,
      dedupeKey,
      link: '/reservations',
    });
  }
}

function grantedWords({ nameZh, nameEn, validUntil }: Facts): Words {
  const until: Localized =
    validUntil === null
      ? { zh: '长期有效', en: 'for good' }
      : { zh: `有效期至 ${validUntil}`, en: `valid until ${validUntil}` };
  return {
    title: { zh: `已获得上机资格：${nameZh}`, en: `You are qualified: ${nameEn}` },
    body: {
      zh: `您可以预约和使用${nameZh}了，${until.zh}。`,
      en: `You can now reserve and use ${nameEn}, ${until.en}.`,
    },
  };
}

function revokedWords({ nameZh, nameEn, reason }: Facts): Words {
  return {
    title: { zh: `上机资格已取消：${nameZh}`, en: `Qualification taken back: ${nameEn}` },
    body: {
      zh: `原因：${reason ?? ''}。如需继续使用，请联系实验室重新培训。`,
      en: `Reason: ${reason ?? ''}. To go on using it, ask the lab for training.`,
    },
  };
}

function expiringWords({ memberName, nameZh, nameEn }: Facts, validUntil: CalendarDate): Words {
  return {
    title: { zh: `上机资格即将到期：${nameZh}`, en: `Qualification runs out soon: ${nameEn}` },
    body: {
      zh: `${memberName}的上机资格将于 ${validUntil} 到期，到期后不能预约。请提前联系实验室复训。`,
      en: `The qualification of ${memberName} ends on ${validUntil}; after it the instrument cannot be reserved. Ask the lab for a refresher in time.`,
    },
  };
}
