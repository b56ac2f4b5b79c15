import type { Tx } from '../../platform/database/database.js';

/**
 * The next numbers of a series and year, the first of them returned. Without a gap: the counter's row is locked until
 * the commit that uses them, so a rollback gives them back.
 */
export async function takeNumbers(tx: Tx, series: string, year: number, count: number): Promise<number> {
  const [row] = await tx.query<{ last: number }>(
    `INSERT INTO document_counter AS c (series, year, last) VALUES ($1, $2, $3)
     ON CONFLICT (series, year) DO UPDATE SET last = c.last + $3 RETURNING last`,
    [series, year, count],
  );
  if (!row) throw new Error('the counter gave no number');
  return row.last - count + 1;
}
