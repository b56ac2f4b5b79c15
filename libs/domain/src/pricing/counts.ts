import type { Localized } from '../core/localized.js';
import type { CalendarMonth } from '../time/calendar-date.js';
import type { CountedUse } from './count-line.js';
import type { PlanExtra, RatePlan, TaxTreatment } from './rate-plan.js';
import { isPricedByTime } from './session-price.js';
import type { Unit } from './unit.js';

/** What is asked for by the count: whole runs and samples, and of extras by their codes (minutes where the unit is the hour). */
export interface Counts {
  readonly runs: number;
  readonly samples: number;
  readonly extras: readonly { readonly code: string; readonly quantity: number }[];
}

/** Nothing by the count. */
export const NO_COUNTS: Counts = { runs: 0, samples: 0, extras: [] };

/** One thing that can be counted and what one of it costs. Runs and samples have no code and no name. */
export interface CountPrice {
  readonly component: CountedUse['component'];
  readonly code: string;
  readonly name: Localized | null;
  readonly unit: Unit;
  readonly unitFen: number;
  readonly tax: TaxTreatment;
}

/** What was counted at use: another one of the same thing and month replaces it. The price is kept with it. */
export interface RecordedCount {
  readonly price: CountPrice;
  readonly count: number;
}

/** A counted use and the number of its line among those of its component: it stays whatever is counted beside it. */
export interface PlacedUse extends CountedUse {
  readonly segment: number;
}

/** The part of a rate plan that prices what is counted. */
export type CountPlan = Pick<
  RatePlan,
  | 'hourly'
  | 'dayFen'
  | 'runFen'
  | 'sampleFen'
  | 'runTax'
  | 'sampleTax'
  | 'sessionTax'
  | 'extras'
  | 'countsInsteadOfHours'
>;

const extraPrice = (extra: PlanExtra, tax: TaxTreatment): CountPrice => ({
  component: extra.component,
  code: extra.code,
  name: { zh: extra.nameZh, en: extra.nameEn || extra.nameZh },
  unit: extra.unit,
  unitFen: extra.unitFen,
  tax: extra.tax ?? tax,
});

/** Everything that a plan prices by the count; what has no tax of its own is taxed as a session (rules §4). */
export function countPrices(plan: CountPlan): CountPrice[] {
  const own = (component: 'run' | 'sample', unitFen: number | null, tax: TaxTreatment | null | undefined) =>
    unitFen === null
      ? []
      : [{ component, code: '', name: null, unit: component, unitFen, tax: tax ?? plan.sessionTax } as const];
  return [
    ...own('run', plan.runFen, plan.runTax),
    ...own('sample', plan.sampleFen, plan.sampleTax),
    ...(plan.extras ?? []).map((extra) => extraPrice(extra, plan.sessionTax)),
  ];
}

/** How much of a priced thing was asked for. */
export function countOf(counts: Counts, price: Pick<CountPrice, 'component' | 'code'>): number {
  if (price.component === 'run') return counts.runs;
  if (price.component === 'sample') return counts.samples;
  return counts.extras.find((extra) => extra.code === price.code)?.quantity ?? 0;
}

/** Whether everything that is asked for has a price in the plan. */
export function isCountPriced(plan: CountPlan, { runs, samples, extras }: Counts): boolean {
  const codes = new Set((plan.extras ?? []).map((extra) => extra.code));
  return (
    (runs === 0 || plan.runFen !== null) &&
    (samples === 0 || plan.sampleFen !== null) &&
    extras.every(({ code, quantity }) => quantity === 0 || codes.has(code))
  );
}

/**
 * Whether a session is paid by what is counted and its hours cost nothing: where the plan prices neither hours nor days, or lets
 * runs and samples stand for the hours and some were booked. Decided by what was booked, whatever is counted later.
 */
export function isByCount(
  plan: Pick<CountPlan, 'hourly' | 'dayFen' | 'countsInsteadOfHours'>,
  booked: Counts,
): boolean {
  return !isPricedByTime(plan) || (plan.countsInsteadOfHours === true && booked.runs + booked.samples > 0);
}

/** Names a thing that is counted. */
export const countKey = ({ component, code }: Pick<CountPrice, 'component' | 'code'>): string => `${component}|${code}`;

/** What stands for one thing: the count at use where there is one, else what was booked; null: neither. */
function useOf(price: CountPrice, booked: number, recorded: RecordedCount | undefined): CountedUse | null {
  const count = recorded?.count ?? booked;
  if (count === 0) return null;
  const { component, unit, unitFen, tax, name } = recorded?.price ?? price;
  return {
    component,
    count,
    unitFen,
    tax,
    unit,
    ...(name && { name }),
    ...(recorded && booked > 0 && { bookedCount: booked }),
  };
}

/**
 * What a session is billed by the count: of each thing what was counted at use, or what was booked where nothing was
 * counted. Lines are numbered as the plan lists them, so that a later count changes its own line only; what the plan
 * of the booking does not know comes after, in the order in which it was first counted.
 *
 * 4 runs booked at 200.00 and 3 counted: 600.00, "3 次 × ¥200.00（预约 4 次）".
 */
export function countedUses(plan: CountPlan, booked: Counts, recorded: readonly RecordedCount[] = []): PlacedUse[] {
  const last = new Map(recorded.map((one) => [countKey(one.price), one]));
  const things = new Map(countPrices(plan).map((price) => [countKey(price), price]));
  for (const { price } of recorded) if (!things.has(countKey(price))) things.set(countKey(price), price);
  const segments = new Map<string, number>();
  return [...things].flatMap(([key, price]) => {
    const segment = (segments.get(price.component) ?? 0) + 1;
    segments.set(price.component, segment);
    const use = useOf(price, countOf(booked, price), last.get(key));
    return use ? [{ ...use, segment }] : [];
  });
}

/** A counted use of one month of a rental. */
export interface MonthlyUse extends PlacedUse {
  readonly month: CalendarMonth;
}

/**
 * What a rental is billed by the count, month by month: the last count of each thing in each month. A thing keeps its
 * number through the whole rental, in the order in which it was first counted.
 */
export function monthlyUses(recorded: readonly (RecordedCount & { readonly month: CalendarMonth })[]): MonthlyUse[] {
  const segments = new Map<string, Map<string, number>>();
  const last = new Map<string, RecordedCount & { readonly month: CalendarMonth }>();
  for (const one of recorded) {
    const known = segments.get(one.price.component) ?? new Map<string, number>();
    segments.set(one.price.component, known.set(one.price.code, known.get(one.price.code) ?? known.size + 1));
    last.set(`${one.month}|${countKey(one.price)}`, one);
  }
  return [...last.values()].flatMap(({ price, count, month }) => {
    const use = useOf(price, 0, { price, count });
    return use ? [{ ...use, month, segment: segments.get(price.component)!.get(price.code)! }] : [];
  });
}
