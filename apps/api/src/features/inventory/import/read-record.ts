import {
  cellText,
  defaultMonthlyFen,
  headerUnit,
  type ImportField,
  isBlankCell,
  type Localized,
  type MoneyUnit,
  type Parsed,
  parseBooleanCell,
  parseDateCell,
  parseIntegerCell,
  parseMoneyCell,
  parseOpenModes,
  parsePercentCell,
  parseStatus,
} from '@parkbench/domain';
import { pinyinInitials } from '../text-search.js';
import { importFields, requiredFields } from './import-fields.js';

/** A cell as it is kept between upload and confirmation. */
export type StoredCell = string | number | boolean | null;

/** Something about a row that stops the import (error) or that its keeper should know (warning). */
export interface Problem {
  /** Place of the column counted from 0; null: the row as a whole. */
  readonly column: number | null;
  /** The cell as the spreadsheet names it: H5. */
  readonly cell: string | null;
  readonly field: ImportField | null;
  readonly code: string;
  readonly message: Localized;
  readonly severity: 'error' | 'warning';
}

/** What a row says, under the names of the instrument's columns and prices; what it does not say is not there. */
export type ImportRecord = Readonly<Record<string, string | number | boolean>>;

export interface SheetShape {
  readonly headers: readonly string[];
  readonly mapping: readonly (ImportField | null)[];
}

type Values = Record<string, string | number | boolean>;
type Reader = (cell: StoredCell, unit: MoneyUnit) => Parsed<Values>;

const refused = (code: string, zh: string, en: string): Parsed<never> => ({ ok: false, code, message: { zh, en } });
const mapped =
  <T>(parse: (cell: StoredCell, unit: MoneyUnit) => Parsed<T>, values: (value: T) => Values): Reader =>
  (cell, unit) => {
    const result = parse(cell, unit);
    return result.ok ? { ok: true, value: values(result.value) } : result;
  };

const text =
  (key: string, max: number): Reader =>
  (cell) => {
    const value = cellText(cell);
    if (/^#(REF|VALUE|NAME\?|DIV\/0|N\/A|NUM|NULL)/.test(value)) {
      return refused('formula_error', `公式出错：${value}`, `formula error: ${value}`);
    }
    if (value.length > max) return refused('too_long', `超过 ${max} 个字`, `longer than ${max} characters`);
    return { ok: true, value: { [key]: value } };
  };
/** Sentences keep their own punctuation: 分辨率 140,000；ESI is written so, and nobody searches for it. */
const prose =
  (key: string, max: number): Reader =>
  (cell) => {
    const value = String(cell ?? '')
      .replace(/\r\n?/g, '\n')
      .trim();
    if (value.length > max) return refused('too_long', `超过 ${max} 个字`, `longer than ${max} characters`);
    return { ok: true, value: { [key]: value } };
  };
const money = (key: string): Reader => mapped(parseMoneyCell, (value) => ({ [key]: value }));
const date = (key: string): Reader => mapped(parseDateCell, (value) => ({ [key]: value }));
const yes = (key: string): Reader => mapped(parseBooleanCell, (value) => ({ [key]: value }));
const whole =
  (key: string, min: number, max: number): Reader =>
  (cell) => {
    const result = parseIntegerCell(cell);
    if (!result.ok) return result;
    if (result.value < min || result.value > max) {
      return refused('out_of_range', `应在 ${min} 到 ${max} 之间`, `must be between ${min} and ${max}`);
    }
    return { ok: true, value: { [key]: result.value } };
  };

/** 一级 > 二级 is kept as 一级>二级. */
function path(name: string): Values {
  const parts = name.split('>').map((part) => part.trim());
  const tidy = parts.filter(Boolean).join('>');
  return tidy === '' ? {} : { category: tidy };
}

const readers: Readonly<Record<ImportField, Reader>> = {
  assetNo: text('assetNo', 60),
  nameZh: text('nameZh', 200),
  nameEn: text('nameEn', 200),
  model: text('model', 200),
  serialNo: text('serialNo', 100),
  manufacturer: text('manufacturer', 200),
  country: text('country', 60),
  category: (cell) => mapped(text('', 120), (value) => path(String(value[''])))(cell, 'yuan'),
  kind: text('kind', 60),
  originalValue: money('originalValueFen'),
  purchasedOn: date('purchasedOn'),
  inUseSince: date('inUseSince'),
  location: text('location', 200),
  specifications: prose('specifications', 2000),
  functions: prose('functions', 2000),
  sharingRules: prose('sharingRules', 2000),
  accessories: prose('accessories', 2000),
  openModes: mapped(parseOpenModes, (m) => ({ opensRental: m.rental, opensSession: m.session, opensRun: m.run })),
  monthlyPrice: money('monthlyFen'),
  hourlyPrice: money('hourlyFen'),
  runPrice: money('runFen'),
  samplePrice: money('sampleFen'),
  deposit: money('depositFen'),
  taxRate: mapped(parsePercentCell, (value) => ({ taxRateBps: value })),
  minMonths: whole('minMonths', 1, 60),
  maxMonths: whole('maxMonths', 1, 60),
  approvalRequired: yes('approvalRequired'),
  trainingRequired: yes('trainingRequired'),
  calibrationValidUntil: date('calibrationValidUntil'),
  beforeMinutes: whole('beforeMinutes', 0, 1440),
  afterMinutes: whole('afterMinutes', 0, 1440),
  status: mapped(parseStatus, (value) => ({ status: value })),
  keeper: text('keeper', 60),
  keeperPhone: text('keeperPhone', 60),
};

/** The letters of a column counted from 0: 7 is H. */
export function columnLetters(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : columnLetters(Math.floor(column / 26) - 1) + rest;
}

/** Reads one row under a mapping: what it says, and everything that is wrong with it, by cell. A blank cell says nothing. */
export function readRecord(
  rowNo: number,
  cells: readonly StoredCell[],
  sheet: SheetShape,
): { record: ImportRecord; problems: Problem[] } {
  const record: Values = {};
  const problems: Problem[] = [];
  sheet.mapping.forEach((field, column) => {
    const cell = cells[column] ?? null;
    if (field === null) return;
    if (isBlankCell(cell)) {
      if (requiredFields.includes(field)) problems.push(problemAt({ rowNo, column, field }, missing(field)));
      return;
    }
    const unit = headerUnit(sheet.headers[column]);
    const result = readers[field](cell, unit);
    if (result.ok) Object.assign(record, result.value);
    else problems.push(problemAt({ rowNo, column, field }, result));
  });
  problems.push(...oddities(rowNo, record, sheet));
  if (typeof record.nameZh === 'string') record.pinyin = pinyinInitials(record.nameZh);
  if (typeof record.originalValueFen === 'number' && record.originalValueFen > 0) {
    record.defaultMonthlyFen = defaultMonthlyFen(record.originalValueFen);
  }
  return { record, problems };
}

function missing(field: ImportField): { code: string; message: Localized } {
  const label = importFields.find((f) => f.key === field);
  return {
    code: 'required',
    message: { zh: `${label?.labelZh ?? field}不能为空`, en: `${label?.labelEn ?? field} is required` },
  };
}

interface Place {
  readonly rowNo: number;
  readonly column: number;
  readonly field: ImportField;
}

/** A problem with the name of its cell. */
export function problemAt(
  { rowNo, column, field }: Place,
  { code, message }: { readonly code: string; readonly message: Localized },
  severity: Problem['severity'] = 'error',
): Problem {
  return { column, cell: `${columnLetters(column)}${rowNo}`, field, code, message, severity };
}

/** What is possible but looks like a slip. */
function oddities(rowNo: number, record: Values, { headers, mapping }: SheetShape): Problem[] {
  const found: Problem[] = [];
  const about = (field: ImportField, severity: Problem['severity'], code: string, zh: string, en: string): void => {
    const column = mapping.indexOf(field);
    if (column >= 0) found.push(problemAt({ rowNo, column, field }, { code, message: { zh, en } }, severity));
  };
  const { originalValueFen: value, purchasedOn, inUseSince, minMonths, maxMonths } = record;
  const header = headers[mapping.indexOf('originalValue')] ?? '';
  if (typeof value === 'number' && value > 0 && value < 100_000 && !/元|yuan|cny|rmb/i.test(header)) {
    about(
      'originalValue',
      'warning',
      'unit_doubtful',
      '表头未注明单位，金额偏小，是否应为万元？',
      'no unit in the header and a small amount: 10,000 yuan?',
    );
  }
  if (typeof purchasedOn === 'string' && typeof inUseSince === 'string' && inUseSince < purchasedOn) {
    about('inUseSince', 'warning', 'used_before_purchase', '启用日期早于购置日期', 'in use before it was purchased');
  }
  if (typeof minMonths === 'number' && typeof maxMonths === 'number' && minMonths > maxMonths) {
    about('maxMonths', 'error', 'below_minimum', '最长租期短于最短租期', 'longest rental is below the shortest');
  }
  return found;
}
