import type { Tx } from '../../../platform/database/database.js';

interface Row {
  readonly id: number;
  readonly parent_id: number | null;
  readonly name_zh: string;
}

/** Which category each name in a sheet means; null: there is none yet. 一级>二级 names a path from the top. */
export type CategoryIds = Readonly<Record<string, number | null>>;

const partsOf = (name: string): string[] => name.split('>');

/** Finds the names used in an import: a path from the top, a bare name wherever it is the only one, the top one first. */
export async function findCategories(tx: Tx, importId: number): Promise<CategoryIds> {
  const rows = await allCategories(tx);
  const names = await namesIn(tx, importId);
  return Object.fromEntries(names.map((name) => [name, find(rows, partsOf(name))]));
}

/** The same, after making those that are missing. */
export async function makeCategories(tx: Tx, importId: number): Promise<CategoryIds> {
  await tx.query('SELECT pg_advisory_xact_lock(770010)');
  const rows = await allCategories(tx);
  const ids: Record<string, number | null> = {};
  for (const name of await namesIn(tx, importId)) {
    const parts = partsOf(name);
    ids[name] = find(rows, parts) ?? (await make(tx, rows, parts));
  }
  return ids;
}

/** The category of instruments for which the sheet names none. */
export const unsorted = '未分类';

async function make(tx: Tx, rows: Row[], parts: readonly string[]): Promise<number> {
  let parent: number | null = null;
  for (const part of parts) {
    const there: Row | undefined = child(rows, parent, part);
    if (there) {
      parent = there.id;
      continue;
    }
    const [made]: { id: number }[] = await tx.query<{ id: number }>(
      'INSERT INTO category (parent_id, name_zh) VALUES ($1, $2) RETURNING id',
      [parent, part],
    );
    if (!made) throw new Error('the category was not made');
    rows.push({ id: made.id, parent_id: parent, name_zh: part });
    parent = made.id;
  }
  if (parent === null) throw new Error('a category needs a name');
  return parent;
}

function find(rows: readonly Row[], parts: readonly string[]): number | null {
  let row: Row | undefined;
  for (const part of parts) {
    row = child(rows, row?.id ?? null, part);
    if (!row) break;
  }
  if (row || parts.length > 1) return row?.id ?? null;
  const anywhere = rows.filter((r) => r.name_zh === parts[0]);
  return anywhere.length === 1 ? (anywhere[0]?.id ?? null) : null;
}

const child = (rows: readonly Row[], parent: number | null, name: string): Row | undefined =>
  rows.find((row) => row.parent_id === parent && row.name_zh === name);

function allCategories(tx: Tx): Promise<Row[]> {
  return tx.query<Row>('SELECT id, parent_id, name_zh FROM category ORDER BY id');
}

async function namesIn(tx: Tx, importId: number): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `SELECT DISTINCT coalesce(r.record ->> 'category', $2) AS name FROM instrument_import_row r
     LEFT JOIN instrument i ON i.asset_no = r.record ->> 'assetNo'
     WHERE r.import_id = $1 AND r.record IS NOT NULL AND r.verdict NOT IN ('skipped', 'invalid')
       AND (r.record ? 'category' OR i.id IS NULL) ORDER BY 1`,
    [importId, unsorted],
  );
  return rows.map((row) => row.name);
}
