import { createHash } from 'node:crypto';
import {
  checkPolicies,
  type Counts,
  type HolidayCalendar,
  type Instant,
  isByCount,
  NO_COUNTS,
  type Period,
  type Quote,
  quote,
  type RatePlan,
  type ReservationFacts,
  type Violation,
} from '@parkbench/domain';
import { Problem } from '../../platform/http/problem.js';
import type { Park } from '../../platform/park-settings.js';
import { type Ask, periodOf } from './ask.js';
import type { Gathered } from './reservation-facts.js';

/** What is kept with a reservation: the price as it was quoted and everything it came from; never reckoned from the plan again. */
export interface StoredQuote {
  readonly quoteId: string;
  readonly ratePlanId: number;
  readonly plan: RatePlan;
  readonly calendar: HolidayCalendar;
  readonly companyBps: number;
  /** What was booked by the count; left out: nothing. */
  readonly counts?: Counts;
  readonly quote: Quote;
}

/** A price for what is asked, with what the policies found. */
export interface Offer {
  readonly ask: Ask;
  readonly period: Period;
  readonly violations: readonly Violation[];
  /** Null when the instrument has no price for that kind. */
  readonly stored: StoredQuote | null;
  /** It is paid by the run or the sample, and none is asked for. */
  readonly needsCounts?: boolean;
}

/** The prices to use when they are not today's: those that a reservation has kept. */
export type KeptPrices = Pick<StoredQuote, 'ratePlanId' | 'plan' | 'companyBps'>;

/** Prices what is asked and asks every policy; decides nothing. */
export function offerFor(gathered: Gathered, ask: Ask, park: Park, now: Instant, kept?: KeptPrices): Offer {
  const period = periodOf(ask, park.timeZone);
  const prices = kept ?? todaysPrices(gathered);
  const priced = prices && priceOf(ask, prices.plan, { ...gathered, companyBps: prices.companyBps }, park.timeZone);
  const months = ask.kind === 'rental' ? ask.months : null;
  const byCount = prices !== null && isAskByCount(ask, prices.plan);
  const asked = { kind: ask.kind, period, months, byCount, quotedFen: priced?.totalFen ?? 0 };
  const violations = checkPolicies(policyFacts(gathered, asked, park), now, gathered.act);
  if (!prices || !priced)
    return { ask, period, violations, stored: null, needsCounts: byCount && isUncounted(ask, prices.plan) };
  const quoteId = quoteIdOf(ask, period, priced, prices.plan);
  const { ratePlanId, plan, companyBps } = prices;
  const stored = {
    quoteId,
    ratePlanId,
    plan,
    companyBps,
    ...countsOf(ask),
    calendar: gathered.calendar,
    quote: priced,
  };
  return { ask, period, violations, stored };
}

/** What the policies look at, for a period of an instrument. */
export function policyFacts(
  { facts: instrument, company, person, from, qualifications, sampleBiosafetyLevel }: Gathered,
  asked: Pick<ReservationFacts, 'kind' | 'period' | 'months' | 'byCount' | 'quotedFen'>,
  park: Park,
): ReservationFacts {
  return {
    ...asked,
    zone: park.timeZone,
    instrument,
    company: {
      ...company,
      overdueLimitDays: park.overdueInvoiceLimitDays,
      dunning: {
        bookingDays: park.dunningBookingDays,
        overFen: park.dunningBookingOverFen,
        rentalDays: park.dunningRentalDays,
      },
    },
    person,
    from,
    days: park.days,
    sampleBiosafetyLevel,
    qualifications,
  };
}

function todaysPrices(gathered: Gathered): KeptPrices | null {
  const { plan, companyBps } = gathered;
  return plan && { ratePlanId: plan.id, plan: plan.plan, companyBps };
}

/** What is asked for by the count. */
const countsOf = (ask: Ask): { readonly counts?: Counts } =>
  ask.kind === 'session' && ask.counts ? { counts: ask.counts } : {};

/** Whether only what is counted would be paid. */
export const isAskByCount = (ask: Ask, plan: RatePlan): boolean =>
  ask.kind === 'session' && isByCount(plan, ask.counts ?? NO_COUNTS);

/** Runs or samples have a price, and none are asked for. */
const isUncounted = (ask: Ask, { runFen, sampleFen }: RatePlan): boolean => {
  const { counts = NO_COUNTS } = countsOf(ask);
  return (runFen !== null || sampleFen !== null) && counts.runs + counts.samples === 0;
};

/** What is asked for at the prices of a plan; null when the plan has none for its kind. */
export function priceOf(
  ask: Ask,
  plan: RatePlan,
  of: Pick<Gathered, 'calendar' | 'companyBps'>,
  zone: string,
): Quote | null {
  return ask.kind === 'rental'
    ? quote({ kind: 'rental', start: ask.startsOn, months: ask.months, plan, companyBps: of.companyBps })
    : quote({
        kind: 'session',
        start: ask.startsAt,
        end: ask.endsAt,
        plan,
        zone,
        holidays: of.calendar,
        counts: ask.counts,
      });
}

/** Names a price by its content: what was shown and what is agreed are the same as long as this is. */
export function quoteIdOf(ask: Ask, period: Period, priced: Quote, plan: RatePlan): string {
  const lines = priced.lines.map((l) => [l.component, l.segment, l.month, l.amountFen, l.netFen, l.taxFen]);
  const what = [ask.kind, ask.instrumentId, period.start, period.end, lines, priced.depositFen, plan.cancellation];
  const { counts } = countsOf(ask);
  const content = counts
    ? [...what, counts.runs, counts.samples, counts.extras.map((e) => [e.code, e.quantity])]
    : what;
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** The price, or the answer that there is none to agree on. */
export function pricedOrRefused(offer: Offer): StoredQuote {
  if (offer.stored) return offer.stored;
  if (offer.needsCounts) throw needsCounts();
  if (offer.ask.kind === 'session' && offer.ask.counts) throw countNotPriced();
  throw new Problem({
    status: 422,
    code: 'not_priced',
    title: {
      zh: '该仪器尚未定价，请联系管理员',
      en: 'This instrument has no price for that yet; please ask the staff',
    },
  });
}

const needsCounts = (): Problem =>
  new Problem({
    status: 422,
    code: 'counts_required',
    title: {
      zh: '该仪器按次或按样品收费，请填写次数或样品数',
      en: 'This instrument is paid by the run or the sample; say how many',
    },
  });

const countNotPriced = (): Problem =>
  new Problem({
    status: 422,
    code: 'count_not_priced',
    title: {
      zh: '所选次数、样品或附加项目没有价格，请重新选择',
      en: 'Something that is asked for by the count has no price here; choose again',
    },
  });
