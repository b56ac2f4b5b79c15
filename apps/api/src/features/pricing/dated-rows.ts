import type { Tx } from '../../platform/database/database.js';
import { constraintOf } from '../../platform/database/sql-state.js';
import { conflict } from '../../platform/http/problem.js';

/** A table whose rows follow each other in time, one at a time for each owner, by exclusion constraint. */
export interface DatedTable {
  readonly table: 'company_class_discount' | 'company_class_period';
  readonly owner: 'class_code' | 'company_id';
  readonly constraint: string;
}

export const classDiscounts: DatedTable = {
  table: 'company_class_discount',
  owner: 'class_code',
  constraint: 'class_discount_one_at_a_time',
};
export const classPeriods: DatedTable = {
  table: 'company_class_period',
  owner: 'company_id',
  constraint: 'company_class_one_at_a_time',
};

/** Puts a row into the sequence of its owner: what holds on its first day ends there, and it ends where the next begins. */
export async function placeDated(
  tx: Tx,
  { table, owner, constraint }: DatedTable,
  of: string | number,
  row: { readonly validFrom: string } & Readonly<Record<string, string | number>>,
): Promise<number> {
  const { validFrom, ...rest } = row;
  const columns = Object.keys(rest);
  await tx.query(
    `UPDATE ${table} SET valid_until = $2 WHERE ${owner} = $1 AND valid_from < $2 AND (valid_until IS NULL OR valid_until > $2)`,
    [of, validFrom],
  );
  try {
    const [placed] = await tx.query<{ id: number }>(
      `INSERT INTO ${table} (${[owner, 'valid_from', 'valid_until', ...columns].join(', ')})
       SELECT $1, $2, (SELECT min(valid_from) FROM ${table} WHERE ${owner} = $1 AND valid_from > $2)${columns.map((_, i) => `, $${i + 3}`).join('')}
       RETURNING id`,
      [of, validFrom, ...Object.values(rest)],
    );
    if (!placed) throw new Error('nothing was written');
    return placed.id;
  } catch (error) {
    if (constraintOf(error) === constraint) {
      throw conflict('begins_that_day', {
        zh: '当日已有一条生效，请选择其他日期，或先撤销尚未生效的那条',
        en: 'Another one begins on that day; choose another day, or take back the one that is not valid yet',
      });
    }
    throw error;
  }
}

/** Takes a row out of the sequence; what held before it goes on up to its end. */
export async function takeOutDated(
  tx: Tx,
  { table, owner }: DatedTable,
  row: {
    readonly id: number;
    readonly of: string | number;
    readonly validFrom: string;
    readonly validUntil: string | null;
  },
): Promise<void> {
  await tx.query(`DELETE FROM ${table} WHERE id = $1`, [row.id]);
  await tx.query(`UPDATE ${table} SET valid_until = $3 WHERE ${owner} = $1 AND valid_until = $2`, [
    row.of,
    row.validFrom,
    row.validUntil,
  ]);
}
