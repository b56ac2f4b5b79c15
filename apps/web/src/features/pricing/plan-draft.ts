import type { PlanInput } from './pricing.queries';
import { bands, type Band, type Prices, type RatePlan, type Tax } from './pricing.types';

/** A plan being typed: empty amounts are null until it is sent. */
export interface PlanDraft {
  readonly validFrom: string | null;
  readonly monthlyFen: number | null;
  readonly minMonths: number | null;
  readonly termTiers: readonly { readonly months: number | null; readonly bps: number | null }[];
  readonly hourly: Readonly<Record<Band, number | null>>;
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

const lease = (rateBps: number): Tax => ({
  rateBps,
  code: '3040502019900000000',
  itemName: '*经营租赁*仪器设备租赁费',
});

/** The treatments that occur (reference china.md 2.1); anything else is typed. */
export const taxPresets: Readonly<Record<'rental13' | 'service6' | 'small1', Tax>> = {
  rental13: lease(1300),
  service6: { rateBps: 600, code: '3040105000000000000', itemName: '*研发和技术服务*仪器使用服务费' },
  small1: lease(100),
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
  rentalTax: taxPresets.rental13,
  sessionTax: taxPresets.rental13,
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
export function nextMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

export type PlanFaultKey = 'validFrom' | 'monthlyFen' | 'termTiers' | 'rentalTax' | 'sessionTax';
export type PlanFault = 'required' | 'dateRequired' | 'datePast' | 'tierTwice' | 'codeWrong' | 'itemRequired';

/** What is wrong, by field. */
export function faultsOf(draft: PlanDraft, today: string): Partial<Record<PlanFaultKey, PlanFault>> {
  const { monthlyFen, runFen, sampleFen, hourly, termTiers, validFrom } = draft;
  const amounts = [monthlyFen, runFen, sampleFen, ...Object.values(hourly)];
  const months = termTiers.map((tier) => tier.months);
  const found: [PlanFaultKey, PlanFault | undefined][] = [
    ['validFrom', validFrom === null ? 'dateRequired' : validFrom < today ? 'datePast' : undefined],
    ['monthlyFen', amounts.every((fen) => fen === null) ? 'required' : undefined],
    ['termTiers', new Set(months).size < months.length ? 'tierTwice' : undefined],
    ['rentalTax', taxFault(draft.rentalTax)],
    ['sessionTax', taxFault(draft.sessionTax)],
  ];
  return Object.fromEntries(found.filter(([, fault]) => fault));
}

function taxFault(tax: Tax): PlanFault | undefined {
  if (!/^\d{19}$/.test(tax.code.trim())) return 'codeWrong';
  return tax.itemName.trim() === '' ? 'itemRequired' : undefined;
}

/** As the API takes it; a step of the term discount without its number is left out. */
export function sendable(draft: PlanDraft): PlanInput {
  return {
    monthlyFen: draft.monthlyFen,
    runFen: draft.runFen,
    sampleFen: draft.sampleFen,
    runTax: draft.runTax,
    sampleTax: draft.sampleTax,
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
