import { createHash } from 'node:crypto';
import {
  balanceGaps,
  cellText,
  type Localized,
  missingStatementFields,
  readStatementRow,
  type StatementField,
  statementKeys,
  type StatementProblem,
  type StatementRecord,
} from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import type { StatementTableRow } from './statement-table.js';

/** A row with what it is: a new line, one that is known already, nothing, or what is wrong in which cell. */
export interface JudgedRow extends StatementTableRow {
  readonly record: StatementRecord | null;
  readonly problems: readonly (StatementProblem & { readonly cell: string | null })[];
  readonly verdict: 'new' | 'known' | 'skipped' | 'invalid' | 'pending';
  readonly lineKey: string | null;
  readonly contentKey: string | null;
}

/** What an import would do, for its reader. */
export interface StatementSummary {
  readonly new: number;
  readonly known: number;
  readonly skipped: number;
  readonly invalid: number;
  readonly problems: number;
  readonly inFen: number;
  readonly outFen: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly missing: readonly StatementField[];
  /** Rows before which the printed balances do not follow from the amounts. */
  readonly gaps: readonly { readonly rowNo: number; readonly missingFen: number }[];
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Which columns a statement has, as a key under which its mapping is remembered. */
export const layoutOf = (headers: readonly string[]): string =>
  sha(headers.map((header) => cellText(header).toLowerCase()).join('\u0001'));

/** A column as spreadsheets name it: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

interface Shape {
  readonly headers: readonly string[];
  readonly mapping: readonly (StatementField | null)[];
}

function read(row: StatementTableRow, shape: Shape): JudgedRow {
  const bare = { ...row, record: null, problems: [], lineKey: null, contentKey: null };
  const result = readStatementRow(row.cells, shape);
  if (result.kind === 'skipped') return { ...bare, verdict: 'skipped' };
  if (result.kind === 'line') return { ...bare, record: result.record, verdict: 'new' };
  const problems = result.problems.map((one) => ({
    ...one,
    cell: one.column === null ? null : `${columnLetters(one.column)}${row.rowNo}`,
  }));
  return { ...bare, problems, verdict: 'invalid' };
}

interface Stored {
  readonly line_key: string;
  readonly content_key: string;
  readonly reference: string;
}

/** Marks what is in the database or further up in the file already; a reference decides where both sides have one. */
async function markKnown(tx: Tx, rows: readonly JudgedRow[]): Promise<JudgedRow[]> {
  const lines = rows.flatMap(({ record }) => (record ? [record] : []));
  const keys = statementKeys(lines);
  const keyed = new Map(lines.map((record, i) => [record, keys[i]]));
  const withKeys = rows.map((row) => {
    const key = row.record && keyed.get(row.record);
    if (!key) return row;
    const contentKey = sha(key.content);
    return { ...row, contentKey, lineKey: key.reference === null ? contentKey : sha(`ref\u0001${key.reference}`) };
  });
  const stored = await tx.query<Stored>(
    'SELECT line_key, content_key, reference FROM bank_line WHERE line_key = ANY($1) OR content_key = ANY($2)',
    [withKeys.flatMap((row) => row.lineKey ?? []), withKeys.flatMap((row) => row.contentKey ?? [])],
  );
  const known = new Set(stored.map((line) => line.line_key));
  const contents = new Set(stored.map((line) => line.content_key));
  const bareContents = new Set(stored.flatMap((line) => (line.reference === '' ? [line.content_key] : [])));
  return withKeys.map((row) => {
    if (!row.record || row.lineKey === null || row.contentKey === null) return row;
    const isThere =
      known.has(row.lineKey) || (row.record.reference === '' ? contents : bareContents).has(row.contentKey);
    known.add(row.lineKey);
    return { ...row, verdict: isThere ? ('known' as const) : row.verdict };
  });
}

/** Reads the rows under a mapping and says of each what it is. Without day or amount column nothing is read. */
export async function judgeRows(
  tx: Tx,
  rows: readonly StatementTableRow[],
  shape: Shape,
): Promise<{ rows: JudgedRow[]; summary: StatementSummary }> {
  const missing = missingStatementFields(shape.mapping);
  if (missing.length > 0) {
    const pending = rows.map((row): JudgedRow => ({
      ...row,
      record: null,
      problems: [],
      lineKey: null,
      contentKey: null,
      verdict: 'pending',
    }));
    return { rows: pending, summary: summaryOf(pending, missing) };
  }
  const judged = await markKnown(
    tx,
    rows.map((row) => read(row, shape)),
  );
  return { rows: judged, summary: summaryOf(judged, missing) };
}

function summaryOf(rows: readonly JudgedRow[], missing: readonly StatementField[]): StatementSummary {
  const count = (verdict: JudgedRow['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const lines = rows.flatMap((row) =>
    row.record ? [{ rowNo: row.rowNo, verdict: row.verdict, record: row.record }] : [],
  );
  const fresh = lines.filter((line) => line.verdict === 'new').map((line) => line.record.amountFen);
  const days = lines.map((line) => line.record.bookedOn).sort();
  const gaps = balanceGaps(lines.map((line) => line.record));
  return {
    new: count('new'),
    known: count('known'),
    skipped: count('skipped'),
    invalid: count('invalid'),
    problems: rows.reduce((sum, row) => sum + row.problems.length, 0),
    inFen: fresh.filter((fen) => fen > 0).reduce((sum, fen) => sum + fen, 0),
    outFen: fresh.filter((fen) => fen < 0).reduce((sum, fen) => sum - fen, 0),
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    missing,
    gaps: gaps.slice(0, 20).map(({ index, missingFen }) => ({ rowNo: lines[index]?.rowNo ?? 0, missingFen })),
  };
}

/** A problem as a sentence with its cell, for refusals. */
export const problemWords = ({ cell, message }: JudgedRow['problems'][number]): Localized => ({
  zh: `${cell ?? ''} ${message.zh}`,
  en: `${cell ?? ''} ${message.en}`,
});
