import type pg from 'pg';
import type { Figure } from '../stand/closing-line.js';
import { invariants } from '../stand/invariants.js';

export interface Checked {
  readonly id: string;
  readonly violations: number;
}

/** Asks every invariant as the database's owner, who sees all rows; the system must be quiet. */
export async function checkInvariants(db: pg.Pool): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const { id, sql } of invariants) {
    const { rows } = await db.query<{ v: string | number }>(sql);
    checked.push({ id, violations: rows.reduce((sum, row) => sum + Number(row.v), 0) });
  }
  return checked;
}

export function invariantFigures(checked: readonly Checked[]): Figure[] {
  const broken = checked.filter((c) => c.violations !== 0);
  return [
    {
      name: `SQL invariants broken (of ${checked.length})`,
      figure: broken.length === 0 ? 0 : broken.map((c) => `${c.id}: ${c.violations}`).join(', '),
      verdict: broken.length === 0 && checked.length > 0 ? 'passed' : 'failed',
    },
  ];
}
