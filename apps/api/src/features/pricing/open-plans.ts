import type { Tx } from '../../platform/database/database.js';
import type { Prices } from './pricing.dto.js';
import { planColumns } from './rate-plan-columns.js';

/** A plan of one subject from a day on. */
export interface OpenedPlan extends Prices {
  readonly instrumentId: number | null;
  readonly categoryId: number | null;
  readonly validFrom: string;
}

const columns = planColumns.map((c) => c.column).join(', ');
const elements = planColumns
  .map(({ key, type }) => (type === 'jsonb' ? `nullif(e -> '${key}', 'null')` : `(e ->> '${key}')::${type}`))
  .join(', ');

/**
 * Opens many plans, at most one a subject, in three statements however many they are: what held on the first day ends
 * there, a plan that begins on that very day is put right in place, and a new one ends where the next begins.
 */
export async function openPlans(tx: Tx, plans: readonly OpenedPlan[]): Promise<void> {
  for (const subject of ['instrument', 'category'] as const) {
    const own = plans.filter((plan) => plan[`${subject}Id`] !== null);
    if (own.length > 0) await openPlansOf(tx, subject, JSON.stringify(own));
  }
}

async function openPlansOf(tx: Tx, subject: 'instrument' | 'category', plans: string): Promise<void> {
  const own = `p.${subject}_id = (e ->> '${subject}Id')::bigint`;
  const day = `(e ->> 'validFrom')::date`;
  await tx.query(
    `UPDATE rate_plan p SET (version, ${columns}) = (SELECT p.version + 1, ${elements})
     FROM jsonb_array_elements($1::jsonb) e WHERE ${own} AND p.valid_from = ${day}`,
    [plans],
  );
  await tx.query(
    `UPDATE rate_plan p SET valid_until = ${day}, version = p.version + 1
     FROM jsonb_array_elements($1::jsonb) e WHERE ${own} AND p.valid_from < ${day} AND (p.valid_until IS NULL OR p.valid_until > ${day})`,
    [plans],
  );
  await tx.query(
    `INSERT INTO rate_plan (${subject}_id, valid_from, valid_until, ${columns})
     SELECT (e ->> '${subject}Id')::bigint, ${day},
            (SELECT min(p.valid_from) FROM rate_plan p WHERE ${own} AND p.valid_from > ${day}), ${elements}
     FROM jsonb_array_elements($1::jsonb) e
     WHERE NOT EXISTS (SELECT FROM rate_plan p WHERE ${own} AND p.valid_from = ${day})`,
    [plans],
  );
}
