import { z } from 'zod';
import { encodeCursor } from './validation.js';

/** The place in a list that is ordered by id: the last one shown. */
export const idCursor = z.object({ id: z.int() });

export interface PageOf<Row> {
  readonly items: Row[];
  /** Where the next page begins; null on the last. */
  readonly nextCursor: string | null;
}

/** One page of rows that were read with one more than `limit`: that there is one more is what makes a next page. */
export function pageOf<Row>(rows: readonly Row[], limit: number, placeOf: (last: Row) => unknown): PageOf<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(placeOf(last)) : null };
}

/** The same of rows that come ordered by id. */
export const pageById = <Row extends { readonly id: number }>(rows: readonly Row[], limit: number): PageOf<Row> =>
  pageOf(rows, limit, ({ id }) => ({ id }));
