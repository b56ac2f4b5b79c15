import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { type OutboxEvent, OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import type { Notice } from './notice.js';
import { Notifier } from './notifier.js';

interface Facts {
  readonly memberId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly reservationId: number | null;
}

const facts = `
  SELECT s.member_id "memberId", i.name_zh "nameZh", coalesce(nullif(i.name_en, ''), i.name_zh) "nameEn",
    c.name_zh "companyZh", coalesce(nullif(c.name_en, ''), c.name_zh) "companyEn",
    (SELECT min(r.id) FROM reservation r WHERE r.series_id = s.id) "reservationId"
  FROM series s JOIN instrument i ON i.id = s.instrument_id JOIN company c ON c.id = s.company_id WHERE s.id = $1`;

// The requests of a series were made at once, so their holds end at once.
const lapsedWith = `
  SELECT r.series_id "seriesId", r.hold_expires_at "holdExpiresAt",
    (SELECT count(*)::int FROM reservation s WHERE s.series_id = r.series_id AND s.hold_expires_at = r.hold_expires_at
       AND s.status IN ('requested', 'lapsed')) sessions
  FROM reservation r WHERE r.id = $1 AND r.series_id IS NOT NULL`;

interface Lapsed {
  readonly seriesId: number;
  readonly holdExpiresAt: Date;
  readonly sessions: number;
}

const decided: Readonly<Record<string, { title: Localized; body: Localized }>> = {
  approved: {
    title: { zh: '系列预约已通过', en: 'Series approved' },
    body: { zh: '{name}：{count} 次预约已批准。', en: '{name}: {count} sessions are approved.' },
  },
  rejected: {
    title: { zh: '系列预约未通过', en: 'Series declined' },
    body: { zh: '{name}：{count} 次申请未通过。{reason}', en: '{name}: {count} requests are declined. {reason}' },
  },
  lapsed: {
    title: { zh: '系列预约申请已过期', en: 'Requests of a series lapsed' },
    body: {
      zh: '{name}：{count} 次申请在保留期内未审批，时段已释放，可在预约页重新预约。',
      en: '{name}: nobody decided about {count} requests in time and their times are free again; you may book them anew.',
    },
  },
  cancelled: {
    title: { zh: '系列预约已取消', en: 'Series cancelled' },
    body: { zh: '{name}：{count} 次预约已取消。', en: '{name}: {count} sessions are cancelled.' },
  },
};

/** What others do with a whole series is told once: to the staff that it waits, to its owner what became of it. */
@Injectable()
export class SeriesDecisionNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    for (const what of ['created', 'retried'])
      this.outbox.on(`series.${what}`, (tx, event) => this.requested(tx, event));
    for (const what of ['approved', 'rejected', 'cancelled']) {
      this.outbox.on(`series.${what}`, (tx, event) => this.decided(tx, event, what));
    }
    this.outbox.on('reservation.lapsed', (tx, event) => this.lapsed(tx, event));
  }

  private async requested(tx: Tx, { id, payload }: OutboxEvent): Promise<void> {
    const count = Number(payload.requested ?? 0);
    const [found] = count > 0 ? await tx.query<Facts>(facts, [payload.id]) : [];
    if (!found) return;
    const { nameZh, nameEn, companyZh, companyEn } = found;
    await this.notifier.tell(tx, await this.notifier.staff(tx, ['manager']), {
      kind: 'series.requested',
      title: { zh: '新的系列预约申请', en: 'New request for a series' },
      body: {
        zh: `${companyZh}申请${nameZh} ${count} 次，可一次批准。`,
        en: `${companyEn} asks for ${nameEn}, ${count} sessions; they can be decided at once.`,
      },
      link: '/requests',
      dedupeKey: `outbox:${id}`,
    });
  }

  private async lapsed(tx: Tx, { payload }: OutboxEvent): Promise<void> {
    const [found] = await tx.query<Lapsed>(lapsedWith, [payload.id]);
    if (!found) return;
    const { seriesId, holdExpiresAt, sessions } = found;
    const dedupeKey = `series.lapsed:${seriesId}:${holdExpiresAt.toISOString()}`;
    await this.tellOwner(tx, { id: seriesId, actorId: null, sessions }, { what: 'lapsed', dedupeKey });
  }

  private decided(tx: Tx, { id, payload }: OutboxEvent, what: string): Promise<void> {
    return this.tellOwner(tx, payload, { what, dedupeKey: `outbox:${id}` });
  }

  private async tellOwner(
    tx: Tx,
    payload: OutboxEvent['payload'],
    { what, dedupeKey }: { what: string; dedupeKey: string },
  ): Promise<void> {
    const [found] = await tx.query<Facts>(facts, [payload.id]);
    const words = decided[what];
    if (!found || !words || payload.actorId === found.memberId) return;
    const filled = (text: string, name: string): string =>
      text
        .replace('{name}', name)
        .replace('{count}', String(Number(payload.sessions ?? 0)))
        .replace('{reason}', typeof payload.reason === 'string' ? payload.reason : '')
        .trim();
    const notice: Notice = {
      kind: `series.${what}`,
      title: words.title,
      body: { zh: filled(words.body.zh, found.nameZh), en: filled(words.body.en, found.nameEn) },
      link: found.reservationId ? `/reservations/${found.reservationId}` : '/reservations',
      dedupeKey,
    };
    await this.notifier.tell(tx, await this.notifier.members(tx, [found.memberId]), notice);
  }
}
