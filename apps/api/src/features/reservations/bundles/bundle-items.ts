import type { z } from 'zod';
import { type Ask, countsAsked } from '../ask.js';
import type { bundleQuoteRequest } from './bundles.dto.js';

type ItemRequest = z.infer<typeof bundleQuoteRequest>['items'][number];

/** Which instruments may serve an item. */
export type Choice =
  | { readonly by: 'one'; readonly ids: readonly number[] }
  | { readonly by: 'several'; readonly ids: readonly number[] }
  | { readonly by: 'category'; readonly categoryId: number };

/** One item of a bundle: what is needed, when, and how many of it. */
export interface BundleItem {
  /** Its place in the request. */
  readonly item: number;
  readonly choice: Choice;
  readonly quantity: number;
  readonly quoteId?: string;
  /** What is asked for of one instrument. */
  askFor(instrumentId: number): Ask;
}

/**
 * The items in the order in which they are served: who named an instrument comes before who takes any of several, and
 * those before who takes any of a category. So a pool never takes what another item of the bundle must have.
 */
export function itemsOf(requests: readonly ItemRequest[]): BundleItem[] {
  return requests
    .map((request, item) => ({ ...itemOf(request), item }))
    .sort((a, b) => freedom(a.choice) - freedom(b.choice) || a.item - b.item);
}

function itemOf(request: ItemRequest): Omit<BundleItem, 'item'> {
  const { quantity, quoteId } = request;
  return {
    choice: choiceOf(request),
    quantity,
    quoteId,
    askFor: (instrumentId) =>
      request.kind === 'rental'
        ? { kind: 'rental', instrumentId, startsOn: request.startsOn, months: request.months }
        : {
            kind: 'session',
            instrumentId,
            startsAt: Date.parse(request.startsAt),
            endsAt: Date.parse(request.endsAt),
            ...countsAsked(request.counts),
          },
  };
}

function choiceOf({ instrumentId, anyOf, categoryId }: ItemRequest): Choice {
  if (instrumentId !== undefined) return { by: 'one', ids: [instrumentId] };
  return anyOf ? { by: 'several', ids: [...new Set(anyOf)] } : { by: 'category', categoryId: categoryId ?? 0 };
}

const freedom = (choice: Choice): number => (choice.by === 'category' ? Infinity : choice.ids.length);
