import {
  accrualDifference,
  type ChargeSource,
  type ChargeTarget,
  discountedMonthlyFen,
  type RentalSource,
  rentalCharges,
  splitTax,
} from '@parkbench/domain';
import fc from 'fast-check';
import { documentProperties } from './document-properties.js';
import { aDay, aPrice, aRental, aSession } from './draws.js';
import { ensure, type MoneyProperty, property, type Rules, total } from './property.js';

const ALL = { upToMonth: '2099-12', today: '2042-01-01' };
/** A run somewhere in the middle, then one at the end. */
const HALFWAY = '2030-06';

/** Sums by place: what was recorded for a component, segment and month, net and tax too. */
function places(charges: readonly Omit<ChargeTarget, 'explanation'>[]): Map<string, readonly number[]> {
  const sums = new Map<string, readonly number[]>();
  for (const one of charges) {
    const key = [one.month, one.component, one.segment, one.taxRateBps].join('|');
    const [amount = 0, net = 0, tax = 0] = sums.get(key) ?? [];
    sums.set(key, [amount + one.amountFen, net + one.netFen, tax + one.taxFen]);
  }
  for (const [key, sum] of sums) if (sum.every((part) => part === 0)) sums.delete(key);
  return sums;
}

function same(a: Map<string, readonly number[]>, b: Map<string, readonly number[]>): boolean {
  return a.size === b.size && [...a].every(([key, sum]) => sum.every((part, i) => part === b.get(key)?.[i]));
}

/** Records the way the runs do: month by month, each time target less recorded. */
function accrued(
  { targetCharges: targets, accrualDifference: difference }: Rules,
  source: ChargeSource,
): ChargeTarget[] {
  const recorded: ChargeTarget[] = [];
  for (const upToMonth of [HALFWAY, ALL.upToMonth])
    recorded.push(...difference(targets(source, { ...ALL, upToMonth }), recorded, upToMonth));
  return recorded;
}

const someSource = fc.oneof({ arbitrary: aRental, weight: 4 }, { arbitrary: aSession, weight: 1 });

function extendedBy(rental: RentalSource, months: number): RentalSource {
  const last = rental.segments.at(-1);
  if (!last) return rental;
  const more = { ...last, segment: last.segment + 1, fromMonth: last.fromMonth + last.months, months };
  return { ...rental, segments: [...rental.segments, more] };
}

const oneMore = <T extends { amountFen: number; netFen: number }>(lines: T[]): T[] =>
  lines.map((line, i) => (i === 0 ? { ...line, amountFen: line.amountFen + 1, netFen: line.netFen + 1 } : line));

/** The promises of rules §4–§5 that hold for every input (reliability P7). */
export const moneyProperties: readonly MoneyProperty[] = [
  property({
    name: 'shares sum to the whole',
    given: fc.record({
      start: aDay,
      months: fc.integer({ min: 1, max: 60 }),
      price: aPrice,
      bps: fc.integer({ min: 0, max: 9_999 }),
      parts: fc.array(fc.nat(10_000), { maxLength: 5 }),
    }),
    holds: (r, { start, months, price, bps, parts }) => {
      const monthlyFen = discountedMonthlyFen({ listMonthlyFen: price, months, termTiers: [{ months: 2, bps }] });
      const charges = r.rentalCharges({ start, months, monthlyFen });
      ensure(charges.reduce((sum, { fen }) => sum + fen, 0) === months * monthlyFen, 'the months sum to the term');
      const whole = charges.every(({ fen }) => fen >= 0 && fen <= monthlyFen);
      ensure(whole, 'no month costs more than a month');
      const cut = [0, ...parts.toSorted((a, b) => a - b), 10_000];
      const shares = cut.slice(1).map((to, i) => to - (cut[i] ?? 0));
      const sum = r.splitByShares(price, shares).reduce((all, fen) => all + fen, 0);
      ensure(sum === price, 'the parts sum to the amount');
    },
    spoilt: {
      rentalCharges: (term) => rentalCharges(term).map((one, i) => (i === 1 ? { ...one, fen: one.fen - 1 } : one)),
    },
  }),
  property({
    name: 'accrual twice adds nothing',
    given: someSource,
    holds: (r, source) => {
      const owed = r.targetCharges(source, ALL);
      const recorded = accrued(r, source);
      ensure(r.accrualDifference(owed, recorded).length === 0, 'a second accrual records nothing');
      ensure(same(places(recorded), places(owed)), 'what was recorded is what is owed');
    },
    spoilt: { accrualDifference: (targets, recorded, upTo) => oneMore(accrualDifference(targets, recorded, upTo)) },
  }),
  property({
    name: 'an extension shortened to the old end nets to zero',
    given: fc.record({ rental: aRental, months: fc.integer({ min: 1, max: 24 }) }),
    holds: (r, { rental, months }) => {
      const agreed = r.targetCharges(rental, ALL);
      const there = r.accrualDifference(r.targetCharges(extendedBy(rental, months), ALL), agreed);
      const back = r.accrualDifference(agreed, [...agreed, ...there]);
      ensure(total(there) + total(back) === 0 && places([...there, ...back]).size === 0, 'there and back is nothing');
    },
    spoilt: { accrualDifference: (targets, recorded, upTo) => oneMore(accrualDifference(targets, recorded, upTo)) },
  }),
  property({
    name: 'tax of parts equals tax of the month',
    given: fc.record({ source: someSource, before: aRental }),
    holds: (r, { source, before }) => {
      // Whatever was charged first, the taxes of a month come to those of one computation.
      const owed = r.targetCharges(source, ALL);
      const first = source.kind === 'rental' ? r.targetCharges(before, ALL) : [];
      const corrected = [...first, ...r.accrualDifference(owed, first)];
      const split = corrected.every((line) => line.amountFen === line.netFen + line.taxFen);
      ensure(split, 'every line is net and tax');
      ensure(same(places(corrected), places(owed)), 'the taxes of a month come to one computation');
    },
    spoilt: {
      accrualDifference: (targets, recorded, upTo) =>
        accrualDifference(targets, recorded, upTo).map((line) => ({
          ...line,
          ...splitTax({ grossFen: line.amountFen, rateBps: line.taxRateBps }),
        })),
    },
  }),
  ...documentProperties,
];
