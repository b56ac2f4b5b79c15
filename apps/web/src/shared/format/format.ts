import { language, locale } from '../i18n/language';

let zone = 'Asia/Shanghai';
/** The park's zone, set once the session is known; every time on the page is a time there. */
export const setParkZone = (timeZone: string): void => {
  zone = timeZone;
};
export const parkZone = (): string => zone;

/** ¥4,500.00 from integer fen; negative amounts carry a minus sign. */
export function money(fen: number): string {
  const cents = Math.abs(fen);
  const yuan = Math.floor(cents / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '−' : ''}¥${yuan}.${String(cents % 100).padStart(2, '0')}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(options: Intl.DateTimeFormatOptions, tag = locale()): Intl.DateTimeFormat {
  const key = `${tag}|${zone}|${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) formatters.set(key, (found = new Intl.DateTimeFormat(tag, { timeZone: zone, ...options })));
  return found;
}

/** 2026-12-10, the day in the park. */
export const parkDate = (instant: string | number | Date): string =>
  formatter({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA').format(new Date(instant));

/** 14:30, the time in the park. */
export const parkTime = (instant: string | number | Date): string =>
  formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, 'en-GB').format(new Date(instant));

/** 2026-12-10 14:30 in the park. */
export const parkDateTime = (instant: string | number | Date): string => `${parkDate(instant)} ${parkTime(instant)}`;

/** 12月10日 周四 / Thu, Dec 10 */
export const parkDayName = (instant: string | number | Date): string =>
  formatter({ month: 'short', day: 'numeric', weekday: 'short' }).format(new Date(instant));

/** 周一 / Mon or 星期一 / Monday, from a day of the week (Monday 1). */
export const weekdayName = (weekday: number, style: 'short' | 'long' = 'short'): string =>
  new Intl.DateTimeFormat(locale(), { weekday: style, timeZone: 'UTC' }).format(Date.UTC(2026, 5, weekday));

/** 2026 年 12 月 / December 2026, from YYYY-MM. */
export function monthName(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return language() === 'en'
    ? new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        Date.UTC(year, number - 1, 1),
      )
    : `${year} 年 ${number} 月`;
}

/** The day before an exclusive end: what people call the last day. */
export function lastDay(endExclusive: string): string {
  return new Date(Date.parse(`${endExclusive}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** Today in the park. */
export const parkToday = (): string => parkDate(Date.now());

/** 北京时间 or the zone's own name. */
export function zoneName(): string {
  if (zone === 'Asia/Shanghai') return language() === 'en' ? 'Beijing time' : '北京时间';
  return zone;
}

export const viewerIsElsewhere = (): boolean => Intl.DateTimeFormat().resolvedOptions().timeZone !== zone;

/** A、B和C / A, B, and C */
export const listOf = (words: readonly string[]): string =>
  new Intl.ListFormat(locale(), { style: 'long', type: 'conjunction' }).format(words);
