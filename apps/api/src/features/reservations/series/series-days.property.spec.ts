import { describe, it } from '@jest/globals';
import { addDays, addMonths, daysBetween, daysInMonth, monthOf, monthsBetween, weekdayOf } from '@parkbench/domain';
import fc from 'fast-check';
import { Problem } from '../../../platform/http/problem.js';
import { daysOf, ruleFrom, type SeriesPlan, shiftRule } from './expand-series.js';
import { writeRule } from './series-rule.js';

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

interface Drawn {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  readonly interval: number;
  readonly first: string;
  readonly weekdays: readonly number[];
  readonly weekBegins: number;
  readonly nth: number | null;
  readonly monthDays: readonly number[];
  readonly count: number;
}

/** Whether a day is of the rule, said without any library. */
function isOf({ frequency, interval, first, weekdays, weekBegins, nth, monthDays }: Drawn, day: string): boolean {
  const weekday = weekdayOf(day);
  if (frequency === 'DAILY') return daysBetween(first, day) % interval === 0;
  if (frequency === 'WEEKLY') {
    const weekOf = (date: string): string => addDays(date, -((weekdayOf(date) - weekBegins + 7) % 7));
    const inTurn = (daysBetween(weekOf(first), weekOf(day)) / 7) % interval === 0;
    return inTurn && (weekdays.length > 0 ? weekdays.includes(weekday) : weekday === weekdayOf(first));
  }
  if (monthsBetween(monthOf(first), monthOf(day)) % interval !== 0) return false;
  const [number, length] = [Number(day.slice(8)), daysInMonth(monthOf(day))];
  if (weekdays.length > 0) {
    const fromStart = Math.ceil(number / 7);
    const fromEnd = -Math.ceil((length - number + 1) / 7);
    return weekdays.includes(weekday) && (nth === null || nth === fromStart || nth === fromEnd);
  }
  if (monthDays.length === 0) return number === Number(first.slice(8));
  return monthDays.includes(number) || monthDays.includes(number - length - 1);
}

function ruleOf({ frequency, interval, weekdays, weekBegins, nth, monthDays, count }: Drawn): string {
  const days = weekdays.map((one) => `${frequency === 'MONTHLY' && nth !== null ? nth : ''}${codes[one - 1]}`);
  return writeRule({
    FREQ: frequency,
    INTERVAL: String(interval),
    COUNT: String(count),
    BYDAY: frequency !== 'DAILY' && days.length > 0 ? days.join(',') : undefined,
    BYMONTHDAY: frequency === 'MONTHLY' && days.length === 0 && monthDays.length > 0 ? monthDays.join(',') : undefined,
    WKST: frequency === 'WEEKLY' ? codes[weekBegins - 1] : undefined,
  });
}

/** The days by trying each; null where a series would be too long or have none. */
function bruteForce(drawn: Drawn): string[] | null {
  const days: string[] = [];
  const end = addMonths(drawn.first, 24);
  for (let day = drawn.first; day < end && days.length < drawn.count; day = addDays(day, 1)) {
    if (isOf(drawn, day)) days.push(day);
  }
  return days.length === drawn.count ? days : null;
}

const planOf = (drawn: Drawn): SeriesPlan => ({
  rrule: ruleOf(drawn),
  startLocal: `${drawn.first}T09:00`,
  lengthMinutes: 60,
  zone: 'Asia/Shanghai',
});

function expanded(plan: SeriesPlan): string[] | null {
  try {
    return daysOf(plan);
  } catch (error) {
    if (error instanceof Problem && error.problem.code === 'bad_rule') return null;
    throw error;
  }
}

const some = (list: readonly number[], maxLength: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.constantFrom(...list), { maxLength });
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    first: fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2026-01-01', days)),
    weekdays: some([1, 2, 3, 4, 5, 6, 7], 4),
    weekBegins: fc.integer({ min: 1, max: 7 }),
    nth: fc.constantFrom(null, 1, 2, 3, 4, 5, -1, -2),
    monthDays: some([1, 15, 28, 29, 30, 31, -1, -2, -5], 3),
    count: fc.integer({ min: 1, max: 30 }),
  })
  .map((one) => (one.frequency === 'MONTHLY' ? { ...one, weekdays: one.weekdays.slice(0, 1) } : one));
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

describe('the days of random rules', () => {
  it('are those that trying every day gives', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const [byRule, byTrying] = [expanded(planOf(one)), bruteForce(one)];
        // Too few within two years is a refusal; what a library finds in none at all may end the search early.
        return byTrying === null ? byRule === null || byRule.length < one.count : same(byRule, byTrying);
      }),
      { numRuns: 400 },
    );
  });

  it('are the same days when the rule is split, and all of them that much later when it is shifted', () => {
    fc.assert(
      fc.property(drawn, fc.nat(29), fc.integer({ min: -6, max: 6 }), (one, at, by) => {
        const plan = planOf(one);
        const days = expanded(plan);
        const cut = days?.[at];
        if (!days || cut === undefined) return true;
        const rest = daysOf({ ...plan, rrule: ruleFrom(plan, cut), startLocal: `${cut}T09:00` });
        if (!same([...daysOf({ ...plan, endsBefore: cut }), ...rest], days)) return false;
        if (one.frequency === 'MONTHLY') return true;
        const startLocal = `${addDays(cut, by)}T09:00`;
        const shifted = expanded({ ...plan, rrule: shiftRule(ruleFrom(plan, cut), by), startLocal });
        return same(
          shifted,
          rest.map((day) => addDays(day, by)),
        );
      }),
      { numRuns: 400 },
    );
  });
});
