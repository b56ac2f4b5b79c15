import type { Localized } from '@parkbench/domain';

export interface ReservationFacts {
  readonly id: number;
  readonly memberId: number;
  readonly companyId: number;
  readonly kind: 'rental' | 'session';
  readonly status: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly holdExpiresAt: Date | null;
  readonly reason: string | null;
  readonly isOfSeries: boolean;
  readonly instrumentId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
  readonly companyZh: string;
  readonly companyEn: string;
}

type Words = { title: Localized; body: Localized };

const titles: Record<string, Localized> = {
  requested: { zh: '新的预约申请', en: 'New reservation request' },
  approved: { zh: '预约已通过', en: 'Reservation approved' },
  confirmed: { zh: '预约已确认', en: 'Reservation confirmed' },
  extended: { zh: '已续租', en: 'Rental extended' },
  resized: { zh: '机时已调整', en: 'Session resized' },
  shortened: { zh: '租期已缩短', en: 'Rental shortened' },
  rejected: { zh: '预约未通过', en: 'Reservation declined' },
  lapsed: { zh: '预约申请已过期', en: 'Reservation request lapsed' },
  cancelled: { zh: '预约已取消', en: 'Reservation cancelled' },
  moved: { zh: '预约时间已调整', en: 'Reservation moved' },
  handed_over: { zh: '仪器已交接', en: 'Instrument handed over' },
  returned: { zh: '仪器已归还', en: 'Instrument returned' },
  no_show: { zh: '预约未到场', en: 'Reservation not taken up' },
  overdue: { zh: '仪器逾期未还', en: 'Instrument overdue' },
  blocked: { zh: '上一位使用者尚未归还', en: 'The user before you has not returned it' },
  starts_soon: { zh: '预约将在 24 小时内开始', en: 'Your reservation starts within 24 hours' },
  ends_soon: { zh: '租期即将结束', en: 'Your rental ends soon' },
};

const advice: Record<string, Localized> = {
  requested: { zh: '请在保留期内审批。', en: 'Please decide before the hold lapses.' },
  lapsed: {
    zh: '保留期内未审批，时段已释放，可重新预约。',
    en: 'Nobody decided in time and the slot is free again; you may book anew.',
  },
  overdue: {
    zh: '请尽快归还；每逾期一天按逾期价计费。',
    en: 'Please return it; each started day is charged at the overdue rate.',
  },
  blocked: {
    zh: '交接可能推迟，可改约其他时间或同类仪器。',
    en: 'The hand-over may be late; you can move or take an equivalent.',
  },
};

/** The words of a notice about a reservation; rentals name days, the end day the last one in use, sessions name times, all in the park's zone. */
export function reservationWords(
  what: string,
  r: ReservationFacts,
  dayOf: (instant: Date) => string,
  timeZone: string,
): Words {
  const name: Localized = { zh: `${r.nameZh}（${r.assetNo}）`, en: `${r.nameEn || r.nameZh} (${r.assetNo})` };
  const period = r.kind === 'rental' ? days(r, dayOf) : times(r, timeZone);
  const title = titles[what] ?? { zh: '预约有更新', en: 'Reservation updated' };
  const who: Localized =
    what === 'requested' ? { zh: `${r.companyZh}申请 `, en: `${r.companyEn} asks for ` } : { zh: '', en: '' };
  const reason: Localized =
    what === 'rejected' && r.reason ? { zh: `原因：${r.reason}。`, en: ` Reason: ${r.reason}.` } : { zh: '', en: '' };
  const next = advice[what];
  return {
    title: { zh: `${title.zh}：${r.nameZh}`, en: `${title.en}: ${r.nameEn || r.nameZh}` },
    body: {
      zh: `${who.zh}${name.zh}，${period.zh}。${reason.zh}${next?.zh ?? ''}`,
      en: `${who.en}${name.en}, ${period.en}.${reason.en}${next ? ` ${next.en}` : ''}`,
    },
  };
}

function days(r: ReservationFacts, dayOf: (instant: Date) => string): Localized {
  const first = dayOf(r.startsAt);
  const last = dayOf(new Date(r.endsAt.getTime() - 1));
  return { zh: `${first} 至 ${last}（含首尾）`, en: `${first} to ${last} inclusive` };
}

function times(r: ReservationFacts, timeZone: string): Localized {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const text = `${format.format(r.startsAt)} – ${format.format(r.endsAt)}`;
  return { zh: text, en: `${text} (${timeZone})` };
}
