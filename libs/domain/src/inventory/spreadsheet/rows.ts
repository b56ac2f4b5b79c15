import { cellText, type Cell } from './normalize.js';
import { suggestMapping } from './suggest-mapping.js';

const TOTALS =
  /^(合计|总计|小计|共计|总和|grandtotal|subtotal|total|totals|sum)[:(]?[\d,.]*(台|套|件|条|项|个|元|万元)*[):]*$/i;
const ROWS_LOOKED_AT = 30;
const FEWEST_HEADERS = 2;

/** Whether a row sums up others (合计, 总计, 小计, total) instead of naming an instrument: its first words say so. */
export function isTotalsRow(row: readonly Cell[]): boolean {
  const texts = row.map((cell) => cellText(cell).replace(/\s/g, '')).filter((text) => text !== '');
  return texts.slice(0, 2).some((text) => TOTALS.test(text) && !/^[\d:,.]*$/.test(text));
}

/**
 * The place of the row of headers, counted from 0: among the first 30 rows the one with the most recognised headers,
 * the first of equals, so that merged titles and notes above it are passed over. −1 when none has two.
 */
export function findHeaderRow(rows: readonly (readonly Cell[])[]): number {
  let found = -1;
  let most = FEWEST_HEADERS - 1;
  rows.slice(0, ROWS_LOOKED_AT).forEach((row, index) => {
    const short = row.map((cell) => (cellText(cell).length <= 40 ? cell : null));
    const distinct = short.map((cell, column) => (cellText(cell) === cellText(short[column - 1]) ? null : cell));
    const recognised = suggestMapping(distinct).filter((field) => field !== null).length;
    if (recognised > most) {
      found = index;
      most = recognised;
    }
  });
  return found;
}
