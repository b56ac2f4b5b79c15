import { findHeaderRow, isBlankCell, suggestMapping } from '@parkbench/domain';
import type { CellValue, Row } from 'exceljs';
import { limits, WorkbookRefused } from './limits.js';
import type { StoredCell } from './read-record.js';
import type { Sheet } from './workbook-parts.js';

/** What the reading process says, one JSON a line: the table it found, its rows, then the end or why it refuses. */
export type ParserLine =
  | FoundTable
  | { readonly row: number; readonly cells: readonly StoredCell[] }
  | { readonly opens: string }
  | { readonly end: number; readonly maxRssKb: number }
  | { readonly refused: string };

/** `filled` says of each column whether the first rows below the headers hold anything in it. */
export interface FoundTable {
  readonly sheet: string;
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly filled: readonly boolean[];
}

export interface PlainRow {
  readonly row: number;
  readonly cells: readonly StoredCell[];
}

const rowsLookedAt = 30;

/** Finds the sheet with the most recognised headers and reads what stands below them; empty rows are left out. */
export async function* readTable(sheets: readonly Sheet[]): AsyncGenerator<ParserLine> {
  const found = (await best(sheets.filter((s) => !s.hidden))) ?? (await best(sheets.filter((s) => s.hidden)));
  if (!found) throw new WorkbookRefused('no_header');
  const { headerRow, headers, filled } = found;
  yield { sheet: found.sheet.name, headerRow, headers, filled };
  let count = 0;
  for await (const row of plainRows(found.sheet)) {
    if (row.row <= found.headerRow) continue;
    count++;
    if (count > limits.rows) throw new WorkbookRefused('too_many_rows');
    yield row;
  }
  if (count === 0) throw new WorkbookRefused('no_rows');
  yield { end: count, maxRssKb: process.resourceUsage().maxRSS };
}

/** Every visible sheet with what is written on it, whatever its headers. */
export async function* readSheets(sheets: readonly Sheet[]): AsyncGenerator<ParserLine> {
  let count = 0;
  for (const sheet of sheets.filter((one) => !one.hidden).slice(0, 20)) {
    yield { opens: sheet.name.slice(0, 100) };
    for await (const row of plainRows(sheet)) {
      count++;
      if (count > limits.rows) throw new WorkbookRefused('too_many_rows');
      yield row;
    }
  }
  yield { end: count, maxRssKb: process.resourceUsage().maxRSS };
}

interface Table {
  readonly sheet: Sheet;
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly filled: readonly boolean[];
  readonly recognised: number;
}

async function best(sheets: readonly Sheet[]): Promise<Table | undefined> {
  let found: Table | undefined;
  for (const sheet of sheets.slice(0, 20)) {
    const top: PlainRow[] = [];
    for await (const row of plainRows(sheet)) {
      top.push(row);
      if (top.length >= rowsLookedAt) break;
    }
    const header = top[findHeaderRow(top.map((row) => row.cells))];
    if (!header) continue;
    const recognised = suggestMapping(header.cells).filter(Boolean).length;
    if (recognised > (found?.recognised ?? 0)) {
      const headers = header.cells.map((cell) => String(cell ?? '').trim());
      const below = top.filter((row) => row.row > header.row);
      const filled = headers.map((_, column) => below.some((row) => !isBlankCell(row.cells[column])));
      found = { sheet, headerRow: header.row, headers, filled, recognised };
    }
  }
  return found;
}

/** Rows that hold something, by rising number; one without a number, or with one that was there, counts on from the last. */
export async function* plainRows(sheet: Sheet): AsyncGenerator<PlainRow> {
  let last = 0;
  for await (const row of sheet.rows()) {
    last = Number.isSafeInteger(row.number) && row.number > last ? row.number : last + 1;
    const cells = cellsOf(row);
    if (cells.length > 0) yield { row: last, cells };
  }
}

function cellsOf(row: Row): StoredCell[] {
  const cells: StoredCell[] = [];
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    const value = plain(cell.value);
    if (value === null) return;
    if (column > limits.columns) throw new WorkbookRefused('too_many_columns');
    while (cells.length < column - 1) cells.push(null);
    cells[column - 1] = value;
  });
  return cells;
}

/** A cell as people see it: a formula is its result, rich text is text, a date is its day. */
function plain(value: CellValue | undefined): StoredCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return clipped(value);
  if (value instanceof Date) return dayOf(value);
  if ('richText' in value) return clipped(value.richText.map((run) => run.text ?? '').join(''));
  if ('error' in value) return value.error;
  if ('text' in value) return plain(value.text as CellValue);
  return 'result' in value ? plain(value.result) : null;
}

/** Longer than any field may be, so that a clipped text is refused by its cell and not silently shortened. */
function clipped(text: string): StoredCell {
  // The round trip mends a surrogate without its other half, which the database would refuse.
  const short = Buffer.from(text.slice(0, limits.cellCharacters).replaceAll('\0', '')).toString();
  return short.trim() === '' ? null : short;
}

function dayOf(date: Date): StoredCell {
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}
