import type { Localized } from '../core/localized.js';
import type { Weekday } from '../time/calendar-date.js';
import type { DayPart, WeekPattern } from './occupied-pieces.js';

/** What one company of a co-rent takes: its half days of the week, and its share of the rent in basis points. */
export interface CoRentShare {
  readonly pattern: WeekPattern;
  readonly shareBps: number;
}

/** Why shares do not make a co-rent. */
export interface CoRentProblem {
  readonly code: 'co_renters' | 'shares' | 'nothing_taken' | 'half_day_twice';
  /** Which share, from 0; null: all together. */
  readonly part: number | null;
  readonly message: Localized;
}

const HALVES: Readonly<Record<DayPart, readonly string[]>> = { am: ['am'], pm: ['pm'], day: ['am', 'pm'] };
const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAY_NAMES: readonly Localized[] = ['一', '二', '三', '四', '五', '六', '日'].map((zh, i) => ({
  zh: `周${zh}`,
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][i]!,
}));

/** The half days of a pattern, such as `1am` for Monday morning. */
export function halfDays(pattern: WeekPattern): string[] {
  return WEEKDAYS.flatMap((weekday) => (HALVES[pattern[weekday]!] ?? []).map((half) => `${weekday}${half}`));
}

/**
 * Everything that keeps shares from being a co-rent: two to four companies, each with at least one half day, no half
 * day twice, shares of at least 1 bp that make up the whole. Half days that nobody takes stay with the pool.
 */
export function coRentProblems(shares: readonly CoRentShare[]): CoRentProblem[] {
  const problems: CoRentProblem[] = [];
  if (shares.length < 2 || shares.length > 4) {
    problems.push({
      code: 'co_renters',
      part: null,
      message: { zh: '共租需 2 至 4 家企业', en: 'two to four companies share a rental' },
    });
  }
  if (shares.some((one) => one.shareBps < 1) || shares.reduce((sum, one) => sum + one.shareBps, 0) !== 10000) {
    problems.push({
      code: 'shares',
      part: null,
      message: { zh: '各方份额之和须为 100%', en: 'the shares must make up 100 %' },
    });
  }
  const taken = new Map<string, number>();
  shares.forEach(({ pattern }, part) => {
    const halves = halfDays(pattern);
    if (halves.length === 0) {
      problems.push({
        code: 'nothing_taken',
        part,
        message: { zh: '请至少选择一个半天', en: 'choose at least one half day' },
      });
    }
    for (const half of halves) {
      if (taken.has(half)) problems.push({ code: 'half_day_twice', part, message: twice(half) });
      taken.set(half, part);
    }
  });
  return problems;
}

function twice(half: string): Localized {
  const name = WEEKDAY_NAMES[Number(half[0]) - 1]!;
  return half.endsWith('am')
    ? { zh: `${name.zh}上午被重复选择`, en: `${name.en} morning is taken twice` }
    : { zh: `${name.zh}下午被重复选择`, en: `${name.en} afternoon is taken twice` };
}
