import { createHash } from 'node:crypto';
import type { CommonSlot, PriceLine, Quote } from '@parkbench/domain';
import { addMonths, localDate } from '@parkbench/domain';
import type { z } from 'zod';
import type { Park } from '../../../platform/park-settings.js';
import { type Ask, periodOf } from '../ask.js';
import type { AlternativesView } from '../find-alternatives.js';
import { quoteBody } from '../quote-view.js';
import type { BundleItem } from './bundle-items.js';
import type { bundleItemView, commonSlot } from './bundles.dto.js';
import { isReady } from './candidates.js';
import type { SurveyedItem, Unit } from './survey-bundle.js';

export type ItemView = z.infer<typeof bundleItemView>;
type Money = Pick<ItemView, 'totalFen' | 'netFen' | 'taxFen' | 'depositFen'>;

/** What stands in the way of an item, and what else there is. */
export interface InTheWay {
  readonly taken: ItemView['taken'];
  readonly alternatives: AlternativesView | null;
}

/** A surveyed item as it is shown. */
export function itemView(surveyed: SurveyedItem, { taken, alternatives }: InTheWay, park: Park): ItemView {
  const { item, candidates, units, free } = surveyed;
  const priced = units.flatMap((unit) => unit.offer.stored?.quote ?? []);
  const isWhole = priced.length === item.quantity;
  return {
    item: item.item,
    ...whenView(item.askFor(0), park),
    quantity: item.quantity,
    quoteId: isWhole
      ? itemQuoteId(
          item,
          units.map((unit) => unit.offer.stored ?? never()),
        )
      : null,
    units: units.flatMap((unit) => unitView(unit) ?? []),
    freeUnits: candidates.filter(isReady).length,
    free,
    violations: violationsOf(units),
    taken,
    alternatives,
    ...sumOf(priced),
  };
}

/** The price of an item by its content: of a named instrument its quote's, of a pool that of its units whichever they are. */
export function itemQuoteId(
  item: Pick<BundleItem, 'choice'>,
  stored: readonly { readonly quoteId: string; readonly quote: Quote }[],
): string {
  const [first] = stored;
  if (item.choice.by === 'one' && first) return first.quoteId;
  const prices = stored.map(({ quote }) => JSON.stringify([quote.lines.map(priceOfLine), quote.depositFen])).sort();
  return createHash('sha256').update(JSON.stringify(prices)).digest('hex');
}

const priceOfLine = (l: PriceLine): unknown[] => [l.component, l.segment, l.month, l.amountFen, l.netFen, l.taxFen];

/** What items, or units, cost together. */
export function sumOf(all: readonly Money[]): Money {
  const sum = (key: keyof Money): number => all.reduce((total, one) => total + one[key], 0);
  return { totalFen: sum('totalFen'), netFen: sum('netFen'), taxFen: sum('taxFen'), depositFen: sum('depositFen') };
}

function unitView({ candidate, ask, gathered, offer, free }: Unit): ItemView['units'][number] | null {
  if (!offer.stored) return null;
  const { assetNo, nameZh, nameEn, model } = candidate;
  return {
    ...quoteBody(ask, offer.period, offer.stored),
    violations: offer.violations.map((v) => ({ ...v, data: { ...v.data } })),
    free,
    assetNo,
    nameZh,
    nameEn,
    model,
    needsApproval: gathered.instrument.approvalRequired,
  };
}

/** The same said of several units is said once. */
function violationsOf(units: readonly Unit[]): ItemView['violations'] {
  const all = units.flatMap((unit) => unit.offer.violations).map((v) => ({ ...v, data: { ...v.data } }));
  return [...new Map(all.map((v) => [`${v.code} ${v.message.en}`, v])).values()];
}

function whenView(
  ask: Ask,
  park: Park,
): Pick<ItemView, 'kind' | 'startsAt' | 'endsAt' | 'startsOn' | 'endsOn' | 'months'> {
  const { start, end } = periodOf(ask, park.timeZone);
  const times = { startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() };
  return ask.kind === 'rental'
    ? {
        kind: 'rental',
        ...times,
        startsOn: ask.startsOn,
        endsOn: addMonths(ask.startsOn, ask.months),
        months: ask.months,
      }
    : { kind: 'session', ...times, startsOn: null, endsOn: null, months: null };
}

/** Where every item would be at a common slot. */
export function commonSlotView(
  { shift, periods }: CommonSlot,
  surveyed: readonly SurveyedItem[],
  zone: string,
): z.infer<typeof commonSlot> {
  return {
    days: 'days' in shift ? shift.days : null,
    minutes: 'minutes' in shift ? shift.minutes : null,
    items: surveyed
      .map(({ item }, index) => {
        const ask = item.askFor(0);
        const { start, end } = periods[index] ?? never();
        const isRental = ask.kind === 'rental';
        return {
          item: item.item,
          startsAt: new Date(start).toISOString(),
          endsAt: new Date(end).toISOString(),
          startsOn: isRental ? localDate(start, zone) : null,
          months: isRental ? ask.months : null,
        };
      })
      .sort((a, b) => a.item - b.item),
  };
}

function never(): never {
  throw new Error('a bundle lost one of its items');
}
