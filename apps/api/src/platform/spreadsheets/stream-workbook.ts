import { PassThrough, type Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import exceljs from 'exceljs';
import { textCell, yuanCell } from './text-cell.js';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A number stands as one; everything else is text and nothing but text. `yuan` is an amount in fen. */
export type CellValue = string | number | { readonly yuan: number };

export interface SheetColumn {
  readonly header: string;
  readonly width: number;
  /** How numbers are shown; text columns need none. */
  readonly format?: '0' | '0.00' | '#,##0.00' | '0.0%';
}

export interface SheetToWrite {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Lines above the headers. */
  readonly title?: readonly string[];
  readonly rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>;
  /** Rows to be set in bold (sums). */
  readonly bold?: (row: readonly CellValue[]) => boolean;
}

const log = new Logger('Spreadsheets');

/**
 * A workbook row by row while it is sent, so that its rows cost no memory; every text goes through `textCell`. Texts are
 * shared strings: written in the cell by exceljs a leading tab is not marked as kept, and LibreOffice drops it.
 */
export function streamWorkbook(sheets: readonly SheetToWrite[] | AsyncIterable<SheetToWrite>): Readable {
  const output = new PassThrough();
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: true });
  const write = async (): Promise<void> => {
    for await (const sheet of sheets) await writeSheet(workbook, output, sheet);
    await workbook.commit();
  };
  write().catch((error: unknown) => {
    log.error({ error });
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return output;
}

const cellOf = (value: CellValue): string | number => {
  if (typeof value === 'string') return textCell(value);
  return typeof value === 'number' ? value : yuanCell(value.yuan);
};

async function writeSheet(
  workbook: exceljs.stream.xlsx.WorkbookWriter,
  output: PassThrough,
  { name, columns, title = [], rows, bold }: SheetToWrite,
): Promise<void> {
  const top = title.length + 1;
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: top }] });
  sheet.columns = columns.map(({ width, format }) => ({ width, style: { numFmt: format ?? '@' } }));
  const add = (cells: readonly CellValue[], isBold: boolean): void => {
    const row = sheet.addRow(cells.map(cellOf));
    if (isBold) row.font = { bold: true };
    row.commit();
  };
  for (const line of title) add([line], true);
  add(
    columns.map((column) => column.header),
    true,
  );
  for await (const row of rows) {
    add(row, bold?.(row) ?? false);
    while (!output.destroyed && output.readableLength > output.readableHighWaterMark)
      await new Promise((done) => setTimeout(done, 10));
    if (output.destroyed) return;
  }
  sheet.commit();
}
