import { Injectable } from '@nestjs/common';
import { addDays } from '@parkbench/domain';
import exceljs from 'exceljs';
import { Database } from '../../platform/database/database.js';
import { textCell } from '../../platform/spreadsheets/text-cell.js';
import type { RatePlanView } from './pricing.dto.js';
import { selectPlan } from './rate-plan-columns.js';
import { flatOf, rateColumns, subjectHeaders, written } from './rate-sheet.js';

interface Row extends RatePlanView {
  readonly assetNo: string | null;
  readonly name: string;
  readonly category: string;
}

/** The path of every category, as it stands in the sheet. */
export const categoryPaths = `
  WITH RECURSIVE paths(id, path) AS (
    SELECT id, name_zh FROM category WHERE parent_id IS NULL
    UNION ALL SELECT c.id, p.path || ' > ' || c.name_zh FROM category c JOIN paths p ON c.parent_id = p.id)`;

/** All plans, past and to come, as a sheet of texts that imports back as it is. */
@Injectable()
export class ExportRates {
  constructor(private readonly db: Database) {}

  async execute(): Promise<Buffer> {
    const rows = await this.db.query<Row>(
      `${categoryPaths}
       SELECT ${selectPlan}, i.asset_no "assetNo", coalesce(i.name_zh, c.name_zh) name, k.path category
       FROM rate_plan p LEFT JOIN instrument i ON i.id = p.instrument_id
       JOIN category c ON c.id = coalesce(p.category_id, i.category_id) JOIN paths k ON k.id = c.id
       ORDER BY i.asset_no NULLS FIRST, k.path, p.valid_from`,
    );
    const workbook = new exceljs.Workbook();
    const sheet = workbook.addWorksheet('价格', { views: [{ state: 'frozen', ySplit: 1, xSplit: 3 }] });
    const headers = [...subjectHeaders, ...rateColumns.map(({ header }) => header)];
    // Text cells: a tax code of 19 digits is no number, and nothing here is ever a formula.
    sheet.columns = headers.map((header) => ({
      header,
      width: Math.min(28, 6 + header.length * 1.6),
      style: { numFmt: '@' },
    }));
    sheet.getRow(1).font = { bold: true };
    for (const row of rows) sheet.addRow(cellsOf(row).map(textCell));
    return Buffer.from(await workbook.xlsx.writeBuffer());
  }
}

function cellsOf(row: Row): string[] {
  const flat = flatOf(row);
  const until = row.validUntil === null ? '' : addDays(row.validUntil, -1);
  return [
    row.assetNo ?? '',
    row.category,
    row.name,
    row.validFrom,
    until,
    ...rateColumns.map((column) => written(column, flat)),
  ];
}
