import { type Period, type Quota, quotaWindows, resolveRules, type RulesLayer } from '@parkbench/domain';
import type { Park } from '../../platform/park-settings.js';

/** From here on a limit of open reservations limits nobody, and nobody's are counted. */
const unlimited = 100_000;
const minuteMs = 60_000;
const longestGapMinutes = 7 * 24 * 60;
const nothing: Period = { start: 0, end: 0 };

/** How far the facts must be read that the rules of the park and its categories count; an instrument's own may reach farther. */
interface Reach {
  readonly quotas: ReadonlySet<Quota['per']>;
  readonly gapMinutes: number;
  /** How many open reservations matter at all; 0: none are counted. */
  readonly openOfCompany: number;
  readonly openOfPerson: number;
}

const known = new WeakMap<Park, Reach>();

/** What the rules above the instruments look at, reckoned once for as long as the settings are kept. */
export function reachOf(park: Park): Reach {
  const before = known.get(park);
  if (before) return before;
  const layers: RulesLayer[] = [resolveRules(park.rules), ...[...park.categories.values()].map(({ rules }) => rules)];
  const most = (limits: readonly (number | null | undefined)[]): number =>
    Math.max(0, ...limits.map((limit) => limit ?? 0).filter((limit) => limit < unlimited));
  const reach = {
    quotas: new Set(layers.flatMap(({ quotas }) => quotas ?? []).map(({ per }) => per)),
    gapMinutes: most(layers.map(({ gapMinutes }) => gapMinutes)),
    openOfCompany: most(layers.map(({ maxOpenOfCompany }) => maxOpenOfCompany)),
    openOfPerson: most(layers.map(({ maxOpenOfPerson }) => maxOpenOfPerson)),
  };
  known.set(park, reach);
  return reach;
}

/**
 * In which time the sessions of company and person are read: for the rules that the park and its categories set, and for
 * whatever an instrument may set itself. Rentals count towards no quota.
 */
export function sessionsRead(
  park: Park,
  { kind, period }: { kind: 'rental' | 'session'; period: Period },
): { usual: Period; widest: Period } {
  if (kind === 'rental') return { usual: nothing, widest: nothing };
  const { quotas, gapMinutes } = reachOf(park);
  return {
    usual: around(period, quotas, gapMinutes, park.timeZone),
    widest: around(period, new Set(['day', 'week', 'month']), longestGapMinutes, park.timeZone),
  };
}

function around(period: Period, quotas: ReadonlySet<Quota['per']>, gapMinutes: number, zone: string): Period {
  if (quotas.size === 0 && gapMinutes === 0) return nothing;
  const windows = [...quotas].flatMap((per) => quotaWindows(per, period, zone));
  return {
    start: Math.min(period.start - gapMinutes * minuteMs, ...windows.map(({ start }) => start)),
    end: Math.max(period.end + gapMinutes * minuteMs, ...windows.map(({ end }) => end)),
  };
}
