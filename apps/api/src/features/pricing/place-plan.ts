import type { Tx } from '../../platform/database/database.js';
import { constraintOf } from '../../platform/database/sql-state.js';
import { conflict } from '../../platform/http/problem.js';
import type { RatePlanInput } from './pricing.dto.js';
import { planColumns } from './rate-plan-columns.js';

/** Whose plan it is. */
export interface Subject {
  readonly of: 'instrument' | 'category';
  readonly id: number;
}

export interface Placed {
  readonly id: number;
  readonly version: number;
}

const subjectColumn = { instrument: 'instrument_id', category: 'category_id' } as const;

/**
 * Puts a plan into the sequence of its subject: what holds on its first day ends there, and it ends where the next one
 * begins. Two at once are refused by the exclusion constraint, whoever wrote them. `as` keeps the id of a moved plan.
 */
export async function placePlan(tx: Tx, subject: Subject, input: RatePlanInput, as?: Placed): Promise<Placed> {
  const column = subjectColumn[subject.of];
  await tx.query(
    `UPDATE rate_plan SET valid_until = $2, version = version + 1
     WHERE ${column} = $1 AND valid_from < $2 AND (valid_until IS NULL OR valid_until > $2)`,
    [subject.id, input.validFrom],
  );
  const columns = planColumns.map((c) => c.column).join(', ');
  const values = planColumns.map(({ key, type }) => {
    const value = input[key as keyof RatePlanInput];
    return type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
  });
  try {
    const [row] = await tx.query<Placed>(
      `INSERT INTO rate_plan (${column}, valid_from, valid_until, ${columns}${as ? ', id, version' : ''}) ${as ? 'OVERRIDING SYSTEM VALUE' : ''}
       SELECT $1::bigint, $2::date,
              (SELECT min(valid_from) FROM rate_plan WHERE ${column} = $1 AND valid_from > $2),
              ${planColumns.map((c, i) => `$${i + 3}::${c.type}`).join(', ')}${as ? `, $${planColumns.length + 3}::bigint, $${planColumns.length + 4}::int` : ''}
       RETURNING id, version`,
      [subject.id, input.validFrom, ...values, ...(as ? [as.id, as.version] : [])],
    );
    if (!row) throw new Error('the plan was not written');
    return row;
  } catch (error) {
    if (constraintOf(error)?.startsWith('rate_plan_one_at_a_time')) {
      throw conflict('plan_on_that_day', {
        zh: '当日已有价格生效，请选择其他生效日期，或修改尚未生效的价格',
        en: 'Another price begins on that day; choose another day, or edit the one that is not valid yet',
      });
    }
    throw error;
  }
}

/** Takes a plan out of the sequence; what held before it goes on holding up to its end. */
export async function takeOut(
  tx: Tx,
  subject: Subject,
  plan: { readonly id: number; readonly validFrom: string; readonly validUntil: string | null },
): Promise<void> {
  await tx.query('DELETE FROM rate_plan WHERE id = $1', [plan.id]);
  await tx.query(
    `UPDATE rate_plan SET valid_until = $3, version = version + 1 WHERE ${subjectColumn[subject.of]} = $1 AND valid_until = $2`,
    [subject.id, plan.validFrom, plan.validUntil],
  );
}
