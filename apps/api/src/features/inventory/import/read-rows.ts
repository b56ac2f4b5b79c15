import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { cellText, type ImportField, isTotalsRow, localDate, suggestMapping } from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/database.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { isImportField, requiredFields } from './import-fields.js';
import { ImportSteps } from './import-steps.js';
import { markVerdicts, rangesOf, summaryOf } from './mark-verdicts.js';
import {
  type ImportRecord,
  type Problem,
  problemAt,
  readRecord,
  type SheetShape,
  type StoredCell,
} from './read-record.js';
import type { FoundTable } from './read-sheet.js';
import { readWorkbook } from './run-parser.js';

interface Row {
  readonly rowNo: number;
  readonly cells: readonly StoredCell[];
}
interface ReadRow extends Row {
  readonly record: ImportRecord | null;
  readonly problems: readonly Problem[];
  readonly verdict: 'pending' | 'skipped' | 'invalid';
}

const batchRows = 500;

/** Which columns a sheet has, as a key under which its mapping is remembered. */
export function signatureOf(headers: readonly string[]): string {
  return createHash('sha256')
    .update(headers.map((header) => cellText(header).toLowerCase()).join('\u0001'))
    .digest('hex');
}

/** Of two columns that could be the same field the one with something in it is meant: 仪器编号(新增留空) is not the number. */
function suggestFor({ headers, filled }: FoundTable): (ImportField | null)[] {
  const mapping = suggestMapping(headers.map((header, column) => (filled[column] ? header : null)));
  const all = suggestMapping(headers);
  return mapping.map(
    (field, column) => field ?? (mapping.includes(all[column] ?? null) ? null : (all[column] ?? null)),
  );
}

/** Fills the rows of an import: from the workbook, or again from the kept cells under another mapping. */
@Injectable()
export class ReadRows {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
    private readonly steps: ImportSteps,
  ) {}

  /** Reads the workbook in its own process and keeps every row. @throws WorkbookRefused */
  async fromFile(importId: number, file: Buffer, progress: (rows: number) => Promise<void>): Promise<void> {
    await this.db.query('DELETE FROM instrument_import_row WHERE import_id = $1', [importId]);
    let take: RowReader | undefined;
    let waiting: Row[] = [];
    let total = 0;
    const flush = async (): Promise<void> => {
      if (!take || waiting.length === 0) return;
      await this.insert(importId, waiting.map(take));
      total += waiting.length;
      waiting = [];
      await progress(total);
    };
    for await (const line of readWorkbook(file)) {
      if ('sheet' in line) take = rowReader(await this.begin(importId, line));
      else if ('row' in line) waiting.push({ rowNo: line.row, cells: line.cells });
      if (waiting.length >= batchRows) await flush();
    }
    await flush();
    await this.judge(importId, total);
  }

  /** Reads the kept cells again under the mapping that the import has now. */
  async again(importId: number, progress: (rows: number) => Promise<void>): Promise<void> {
    const [sheet] = await this.db.query<SheetShape>('SELECT headers, mapping FROM instrument_import WHERE id = $1', [
      importId,
    ]);
    if (!sheet) return;
    const take = rowReader(sheet);
    let total = 0;
    for (let last = 0; ;) {
      const rows = await this.db.query<Row>(
        `SELECT row_no "rowNo", cells FROM instrument_import_row WHERE import_id = $1 AND row_no > $2 ORDER BY row_no LIMIT ${batchRows}`,
        [importId, last],
      );
      const end = rows.at(-1);
      if (!end) break;
      await this.insert(importId, rows.map(take));
      last = end.rowNo;
      total += rows.length;
      await progress(total);
    }
    await this.judge(importId, total);
  }

  /** Keeps headers and mapping: the one remembered for these headers, else the suggested one. */
  private async begin(importId: number, line: FoundTable): Promise<SheetShape> {
    const { headers } = line;
    const [kept] = await this.db.query<{ mapping: (string | null)[] }>(
      'SELECT mapping FROM import_mapping WHERE signature = $1',
      [signatureOf(headers)],
    );
    const mapping = kept ? kept.mapping.map((key) => (key && isImportField(key) ? key : null)) : suggestFor(line);
    await this.db.query(
      'UPDATE instrument_import SET sheet_name = $2, header_row = $3, headers = $4, mapping = $5 WHERE id = $1',
      [importId, line.sheet.slice(0, 100), line.headerRow, JSON.stringify(headers), JSON.stringify(mapping)],
    );
    return { headers, mapping };
  }

  private async insert(importId: number, rows: readonly ReadRow[]): Promise<void> {
    await this.db.query(
      `INSERT INTO instrument_import_row (import_id, row_no, cells, record, problems, verdict)
       SELECT $1, (e ->> 'rowNo')::int, e -> 'cells', nullif(e -> 'record', 'null'), e -> 'problems', e ->> 'verdict'
       FROM jsonb_array_elements($2::jsonb) e
       ON CONFLICT (import_id, row_no) DO UPDATE
         SET record = excluded.record, problems = excluded.problems, verdict = excluded.verdict, changes = '{}'`,
      [importId, JSON.stringify(rows)],
    );
  }

  /** Tells new, changed and same rows apart, sums up, and hands the import to its reader. */
  private async judge(importId: number, total: number): Promise<void> {
    const { timeZone } = await this.park.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    await this.db.transaction('all', async (tx) => {
      const [sheet] = await tx.query<{ mapping: (ImportField | null)[] }>(
        'SELECT mapping FROM instrument_import WHERE id = $1',
        [importId],
      );
      const missing = requiredFields.filter((field) => !sheet?.mapping.includes(field));
      if (missing.length === 0) await markVerdicts(tx, await rangesOf(tx, importId, today), this.steps.steps);
      const summary = await summaryOf(tx, importId, missing);
      await tx.query(
        `UPDATE instrument_import SET status = 'preview', total_rows = $2, done_rows = $2, summary = $3, error = NULL, claimed_until = NULL
         WHERE id = $1 AND status = 'parsing'`,
        [importId, total, JSON.stringify(summary)],
      );
    });
  }
}

type RowReader = (row: Row) => ReadRow;

/** Reads rows in their order; it remembers asset numbers, so that a second row of one is named with the first. */
function rowReader(sheet: SheetShape): RowReader {
  const mappable = requiredFields.every((field) => sheet.mapping.includes(field));
  const firstRow = new Map<string, number>();
  const headerText = sheet.headers.map((header) => cellText(header)).join('\u0001');
  const isHeaderAgain = (cells: readonly StoredCell[]): boolean =>
    cells.map((cell) => cellText(cell)).join('\u0001') === headerText;
  return ({ rowNo, cells }) => {
    if (isTotalsRow(cells) || isHeaderAgain(cells))
      return { rowNo, cells, record: null, problems: [], verdict: 'skipped' };
    if (!mappable) return { rowNo, cells, record: null, problems: [], verdict: 'pending' };
    const { record, problems } = readRecord(rowNo, cells, sheet);
    const assetNo = typeof record.assetNo === 'string' ? record.assetNo : undefined;
    const first = assetNo === undefined ? undefined : firstRow.get(assetNo);
    if (assetNo !== undefined && first === undefined) firstRow.set(assetNo, rowNo);
    if (first !== undefined) problems.push(repeated({ rowNo, first, sheet }));
    const invalid = problems.some((problem) => problem.severity === 'error');
    return { rowNo, cells, record, problems, verdict: invalid ? 'invalid' : 'pending' };
  };
}

function repeated({ rowNo, first, sheet }: { rowNo: number; first: number; sheet: SheetShape }): Problem {
  const message = { zh: `与第 ${first} 行的资产编号重复`, en: `the same asset number as row ${first}` };
  return problemAt(
    { rowNo, column: sheet.mapping.indexOf('assetNo'), field: 'assetNo' },
    { code: 'duplicate_asset_no', message },
  );
}
