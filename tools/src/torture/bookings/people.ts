import type pg from 'pg';
import type { SmallPark } from '../../stand/small-park.js';

/** A second member for each company, so that one can hand a reservation to the other. */
export async function addColleagues(db: pg.Pool, { tenants }: SmallPark): Promise<number[]> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO member (company_id, email, name, role, password_hash, email_notices)
     SELECT id, 'c' || id || '@rig.example', '同事' || id, 'member', '-', false FROM unnest($1::bigint[]) id RETURNING id`,
    [tenants.map((tenant) => tenant.companyId)],
  );
  return rows.map((row) => Number(row.id));
}
