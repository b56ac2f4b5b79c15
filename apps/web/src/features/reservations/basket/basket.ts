import type { Counts } from '@parkbench/domain';
import { useSyncExternalStore } from 'react';

/** When something is wanted: whole months from a day, or a stretch of minutes. */
export type When =
  | { readonly kind: 'rental'; readonly startsOn: string; readonly months: number }
  | {
      readonly kind: 'session';
      readonly startsAt: string;
      readonly endsAt: string;
      /** Of each unit; left out: none. */
      readonly counts?: Counts;
    };

/** Which instrument: one, any of several, or any of a category. */
export interface Which {
  readonly instrumentId?: number;
  readonly anyOf?: readonly number[];
  readonly categoryId?: number;
  readonly quantity: number;
}

/** Something that is to be reserved with the rest, and what it is called. */
export interface BasketItem extends Which {
  readonly key: string;
  readonly when: When;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
}

const place = 'parkbench.basket';
/** As many units as the API takes in one go. */
export const basketHolds = 20;

function stored(): readonly BasketItem[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(place) ?? '[]');
    return Array.isArray(found) ? (found as BasketItem[]) : [];
  } catch {
    return [];
  }
}

let items: readonly BasketItem[] | undefined;
const listeners = new Set<() => void>();

const now = (): readonly BasketItem[] => (items ??= stored());

/** Puts other items in the place of all there were; kept for this tab only. */
export function setBasket(next: readonly BasketItem[]): void {
  items = next;
  try {
    sessionStorage.setItem(place, JSON.stringify(next));
  } catch {
    // A browser that keeps nothing still has it until the page is left.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What was picked so far, the same on every page. */
export const useBasket = (): readonly BasketItem[] => useSyncExternalStore(subscribe, now);

/** The same pick has the same key, so that picking it again takes it out. */
export const keyOf = ({ instrumentId, anyOf, categoryId, quantity }: Which, when: When): string =>
  JSON.stringify([instrumentId, anyOf, categoryId, quantity, when]);

/** Names what is picked and when, however much of it is counted. */
export const slotOf = (item: BasketItem): string => keyOf(item, { ...item.when, counts: undefined } as When);

/** Puts a pick in, or takes it out when it is there. */
export function toggle(item: Omit<BasketItem, 'key'>): void {
  const key = keyOf(item, item.when);
  const before = now();
  const rest = before.filter((one) => one.key !== key);
  setBasket(rest.length < before.length ? rest : [...before, { ...item, key }]);
}

/** How many instruments all items together need. */
export const unitsOf = (all: readonly BasketItem[]): number => all.reduce((sum, one) => sum + one.quantity, 0);

/** For tests: forgets what this page remembers of it. */
export function forgetBasket(): void {
  items = undefined;
}
