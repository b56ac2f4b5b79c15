import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import { type BasketItem, keyOf, setBasket, slotOf, useBasket, type When } from '../basket/basket';
import { reservationsKey, type Words } from '../reservations.queries';
import type { Equivalent, NextFree } from '../reservations.types';
import { useDebounced } from '../use-debounced';
import {
  type BundleItem,
  type BundleOutcome,
  type BundleQuote,
  bundleQuoteKeyOf,
  bundleQuoteQuery,
  type CommonSlot,
  quoteOf,
  reserveBundle,
} from './checkout.queries';

/** What came of a try that failed: everything is still there, nothing was reserved. */
export type Setback = 'taken' | 'priceChanged' | 'refused' | 'failed';

export interface Checkout {
  readonly items: readonly BasketItem[];
  readonly quote: BundleQuote | undefined;
  readonly isQuoting: boolean;
  readonly quoteError: Error | null;
  readonly retryQuote: () => void;
  /** What the price says of a pick, or said before it was counted anew; undefined while it is not known. */
  readonly pricedOf: (item: BasketItem) => BundleItem | undefined;
  readonly words: Words;
  readonly setWords: (words: Words) => void;
  readonly setback: { readonly why: Setback; readonly message: string; readonly count: number } | null;
  readonly canSubmit: boolean;
  readonly isSubmitting: boolean;
  readonly outcome: BundleOutcome | undefined;
  /** What was reserved, to be named in the answer. */
  readonly reserved: readonly BasketItem[];
  readonly submit: () => void;
  readonly remove: (item: BasketItem) => void;
  readonly change: (item: BasketItem, change: Partial<Omit<BasketItem, 'key'>>) => void;
  readonly takeCommon: (slot: CommonSlot) => void;
}

/** Everything is free, priced, and refused by no rule. */
const isOpen = ({ free, items }: BundleQuote): boolean =>
  free &&
  items.every((one) => one.quoteId !== null && !one.violations.some((violation) => violation.severity === 'refuse'));

const keysOf = (items: readonly BasketItem[]): string => items.map((one) => one.key).join();

function pricedIn({ picks, items }: BundleQuote, item: BasketItem): BundleItem | undefined {
  const at = picks.findIndex((one) => one.key === item.key);
  return items[at < 0 ? picks.findIndex((one) => slotOf(one) === slotOf(item)) : at];
}

/** Picks at another time, or others, without two that are the same. */
function put(items: readonly Omit<BasketItem, 'key'>[]): void {
  const keyed = items.map((one) => ({ ...one, key: keyOf(one, one.when) }));
  setBasket([...new Map(keyed.map((one) => [one.key, one])).values()]);
}

/** A basket on its way to being reserved: prices, what stands against each item, the try and what came of it. */
export function useCheckout(): Checkout {
  const items = useBasket();
  const settled = useDebounced(items);
  const priced = useQuery(bundleQuoteQuery(settled));
  const [words, setWords] = useState<Words>({ purpose: '', project: '', rdUse: true });
  const tried = useSubmission(words);
  const quote = items.length === 0 ? undefined : priced.data;
  const isSettled = quote !== undefined && keysOf(quote.picks) === keysOf(items);
  return {
    items,
    quote,
    isQuoting: items.length > 0 && !isSettled,
    quoteError: isSettled ? null : priced.error,
    retryQuote: () => void priced.refetch(),
    pricedOf: (item) => quote && pricedIn(quote, item),
    words,
    setWords,
    setback: tried.setback,
    canSubmit: isSettled && isOpen(quote) && !tried.isPending,
    isSubmitting: tried.isPending,
    outcome: items.length === 0 ? tried.outcome : undefined,
    reserved: tried.reserved,
    submit: () => quote && isSettled && tried.send(items, quote),
    remove: (item) => setBasket(items.filter((one) => one !== item)),
    change: (item, change) => put(items.map((one) => (one === item ? { ...one, ...change } : one))),
    takeCommon: (slot) => put(items.map((one, index) => ({ ...one, when: whenAt(one.when, slot.items[index]) }))),
  };
}

/** The time of a proposal, in the kind that was asked for. */
export function whenAt(
  when: When,
  at: (Pick<NextFree, 'startsAt' | 'endsAt'> & { startsOn?: string | null }) | undefined,
): When {
  if (!at) return when;
  return when.kind === 'rental'
    ? { ...when, startsOn: at.startsOn ?? when.startsOn }
    : { ...when, startsAt: at.startsAt, endsAt: at.endsAt };
}

/** Another instrument in the place of the one that is taken. */
export const insteadOf = (one: Equivalent): Partial<BasketItem> => ({
  instrumentId: one.instrumentId,
  nameZh: one.nameZh,
  nameEn: one.nameEn,
  assetNo: one.assetNo,
});

const setbacks: Readonly<Record<string, Setback>> = {
  slot_taken: 'taken',
  quote_changed: 'priceChanged',
  policies_violated: 'refused',
};

function useSubmission(words: Words) {
  const queries = useQueryClient();
  const mutation = useMutation<BundleOutcome, Error, { items: readonly BasketItem[]; quote: BundleQuote }>({
    mutationFn: ({ items, quote }) => reserveBundle(items, quote, words),
    onSuccess: () => {
      setBasket([]);
      void queries.invalidateQueries({ queryKey: reservationsKey });
    },
    // The refusal says of every item how it stands now: it is shown in its place.
    onError: (error, { items }) => {
      const answer = error instanceof ProblemError ? (error.extra.quote as BundleQuote | undefined) : undefined;
      if (answer) queries.setQueryData(bundleQuoteKeyOf(items), quoteOf(items, answer));
    },
  });
  const { error } = mutation;
  return {
    outcome: mutation.data,
    reserved: mutation.variables?.items ?? [],
    isPending: mutation.isPending,
    setback: error && {
      why: (error instanceof ProblemError ? setbacks[error.code] : undefined) ?? ('failed' as const),
      message: error.message,
      count: error instanceof ProblemError ? ((error.extra.items as number[] | undefined)?.length ?? 0) : 0,
    },
    send: (items: readonly BasketItem[], quote: BundleQuote) => mutation.mutate({ items, quote }),
  };
}
