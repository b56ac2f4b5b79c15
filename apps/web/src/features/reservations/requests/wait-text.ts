import type { Say } from '../../../shared/i18n/messages';

const minute = 60_000;

/** How long something has waited, in the largest unit that says enough. */
export function waitText(since: string, now: number, say: Say<'waitMinutes' | 'waitHours' | 'waitDays'>): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / minute));
  if (minutes < 60) return say('waitMinutes', { count: minutes });
  if (minutes < 48 * 60) return say('waitHours', { count: Math.floor(minutes / 60) });
  return say('waitDays', { count: Math.floor(minutes / 1440) });
}
