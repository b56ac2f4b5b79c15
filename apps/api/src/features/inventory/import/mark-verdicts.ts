import type { Tx } from '../../../platform/database/database.js';
import { type CategoryIds, findCategories } from './category-names.js';
import type { InstrumentColumn } from '../instrument-columns.js';
import { becomes, importedColumns, importedRules } from './imported-columns.js';
import type { ImportRange, ImportStep } from './import-steps.js';

const isNow = (column: InstrumentColumn): string => `i.${column.column}`;
const [rules, ...columns] = [...importedColumns].sort((a, b) => Number(b.key === 'rules') - Number(a.key === 'rules'));
const pairs = [
  ...columns.map((c) => `('${c.key}', to_jsonb(${isNow(c)}), to_jsonb(${becomes(c, isNow)}))`),
  ...importedRules.map(
    (key) => `('${key}', i.rules -> '${key}', ${rules ? becomes(rules, isNow) : 'i.rules'} -> '${key}')`,
  ),
].join(', ');

/**
 * For each row of a range: is the instrument new, and if not, which fields would differ afterwards. What a row does not
 * say stays as it is, so a sheet with few columns changes only those.
 */
const mark = `
  UPDATE instrument_import_row t SET verdict = CASE WHEN w.id IS NULL THEN 'new' WHEN w.changes = '{}' THEN 'same' ELSE 'changed' END,
         changes = CASE WHEN w.id IS NULL THEN '{}' ELSE w.changes END
  FROM (
    SELECT r.row_no, i.id,
           (SELECT coalesce(jsonb_object_agg(v.key, jsonb_build_array(v.was, v.becomes)), '{}')
            FROM (VALUES ${pairs}) v(key, was, becomes) WHERE v.was IS DISTINCT FROM v.becomes)
           || CASE WHEN r.record ? 'category' AND ($4::jsonb ->> (r.record ->> 'category'))::bigint IS DISTINCT FROM i.category_id
                THEN jsonb_build_object('category', jsonb_build_array(c.name_zh, r.record ->> 'category')) ELSE '{}' END AS changes
    FROM instrument_import_row r
    LEFT JOIN instrument i ON i.asset_no = r.record ->> 'assetNo'
    LEFT JOIN category c ON c.id = i.category_id
    WHERE r.import_id = $1 AND r.row_no BETWEEN $2 AND $3 AND r.record IS NOT NULL AND r.verdict NOT IN ('skipped', 'invalid')
  ) w WHERE t.import_id = $1 AND t.row_no = w.row_no`;

const settle = `
  UPDATE instrument_import_row SET verdict = 'changed'
  WHERE import_id = $1 AND row_no BETWEEN $2 AND $3 AND verdict = 'same' AND changes <> '{}'`;

/**
 * Nobody waits at a page for these statements, so they may take longer than a request's. A query plan kept from the time
 * when there were no instruments yet would go through all of them for each row.
 */
const unhurried = `SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('statement_timeout', '60s', true),
  set_config('idle_in_transaction_session_timeout', '60s', true)`;

/** Judges every row against what is registered now; `known` are the categories when they were found already. */
export async function markVerdicts(
  tx: Tx,
  ranges: readonly ImportRange[],
  steps: readonly ImportStep[],
  known?: CategoryIds,
): Promise<void> {
  const [first] = ranges;
  if (!first) return;
  await tx.query(unhurried);
  const categories = JSON.stringify(known ?? (await findCategories(tx, first.importId)));
  for (const range of ranges) {
    const of = [range.importId, range.fromRow, range.toRow];
    await tx.query(mark, [...of, categories]);
    for (const step of steps) await step.mark(tx, range);
    await tx.query(settle, of);
  }
}

/** The rows of an import in stretches of about `size`, so that no statement runs long. */
export async function rangesOf(tx: Tx, importId: number, today: string, size = 1_000): Promise<ImportRange[]> {
  return tx.query<ImportRange>(
    `SELECT $1::bigint "importId", min(row_no) "fromRow", max(row_no) "toRow", count(*)::int AS rows, $3::text today
     FROM (SELECT row_no, (row_number() OVER (ORDER BY row_no) - 1) / $2::int AS part FROM instrument_import_row WHERE import_id = $1) r
     GROUP BY part ORDER BY part`,
    [importId, size, today],
  );
}

/** What the preview says above its rows. */
export interface ImportSummary {
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly skipped: number;
  readonly invalid: number;
  readonly problems: number;
  readonly warnings: number;
  readonly newCategories: readonly string[];
  /** Required fields that no column is mapped to. */
  readonly missing: readonly string[];
}

export async function summaryOf(tx: Tx, importId: number, missing: readonly string[]): Promise<ImportSummary> {
  const [counts] = await tx.query<Omit<ImportSummary, 'newCategories' | 'missing'>>(
    `SELECT count(*) FILTER (WHERE verdict = 'new')::int AS new, count(*) FILTER (WHERE verdict = 'changed')::int AS changed,
            count(*) FILTER (WHERE verdict = 'same')::int AS same, count(*) FILTER (WHERE verdict = 'skipped')::int AS skipped,
            count(*) FILTER (WHERE verdict = 'invalid')::int AS invalid,
            coalesce(sum((SELECT count(*) FROM jsonb_array_elements(problems) p WHERE p ->> 'severity' = 'error')), 0)::int AS problems,
            coalesce(sum((SELECT count(*) FROM jsonb_array_elements(problems) p WHERE p ->> 'severity' = 'warning')), 0)::int AS warnings
     FROM instrument_import_row WHERE import_id = $1`,
    [importId],
  );
  const categories = missing.length > 0 ? {} : await findCategories(tx, importId);
  const newCategories = Object.keys(categories).filter((name) => categories[name] === null);
  if (!counts) throw new Error('a count always has a row');
  return { ...counts, newCategories, missing };
}
