import { type OpeningHours, type ReservationRules, RULE_KEYS, type RulesLayer } from '@parkbench/domain';
import { z } from 'zod';
import { field } from '../../platform/http/validation.js';

const minutes = (max: number) => z.int().min(0).max(max);
const year = 525_600;
const gate = z.enum(['blocks', 'warns']);
const openingWindow = z
  .object({ fromMinute: minutes(1440), toMinute: minutes(1440) })
  .refine((w) => w.fromMinute < w.toMinute, '结束时间须晚于开始时间 / must end after it begins');
const windows = z.array(openingWindow).max(6);
export const openingHours = z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), windows);

const quota = z.object({
  unit: z.enum(['hours', 'bookings']),
  per: z.enum(['day', 'week', 'month']),
  of: z.enum(['company', 'person']),
  on: z.enum(['park', 'instrument']),
  limit: z.number().min(0).max(1_000_000),
});
const suspension = z.object({
  count: z.int().min(1).max(100),
  withinDays: z.int().min(1).max(3650),
  forDays: z.int().min(1).max(3650),
});

/** Every rule with the figures that make sense for it; null switches a rule off. */
export const reservationRules = z
  .object({
    openingHours: openingHours.nullable(),
    holidayHours: windows.nullable(),
    incrementMinutes: z.int().min(5).max(240),
    minMonths: z.int().min(1).max(60).nullable(),
    maxMonths: z.int().min(1).max(60).nullable(),
    minSessionMinutes: z.int().min(5).max(10_080).nullable(),
    maxSessionMinutes: z.int().min(5).max(10_080).nullable(),
    createNoticeMinutes: minutes(year),
    changeNoticeMinutes: minutes(year).nullable(),
    cancelNoticeMinutes: minutes(year),
    lateCancelGate: gate,
    lockMinutes: minutes(year),
    advanceDays: z.int().min(1).max(3650).nullable(),
    quotas: z.array(quota).max(10),
    gapMinutes: minutes(10_080),
    maxOpenOfCompany: z.int().min(1).max(100_000).nullable(),
    maxOpenOfPerson: z.int().min(1).max(100_000).nullable(),
    noShowMinutes: z.int().min(5).max(10_080).nullable(),
    suspension: suspension.nullable(),
    calibrationGate: gate,
    qualificationGate: gate,
    creditLimitFen: field.fen.nullable(),
  })
  .meta({ id: 'ReservationRules' });

/** The rules that one instrument, category or park sets itself; what is left out is inherited. */
export const rulesLayer = reservationRules.partial().strict().meta({ id: 'RulesLayer' });

/** The hours as the page draws them: around the clock is written out. */
export function hoursShown({ openingHours: hours }: ReservationRules): z.infer<typeof openingHours> {
  const allDay = [{ fromMinute: 0, toMinute: 1440 }];
  const week = hours ?? Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, allDay]));
  return structuredClone(week) as z.infer<typeof openingHours>;
}

/** The bounds that a calendar draws, a number for each. */
export const figuresOf = (
  rules: ReservationRules,
): Record<keyof typeof widest, number> & { incrementMinutes: number } => ({
  minMonths: rules.minMonths ?? widest.minMonths,
  maxMonths: rules.maxMonths ?? widest.maxMonths,
  incrementMinutes: rules.incrementMinutes,
  minSessionMinutes: rules.minSessionMinutes ?? rules.incrementMinutes,
  maxSessionMinutes: rules.maxSessionMinutes ?? widest.maxSessionMinutes,
  noticeMinutes: rules.createNoticeMinutes,
  advanceDays: rules.advanceDays ?? widest.advanceDays,
});
const widest = {
  minMonths: 1,
  maxMonths: 60,
  minSessionMinutes: 5,
  maxSessionMinutes: 10_080,
  noticeMinutes: 0,
  advanceDays: 3650,
};

/** A copy that a response may hold: the domain's rules are read-only. */
export const rulesShown = (rules: ReservationRules): z.infer<typeof reservationRules> =>
  structuredClone(rules) as z.infer<typeof reservationRules>;

/** Only the keys that are rules, without those that say nothing. */
export function statedRules(input: RulesLayer): RulesLayer {
  return Object.fromEntries(RULE_KEYS.filter((key) => input[key] !== undefined).map((key) => [key, input[key]]));
}

/** What an instrument sets itself: its opening hours stand in a column of their own. */
export const ownLayer = (rules: RulesLayer, hours: unknown): RulesLayer =>
  hours === null ? rules : { ...rules, openingHours: hours as OpeningHours };
