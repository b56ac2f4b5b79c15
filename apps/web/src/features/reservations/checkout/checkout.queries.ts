import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { post } from '../../../shared/api/client';
import type { BasketItem } from '../basket/basket';
import { reservationsKey, type Words } from '../reservations.queries';
import type { Alternatives, BestOf, QuoteBody, ReservationStatus, Violation } from '../reservations.types';

/** An instrument that would serve an item. */
export interface BundleUnit extends QuoteBody {
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model: string;
  readonly needsApproval: boolean;
  readonly free: boolean;
  readonly violations: readonly Violation[];
}

export interface BundleItem {
  readonly item: number;
  readonly kind: 'rental' | 'session';
  readonly quantity: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly months: number | null;
  readonly quoteId: string | null;
  readonly units: readonly BundleUnit[];
  readonly freeUnits: number;
  readonly free: boolean;
  readonly violations: readonly Violation[];
  readonly taken: { readonly start: string; readonly end: string; readonly reservationId?: number } | null;
  readonly alternatives: Alternatives | null;
  readonly totalFen: number;
  readonly depositFen: number;
}

export interface CommonSlot {
  readonly days: number | null;
  readonly minutes: number | null;
  readonly items: readonly {
    readonly item: number;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly startsOn: string | null;
    readonly months: number | null;
  }[];
}

/** The price of a whole basket, with what stands against each of its items. */
export interface BundleQuote {
  /** The picks that it is the price of, in their order. */
  readonly picks: readonly BasketItem[];
  readonly items: readonly BundleItem[];
  readonly totalFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly depositFen: number;
  readonly free: boolean;
  /** Where its hours leave the caps of their months. */
  readonly bestOf: readonly (BestOf & { readonly nameZh: string; readonly nameEn: string; readonly assetNo: string })[];
  readonly nextCommon: CommonSlot | null;
}

export interface BundleOutcome {
  readonly id: number;
  readonly totalFen: number;
  readonly reservations: readonly {
    readonly id: number;
    readonly item: number;
    readonly instrumentId: number;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly assetNo: string;
    readonly status: ReservationStatus;
  }[];
}

const requestOf = ({ instrumentId, anyOf, categoryId, quantity, when }: BasketItem) => ({
  instrumentId,
  anyOf,
  categoryId,
  quantity,
  ...when,
});

export const bundleQuoteKey = [...reservationsKey, 'quote', 'bundle'] as const;
export const bundleQuoteKeyOf = (items: readonly BasketItem[]) => [...bundleQuoteKey, items.map(requestOf)] as const;

/** An answer, with the picks that it is about. */
export const quoteOf = (items: readonly BasketItem[], answer: Omit<BundleQuote, 'picks'>): BundleQuote => ({
  ...answer,
  picks: items,
});

export const bundleQuoteQuery = (items: readonly BasketItem[]) =>
  queryOptions({
    queryKey: bundleQuoteKeyOf(items),
    queryFn: async ({ signal }) =>
      quoteOf(items, await post('/quotes/bundle', { items: items.map(requestOf) }, { signal })),
    enabled: items.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });

/** Reserves everything at the prices that were shown, or nothing. */
export const reserveBundle = (items: readonly BasketItem[], quote: BundleQuote, words: Words): Promise<BundleOutcome> =>
  post<BundleOutcome>('/reservations/bundles', {
    items: items.map((item, index) => ({ ...requestOf(item), quoteId: quote.items[index]?.quoteId ?? undefined })),
    ...words,
  });
