import { Injectable, type OnModuleInit } from '@nestjs/common';
import { localDate, type Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { type OutboxEvent, OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { Notifier } from './notifier.js';
import { type FreedSlot, type WaitingListFacts, waitingListWords } from './waiting-list-words.js';

const entryFacts = `
  SELECT e.member_id "memberId", e.kind, i.name_zh "nameZh", i.name_en "nameEn", i.asset_no "assetNo", c.name_zh "categoryZh",
    c.name_en "categoryEn"
  FROM waiting_list_entry e LEFT JOIN instrument i ON i.id = e.instrument_id LEFT JOIN category c ON c.id = e.category_id WHERE e.id = $1`;

// An offer that is answered meanwhile is no news any more.
const offerFacts = `
  SELECT e.id "entryId", e.member_id "memberId", e.kind, o.status, o.starts_at "startsAt", o.ends_at "endsAt", o.expires_at "expiresAt",
    e.status "entryStatus", i.name_zh "nameZh", i.name_en "nameEn", i.asset_no "assetNo"
  FROM waiting_list_offer o JOIN waiting_list_entry e ON e.id = o.entry_id JOIN instrument i ON i.id = o.instrument_id WHERE o.id = $1`;

type OfferRow = FreedSlot & {
  readonly entryId: number;
  readonly memberId: number;
  readonly status: string;
  readonly entryStatus: string;
};

/** Tells who waits of an offer in time, of one that was missed, of waiting that came to nothing, and of freed time. */
@Injectable()
export class WaitingListNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
    private readonly park: ParkSettings,
  ) {}

  onModuleInit(): void {
    this.outbox.on('waiting-list.offered', (tx, event) => this.ofOffer(tx, event, 'open'));
    this.outbox.on('waiting-list.expired', (tx, event) => this.ofOffer(tx, event, 'expired'));
    this.outbox.on('waiting-list.withdrawn', (tx, event) => this.ofOffer(tx, event, 'withdrawn'));
    this.outbox.on('waiting-list.ended', (tx, event) => this.ended(tx, event));
    this.outbox.on('freed-alert.told', (tx, event) => this.freed(tx, event));
  }

  private async ofOffer(tx: Tx, event: OutboxEvent, status: 'open' | 'expired' | 'withdrawn'): Promise<void> {
    const [offer] = await tx.query<OfferRow>(offerFacts, [event.payload['offerId']]);
    if (offer?.status !== status) return;
    const what = status === 'open' ? 'offered' : status;
    const { timeZone } = await this.park.get();
    await this.notifier.tell(tx, await this.notifier.members(tx, [offer.memberId]), {
      kind: `waiting_list.${what}`,
      ...waitingListWords(what, offer, timeZone, { waitsOn: offer.entryStatus === 'waiting' }),
      dedupeKey: `outbox:${event.id}`,
      link: status === 'open' ? `/waiting-list?entry=${offer.entryId}` : '/waiting-list',
    });
  }

  private async ended(tx: Tx, event: OutboxEvent): Promise<void> {
    const [entry] = await tx.query<WaitingListFacts & { memberId: number }>(entryFacts, [event.payload.id]);
    if (!entry) return;
    const name: Localized = {
      zh: entry.nameZh ?? entry.categoryZh ?? '',
      en: entry.nameEn ?? entry.nameZh ?? entry.categoryEn ?? entry.categoryZh ?? '',
    };
    await this.notifier.tell(tx, await this.notifier.members(tx, [entry.memberId]), {
      kind: 'waiting_list.ended',
      title: { zh: `候补已结束：${name.zh}`, en: `Waiting list: nothing came free: ${name.en}` },
      body: {
        zh: '在您可接受的时间内没有空出合适的时段。可放宽时间或改选同类仪器后重新候补。',
        en: 'Nothing that suits you came free in time. You may wait again with a wider window, or for any equivalent.',
      },
      dedupeKey: `outbox:${event.id}`,
      link: '/waiting-list?state=over',
    });
  }

  /** One notice a person and freed slot; a mail only to whom wants one for this. */
  private async freed(tx: Tx, event: OutboxEvent): Promise<void> {
    const { memberId, instrumentId, startsAt, endsAt, freedId, byMail } = event.payload as unknown as Told;
    const [instrument] = await tx.query<{ nameZh: string; nameEn: string; assetNo: string }>(
      'SELECT name_zh "nameZh", name_en "nameEn", asset_no "assetNo" FROM instrument WHERE id = $1',
      [instrumentId],
    );
    if (!instrument) return;
    const [start, end] = [new Date(startsAt), new Date(endsAt)];
    const { timeZone } = await this.park.get();
    const slot = { ...instrument, kind: 'session' as const, startsAt: start, endsAt: end, expiresAt: end };
    const people = await this.notifier.members(tx, [memberId]);
    const told = people.map((one) => ({ ...one, emailNotices: one.emailNotices && byMail }));
    await this.notifier.tell(tx, told, {
      kind: 'freed_alert.told',
      ...waitingListWords('freed', slot, timeZone),
      dedupeKey: `freed:${freedId}`,
      link: `/i/${instrumentId}?mode=session&day=${localDate(start.getTime(), timeZone)}`,
    });
  }
}

interface Told {
  readonly memberId: number;
  readonly instrumentId: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly freedId: number;
  readonly byMail: boolean;
}
