import { isTaxInvoiceNumber, type Localized, parseYuanToFen } from '@parkbench/domain';
import { Problem } from '../../../platform/http/problem.js';
import type { UploadedFile } from '../../../platform/http/uploaded-file.js';
import { readAllSheets, refusals, type SheetRows, WorkbookRefused } from '../../inventory/inventory.api.js';
import { type BureauRecord, dayOf } from './bureau-record.js';
import { readEInvoice } from './read-e-invoice.js';

export interface BureauFile {
  readonly kind: 'list' | 'xml';
  readonly records: readonly BureauRecord[];
}

const refused = (code: string, title: Localized): Problem => new Problem({ status: 422, code, title });

/** Reads what the tax platform gave: its list of invoices (.xlsx) or one 数电票 (.xml). Anything else is refused with the reason. */
export async function readBureauFile(file: UploadedFile): Promise<BureauFile> {
  if (/\.xml$/i.test(file.name)) return { kind: 'xml', records: [readEInvoice(file.content)] };
  try {
    return { kind: 'list', records: recordsOf(await readAllSheets(file.content, file.name)) };
  } catch (error) {
    if (error instanceof WorkbookRefused) throw refused(error.reason, refusals[error.reason]);
    throw error;
  }
}

type Cell = string | number | boolean | null | undefined;

const headers = {
  number: ['数电发票号码', '数电票号码', '发票号码'],
  day: ['开票日期'],
  buyerTaxId: ['购方识别号', '购买方识别号', '购买方纳税人识别号'],
  buyerName: ['购买方名称', '购方名称'],
  gross: ['价税合计'],
  net: ['金额'],
  tax: ['税额'],
  positive: ['是否正数发票'],
  remark: ['备注'],
} as const;
type Field = keyof typeof headers;
const needed: readonly Field[] = ['number', 'day', 'buyerTaxId', 'gross', 'remark'];

const plain = (cell: Cell): string => (cell === null || cell === undefined ? '' : String(cell).trim());

interface Table {
  readonly column: Readonly<Partial<Record<Field, number>>>;
  readonly rows: readonly (readonly Cell[])[];
}

/** The sheet's header row and where each field stands; null when it is none of the bureau's lists. */
function tableOf({ rows }: SheetRows): Table | null {
  for (const [i, row] of rows.slice(0, 10).entries()) {
    const titles = row.map((cell) => plain(cell).replace(/[\s*]/g, ''));
    const places = (Object.keys(headers) as Field[]).map((field) => {
      const at = headers[field].map((title) => titles.indexOf(title)).find((place) => place >= 0);
      return [field, at] as const;
    });
    const column = Object.fromEntries(places.filter(([, at]) => at !== undefined)) as Table['column'];
    if (needed.every((field) => column[field] !== undefined)) return { column, rows: rows.slice(i + 1) };
  }
  return null;
}

/** One invoice a row in 发票基础信息, one line a row in 信息汇总表: the first is taken where both are there. */
function recordsOf(sheets: readonly SheetRows[]): BureauRecord[] {
  const tables = [...sheets]
    .sort((a, b) => Number(b.name.includes('基础信息')) - Number(a.name.includes('基础信息')))
    .map(tableOf)
    .filter((table) => table !== null);
  const table = tables[0];
  if (!table) {
    throw refused('not_a_bureau_list', {
      zh: '没有找到“数电发票号码、开票日期、购方识别号、价税合计、备注”等列，请上传全量发票查询导出的文件',
      en: 'The columns of the bureau’s list (数电发票号码, 开票日期, 购方识别号, 价税合计, 备注) were not found',
    });
  }
  const byNumber = new Map<string, BureauRecord>();
  table.rows.forEach((row, i) => {
    const record = recordOf(table, row);
    if (record === null) return;
    const key = record.isReadable ? record.number : `row ${i}`;
    const before = byNumber.get(key);
    byNumber.set(key, before ? { ...before, grossFen: before.grossFen + record.grossFen } : record);
  });
  return [...byNumber.values()];
}

const fenOf = (cell: Cell): number | null =>
  typeof cell === 'number' ? parseYuanToFen(cell.toFixed(2)) : parseYuanToFen(plain(cell));

function recordOf({ column }: Table, row: readonly Cell[]): BureauRecord | null {
  const at = (field: Field): Cell => (column[field] === undefined ? null : row[column[field]]);
  const number = plain(at('number'));
  const gross = fenOf(at('gross'));
  if (number === '' && gross === null) return null;
  const issuedOn = dayOf(plain(at('day')));
  const grossFen = gross ?? 0;
  const isRed = plain(at('positive')) === '否';
  return {
    number: number.slice(0, 40),
    issuedOn,
    buyerTaxId: plain(at('buyerTaxId')).toUpperCase().slice(0, 40),
    buyerName: plain(at('buyerName')).slice(0, 200),
    grossFen: isRed ? -Math.abs(grossFen) : grossFen,
    remark: plain(at('remark')).slice(0, 2000),
    isReadable: isTaxInvoiceNumber(number) && issuedOn !== null && gross !== null,
  };
}
