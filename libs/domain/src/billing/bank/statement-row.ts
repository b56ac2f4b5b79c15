import type { Localized } from '../../core/localized.js';
import { parsed, unparsed, type Parsed } from '../../core/parsed.js';
import { parseDateCell } from '../../inventory/spreadsheet/date-cell.js';
import { scaleDecimal, scaleDecimalExactly } from '../../inventory/spreadsheet/decimal.js';
import { cellText, EMPTY_CELL, isBlankCell, type Cell } from '../../inventory/spreadsheet/normalize.js';
import { isTotalsRow } from '../../inventory/spreadsheet/rows.js';
import type { CalendarDate } from '../../time/calendar-date.js';
import type { StatementField } from './statement-field.js';

/** A line of a statement as read. In is above 0, out below; `balanceFen` is the account's after it, where the bank says it. */
export interface StatementRecord {
  readonly bookedOn: CalendarDate;
  readonly amountFen: number;
  readonly counterparty: string;
  readonly counterAccount: string;
  readonly text: string;
  readonly reference: string;
  readonly balanceFen: number | null;
}

/** What is wrong in a cell; `column` from 0, null when it is the row as a whole. */
export interface StatementProblem {
  readonly column: number | null;
  readonly field: StatementField | null;
  readonly code: string;
  readonly message: Localized;
}

/** What a row turned out to be: a line, nothing (a total, a footer, a line of 0), or what is wrong with it. */
export type StatementRowRead =
  | { readonly kind: 'line'; readonly record: StatementRecord }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'invalid'; readonly problems: readonly StatementProblem[] };

/** How the columns of a statement are read. */
export interface StatementShape {
  readonly headers: readonly string[];
  readonly mapping: readonly (StatementField | null)[];
}

const SIGN = /^([+-]?)(?:¥|￥|cny|rmb|人民币)/i;

/**
 * Reads a signed amount as fen: thousands, full-width digits, ¥, a trailing 元, brackets for below zero. A third decimal
 * that is not 0 is refused, since a bank has no part of a fen.
 */
export function parseSignedFen(cell: Cell): Parsed<number> {
  if (isBlankCell(cell)) return unparsed('empty', EMPTY_CELL);
  const shown = cellText(cell);
  const plain = shown
    .replace(/\s/g, '')
    .replace(/−|－|–/g, '-')
    .replace(SIGN, '$1')
    .replace(/元$/, '');
  const bracketed = /^\((.*)\)$/.exec(plain)?.[1];
  const fen = typeof cell === 'number' ? fenOfNumber(shown) : scaleDecimalExactly(bracketed ?? plain, 100n);
  if (fen === null || fen > BigInt(Number.MAX_SAFE_INTEGER) || fen < -BigInt(Number.MAX_SAFE_INTEGER)) {
    return unparsed('not_an_amount', { zh: `“${shown}”不是金额`, en: `"${shown}" is not an amount` });
  }
  return parsed(Number(bracketed === undefined ? fen : -fen));
}

/** A spreadsheet's number is binary, 0.1 + 0.2 is 0.30000000000000004 there: what lies within a millionth of the fen is the fen. */
function fenOfNumber(text: string): bigint | null {
  const [fen, fine] = [scaleDecimal(text, 100n), scaleDecimal(text, 100_000_000n)];
  if (fen === null || fine === null) return null;
  const off = fine - fen * 1_000_000n;
  return off >= -1n && off <= 1n ? fen : null;
}

const COMPACT_TIME = /^(\d{8})[ T]?\d{2}:?\d{2}(?::?\d{2}(?:\.\d+)?)?$/;
const MONTH_ONLY = /^\d{4}\s*[-/.年]\s*\d{1,2}\s*月?$/;

/** The day of a statement line: the forms of `parseDateCell`, with a time behind if need be (20260315 102233); a month alone is refused. */
export function parseStatementDay(cell: Cell): Parsed<CalendarDate> {
  const text = cellText(cell);
  if (MONTH_ONLY.test(text)) return unparsed('not_a_date', { zh: `“${text}”缺少日`, en: `"${text}" has no day` });
  const compact = COMPACT_TIME.exec(text);
  return parseDateCell(compact ? compact[1] : cell);
}

const IN = new Set(['贷', '贷方', '收', '收入', '转入', '入', '来账', '存入', 'c', 'cr', 'credit', 'in', '+']);
const OUT = new Set([
  '借',
  '借方',
  '支',
  '支出',
  '转出',
  '出',
  '往账',
  '付',
  '付款',
  '支取',
  'd',
  'dr',
  'debit',
  'out',
  '-',
]);

class RowReader {
  readonly problems: StatementProblem[] = [];

  constructor(
    private readonly cells: readonly Cell[],
    private readonly shape: StatementShape,
  ) {}

  column(field: StatementField): number {
    return this.shape.mapping.indexOf(field);
  }

  cell(field: StatementField): Cell {
    const column = this.column(field);
    return column < 0 ? null : this.cells[column];
  }

  has(field: StatementField): boolean {
    return !isBlankCell(this.cell(field));
  }

  /** All columns of a field as one text. */
  texts(field: StatementField): string {
    const parts = this.shape.mapping.flatMap((one, column) => (one === field ? [cellText(this.cells[column])] : []));
    return [...new Set(parts.filter((part) => !isBlankCell(part)))].join(' ');
  }

  refuse(field: StatementField, code: string, message: Localized): null {
    const column = this.column(field);
    this.problems.push({ column: column < 0 ? null : column, field, code, message });
    return null;
  }

  take<T>(field: StatementField, result: Parsed<T>): T | null {
    return result.ok ? result.value : this.refuse(field, result.code, result.message);
  }

  /** An amount of a column; an empty one is 0. */
  fen(field: StatementField): number | null {
    return this.has(field) ? this.take(field, parseSignedFen(this.cell(field))) : 0;
  }

  /** In minus out of two columns; only one of them may be said. */
  twoSided(): number | null {
    const [credit, debit] = [this.fen('credit'), this.fen('debit')];
    if (credit === null || debit === null) return null;
    if (credit !== 0 && debit !== 0)
      return this.refuse('debit', 'both_sides', {
        zh: '收入与支出同时有金额，无法判断方向',
        en: 'money in and money out are both filled in',
      });
    if (debit >= 0) return credit - debit;
    // Payment services head the column 支出（-元）and write what went out below zero; a bank's −100 there is a reversal.
    if (/[-−－]/.test(this.shape.headers[this.column('debit')] ?? '')) return debit;
    return this.refuse('debit', 'negative_debit', {
      zh: '支出列为负数：请确认是冲正还是支出，改后再导入',
      en: 'a negative amount in money out: say whether it is a reversal, then import again',
    });
  }

  /** One column, signed by itself or by a column that says the direction. */
  oneSided(): number | null {
    const amount = this.fen('amount');
    if (amount === null || !this.has('direction')) return amount;
    const said = cellText(this.cell('direction')).toLowerCase().replace(/\s/g, '');
    if (OUT.has(said)) return -Math.abs(amount);
    if (!IN.has(said))
      return this.refuse('direction', 'unknown_direction', {
        zh: `“${said}”不是借贷标志`,
        en: `"${said}" says neither in nor out`,
      });
    if (amount >= 0) return amount;
    return this.refuse('amount', 'sign_contradicts', {
      zh: '金额为负，但标志为收入',
      en: 'the amount is negative but marked as money in',
    });
  }

  amount(): number | null {
    const twoColumns = this.column('credit') >= 0 || this.column('debit') >= 0;
    return twoColumns && !(this.column('amount') >= 0 && !this.has('credit') && !this.has('debit'))
      ? this.twoSided()
      : this.oneSided();
  }
}

/** Whether a row says neither when nor how much: a footer, a note of the bank. */
function saysNothing(row: RowReader): boolean {
  return !row.has('bookedOn') && !row.has('credit') && !row.has('debit') && !row.has('amount');
}

/** Reads a row below the headers. Totals, repeated headers, footers and lines of 0 are passed over. */
export function readStatementRow(cells: readonly Cell[], shape: StatementShape): StatementRowRead {
  const row = new RowReader(cells, shape);
  const repeatsHeader = shape.headers.every((header, column) => cellText(header) === cellText(cells[column]));
  if (repeatsHeader || isTotalsRow(cells) || saysNothing(row)) return { kind: 'skipped' };
  const bookedOn = row.take('bookedOn', parseStatementDay(row.cell('bookedOn')));
  const amountFen = row.amount();
  const balanceFen = row.has('balance') ? row.take('balance', parseSignedFen(row.cell('balance'))) : null;
  if (bookedOn === null || amountFen === null || row.problems.length > 0)
    return { kind: 'invalid', problems: row.problems };
  if (amountFen === 0) return { kind: 'skipped' };
  const record = {
    bookedOn,
    amountFen,
    counterparty: row.texts('counterparty').slice(0, 200),
    counterAccount: row.texts('counterAccount').replace(/[\s-]/g, '').slice(0, 60),
    text: row.texts('text').slice(0, 500),
    reference: row.texts('reference').replace(/\s/g, '').slice(0, 100),
    balanceFen,
  };
  return { kind: 'line', record };
}
