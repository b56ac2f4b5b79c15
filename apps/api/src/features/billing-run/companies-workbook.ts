import { Injectable } from '@nestjs/common';
import exceljs from 'exceljs';
import { textCell, yuanCell } from '../invoicing/invoicing.api.js';
import type { CompanyMonth } from './billing-run.dto.js';
import { CompaniesQuery } from './companies.query.js';

const states: Record<CompanyMonth['status'], string> = {
  preview: '预览',
  planned: '排队中',
  drafted: '预出账',
  invoiced: '已出账',
  nothing: '无费用',
  failed: '失败',
};
const deliveries: Record<NonNullable<CompanyMonth['delivery']>, string> = {
  queued: '待发送',
  sent: '已送达',
  failed: '发送失败',
  none: '仅站内',
};
const columns: readonly { readonly header: string; readonly width: number; readonly money?: boolean }[] = [
  { header: '企业', width: 36 },
  { header: '状态', width: 10 },
  { header: '账单编号', width: 18 },
  { header: '行数', width: 8 },
  { header: '不含税金额（元）', width: 16, money: true },
  { header: '税额（元）', width: 14, money: true },
  { header: '含税金额（元）', width: 16, money: true },
  { header: '上月含税金额（元）', width: 18, money: true },
  { header: '争议金额（元）', width: 16, money: true },
  { header: '邮件', width: 10 },
  { header: '失败原因', width: 60 },
];

/** A month's companies as a spreadsheet: what each is billed, beside the month before, and what is not and why. */
@Injectable()
export class CompaniesWorkbook {
  constructor(private readonly companies: CompaniesQuery) {}

  async write(month: string): Promise<Buffer> {
    const workbook = new exceljs.Workbook();
    const sheet = workbook.addWorksheet(month, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(({ width, money }) => ({ width, style: { numFmt: money ? '#,##0.00' : '@' } }));
    sheet.addRow(columns.map(({ header }) => header));
    for (const company of await this.companies.all(month)) sheet.addRow(cellsOf(company));
    return Buffer.from(await workbook.xlsx.writeBuffer());
  }
}

function cellsOf(company: CompanyMonth): (string | number)[] {
  const { nameZh, status, invoiceNo, lines, netFen, taxFen, grossFen, lastGrossFen, disputedFen, delivery, failure } =
    company;
  return [
    textCell(nameZh),
    states[status],
    textCell(invoiceNo ?? ''),
    lines,
    yuanCell(netFen),
    yuanCell(taxFen),
    yuanCell(grossFen),
    lastGrossFen === null ? '' : yuanCell(lastGrossFen),
    yuanCell(disputedFen),
    delivery ? deliveries[delivery] : '',
    textCell(failure?.message.zh ?? ''),
  ];
}
