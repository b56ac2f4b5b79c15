import { isBlankCell, type Localized, parseDateCell, addDays } from '@parkbench/domain';
import { Problem as Refusal } from '../../platform/http/problem.js';
import { columnLetters, readWorkbook, refusalOf, type StoredCell } from '../inventory/inventory.api.js';
import { type FlatPrices, headerKey, type RateColumn, rateColumns, readCell, subjectHeaders } from './rate-sheet.js';

export interface CellProblem {
  readonly cell: string;
  readonly header: string;
  readonly message: Localized;
}

/** A row as it was read: whose, from when, to when, and what it says of prices. */
export interface ReadRate {
  readonly rowNo: number;
  readonly assetNo: string;
  readonly category: string;
  readonly validFrom: string;
  /** First day it no longer holds; null: not said. */
  readonly validUntil: string | null;
  readonly said: FlatPrices;
  readonly problems: readonly CellProblem[];
  /** Where each column stands, for problems that show later. */
  readonly cellOf: (path: string) => Pick<CellProblem, 'cell' | 'header'>;
}

export interface ReadSheet {
  readonly rows: readonly ReadRate[];
  readonly ignored: readonly string[];
}

type Place = ReadonlyMap<string, number>;

/** Reads a sheet of prices, in the process of its own that reads every upload. @throws a refusal with its reason */
export async function readRates(file: Buffer): Promise<ReadSheet> {
  const rows: ReadRate[] = [];
  let places: Place = new Map();
  let ignored: string[] = [];
  try {
    for await (const line of readWorkbook(file)) {
      if ('sheet' in line) ({ places, ignored } = placesOf(line.headers));
      else if ('row' in line && line.cells.some((cell) => !isBlankCell(cell)))
        rows.push(readRow(line.row, line.cells, places));
    }
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
  return { rows, ignored };
}

function placesOf(headers: readonly string[]): { places: Place; ignored: string[] } {
  const known = new Map([...subjectHeaders, ...rateColumns.map(({ header }) => header)].map((h) => [headerKey(h), h]));
  const places = new Map<string, number>();
  const ignored: string[] = [];
  headers.forEach((header, at) => {
    const name = known.get(headerKey(header));
    if (name && !places.has(name)) places.set(name, at);
    else if (header !== '') ignored.push(header);
  });
  if (!places.has('生效日期') || !(places.has('资产编号') || places.has('分类'))) throw notRates();
  return { places, ignored };
}

function readRow(rowNo: number, cells: readonly StoredCell[], places: Place): ReadRate {
  const problems: CellProblem[] = [];
  const at = (header: string): StoredCell => cells[places.get(header) ?? -1] ?? null;
  const text = (header: string): string => String(at(header) ?? '').trim();
  const spot = (header: string): Pick<CellProblem, 'cell' | 'header'> => ({
    header,
    cell: `${columnLetters(places.get(header) ?? 0)}${rowNo}`,
  });
  const date = (header: string): string | null => {
    if (isBlankCell(at(header))) return null;
    const read = parseDateCell(at(header));
    if (read.ok) return read.value;
    problems.push({ ...spot(header), message: read.message });
    return null;
  };
  const validFrom = date('生效日期');
  if (validFrom === null && problems.length === 0) problems.push({ ...spot('生效日期'), message: required });
  const last = date('截止日期（含）');
  const said: FlatPrices = {};
  for (const column of rateColumns.filter(({ header }) => places.has(header))) {
    const read = readCell(column, at(column.header));
    if (read?.ok) said[column.path] = read.value;
    else if (read) problems.push({ ...spot(column.header), message: read.message });
  }
  return {
    rowNo,
    assetNo: text('资产编号'),
    category: text('分类'),
    validFrom: validFrom ?? '',
    validUntil: last && addDays(last, 1),
    said,
    problems,
    cellOf: (path) => spot(headerOf(path)),
  };
}

/** The column in which a fault of the whole plan shows: that of the path, or the first below it. */
function headerOf(path: string): string {
  if (path === 'validUntil') return '截止日期（含）';
  const found: RateColumn | undefined =
    rateColumns.find((column) => column.path === path) ??
    rateColumns.find((column) => column.path.split('.')[0] === path.split('.')[0]);
  return found?.header ?? '生效日期';
}

const required = { zh: '请填写生效日期', en: 'the first day is missing' };
const notRates = (): Refusal =>
  new Refusal({
    status: 422,
    code: 'not_a_price_sheet',
    title: {
      zh: '表头应包含“生效日期”以及“资产编号”或“分类”。请先导出价格表，在其中修改后再导入',
      en: 'The sheet needs 生效日期 and 资产编号 or 分类; export the prices, change them there and import that',
    },
  });
