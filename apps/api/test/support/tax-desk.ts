import { buffer } from 'node:stream/consumers';
import { BATCH_SHEET_NAMES, DETAIL_HEADERS, INVOICE_HEADERS } from '@parkbench/domain';
import exceljs from 'exceljs';
import yauzl from 'yauzl';
import type { Answer } from './test-app.js';
import type { Person } from './builders.js';
import type { TestApp } from './test-app.js';

const hidden = ['sfzjlx', 'gjhdq', 'xzqhdjxz', 'xzqhdm', 'xzqhdmJzfw', 'jtgjlx'];

/**
 * A workbook in the shape of the bureau's template, which is theirs and is not ours to keep: the documented sheets and
 * headers, hidden lists, validations that refer to them by defined names, and the version in excelVersion!A4.
 */
export async function aTaxTemplate(given: { version?: string; header?: string } = {}): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const [first, second, third, fourth] = BATCH_SHEET_NAMES;
  const invoices = book.addWorksheet(first);
  invoices.addRow(['填写说明：请勿修改表头']);
  invoices.addRow(INVOICE_HEADERS.map(() => '最多100字'));
  invoices.addRow(INVOICE_HEADERS.map((header, i) => (i === 0 ? `*${header}` : header)));
  if (given.header) invoices.getCell('F3').value = given.header;
  for (let row = 4; row <= 60; row++)
    invoices.getCell(`B${row}`).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: ['"增值税专用发票,普通发票"'],
    };
  invoices.getCell('H4').dataValidation = { type: 'list', allowBlank: true, formulae: ['sfzjlx'] };
  const details = book.addWorksheet(second);
  details.addRow(['填写说明']);
  details.addRow([]);
  details.addRow([...DETAIL_HEADERS]);
  book.addWorksheet(third).addRow(['发票流水号']);
  book.addWorksheet(fourth).addRow(['发票流水号']);
  for (const name of hidden) {
    const sheet = book.addWorksheet(name, { state: 'hidden' });
    for (let i = 1; i <= 40; i++) sheet.addRow([`${name}${i}`, `${i}`]);
    book.definedNames.add(`${name}!$A$1:$A$40`, name);
  }
  const version = book.addWorksheet('excelVersion', { state: 'veryHidden' });
  version.getCell('A4').value = given.version ?? 'pt:20260401';
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The parts of a zip by name. */
export function partsOf(file: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(file, { lazyEntries: true }, (error, zip) => {
      if (error || !zip) return reject(error ?? new Error('no zip'));
      const parts = new Map<string, Buffer>();
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, (fault, stream) => {
          if (fault || !stream) return reject(fault ?? new Error('no part'));
          buffer(stream).then((content) => {
            parts.set(entry.fileName, content);
            zip.readEntry();
          }, reject);
        }),
      );
      zip.on('end', () => resolve(parts));
      zip.on('error', reject);
      zip.readEntry();
    });
  });
}

/** Uploads one file to a route, as a browser does. */
export async function uploadTo(
  t: TestApp,
  who: Person,
  path: string,
  file: { name: string; content: Buffer },
): Promise<Answer> {
  const boundary = '----parkbench';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const answer = await t.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    payload: Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: {
      cookie: `sid=${who.token}`,
      'x-parkbench': '1',
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
  });
  return {
    status: answer.statusCode,
    body: JSON.parse(answer.body) as Record<string, unknown>,
    headers: answer.headers,
    raw: answer.rawPayload,
  };
}

const listHeaders =
  '序号,发票代码,发票号码,数电发票号码,销方识别号,销方名称,购方识别号,购买方名称,开票日期,税收分类编码,特定业务类型,货物或应税劳务名称,规格型号,单位,数量,单价,金额,税率,税额,价税合计,发票来源,发票票种,发票状态,是否正数发票,发票风险等级,开票人,备注'.split(
    ',',
  );

export interface ListedInvoice {
  readonly number: string;
  readonly buyerTaxId: string;
  readonly grossFen: number;
  readonly remark?: string;
  readonly day?: string;
  readonly red?: boolean;
}

/** 全量发票查询导出 as the tax platform gives it. */
export async function aBureauList(invoices: readonly ListedInvoice[]): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('发票基础信息');
  sheet.addRow(listHeaders);
  invoices.forEach((one, i) => {
    const row: Record<string, unknown> = {
      序号: i + 1,
      数电发票号码: one.number,
      购方识别号: one.buyerTaxId,
      购买方名称: '购买方',
      开票日期: `${one.day ?? '2026-04-02'} 10:11:12`,
      价税合计: (one.grossFen / 100).toFixed(2),
      发票状态: '正常',
      是否正数发票: one.red ? '否' : '是',
      备注: one.remark ?? '',
    };
    sheet.addRow(listHeaders.map((header) => row[header] ?? ''));
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}
