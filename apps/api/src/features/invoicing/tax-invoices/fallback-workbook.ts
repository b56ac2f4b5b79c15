import {
  BATCH_SHEET_NAMES,
  type BatchColumn,
  type BatchRow,
  DETAIL_COLUMNS,
  DETAIL_HEADERS,
  INVOICE_COLUMNS,
  INVOICE_HEADERS,
  KNOWN_BATCH_VERSIONS,
  VERSION_CELL,
  VERSION_SHEET,
} from '@parkbench/domain';
import exceljs from 'exceljs';
import { textCell } from '../../../platform/spreadsheets/text-cell.js';

const noteOf = (columns: readonly BatchColumn[], header: string): string => {
  const column = columns.find((one) => one.header === header);
  return column ? `${column.must ? '必填，' : ''}最多${column.limit}个字符` : '';
};

/**
 * A workbook in the shape of the bureau's template, for when nobody has uploaded one: four sheets and the version. Whether
 * the tax platform takes it was not tried (china.md §2.3); the page says so.
 */
export async function fallbackWorkbook(invoices: readonly BatchRow[], details: readonly BatchRow[]): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const fill = (name: string, headers: readonly string[], notes: readonly string[]): exceljs.Worksheet => {
    const sheet = book.addWorksheet(name);
    sheet.columns = headers.map((header) => ({ width: Math.max(12, header.length * 2), style: { numFmt: '@' } }));
    sheet.addRow(['未使用税务局模板生成，字段与版本 V260401 一致；请在上传前核对']);
    sheet.addRow([...notes]);
    sheet.addRow([...headers]);
    return sheet;
  };
  const write = (sheet: exceljs.Worksheet, rows: readonly BatchRow[]): void => {
    for (const cells of rows) {
      const row = sheet.addRow([]);
      for (const [column, text] of Object.entries(cells)) if (text !== '') row.getCell(column).value = textCell(text);
    }
  };
  const [first, second, third, fourth] = BATCH_SHEET_NAMES;
  const notes = (columns: readonly BatchColumn[], headers: readonly string[]): string[] =>
    headers.map((header) => noteOf(columns, header));
  write(fill(first, INVOICE_HEADERS, notes(INVOICE_COLUMNS, INVOICE_HEADERS)), invoices);
  write(fill(second, DETAIL_HEADERS, notes(DETAIL_COLUMNS, DETAIL_HEADERS)), details);
  fill(third, ['发票流水号'], []);
  fill(fourth, ['发票流水号', '附加要素名称', '附加要素内容'], []);
  const version = book.addWorksheet(VERSION_SHEET, { state: 'hidden' });
  version.getCell(VERSION_CELL).value = KNOWN_BATCH_VERSIONS.at(-1) ?? '';
  return Buffer.from(await book.xlsx.writeBuffer());
}
