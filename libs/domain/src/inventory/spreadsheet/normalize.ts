import type { Localized } from '../../core/localized.js';

/** What a spreadsheet cell may hold; a `Date` is read as the day it shows in UTC, as spreadsheet readers give it. */
export type Cell = string | number | boolean | Date | null | undefined;

/** Full-width letters, digits and signs in their common form, spaces of any kind as one, none at the ends. "１２，０００ 元" is "12,000 元". */
export function normalizeWidth(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

/** The text of a cell in its common form; an empty cell is an empty text. */
export function cellText(cell: Cell): string {
  if (cell === null || cell === undefined || cell instanceof Date) return '';
  return normalizeWidth(String(cell));
}

const BLANK = new Set(['', '-', '--', '—', '——', '/', '\\', 'n/a', 'na', 'null', '无数据', '暂无', '不详', '未知']);

/** Whether a cell says nothing: empty, or one of the marks that people put for it, such as "/" and "—". */
export function isBlankCell(cell: Cell): boolean {
  if (cell instanceof Date) return Number.isNaN(cell.getTime());
  return BLANK.has(cellText(cell).toLowerCase());
}

/** What is said of a cell that says nothing; whether that is a fault is for the importer to decide. */
export const EMPTY_CELL: Localized = { zh: '单元格为空', en: 'the cell is empty' };
