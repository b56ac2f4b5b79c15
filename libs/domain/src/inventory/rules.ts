import type { OpeningHours, OpeningWindow } from './opening-hours.js';

/** How much of something may be had in a time: so many hours or bookings a day, week or month of the park's calendar. */
export interface Quota {
  readonly unit: 'hours' | 'bookings';
  readonly per: 'day' | 'week' | 'month';
  /** Whose sessions are added up: those of the whole company, or of the one person. */
  readonly of: 'company' | 'person';
  /** Sessions on every instrument of the park, or only on the one that is asked for. */
  readonly on: 'park' | 'instrument';
  readonly limit: number;
}

/** After so many violations within so many days a person may not reserve for so many days. */
export interface Suspension {
  readonly count: number;
  readonly withinDays: number;
  readonly forDays: number;
}

/** Whether something that is missing refuses the reservation or only warns of it. */
export type Gate = 'blocks' | 'warns';

/**
 * The figures of the rules about who may reserve what and when (rules §3). Each can be set for one instrument, for a
 * category, or for the whole park. Null means that the rule is off.
 */
export interface ReservationRules {
  /** When sessions may take place, by day of the week; null: around the clock. */
  readonly openingHours: OpeningHours | null;
  /** The hours of a statutory holiday; null: as on any other day of that name, an empty list: closed. */
  readonly holidayHours: readonly OpeningWindow[] | null;
  /** Sessions begin and last in multiples of this many minutes, counted from 00:00 in the park. */
  readonly incrementMinutes: number;
  readonly minMonths: number | null;
  readonly maxMonths: number | null;
  readonly minSessionMinutes: number | null;
  readonly maxSessionMinutes: number | null;
  /** How long before its start a reservation must be asked for. */
  readonly createNoticeMinutes: number;
  /** How far ahead the new start must lie when a reservation is moved; null: as for a new one. */
  readonly changeNoticeMinutes: number | null;
  /** How long before its start a confirmed reservation must be cancelled. */
  readonly cancelNoticeMinutes: number;
  /** Whether a later cancellation is refused, or only noted (and paid for as the price plan says). */
  readonly lateCancelGate: Gate;
  /** So long before its start a reservation is neither moved nor shortened; 0: no such time. */
  readonly lockMinutes: number;
  /** How many days ahead of today a reservation may at most end. */
  readonly advanceDays: number | null;
  readonly quotas: readonly Quota[];
  /** Time that must lie between two sessions of one person on the instrument. */
  readonly gapMinutes: number;
  readonly maxOpenOfCompany: number | null;
  readonly maxOpenOfPerson: number | null;
  /** A session that nobody began so long after its start is given up as a no-show. */
  readonly noShowMinutes: number | null;
  readonly suspension: Suspension | null;
  readonly calibrationGate: Gate;
  readonly qualificationGate: Gate;
  /** What a company may owe, the price asked for included, when nothing else is agreed with it. */
  readonly creditLimitFen: number | null;
}

/** The name of one rule. */
export type RuleKey = keyof ReservationRules;

/** The rules that one instrument, category or park sets itself; what is left out is inherited. */
export type RulesLayer = Partial<ReservationRules>;

/** What holds where nobody has set anything. */
export const DEFAULT_RULES: ReservationRules = {
  openingHours: null,
  holidayHours: null,
  incrementMinutes: 15,
  minMonths: 1,
  maxMonths: 24,
  minSessionMinutes: 30,
  maxSessionMinutes: 720,
  createNoticeMinutes: 0,
  changeNoticeMinutes: null,
  cancelNoticeMinutes: 0,
  lateCancelGate: 'warns',
  lockMinutes: 0,
  advanceDays: 730,
  quotas: [{ unit: 'hours', per: 'week', of: 'company', on: 'park', limit: 120 }],
  gapMinutes: 0,
  maxOpenOfCompany: 40,
  maxOpenOfPerson: null,
  noShowMinutes: null,
  suspension: { count: 3, withinDays: 90, forDays: 30 },
  calibrationGate: 'warns',
  qualificationGate: 'blocks',
  creditLimitFen: null,
};

/** Every key of the rules, in the order in which they are shown. */
export const RULE_KEYS = Object.keys(DEFAULT_RULES) as readonly RuleKey[];

/**
 * What holds for an instrument: of each figure the one that is set nearest to it. The layers come nearest first: the
 * instrument, its category, the categories above it, the park; below all of them lies the built-in default (rules §3).
 */
export function resolveRules(...layers: readonly RulesLayer[]): ReservationRules {
  const rules = Object.assign({}, DEFAULT_RULES, ...[...layers].reverse().map(withoutGaps)) as ReservationRules;
  return {
    ...rules,
    maxMonths: atLeast(rules.maxMonths, rules.minMonths),
    maxSessionMinutes: atLeast(rules.maxSessionMinutes, rules.minSessionMinutes),
  };
}

/** A longer minimum takes the maximum along: nearer and farther layers may say what does not fit together. */
function atLeast(longest: number | null, shortest: number | null): number | null {
  return longest === null ? null : Math.max(longest, shortest ?? 0);
}

/** Which layer a figure comes from: its place in the list, or null for the built-in default. */
export function layerOf(key: RuleKey, layers: readonly RulesLayer[]): number | null {
  const place = layers.findIndex((layer) => layer[key] !== undefined);
  return place < 0 ? null : place;
}

function withoutGaps(layer: RulesLayer): RulesLayer {
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
}
