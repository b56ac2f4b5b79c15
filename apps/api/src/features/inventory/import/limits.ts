import type { Localized } from '@parkbench/domain';

/** What an uploaded workbook may be. Beyond it the answer is a sentence, never a fault (reliability R16). */
export const limits = {
  fileBytes: 10 * 1024 * 1024,
  /** Files inside the workbook; a real one has about ten. */
  entries: 1_000,
  /** Inflated size of one part and of the parts together. 20,000 rows of 25 columns take about 30 MB. */
  partBytes: 128 * 1024 * 1024,
  totalBytes: 200 * 1024 * 1024,
  /** Bytes between two tags: one cell's text at most (Excel's own limit is 32,767 characters). */
  runBytes: 256 * 1024,
  cellCharacters: 8_000,
  columns: 200,
  rows: 20_000,
  /** Longest time to the first row, and in all, of the reading process. */
  firstRowMs: 10_000,
  allMs: 40_000,
  heapMegabytes: 256,
} as const;

/** Why a workbook was refused; each is answered in the reader's language. */
export const refusals = {
  not_xlsx: { zh: '只支持 .xlsx 工作簿', en: 'Only .xlsx workbooks are supported' },
  old_or_encrypted: {
    zh: '这是旧版 .xls 或带密码的工作簿，请另存为不带密码的 .xlsx',
    en: 'This is an old .xls or a password-protected workbook; save it as .xlsx without a password',
  },
  damaged: {
    zh: '文件已损坏或不完整，请重新保存后上传',
    en: 'The file is damaged or incomplete; save it again and upload',
  },
  no_workbook: {
    zh: '文件中没有工作表，请确认是 Excel 工作簿',
    en: 'There is no worksheet in the file; is it an Excel workbook?',
  },
  too_many_entries: { zh: '文件内部结构异常，已拒绝', en: 'The inside of the file is abnormal; it was refused' },
  too_large_inside: {
    zh: '解压后内容过大。请只保留仪器清单并删除图片和多余的工作表',
    en: 'Too large when unpacked. Keep the list of instruments only, without pictures and other sheets',
  },
  cell_too_long: { zh: '有单元格内容过长', en: 'A cell holds too much text' },
  too_many_columns: { zh: `列数超过 ${limits.columns} 列`, en: `More than ${limits.columns} columns` },
  too_many_rows: {
    zh: `行数超过 ${limits.rows.toLocaleString('en')} 行，请拆分后分次导入`,
    en: `More than ${limits.rows.toLocaleString('en')} rows; split the list and import the parts`,
  },
  no_header: {
    zh: '没有找到表头。请在一行中写明各列名称，至少包括资产编号和仪器名称',
    en: 'No header row was found. One row must name the columns, at least asset number and name',
  },
  no_rows: { zh: '表头下面没有数据', en: 'There is nothing below the header row' },
  too_slow: { zh: '读取超时，文件可能过于复杂', en: 'Reading took too long; the file may be too complex' },
  too_heavy: { zh: '文件过于复杂，读取时内存不足', en: 'The file is too complex to be read in the memory allowed' },
} as const satisfies Record<string, Localized>;

export type Refusal = keyof typeof refusals;

/** A workbook that cannot be taken, with the reason. */
export class WorkbookRefused extends Error {
  constructor(readonly reason: Refusal) {
    super(refusals[reason].en);
  }
}
