import { Injectable, type OnModuleInit } from '@nestjs/common';
import { localDate, type Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { DueWork, type DueWorkHandler } from '../../platform/due-work/due-work.js';
import { type OutboxEvent, OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { ParkSettings } from '../../platform/park-settings.js';
import type { Invited } from '../calendars/calendars.api.js';
import { ExtensionAdvice } from './extension-advice.js';
import { Invitations } from './invitations.js';
import type { Notice } from './notice.js';
import { Notifier } from './notifier.js';
import { type ReservationFacts, reservationWords } from './reservation-words.js';

const facts = `
  SELECT r.id, r.member_id "memberId", r.company_id "companyId", r.kind, r.status, r.starts_at "startsAt", r.ends_at "endsAt",
         r.hold_expires_at "holdExpiresAt", r.decision_reason "reason", r.series_id IS NOT NULL "isOfSeries", i.id "instrumentId", i.name_zh "nameZh", i.name_en "nameEn",
         i.asset_no "assetNo", c.name_zh "companyZh", c.name_en "companyEn"
  FROM reservation r JOIN instrument i ON i.id = r.instrument_id JOIN company c ON c.id = r.company_id WHERE r.id = $1`;

const toOwner = [
  'approved',
  'rejected',
  'lapsed',
  'cancelled',
  'moved',
  'extended',
  'shortened',
  'resized',
  'handed_over',
  'returned',
  'no_show',
  'overdue',
  'blocked',
] as const;

type Due = Parameters<DueWorkHandler>[1];

const dedupeKey = (what: string, id: number, dueAt: Date): string => `due:${what}:${id}:${dueAt.toISOString()}`;

type Told = (typeof toOwner)[number];

/** What puts an event into the owner's calendar or changes it there, and what takes it out. */
const invitations: Partial<Record<Told, Invited['method']>> = {
  approved: 'REQUEST',
  moved: 'REQUEST',
  extended: 'REQUEST',
  shortened: 'REQUEST',
  resized: 'REQUEST',
  rejected: 'CANCEL',
  lapsed: 'CANCEL',
  cancelled: 'CANCEL',
  no_show: 'CANCEL',
};

/** What becomes of a series at once is told once, and not of each session. */
const isToldOfSeries = ({ payload }: OutboxEvent, what: Told, { isOfSeries }: ReservationFacts): boolean =>
  payload.seriesId !== undefined || (what === 'lapsed' && isOfSeries);

/** Turns what happened to a reservation, and what is about to, into notices (rules §6). */
@Injectable()
export class ReservationNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly dueWork: DueWork,
    private readonly notifier: Notifier,
    private readonly park: ParkSettings,
    private readonly extensions: ExtensionAdvice,
    private readonly invitations: Invitations,
  ) {}

  onModuleInit(): void {
    this.outbox.on('reservation.requested', (tx, event) => this.requested(tx, event));
    for (const what of toOwner) this.outbox.on(`reservation.${what}`, (tx, event) => this.decided(tx, event, what));
    this.dueWork.handle('reservation.starts-soon', (tx, work) =>
      this.remind(
        tx,
        work.subjectId,
        'starts_soon',
        work.dueAt,
        (r) => r.status === 'confirmed' && r.startsAt > work.now,
      ),
    );
    this.dueWork.handle('reservation.ends-soon', (tx, work) => this.endsSoon(tx, work));
  }

  /** Staff decide requests; a reservation confirmed at once needs nobody, and of a series they are told once. */
  private async requested(tx: Tx, event: OutboxEvent): Promise<void> {
    const found = await this.load(tx, event.payload.id);
    if (found?.status !== 'requested' || found.isOfSeries) return;
    await this.notifier.tell(
      tx,
      await this.notifier.staff(tx, ['manager']),
      await this.notice(found, 'requested', `outbox:${event.id}`, '/requests'),
    );
  }

  private async decided(tx: Tx, event: OutboxEvent, what: Told): Promise<void> {
    const found = await this.load(tx, event.payload.id);
    if (!found || isToldOfSeries(event, what, found)) return;
    const isOwn = event.payload.actorId === found.memberId;
    const said = isOwn && what === 'approved' ? 'confirmed' : what;
    const notice = await this.notice(found, said, `outbox:${event.id}`, `/reservations/${found.id}`);
    for (const owner of await this.notifier.members(tx, [found.memberId])) {
      const method = invitations[what];
      const enclosed = method ? await this.invitations.to(tx, owner, found.id, { method }) : null;
      if (!isOwn) await this.notifier.tell(tx, [owner], notice, enclosed);
      // Of a series of one's own making each session would be a mail: SeriesNotices sends one with all.
      else if (enclosed && !found.isOfSeries) await this.notifier.confirm(tx, owner, notice, enclosed);
    }
    if (what === 'overdue') await this.notifier.tell(tx, await this.notifier.staff(tx, ['manager']), notice);
  }

  private async remind(
    tx: Tx,
    id: number,
    what: string,
    dueAt: Date,
    stillDue: (r: ReservationFacts) => boolean,
  ): Promise<void> {
    const found = await this.load(tx, id);
    if (!found || !stillDue(found)) return;
    const notice = await this.notice(found, what, dedupeKey(what, id, dueAt), `/reservations/${id}`);
    await this.notifier.tell(tx, await this.notifier.members(tx, [found.memberId]), notice);
  }

  /** Says whether one month more is free and what it costs; the link opens it ready to be confirmed. */
  private async endsSoon(tx: Tx, { subjectId: id, dueAt, now }: Due): Promise<void> {
    const found = await this.load(tx, id);
    if (!found || !['confirmed', 'active'].includes(found.status) || found.endsAt <= now) return;
    const advice = await this.extensions.forOwner(tx, found, { park: await this.park.get(), now });
    const link = `/reservations/${id}${advice ? '?extend=1' : ''}`;
    const notice = await this.notice(found, 'ends_soon', dedupeKey('ends_soon', id, dueAt), link);
    const { zh, en } = notice.body;
    const body = advice ? { zh: `${zh}${advice.zh}`, en: `${en} ${advice.en}` } : notice.body;
    await this.notifier.tell(tx, await this.notifier.members(tx, [found.memberId]), { ...notice, body });
  }

  private async load(tx: Tx, id: number): Promise<ReservationFacts | undefined> {
    return (await tx.query<ReservationFacts>(facts, [id]))[0];
  }

  private async notice(found: ReservationFacts, what: string, dedupeKey: string, link: string): Promise<Notice> {
    const { timeZone } = await this.park.get();
    const words: { title: Localized; body: Localized } = reservationWords(
      what,
      found,
      (instant) => localDate(instant.getTime(), timeZone),
      timeZone,
    );
    return { kind: `reservation.${what}`, ...words, dedupeKey, link };
  }
}
