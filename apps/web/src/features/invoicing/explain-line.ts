import { type Formula, type Localized, quantityText, splitTax, UNIT_NAMES } from '@parkbench/domain';
import { lastDay, money, monthName } from '../../shared/format/format';
import { language } from '../../shared/i18n/language';
import type { explainMessages } from './explain.messages';
import type { ChargeLine } from '../../shared/charge-line';

type Say = ReturnType<typeof explainMessages.useSay>;
type Topic = 'period' | 'price' | 'reason' | 'rounding' | 'tax';

/** One sentence of an explanation and what it is about. */
export interface Point {
  readonly topic: Topic;
  readonly text: string;
}

/** Basis points as people say them: 1300 is 13, 1250 is 12.5. */
export const percent = (bps: number): string => String(bps / 100);

const localized = (words: Localized): string => words[language()];
const point = (topic: Topic, text: string): Point => ({ topic, text });

type Of<K extends Formula['kind']> = Extract<Formula, { kind: K }>;

const dates = (f: { from: string; to: string }) => ({ from: f.from, last: lastDay(f.to) });

function rentPoints(f: Of<'whole_month' | 'days_of_month' | 'remainder'>, month: string, say: Say): Point[] {
  const price = point('price', say('monthlyPrice', { price: money(f.monthlyFen) }));
  switch (f.kind) {
    case 'whole_month':
      return [point('period', say('wholeMonth', { month })), price, point('rounding', say('roundNone'))];
    case 'days_of_month': {
      const { days, daysInMonth } = f;
      const period = say('days', { ...dates(f), days, daysInMonth, month });
      return [point('period', period), price, point('rounding', say('roundDays', { days, daysInMonth }))];
    }
    case 'remainder': {
      const rest = say('roundRest', { first: money(f.firstPartFen) });
      return [point('period', say('remainder', dates(f))), price, point('rounding', rest)];
    }
  }
}

/** Which days the park had the instrument, under which case, and how the day is priced. */
function abatementPoints(f: Of<'abatement'>, month: string, say: Say): Point[] {
  const lost = f.stretches.map((one) => say('abatedDays', { caseNo: one.caseNo, ...dates(one) }));
  const { days, daysInMonth } = f;
  const limit = f.limitFen === null ? [] : [point('rounding', say('abatedLimit', { rent: money(f.limitFen) }))];
  return [
    ...lost.map((text) => point('period', text)),
    point('reason', say('abatement', { days, daysInMonth, month })),
    point('price', say('monthlyPrice', { price: money(f.monthlyFen) })),
    point('rounding', say('roundDays', { days, daysInMonth })),
    ...limit,
  ];
}

const lengthOf = (minutes: number, say: Say): string =>
  say('hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 }).trim();

function usePoints(f: Of<'hours' | 'overdue'>, say: Say): Point[] {
  if (f.kind === 'overdue') {
    return [
      point('period', say('overdue', { ...dates(f), days: f.days })),
      point('price', say('overduePrice', { price: money(f.dailyFen), factor: percent(f.factorBps) })),
      point('rounding', say('roundDaily')),
    ];
  }
  const length = lengthOf(f.minutes, say);
  const band = say(f.band);
  return [
    point('period', say('hours', { band, length })),
    point('price', say('hourlyPrice', { band, price: money(f.hourlyFen) })),
    point('rounding', say('roundHours')),
  ];
}

function bestOfPoints(f: Of<'best_of'>, say: Say): Point[] {
  const { sessions, partFen, savingFen, taxRateBps } = f;
  const cap = money(f.capFen);
  const values = { sessions, hours: money(f.hoursFen), cap, saving: money(savingFen) };
  const part = say('bestOfPart', { rate: percent(taxRateBps), part: money(partFen) });
  return [
    point('reason', say('bestOf', values)),
    point('price', say('bestOfCap', { cap })),
    ...(partFen === savingFen ? [] : [point('rounding', part)]),
  ];
}

/** What was counted, at which price, and what was booked where that was something else. */
function countPoints(f: Of<'count'>, say: Say): Point[] {
  const { unit = 'time', name, bookedCount = f.count } = f;
  const words = (count: number) => localized(quantityText(count, unit));
  const each = localized(UNIT_NAMES[unit]);
  return [
    ...(name ? [point('reason', localized(name))] : []),
    point('price', say('unitPrice', { price: money(f.unitFen), count: words(f.count), unit: each })),
    ...(bookedCount === f.count ? [] : [point('reason', say('bookedCount', { booked: words(bookedCount) }))]),
    ...(unit === 'hour' ? [point('rounding', say('roundHours'))] : []),
  ];
}

function formulaPoints(f: Formula, month: string, say: Say): Point[] {
  switch (f.kind) {
    case 'whole_month':
    case 'days_of_month':
    case 'remainder':
      return rentPoints(f, month, say);
    case 'hours':
    case 'overdue':
      return usePoints(f, say);
    case 'abatement':
      return abatementPoints(f, month, say);
    case 'idle_credit': {
      const values = { sessions: f.sessions, net: money(f.netFen), percent: percent(f.bps) };
      const limit = f.limitFen === null ? [] : [point('rounding', say('abatedLimit', { rent: money(f.limitFen) }))];
      return [point('reason', say('idleCredit', values)), point('rounding', say('roundShare')), ...limit];
    }
    case 'sum':
      return f.parts.flatMap((part) => formulaPoints(part, month, say));
    case 'day_price': {
      const values = {
        count: f.dates.length,
        days: f.dates.map((date) => date.slice(5)).join('、'),
        price: money(f.dayFen),
      };
      const capped = f.hoursFen === null ? [] : [point('reason', say('dayCapped', { hours: money(f.hoursFen) }))];
      return [point('price', say('dayPrice', values)), ...capped];
    }
    case 'minimum_charge':
      return [point('reason', say('minimum', { minimum: money(f.minimumFen), priced: money(f.pricedFen) }))];
    case 'count':
      return countPoints(f, say);
    case 'share': {
      const values = { base: money(f.baseFen), percent: percent(f.bps) };
      const why = say(f.reason === 'cancellation' ? 'cancellation' : 'noShow', values);
      return [point('reason', why), point('rounding', say('roundShare'))];
    }
    case 'rebooked': {
      const { freedMinutes: freed, rebookedMinutes: booked } = f;
      const values = { freed: lengthOf(freed, say), booked: lengthOf(booked, say), fee: money(f.feeFen) };
      return [...formulaPoints(f.whole, month, say), point('reason', say('rebooked', values))];
    }
    case 'best_of':
      return bestOfPoints(f, say);
    case 'correction':
      return [point('reason', say('correction', { target: money(f.targetFen), recorded: money(f.recordedFen) }))];
    case 'reason':
      return [
        point('reason', say('becauseOf', { reason: f.reason })),
        point('price', say('stated', { amount: money(f.amountFen) })),
      ];
    case 'stated':
      return [point('reason', say('stated', { amount: money(f.amountFen) }))];
    default:
      return [];
  }
}

function taxPoint(line: ChargeLine, say: Say): Point {
  const { amountFen: grossFen, taxRateBps: rateBps } = line;
  const values = { rate: percent(rateBps), net: money(line.netFen), tax: money(line.taxFen), gross: money(grossFen) };
  const kind = line.explanation.data?.kind;
  if (kind === 'correction' || kind === 'best_of') return point('tax', say('taxCorrection', values));
  const inclusive = splitTax({ grossFen, rateBps }).netFen === line.netFen;
  return point('tax', say(inclusive ? 'taxInclusive' : 'taxOther', values));
}

/** Everything that made an amount what it is: period, price, rounding, tax. A formula that the page does not know is left to the API's own sentence. */
export function explainLine(line: ChargeLine, say: Say): Point[] {
  const formula = line.explanation.data;
  const points = formula ? formulaPoints(formula, monthName(line.month), say) : [];
  return [...points, taxPoint(line, say)];
}
