import { createHash } from 'node:crypto';
import {
  checkPolicies,
  type HolidayCalendar,
  type Instant,
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
  readonly quote: Quote;
}

/** A price for what is asked, with what the policies found. */
export interface Offer {
  readonly ask: Ask;
  readonly period: Period;
  readonly violations: readonly Violation[];
  /** Null when the instrument has no price for that kind. */
  readonly stored: StoredQuote | null;
}

/** The prices to use when they are not today's: those that a reservation has kept. */
export type KeptPrices = Pick<StoredQuote, 'ratePlanId' | 'plan' | 'companyBps'>;

/** Prices what is asked and asks every policy; decides nothing. */
export function offerFor(gathered: Gathered, ask: Ask, park: Park, now: Instant, kept?: KeptPrices): Offer {
  const period = periodOf(ask, park.timeZone);
  const prices = kept ?? todaysPrices(gathered);
  const priced = prices && priceOf(ask, prices.plan, { ...gathered, companyBps: prices.companyBps }, park.timeZone);
  const months = ask.kind === 'rental' ? ask.months : null;
  const facts = policyFacts(gathered, { kind: ask.kind, period, months, quotedFen: priced?.totalFen ?? 0 }, park);
  const violations = checkPolicies(facts, now, gathered.act);
  if (!prices || !priced) return { ask, period, violations, stored: null };
  const quoteId = quoteIdOf(ask, period, priced, prices.plan);
  return { ask, period, violations, stored: { quoteId, ...prices, calendar: gathered.calendar, quote: priced } };
}

/** What the policies look at, for a period of an instrument. */
export function policyFacts(
  { facts: instrument, company, person, from, qualifications, sampleBiosafetyLevel }: Gathered,
  asked: Pick<ReservationFacts, 'kind' | 'period' | 'months' | 'quotedFen'>,
  park: Park,
): ReservationFacts {
  return {
    ...asked,
    zone: park.timeZone,
    instrument,
    company: {
      ...company,
      overdueLimitDays: park.overdueInvoiceLimitDays,
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

/** What is asked for at the prices of a plan; null when the plan has none for its kind. */
export function priceOf(
  ask: Ask,
  plan: RatePlan,
  of: Pick<Gathered, 'calendar' | 'companyBps'>,
  zone: string,
): Quote | null {
  return ask.kind === 'rental'
    ? quote({ kind: 'rental', start: ask.startsOn, months: ask.months, plan, companyBps: of.companyBps })
    : quote({ kind: 'session', start: ask.startsAt, end: ask.endsAt, plan, zone, holidays: of.calendar });
}

/** Names a price by its content: what was shown and what is agreed are the same as long as this is. */
export function quoteIdOf(ask: Ask, period: Period, priced: Quote, plan: RatePlan): string {
  const lines = priced.lines.map((l) => [l.component, l.segment, l.month, l.amountFen, l.netFen, l.taxFen]);
  const content = [ask.kind, ask.instrumentId, period.start, period.end, lines, priced.depositFen, plan.cancellation];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** The price, or the answer that there is none to agree on. */
export function pricedOrRefused(offer: Offer): StoredQuote {
  if (offer.stored) return offer.stored;
  throw new Problem({
    status: 422,
    code: 'not_priced',
    title: {
      zh: '该仪器尚未定价，请联系管理员',
      en: 'This instrument has no price for that yet; please ask the staff',
    },
  });
}
