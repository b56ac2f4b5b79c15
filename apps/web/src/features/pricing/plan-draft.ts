import { type BandWindow, firstDay, isSummaryTaxCode, monthOf, nextMonth, TAX_ITEMS } from '@parkbench/domain';
import type { PlanInput } from './pricing.queries';
import { bands, type Band, type Prices, type RatePlan, type Tax } from './pricing.types';

/** A plan being typed: empty amounts are null until it is sent. */
export interface PlanDraft {
  readonly validFrom: string | null;
  readonly monthlyFen: number | null;
  readonly minMonths: number | null;
  readonly termTiers: readonly { readonly months: number | null; readonly bps: number | null }[];
  readonly hourly: Readonly<Record<Band, number | null>>;
  /** null: the park's. */
  readonly bandWindows: readonly BandWindow[] | null;
  readonly dayFen: number | null;
  readonly incrementMinutes: number | null;
  readonly minimumChargeFen: number | null;
  readonly billBasis: Prices['billBasis'];
  readonly runFen: number | null;
  readonly sampleFen: number | null;
  readonly runTax: Tax | null;
  readonly sampleTax: Tax | null;
  readonly countsInsteadOfHours: boolean;
  readonly extras: Prices['extras'];
  readonly depositFen: number | null;
  readonly rentalTax: Tax;
  readonly sessionTax: Tax;
  readonly freeCancelHours: number | null;
  readonly lateCancelBps: number | null;
  readonly noShowBps: number | null;
  readonly note: string;
}

const taxOf = (key: string, rateBps: number): Tax => {
  const { code, itemName } = TAX_ITEMS.find((item) => item.key === key) ?? TAX_ITEMS[0]!;
  return { rateBps, code, itemName };
};

const blank: Prices = {
  monthlyFen: null,
  minMonths: 1,
  termTiers: [
    { months: 3, bps: 300 },
    { months: 6, bps: 500 },
    { months: 12, bps: 1000 },
  ],
  hourly: [],
  bandWindows: null,
  dayFen: null,
  incrementMinutes: 15,
  minimumChargeFen: 0,
  billBasis: 'longer',
  runFen: null,
  sampleFen: null,
  runTax: null,
  sampleTax: null,
  countsInsteadOfHours: false,
  extras: [],
  depositFen: null,
  rentalTax: taxOf('lease', 1300),
  sessionTax: taxOf('lease', 1300),
  freeCancelHours: 72,
  lateCancelBps: 3000,
  noShowBps: 5000,
  note: '',
};

/** Begins with the prices that hold now, from the first of next month; or with the plan that is edited. */
export function draftOf(prices: Prices | null, validFrom: string): PlanDraft {
  const from = prices ?? blank;
  const hourly = Object.fromEntries(
    bands.map((band) => [band, from.hourly.find((rate) => rate.band === band)?.hourlyFen ?? null]),
  ) as Record<Band, number | null>;
  return { ...from, hourly, validFrom };
}

/** The first day of the month after a day. */
export const monthStartAfter = (day: string): string => firstDay(nextMonth(monthOf(day)));

export const taxFields = ['rentalTax', 'sessionTax', 'runTax', 'sampleTax'] as const;
export type TaxField = (typeof taxFields)[number];
export type PlanFaultKey =
  'validFrom' | 'monthlyFen' | 'termTiers' | 'minimumChargeFen' | 'bandWindows' | 'extras' | TaxField;
export type PlanFault =
  | 'required'
  | 'dateRequired'
  | 'datePast'
  | 'tierTwice'
  | 'minimumAboveDay'
  | 'windowWrong'
  | 'extraWrong'
  | 'codeWrong'
  | 'codeSummary'
  | 'itemRequired';

/** What is wrong, by field. */
export function faultsOf(draft: PlanDraft, today: string): Partial<Record<PlanFaultKey, PlanFault>> {
  const { monthlyFen, dayFen, runFen, sampleFen, hourly, termTiers, validFrom, bandWindows } = draft;
  const amounts = [monthlyFen, dayFen, runFen, sampleFen, ...Object.values(hourly)];
  const months = termTiers.map((tier) => tier.months);
  const minimumFen = draft.minimumChargeFen ?? 0;
  const found: [PlanFaultKey, PlanFault | undefined][] = [
    ['validFrom', validFrom === null ? 'dateRequired' : validFrom < today ? 'datePast' : undefined],
    ['monthlyFen', amounts.every((fen) => fen === null) ? 'required' : undefined],
    ['termTiers', new Set(months).size < months.length ? 'tierTwice' : undefined],
    ['minimumChargeFen', dayFen !== null && minimumFen > dayFen ? 'minimumAboveDay' : undefined],
    ['bandWindows', bandWindows?.some((window) => !isWindow(window)) ? 'windowWrong' : undefined],
    ['extras', extrasFault(draft.extras)],
    ...taxFields.map((key): [TaxField, PlanFault | undefined] => [key, taxFault(draft[key])]),
  ];
  return Object.fromEntries(found.filter(([, fault]) => fault));
}

const isWindow = ({ weekdays, fromMinute, toMinute }: BandWindow): boolean =>
  weekdays.length > 0 && fromMinute < toMinute;

function extrasFault(extras: PlanDraft['extras']): PlanFault | undefined {
  const codes = extras.map((extra) => extra.code);
  const isNamed = extras.every(({ code, nameZh }) => /^[\p{L}\p{N}._-]{1,40}$/u.test(code) && nameZh.trim() !== '');
  return isNamed && new Set(codes).size === codes.length ? undefined : 'extraWrong';
}

function taxFault(tax: Tax | null): PlanFault | undefined {
  if (tax === null) return undefined;
  const code = tax.code.trim();
  if (!/^\d{19}$/.test(code)) return 'codeWrong';
  if (isSummaryTaxCode(code)) return 'codeSummary';
  return tax.itemName.trim() === '' ? 'itemRequired' : undefined;
}

/** As the API takes it; a step of the term discount without its number is left out. */
export function sendable(draft: PlanDraft): PlanInput {
  return {
    monthlyFen: draft.monthlyFen,
    runFen: draft.runFen,
    sampleFen: draft.sampleFen,
    dayFen: draft.dayFen,
    bandWindows: draft.bandWindows,
    runTax: draft.runTax && trimmed(draft.runTax),
    sampleTax: draft.sampleTax && trimmed(draft.sampleTax),
    countsInsteadOfHours: draft.countsInsteadOfHours,
    extras: draft.extras,
    depositFen: draft.depositFen,
    billBasis: draft.billBasis,
    note: draft.note,
    validFrom: draft.validFrom ?? '',
    minMonths: draft.minMonths ?? 1,
    termTiers: draft.termTiers
      .flatMap(({ months, bps }) => (months === null || bps === null ? [] : [{ months, bps }]))
      .sort((a, b) => a.months - b.months),
    hourly: bands.flatMap((band) => {
      const hourlyFen = draft.hourly[band];
      return hourlyFen === null ? [] : [{ band, hourlyFen }];
    }),
    incrementMinutes: draft.incrementMinutes ?? 15,
    minimumChargeFen: draft.minimumChargeFen ?? 0,
    rentalTax: trimmed(draft.rentalTax),
    sessionTax: trimmed(draft.sessionTax),
    freeCancelHours: draft.freeCancelHours ?? 0,
    lateCancelBps: draft.lateCancelBps ?? 0,
    noShowBps: draft.noShowBps ?? 0,
  };
}

const trimmed = (tax: Tax): Tax => ({ ...tax, code: tax.code.trim(), itemName: tax.itemName.trim() });

/** The price of an hour that is shown first. */
export const weekdayFen = (plan: Pick<RatePlan, 'hourly'> | null): number | null =>
  (plan?.hourly.find((rate) => rate.band === 'weekday') ?? plan?.hourly[0])?.hourlyFen ?? null;

/** Whether the bands are priced differently. */
export const hasBands = (plan: Pick<RatePlan, 'hourly'>): boolean =>
  new Set(plan.hourly.map((rate) => rate.hourlyFen)).size > 1;
