import {
  accrualDifference,
  type ChargeSource,
  type ChargeTarget,
  creditNoteEntries,
  depositRefundedEntries,
  depositSetOffEntries,
  depositTakenEntries,
  discountedMonthlyFen,
  isBalanced,
  issueEntries,
  paymentEntries,
  type RentalSource,
  rentalCharges,
  splitByShares,
  splitTax,
  targetCharges,
  voucherPaysFen,
  writeOffEntries,
} from '@parkbench/domain';
import fc from 'fast-check';
import { aDay, aPrice, aRental, aSession } from './draws.js';

/** The rules under test; the control hands in wrong ones and must be found out. */
export const rules = {
  rentalCharges,
  splitByShares,
  accrualDifference,
  targetCharges,
  issueEntries,
  voucherPaysFen,
  splitTax,
};
export type Rules = typeof rules;

/** One promise about money, for any input. */
export interface MoneyProperty {
  readonly name: string;
  /** The smallest input found that breaks it, in words; null when none was. */
  readonly brokenBy: (rules: Rules, run: { readonly seed: number; readonly numRuns: number }) => string | null;
  /** The same rules with a fault of one fen, which the property has to find. */
  readonly spoilt: Partial<Rules>;
}

interface Stated<T> {
  readonly name: string;
  readonly given: fc.Arbitrary<T>;
  readonly holds: (rules: Rules, input: T) => void;
  readonly spoilt: Partial<Rules>;
}

function property<T>({ name, given, holds, spoilt }: Stated<T>): MoneyProperty {
  return {
    name,
    spoilt,
    brokenBy: (tested, run) => {
      const found = fc.check(
        fc.property(given, (input) => holds(tested, input)),
        run,
      );
      return found.failed ? `${name}: ${JSON.stringify(found.counterexample)} (seed ${found.seed})` : null;
    },
  };
}

const ALL = { upToMonth: '2099-12', today: '2042-01-01' };
/** A run somewhere in the middle, then one at the end. */
const HALFWAY = '2030-06';

function ensure(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

const total = (lines: readonly { amountFen: number }[]): number =>
  lines.reduce((sum, { amountFen }) => sum + amountFen, 0);

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

const someLines = fc.array(
  fc.record({
    component: fc.constantFrom('rent' as const, 'session' as const, 'damage' as const, 'best_of' as const),
    fen: fc.integer({ min: -900_000, max: 2_000_000 }),
    rate: fc.constantFrom(1_300, 600, 0),
  }),
  { minLength: 1, maxLength: 8 },
);

const linesOf = (
  { splitTax: split }: Rules,
  drawn: { component: 'rent' | 'session' | 'damage' | 'best_of'; fen: number; rate: number }[],
) =>
  drawn.map(({ component, fen, rate }) => ({
    component,
    amountFen: fen,
    taxRateBps: rate,
    ...split({ grossFen: fen, rateBps: rate }),
  }));

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
  property({
    name: 'the ledger sums to 0',
    given: fc.record({ drawn: someLines, price: aPrice, percent: fc.nat(100) }),
    holds: (r, { drawn, price, percent }) => {
      const lines = linesOf(r, drawn);
      const invoice = { companyId: '1', lines };
      const amount = { companyId: '1', amountFen: price };
      const issued = r.issueEntries(invoice);
      const postings = [
        issued,
        creditNoteEntries(invoice),
        paymentEntries({ ...amount, allocatedFen: Math.floor((price * percent) / 100) }),
        depositTakenEntries(amount),
        depositRefundedEntries(amount),
        depositSetOffEntries(amount),
        writeOffEntries(amount),
      ];
      const balanced = postings.every((posting) => isBalanced(posting));
      ensure(balanced, 'every posting balances');
      const receivable = issued.filter((entry) => entry.account === 'receivable');
      ensure(total(receivable) === total(lines), 'what is receivable is the gross of the lines');
    },
    spoilt: { issueEntries: (invoice) => issueEntries({ ...invoice, lines: invoice.lines.slice(1) }) },
  }),
  property({
    name: 'a voucher pays no more than its share, itself and what is open',
    given: fc.record({ remainingFen: aPrice, grossFen: aPrice, part: aPrice, shareBps: fc.nat(10_000) }),
    holds: (r, { remainingFen, grossFen, part, shareBps }) => {
      const openFen = Math.min(part, grossFen);
      const voucher = { remainingFen, shareBps, expiresOn: '2026-12-31' };
      const paid = r.voucherPaysFen({ voucher, grossFen, openFen, today: '2026-12-31' });
      const share = 2 * paid * 10_000 <= 2 * grossFen * shareBps + 10_000;
      ensure(share && paid >= 0 && paid <= openFen && paid <= remainingFen, 'within every limit');
      const late = r.voucherPaysFen({ voucher, grossFen, openFen, today: '2027-01-01' });
      ensure(late === 0, 'nothing after its last day');
    },
    spoilt: { voucherPaysFen: (input) => voucherPaysFen({ ...input, openFen: input.grossFen }) },
  }),
];
