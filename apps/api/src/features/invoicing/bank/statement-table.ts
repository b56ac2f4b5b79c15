import { TextDecoder } from 'node:util';
import { findStatementHeader, suggestStatementMapping } from '@parkbench/domain';
import { CsvError, parse } from 'csv-parse/sync';
import { directoryOf, openWorkbook, plainRows, type StoredCell } from '../../inventory/import/workbook.api.js';
import { statementLimits, StatementRefused } from './statement-limits.js';

export interface StatementTableRow {
  /** As the file counts it, from 1. */
  readonly rowNo: number;
  readonly cells: readonly StoredCell[];
}

/** A statement as a table: where its headers are, and the rows below. */
export interface StatementTable {
  readonly sheet: string;
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly rows: readonly StatementTableRow[];
}

const textOf = (cell: StoredCell | undefined): string => String(cell ?? '').trim();

/** The table of one sheet; null when it has no headers of a statement. */
function tableOf(sheet: string, all: readonly StatementTableRow[]): (StatementTable & { recognised: number }) | null {
  const at = findStatementHeader(all.map((row) => row.cells));
  const header = all[at];
  if (!header) return null;
  const headers = header.cells.map(textOf);
  const recognised = suggestStatementMapping(headers).filter((one) => one !== null).length;
  return { sheet, headerRow: header.rowNo, headers, rows: all.slice(at + 1), recognised };
}

function checked(table: StatementTable | null): StatementTable {
  if (!table) throw new StatementRefused('no_header');
  if (table.rows.length === 0) throw new StatementRefused('no_rows');
  if (table.headers.length > statementLimits.columns) throw new StatementRefused('too_many_columns');
  const { sheet, headerRow, headers, rows } = table;
  return { sheet, headerRow, headers, rows };
}

/** Reads a workbook: of its sheets the one with the most columns of a statement. A formula is the result kept in the file; none is reckoned. */
export async function workbookTable(file: Buffer): Promise<StatementTable> {
  let best: (StatementTable & { recognised: number }) | null = null;
  for (const sheet of (await openWorkbook(await directoryOf(file))).slice(0, 20)) {
    const rows: StatementTableRow[] = [];
    for await (const { row, cells } of plainRows(sheet)) {
      if (rows.length > statementLimits.rows + 50) throw new StatementRefused('too_many_rows');
      rows.push({ rowNo: row, cells: cells.map(clipped) });
    }
    const table = tableOf(sheet.name, rows);
    if (table && table.recognised > (best?.recognised ?? 0)) best = table;
  }
  return checked(best);
}

const clipped = (cell: StoredCell): StoredCell =>
  typeof cell === 'string' ? cell.slice(0, statementLimits.cellCharacters) : cell;

/** The text of a CSV: UTF-8 or UTF-16 by its mark, else UTF-8 where it is sound, else GB18030 as Chinese banks write it. */
function decodeStatement(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(file);
    } catch {
      // The next encoding.
    }
  }
  throw new StatementRefused('not_statement');
}

/** What parts the cells: whatever parts most of the first lines most often. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n/, 40);
  const counts = [',', '\t', ';', '|'].map((mark) => ({
    mark,
    count: lines.filter((line) => line.split(mark).length > 3).length,
  }));
  return counts.sort((a, b) => b.count - a.count)[0]?.mark ?? ',';
}

/** Spreadsheet programs are kept from turning numbers into 6.2E+18 by ="…", a quote or a tab; none of that is the value. */
function plainCell(text: string): StoredCell {
  const plain = text
    .replaceAll('\0', '')
    .trim()
    .replace(/^=?"(.*)"$/, '$1')
    .replace(/^['`]/, '')
    .trim();
  return plain === '' ? null : plain.slice(0, statementLimits.cellCharacters);
}

/** Reads a CSV. Nothing in it is ever reckoned: a cell that begins with = is text. */
export function csvTable(file: Buffer): StatementTable {
  const text = decodeStatement(file);
  if (/^\s*<(!doctype|html|\?xml|table)/i.test(text)) throw new StatementRefused('not_statement');
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 65_536,
      to: statementLimits.rows + 50,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    if (records.length >= statementLimits.rows + 50) throw new StatementRefused('too_many_rows');
    const rows = records
      .map(({ record, info }) => ({ rowNo: info.lines, cells: record.map(plainCell) }))
      .filter((row) => row.cells.some((cell) => cell !== null));
    return checked(tableOf('', rows));
  } catch (error) {
    if (error instanceof CsvError) throw new StatementRefused('damaged');
    throw error;
  }
}
