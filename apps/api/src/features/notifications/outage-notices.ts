import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { type OutboxEvent, OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { Notifier } from './notifier.js';

interface Facts {
  readonly id: number;
  readonly memberId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
  readonly caseNo: string;
  readonly reason: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly openEnded: boolean;
}

const facts = `
  SELECT r.id, r.member_id "memberId", i.name_zh "nameZh", i.name_en "nameEn", i.asset_no "assetNo", u.case_no "caseNo", u.reason,
    u.starts_at "startsAt", u.ends_at "endsAt", u.open_ended "openEnded"
  FROM reservation r JOIN outage u ON u.id = $2 JOIN instrument i ON i.id = u.instrument_id WHERE r.id = $1`;

const plannerFacts = `
  SELECT u.created_by "memberId", i.name_zh "nameZh", i.name_en "nameEn", i.asset_no "assetNo", u.case_no "caseNo", u.reason,
    u.starts_at "startsAt", u.ends_at "endsAt", u.open_ended "openEnded"
  FROM outage u JOIN instrument i ON i.id = u.instrument_id WHERE u.id = $1`;

const defaults: Readonly<Record<string, Localized>> = {
  swap: { zh: '改用为您保留的同类仪器', en: 'it goes to the equivalent that is held for you' },
  move: { zh: '顺延到下一个空闲时段', en: 'it moves to the next free slot' },
  cancel: { zh: '免费取消', en: 'it is cancelled free of charge' },
  stay: { zh: '保留租用，并按日减免停机期间的租金', en: 'you keep it and pay no rent for the days out of service' },
};

interface Words {
  readonly title: Localized;
  readonly body: Localized;
}
type Told = (f: Facts, payload: OutboxEvent['payload'], at: (instant: Date) => string) => Words;

const about = (f: Omit<Facts, 'id'>, at: (instant: Date) => string): Localized => {
  const end = f.openEnded ? { zh: '（结束时间待定）', en: ' (end not known yet)' } : { zh: '', en: '' };
  const period = `${at(f.startsAt)} – ${at(f.endsAt)}`;
  return {
    zh: `${f.nameZh}（${f.assetNo}）将于 ${period}${end.zh} 停机，原因：${f.reason}（停机单 ${f.caseNo}）。`,
    en: `${f.nameEn || f.nameZh} (${f.assetNo}) is out of service ${period}${end.en}: ${f.reason} (case ${f.caseNo}).`,
  };
};

/** An instant as the outbox holds it: text. */
const instantOf = (value: unknown): Date => new Date(typeof value === 'string' ? value : 0);

const told: Readonly<Record<string, Told>> = {
  outage_asked: (f, payload, at) => {
    const what = about(f, at);
    const by = at(instantOf(payload.answerBy));
    const otherwise = defaults[String(payload.defaultAction)] ?? { zh: '', en: '' };
    return {
      title: { zh: `请选择停机处理方式：${f.nameZh}`, en: `Your choice, please: outage of ${f.nameEn || f.nameZh}` },
      body: {
        zh: `${what.zh}您的预约受到影响，请在 ${by} 前选择处理方式；逾期未选，将${otherwise.zh}。`,
        en: `${what.en} Your reservation is affected. Please choose by ${by}; otherwise ${otherwise.en}.`,
      },
    };
  },
  outage_changed: (f, payload, at) => {
    const what = about(f, at);
    const by = at(instantOf(payload.answerBy));
    return {
      title: { zh: `停机安排有调整：${f.nameZh}`, en: `Outage changed: ${f.nameEn || f.nameZh}` },
      body: {
        zh: `${what.zh}您的预约仍受影响，请在 ${by} 前选择处理方式。`,
        en: `${what.en} Your reservation is still affected. Please choose by ${by}.`,
      },
    };
  },
  outage_withdrawn: (f) => ({
    title: { zh: `停机已取消：${f.nameZh}`, en: `Outage called off: ${f.nameEn || f.nameZh}` },
    body: {
      zh: `停机单 ${f.caseNo} 已撤回，您的预约照常进行，无需处理。`,
      en: `Case ${f.caseNo} was withdrawn. Your reservation stands as it was; there is nothing to do.`,
    },
  }),
  sits_out: (f, _, at) => {
    const what = about(f, at);
    return {
      title: { zh: `停机期间减免租金：${f.nameZh}`, en: `Rent abated during an outage: ${f.nameEn || f.nameZh}` },
      body: {
        zh: `${what.zh}您的租用继续保留，停机日不收租金，减免金额列入当月账单。`,
        en: `${what.en} You keep your rental; days out of service cost no rent, and the statement of that month shows it.`,
      },
    };
  },
  gap_changed: (f, payload, at) => ({
    title: { zh: `停机时间有变：${f.nameZh}`, en: `Outage changed: ${f.nameEn || f.nameZh}` },
    body: payload.endsAt
      ? {
          zh: `停机单 ${f.caseNo} 的结束时间改为 ${at(instantOf(payload.endsAt))}，此后仪器仍归您使用，租金减免按实际停机日计算。`,
          en: `Case ${f.caseNo} now ends at ${at(instantOf(payload.endsAt))}. From then on the instrument is yours again; rent is abated for the days really lost.`,
        }
      : {
          zh: `停机单 ${f.caseNo} 已取消，您的租用照常，租金不作减免。`,
          en: `Case ${f.caseNo} was called off. Your rental goes on as agreed, and so does its rent.`,
        },
  }),
};

/** Tells the owner of a reservation what an outage means for it; only the own reservation is spoken of. */
@Injectable()
export class OutageNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
    private readonly park: ParkSettings,
  ) {}

  onModuleInit(): void {
    for (const [what, words] of Object.entries(told)) {
      this.outbox.on(`reservation.${what}`, (tx, event) => this.tell(tx, event, what, words));
    }
    this.outbox.on('outage.planned', (tx, event) => this.tellPlanner(tx, event));
  }

  private async tell(tx: Tx, event: OutboxEvent, what: string, words: Told): Promise<void> {
    const [found] = await tx.query<Facts>(facts, [event.payload.id, event.payload.outageId]);
    if (!found || event.payload.actorId === found.memberId) return;
    await this.notifier.tell(tx, await this.notifier.members(tx, [found.memberId]), {
      kind: `reservation.${what}`,
      ...words(found, event.payload, await this.format()),
      link: `/reservations/${found.id}`,
      dedupeKey: `outbox:${event.id}`,
    });
  }

  /** Whoever announced it hears that all are in. */
  private async tellPlanner(tx: Tx, event: OutboxEvent): Promise<void> {
    const [found] = await tx.query<Omit<Facts, 'id'>>(plannerFacts, [event.payload.id]);
    if (!found) return;
    const at = await this.format();
    const what = about(found, at);
    await this.notifier.tell(tx, await this.notifier.members(tx, [found.memberId]), {
      kind: 'outage.planned',
      title: { zh: `停机时间已排定：${found.nameZh}`, en: `Outage settled: ${found.nameEn || found.nameZh}` },
      body: {
        zh: `${what.zh}受影响的预约已全部处理完毕。`,
        en: `${what.en} Every reservation in its way is settled.`,
      },
      link: `/maintenance?case=${event.payload.id}`,
      dedupeKey: `outbox:${event.id}`,
    });
  }

  /** Instants in the park's time. */
  private async format(): Promise<(instant: Date) => string> {
    const { timeZone } = await this.park.get();
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    return (instant) => format.format(instant);
  }
}
