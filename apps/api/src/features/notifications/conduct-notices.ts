import { Injectable, type OnModuleInit } from '@nestjs/common';
import { localDate, type Localized, type ViolationKind } from '@parkbench/domain';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { parkSuspension, suspensionNow } from '../reservations/reservations.api.js';
import { Notifier } from './notifier.js';

interface Facts {
  readonly memberId: number;
  readonly kind: ViolationKind;
  readonly reservationId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly waivedAt: Date | null;
  readonly times: readonly number[] | null;
}

const facts = `
  SELECT v.member_id "memberId", v.kind, v.reservation_id "reservationId", i.name_zh "nameZh",
    coalesce(nullif(i.name_en, ''), i.name_zh) "nameEn", v.waived_at "waivedAt",
    (SELECT jsonb_agg(extract(epoch FROM o.at) * 1000) FROM conduct_violation o
     WHERE o.member_id = v.member_id AND o.waived_at IS NULL) times
  FROM conduct_violation v JOIN reservation r ON r.id = v.reservation_id JOIN instrument i ON i.id = r.instrument_id WHERE v.id = $1`;

const what: Record<ViolationKind, Localized> = {
  no_show: { zh: '预约未到场', en: 'not coming' },
  late_return: { zh: '逾期未还', en: 'a late return' },
  late_cancel: { zh: '临近开始才取消', en: 'a late cancellation' },
};

/** Tells a person that a violation of conduct was counted, what follows from it, and when it is let go. */
@Injectable()
export class ConductNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
    private readonly settings: ParkSettings,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.on('conduct.counted', (tx, { id, payload }) => this.counted(tx, payload.id, `outbox:${id}`));
    this.outbox.on('conduct.waived', (tx, { id, payload }) => this.waived(tx, payload.id, `outbox:${id}`));
  }

  private async counted(tx: Tx, id: number, dedupeKey: string): Promise<void> {
    const [found] = await tx.query<Facts>(facts, [id]);
    if (!found || found.waivedAt) return;
    const { kind, nameZh, nameEn } = found;
    const follows = await this.follows(found.times ?? []);
    const title = { zh: `记录一次违约：${what[kind].zh}`, en: `A violation was counted: ${what[kind].en}` };
    const body = {
      zh: `${nameZh}：${what[kind].zh}。${follows.zh}如有特殊情况，请联系实验室说明。`,
      en: `${nameEn}: ${what[kind].en}. ${follows.en} If there was a reason, tell the lab.`,
    };
    const link = `/reservations/${found.reservationId}`;
    const people = await this.notifier.members(tx, [found.memberId]);
    await this.notifier.tell(tx, people, { kind: 'conduct.counted', title, body, dedupeKey, link });
  }

  private async waived(tx: Tx, id: number, dedupeKey: string): Promise<void> {
    const [found] = await tx.query<Facts>(facts, [id]);
    if (!found?.waivedAt) return;
    const { kind, nameZh, nameEn } = found;
    const title = { zh: `违约记录已免除：${what[kind].zh}`, en: `A violation was waived: ${what[kind].en}` };
    const body = { zh: `${nameZh}：这次不再计入。`, en: `${nameEn}: it no longer counts.` };
    const link = `/reservations/${found.reservationId}`;
    const people = await this.notifier.members(tx, [found.memberId]);
    await this.notifier.tell(tx, people, { kind: 'conduct.waived', title, body, dedupeKey, link });
  }

  /** How many count now, and what the park does about it. */
  private async follows(times: readonly number[]): Promise<Localized> {
    const park = await this.settings.get();
    const rule = parkSuspension(park);
    if (!rule) return { zh: '', en: '' };
    const now = this.clock.now();
    const until = suspensionNow(times, rule, now);
    if (until) {
      const day = localDate(Date.parse(until), park.timeZone);
      return { zh: `您已被暂停预约至 ${day}。`, en: `You may not reserve until ${day}.` };
    }
    const count = times.filter((at) => at > now.getTime() - rule.withinDays * 86_400_000).length;
    return {
      zh: `${rule.withinDays} 天内已有 ${count} 次，满 ${rule.count} 次将暂停预约 ${rule.forDays} 天。`,
      en: `${count} within ${rule.withinDays} days; ${rule.count} stop reservations for ${rule.forDays} days.`,
    };
  }
}
