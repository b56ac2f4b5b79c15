import type { Tx } from '../../../platform/database/database.js';
import { conflict, Problem } from '../../../platform/http/problem.js';
import { SlotTaken } from '../../occupancy/occupancy.api.js';
import { seriesQuoteId } from './plan-series.js';

const answeredWithPreview = ['policies_violated', 'quote_changed'];

/** Whether a failure is answered with the list anew: a taken slot, a broken rule, another price. */
export const isConflict = (error: unknown): boolean =>
  error instanceof SlotTaken || (error instanceof Problem && answeredWithPreview.includes(error.problem.code));

/** The answer to it: which day it was, and how all of it looks now. */
export function conflictWith(error: unknown, date: string | undefined, preview: object): Problem {
  if (error instanceof Problem && error.problem.code === 'quote_changed') {
    return conflict('quote_changed', error.problem.title, { preview });
  }
  const violations = error instanceof Problem ? error.problem.extra?.violations : undefined;
  const title = {
    zh: `${date} 这一次未能成功，整个系列均未保存，请查看更新后的列表`,
    en: `That of ${date} could not be had, and nothing was saved; see the new list`,
  };
  return conflict('series_conflicts', title, { date, ...(violations ? { violations } : {}), preview });
}

/** The sum of what was reserved or moved; what was shown is what is agreed (409 quote_changed). */
export async function samePriceOrRefused(
  tx: Tx,
  made: readonly { readonly date: string; readonly reservationId: number }[],
  shown: string | undefined,
): Promise<number> {
  const rows = await tx.query<{ id: number; quoteId: string; totalFen: number }>(
    `SELECT id, quote->>'quoteId' "quoteId", total_fen "totalFen" FROM reservation WHERE id = ANY($1)`,
    [made.map(({ reservationId }) => reservationId)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const quoted = made.map(({ date, reservationId }) => ({ date, quoteId: byId.get(reservationId)?.quoteId ?? '' }));
  if (shown !== undefined && shown !== seriesQuoteId(quoted)) throw priceChanged();
  return rows.reduce((sum, row) => sum + row.totalFen, 0);
}

const priceChanged = (): Problem =>
  conflict('quote_changed', {
    zh: '价格已变化，请核对新报价后再提交',
    en: 'The price has changed; look at the new quote and submit again',
  });
