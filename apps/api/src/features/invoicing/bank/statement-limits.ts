import type { Localized } from '@parkbench/domain';
import { type Refusal, refusals } from '../../inventory/import/workbook.api.js';

/** What an uploaded statement may be; a year of a busy park account has about five thousand lines. */
export const statementLimits = {
  fileBytes: 5 * 1024 * 1024,
  rows: 10_000,
  columns: 60,
  cellCharacters: 1_000,
  /** Of the reading process. */
  allMs: 20_000,
  heapMegabytes: 256,
} as const;

/** Why a statement was refused, each in the reader's language: what is wrong and what to do instead. */
export const statementRefusals = {
  ...refusals,
  too_large_file: {
    zh: '文件超过 5 MB，请缩短期间后重新导出',
    en: 'The file is larger than 5 MB; export a shorter period',
  },
  not_statement: {
    zh: '无法识别的文件。请从网银导出 CSV 或 XLSX 格式的交易明细',
    en: 'This file cannot be read. Export the transactions as CSV or XLSX from the bank',
  },
  not_xlsx: {
    zh: '文件内容与扩展名不符，请从网银重新导出 CSV 或 XLSX',
    en: 'The file is not what its name says; export CSV or XLSX again',
  },
  too_large_inside: {
    zh: '解压后内容过大，请缩短期间后重新导出',
    en: 'Too large when unpacked; export a shorter period',
  },
  too_many_rows: {
    zh: `超过 ${statementLimits.rows.toLocaleString('en')} 行，请缩短期间后分次导入`,
    en: `More than ${statementLimits.rows.toLocaleString('en')} rows; export shorter periods and import each`,
  },
  too_many_columns: {
    zh: `列数超过 ${statementLimits.columns} 列`,
    en: `More than ${statementLimits.columns} columns`,
  },
  no_header: {
    zh: '没有找到表头。需要有一行写明各列名称，至少包括交易日期和金额',
    en: 'No header row was found. One row must name the columns, at least the date and the amount',
  },
} as const satisfies Record<Refusal | 'too_large_file' | 'not_statement', Localized>;

export type StatementRefusal = keyof typeof statementRefusals;

/** A statement that cannot be taken, with the reason. */
export class StatementRefused extends Error {
  constructor(readonly reason: StatementRefusal) {
    super(statementRefusals[reason].en);
  }
}
