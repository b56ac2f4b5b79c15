import type { Localized } from './localized.js';

const HOUR = 60;
const DAY = 24 * HOUR;

/** A number of minutes in the largest units that say it exactly: 90 is 1 小时 30 分钟, 2880 is 2 天. */
export function durationWords(minutes: number): Localized {
  const days = Math.floor(minutes / DAY);
  const hours = Math.floor((minutes % DAY) / HOUR);
  const rest = minutes % HOUR;
  const parts = [
    { count: days, zh: '天', en: days === 1 ? 'day' : 'days' },
    { count: hours, zh: '小时', en: hours === 1 ? 'hour' : 'hours' },
    { count: rest, zh: '分钟', en: rest === 1 ? 'minute' : 'minutes' },
  ].filter(({ count }) => count > 0);
  if (parts.length === 0) return { zh: '0 分钟', en: '0 minutes' };
  return {
    zh: parts.map(({ count, zh }) => `${count} ${zh}`).join(' '),
    en: parts.map(({ count, en }) => `${count} ${en}`).join(' '),
  };
}
