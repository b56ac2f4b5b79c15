import { buffer } from 'node:stream/consumers';
import {
  BATCH_SHEETS,
  type BatchColumn,
  type BatchRow,
  DETAIL_COLUMNS,
  FIRST_BATCH_ROW,
  INVOICE_COLUMNS,
  KNOWN_BATCH_VERSIONS,
  type Localized,
  VERSION_CELL,
  VERSION_SHEET,
} from '@parkbench/domain';
import { Problem } from '../../../platform/http/problem.js';
import { rowTexts, withRows } from '../../../platform/spreadsheets/raw-sheet.js';
import { RawWorkbook, RawWorkbookRefused } from '../../../platform/spreadsheets/raw-workbook.js';
import { XmlRefused } from '../../../platform/xml/read-xml.js';

const refusals: Record<RawWorkbookRefused['reason'] | 'no_sheets' | 'headers_differ' | 'not_empty', Localized> = {
  damaged: { zh: '文件已损坏、加密或不是 .xlsx，请重新下载模板后上传', en: 'Damaged, encrypted or no .xlsx' },
  too_large: { zh: '文件解压后过大，不是税务局的模板', en: 'Too large when unpacked; not the bureau’s template' },
  bad_names: { zh: '压缩包内有异常文件名，已拒绝', en: 'There are suspicious names in the archive; it was refused' },
  no_workbook: { zh: '不是 Excel 工作簿', en: 'This is no Excel workbook' },
  no_sheets: {
    zh: `缺少工作表“${BATCH_SHEETS.invoices}”或“${BATCH_SHEETS.details}”，请上传批量开票导入模板`,
    en: `The sheets “${BATCH_SHEETS.invoices}” and “${BATCH_SHEETS.details}” are missing; upload the batch template`,
  },
  headers_differ: {
    zh: '模板的列与已知格式不一致，请联系维护人员更新列对应关系后再使用',
    en: 'The columns differ from those that are known; the mapping must be brought up to date first',
  },
  not_empty: {
    zh: '模板第 4 行起已有内容，请上传未填写的模板',
    en: 'There is content from row 4 on; upload the empty template',
  },
};

function refuse(reason: keyof typeof refusals, extra?: Record<string, unknown>): never {
  throw new Problem({ status: 422, code: `template_${reason}`, title: refusals[reason], extra });
}

/** A header as people compare it: without asterisks, spaces and line breaks, brackets in half width. */
const plainHeader = (text: string): string => text.normalize('NFKC').replace(/[\s*]/g, '');

/** The bureau's template, opened and understood: where its two sheets are and which version it is. */
export interface OfficialTemplate {
  /** excelVersion!A4 as it stands there; empty when there is none. */
  readonly version: string;
  readonly isKnown: boolean;
  /** The template with rows from row 4 on; everything else as it was. */
  fill(invoices: readonly BatchRow[], details: readonly BatchRow[]): Promise<Buffer>;
}

/** Opens an uploaded template. Columns that are not where they are known to be are refused: data would land in the wrong ones. */
export async function openTemplate(file: Buffer): Promise<OfficialTemplate> {
  try {
    return await understood(await RawWorkbook.open(file));
  } catch (error) {
    if (error instanceof RawWorkbookRefused) return refuse(error.reason);
    if (error instanceof XmlRefused) return refuse('damaged');
    throw error;
  }
}

async function understood(raw: RawWorkbook): Promise<OfficialTemplate> {
  const parts = [BATCH_SHEETS.invoices, BATCH_SHEETS.details].map((name) => raw.sheets.get(name));
  const [invoicePart, detailPart] = parts;
  if (!invoicePart || !detailPart) return refuse('no_sheets');
  const differing = [
    ...(await differences(raw, invoicePart, INVOICE_COLUMNS)),
    ...(await differences(raw, detailPart, DETAIL_COLUMNS)),
  ];
  if (differing.length > 0) return refuse('headers_differ', { headers: differing });
  const versionPart = raw.sheets.get(VERSION_SHEET);
  const version = versionPart
    ? ((await rowTexts(raw, versionPart, Number(VERSION_CELL.slice(1)))).get(VERSION_CELL.slice(0, 1)) ?? '').trim()
    : '';
  const fill = async (invoices: readonly BatchRow[], details: readonly BatchRow[]): Promise<Buffer> => {
    const written = new Map([
      [invoicePart, withRows(await raw.part(invoicePart), FIRST_BATCH_ROW, invoices) ?? refuse('not_empty')],
      [detailPart, withRows(await raw.part(detailPart), FIRST_BATCH_ROW, details) ?? refuse('not_empty')],
    ]);
    return buffer(raw.rewritten(written));
  };
  // Tried without rows, so that a template that cannot be filled is refused when it is uploaded and not at month's end.
  for (const part of [invoicePart, detailPart])
    if (withRows(await raw.part(part), FIRST_BATCH_ROW, []) === null) return refuse('not_empty');
  return { version, isKnown: KNOWN_BATCH_VERSIONS.includes(version), fill };
}

async function differences(raw: RawWorkbook, part: string, columns: readonly BatchColumn[]): Promise<string[]> {
  const headers = await rowTexts(raw, part, FIRST_BATCH_ROW - 1);
  return columns
    .filter(({ column, header }) => plainHeader(headers.get(column) ?? '') !== plainHeader(header))
    .map(({ column, header }) => `${column} ${header}`);
}
