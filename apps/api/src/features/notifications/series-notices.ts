import { Injectable, type OnModuleInit } from '@nestjs/common';
import { localDate, type Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { type OutboxEvent, OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { Invitations } from './invitations.js';
import { Notifier } from './notifier.js';

interface Facts {
  readonly memberId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly link: number;
  readonly sessions: number;
  readonly requested: number;
  readonly from: Date | null;
  readonly to: Date | null;
}

const facts = `
  SELECT s.member_id "memberId", i.name_zh "nameZh", coalesce(nullif(i.name_en, ''), i.name_zh) "nameEn", min(r.id) link,
    count(r.id) FILTER (WHERE r.status IN ('requested', 'confirmed', 'active'))::int sessions,
    count(r.id) FILTER (WHERE r.status = 'requested')::int requested,
    min(r.starts_at) FILTER (WHERE r.status IN ('requested', 'confirmed', 'active')) "from",
    max(r.starts_at) FILTER (WHERE r.status IN ('requested', 'confirmed', 'active')) "to"
  FROM series s JOIN instrument i ON i.id = s.instrument_id LEFT JOIN reservation r ON r.series_id = s.id
  WHERE s.id = $1 GROUP BY s.id, i.id`;

const titles = {
  created: { zh: '重复预约已提交', en: 'Your series is booked' },
  retried: { zh: '重复预约已补约', en: 'Days were added to your series' },
  moved: { zh: '重复预约的场次已改期', en: 'Sessions of your series were moved' },
  cancelled: { zh: '重复预约的场次已取消', en: 'Sessions of your series were given up' },
} as const;

/** Who makes or changes a series gets one mail with all its sessions, and not one for each. */
@Injectable()
export class SeriesNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
    private readonly invitations: Invitations,
    private readonly settings: ParkSettings,
  ) {}

  onModuleInit(): void {
    for (const what of ['created', 'retried', 'moved', 'cancelled'] as const)
      this.outbox.on(`series.${what}`, (tx, event) => this.tell(tx, event, what));
  }

  private async tell(tx: Tx, { id: eventId, payload }: OutboxEvent, what: keyof typeof titles): Promise<void> {
    const ids = [payload.id, Number(payload.into ?? payload.id)];
    const [found] = await tx.query<Facts>(facts, [ids.at(-1)]);
    // What somebody else did to it, each session's notice has said.
    if (!found || found.memberId !== payload.actorId) return;
    const { timeZone } = await this.settings.get();
    const notice = {
      kind: `series.${what}`,
      title: { zh: `${titles[what].zh}：${found.nameZh}`, en: `${titles[what].en}: ${found.nameEn}` },
      body: bodyOf(found, timeZone),
      dedupeKey: `outbox:${eventId}`,
      link: `/reservations/${found.link}`,
    };
    for (const owner of await this.notifier.members(tx, [found.memberId])) {
      const enclosed = await this.invitations.ofSeries(tx, owner, ids);
      if (enclosed) await this.notifier.confirm(tx, owner, notice, enclosed);
    }
  }
}

function bodyOf({ sessions, requested, from, to }: Facts, zone: string): Localized {
  if (!from || !to) return { zh: '没有待使用的场次。', en: 'No session of it lies ahead.' };
  const [first, last] = [from, to].map((at) => localDate(at.getTime(), zone));
  const waiting =
    requested === 0
      ? { zh: '', en: '' }
      : { zh: `，其中 ${requested} 次待审批`, en: `, ${requested} of them to be approved` };
  return {
    zh: `共 ${sessions} 次，${first} 至 ${last}${waiting.zh}。附件含全部场次，可导入日历。`,
    en: `${sessions} sessions from ${first} to ${last}${waiting.en}. All of them are attached, for your calendar.`,
  };
}
