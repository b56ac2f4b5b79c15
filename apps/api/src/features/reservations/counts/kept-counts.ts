import { type CountPrice, type Counts, isByCount, NO_COUNTS, type RecordedCount } from '@parkbench/domain';
import type { StoredQuote } from '../offer.js';

/** A count as a query gives it, with the price that was kept with it. */
export interface CountRow {
  /** Of a rental: the month in which it was used. */
  readonly month: string | null;
  readonly component: CountPrice['component'];
  readonly code: string;
  readonly count: number;
  readonly price: Pick<CountPrice, 'name' | 'unit' | 'unitFen' | 'tax'>;
}

/** For a query in which the reservation is `alias`: what was counted for it, in the order in which it was. */
export const countsJson = (alias = 'r'): string => `(
  SELECT coalesce(jsonb_agg(jsonb_build_object('month', to_char(k.month, 'YYYY-MM'), 'component', k.component, 'code', k.code,
    'count', k.count, 'price', k.price) ORDER BY k.id), '[]')
  FROM reservation_count k WHERE k.reservation_id = ${alias}.id)`;

/** A kept count in the shape in which the rules reckon it. */
export const recordedOf = ({ component, code, count, price }: CountRow): RecordedCount => ({
  price: { component, code, ...price },
  count,
});

/** Names a thing and, of a rental, its month. */
export const placeOf = ({ month, component, code }: Pick<CountRow, 'month' | 'component' | 'code'>): string =>
  [month, component, code].join('|');

/** What was booked by the count; quotes of old say nothing of it. */
export const bookedOf = (stored: Pick<StoredQuote, 'counts'>): Counts => stored.counts ?? NO_COUNTS;

/** Whether a session pays counts and no hours, by its own prices. */
export const isStoredByCount = (kind: 'rental' | 'session', stored: Pick<StoredQuote, 'plan' | 'counts'>): boolean =>
  kind === 'session' && isByCount(stored.plan, bookedOf(stored));
