import { addDays, type DayPart, localDate, type Localized, type WeekPattern } from '@parkbench/domain';
import { publicUrl } from '../../platform/http/public-url.js';
import type { CalendarEvent } from './calendar-text.js';

export type Language = 'zh' | 'en';

/** What a calendar says of a reservation. */
export interface ReservationFacts {
  readonly id: number;
  readonly kind: 'rental' | 'session';
  readonly status: string;
  readonly version: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly startsOn: string | null;
  readonly returnedOn: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly purpose: string;
  /** Of a co-rent the half days of the week that are one's own. */
  readonly pattern: WeekPattern | null;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
  readonly location: string;
  readonly memberName: string;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly calendarId: string;
}

export const eventColumns = `
  r.id, r.kind, r.status, r.version, r.starts_at "startsAt", r.ends_at "endsAt", r.starts_on "startsOn", r.returned_on "returnedOn",
  r.created_at "createdAt", r.updated_at "updatedAt", r.purpose, r.pattern, i.name_zh "instrumentZh", i.name_en "instrumentEn",
  i.asset_no "assetNo", i.location, m.name "memberName", c.name_zh "companyZh", c.name_en "companyEn", p.calendar_id "calendarId"`;
export const eventJoins = `
  FROM reservation r JOIN instrument i ON i.id = r.instrument_id JOIN member m ON m.id = r.member_id
  JOIN company c ON c.id = r.company_id CROSS JOIN park p`;

/** Whom a calendar is for decides whose name stands in the title. */
export type Title = 'plain' | 'member' | 'company';

const ended = new Set(['cancelled', 'rejected', 'lapsed', 'no_show']);
const kinds: Record<ReservationFacts['kind'], Localized> = {
  rental: { zh: '租用', en: 'rental' },
  session: { zh: '上机', en: 'session' },
};
const words: Record<Language, Record<'request' | 'by' | 'shared' | 'purpose' | 'number', string>> = {
  zh: { request: '待审批：', by: '预约人：', shared: '合租时段：', purpose: '用途：', number: '预约编号：' },
  en: {
    request: 'Requested: ',
    by: 'Booked by: ',
    shared: 'Shared, yours on: ',
    purpose: 'Purpose: ',
    number: 'Reservation ',
  },
};
const weekdays: Record<Language, string> = {
  zh: '周一 周二 周三 周四 周五 周六 周日',
  en: 'Mon Tue Wed Thu Fri Sat Sun',
};
const dayParts: Record<Language, Record<DayPart, string>> = {
  zh: { am: '上午', pm: '下午', day: '全天' },
  en: { am: ' morning', pm: ' afternoon', day: '' },
};

/** The same for ever and wherever the park's server stands. */
const uidOf = ({ id, calendarId }: Pick<ReservationFacts, 'id' | 'calendarId'>): string =>
  `reservation-${id}@${calendarId}.parkbench`;

/** A reservation as an event: a rental takes whole days, a session its hours in the park's zone. */
export function reservationEvent(r: ReservationFacts, language: Language, zone: string, title: Title): CalendarEvent {
  const say = words[language];
  const english = language === 'en';
  const instrument = english ? r.instrumentEn || r.instrumentZh : r.instrumentZh;
  const whose = { plain: '', member: ` · ${r.memberName}`, company: ` · ${english ? r.companyEn : r.companyZh}` }[
    title
  ];
  const kind = kinds[r.kind][language];
  const name = english ? `${instrument} (${kind})` : `${instrument}（${kind}）`;
  const url = publicUrl(`/reservations/${r.id}`);
  return {
    uid: uidOf(r),
    sequence: r.version,
    changedAt: r.updatedAt,
    createdAt: r.createdAt,
    when: whenOf(r, zone),
    summary: `${r.status === 'requested' ? say.request : ''}${name}${whose}`,
    description: [
      `${instrument} ${r.assetNo}`,
      `${say.by}${r.memberName}`,
      ...(r.pattern ? [`${say.shared}${patternText(r.pattern, language)}`] : []),
      ...(r.purpose ? [`${say.purpose}${r.purpose}`] : []),
      `${say.number}${r.id}`,
      url,
    ].join('\n'),
    location: r.location,
    url,
    status: ended.has(r.status) ? 'CANCELLED' : r.status === 'requested' ? 'TENTATIVE' : 'CONFIRMED',
    isFree: r.kind === 'rental',
  };
}

/** 周一上午、周三全天 / Mon morning, Wed */
function patternText(pattern: WeekPattern, language: Language): string {
  const days = weekdays[language].split(' ').flatMap((day, i) => {
    const part = Object.entries(pattern).find(([weekday]) => Number(weekday) === i + 1)?.[1];
    return part ? [`${day}${dayParts[language][part]}`] : [];
  });
  return days.join(language === 'en' ? ', ' : '、');
}

/** Of a rental given back early the days that it was really had. */
function whenOf(r: ReservationFacts, zone: string): CalendarEvent['when'] {
  if (r.startsOn === null) return { start: r.startsAt.getTime(), end: r.endsAt.getTime() };
  const agreed = localDate(r.endsAt.getTime(), zone);
  const to = r.returnedOn !== null && r.returnedOn < agreed ? r.returnedOn : agreed;
  return { from: r.startsOn, to: to > r.startsOn ? to : addDays(r.startsOn, 1) };
}
