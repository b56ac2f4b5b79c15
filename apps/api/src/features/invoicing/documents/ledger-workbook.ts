import { PassThrough, type Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { firstDay, localDate, nextMonth, startOfDay } from '@parkbench/domain';
import exceljs from 'exceljs';
import { Database } from '../../../platform/database/database.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { textCell, yuanCell } from './text-cell.js';

interface Sheet<R> {
  readonly name: string;
  readonly columns: readonly { readonly header: string; readonly width: number; readonly money?: boolean }[];
  /** The next rows after a key; each page is a read of its own, so that a slow reader holds no transaction open. */
  page(after: readonly [number, number]): Promise<R[]>;
  keyOf(row: R): readonly [number, number];
  cells(row: R): (string | number)[];
}

interface EntryRow {
  readonly id: number;
  readonly entryNo: number;
  readonly postedAt: Date;
  readonly kind: string;
  readonly account: string;
  readonly companyZh: string;
  readonly document: string | null;
  readonly amountFen: number;
}
interface LineRow {
  readonly sequence: number;
  readonly lineNo: number;
  readonly number: string;
  readonly companyZh: string;
  readonly creditCode: string;
  readonly month: string;
  readonly itemName: string;
  readonly instrumentZh: string;
  readonly assetNo: string;
  readonly taxCode: string;
  readonly taxRateBps: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly amountFen: number;
  readonly explanation: string;
}

const pageRows = 1000;
const kinds: Record<string, string> = {
  issue: '出具结算单',
  payment: '收款',
  allocation: '余额核销',
  credit_balance: '贷项转余额',
  deposit_taken: '收取押金',
  deposit_untaken: '撤销押金收款',
  deposit_retaken: '重新收取押金',
  deposit_refunded: '退还押金',
  deposit_set_off: '押金抵扣',
  deposit_forfeited: '没收押金',
  credit_note: '红字',
  credit_allocation: '贷项核销',
  write_off: '坏账核销',
  refund: '退款',
  payment_reversed: '收款冲回',
  voucher_paid: '创新券支付',
  voucher_redeemed: '创新券兑付',
  voucher_returned: '创新券撤回',
  subsidy_paid: '园区补贴',
  support_returned: '补贴与核销冲回',
};
const accounts: Record<string, string> = {
  receivable: '应收账款',
  revenue_rental: '租赁收入',
  revenue_session: '机时收入',
  revenue_fee: '违约金收入',
  revenue_service: '技术服务收入',
  revenue_other: '其他收入',
  vat_payable: '应交增值税',
  deposits_held: '其他应付款-押金',
  bank: '银行存款',
  vouchers: '应收补贴券',
  bad_debt: '坏账损失',
  unallocated: '预收账款',
  refunds_payable: '其他应付款-应退款项',
  subsidies: '园区补贴支出',
};

/** A month's ledger as a spreadsheet: what was posted in it, and the lines of the invoices that bill it; written row by row while it is sent. */
@Injectable()
export class LedgerWorkbook {
  private readonly log = new Logger('LedgerWorkbook');

  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  async stream(month: string): Promise<Readable> {
    const { timeZone } = await this.settings.get();
    const output = new PassThrough();
    const workbook = new exceljs.stream.xlsx.WorkbookWriter({
      stream: output,
      useStyles: true,
      useSharedStrings: true,
    });
    const write = async (): Promise<void> => {
      await writeSheet(workbook, output, this.entries(month, timeZone));
      await writeSheet(workbook, output, this.lines(month));
      await workbook.commit();
    };
    write().catch((error: unknown) => {
      this.log.error({ month, error });
      output.destroy(error instanceof Error ? error : new Error(String(error)));
    });
    return output;
  }

  private entries(month: string, timeZone: string): Sheet<EntryRow> {
    const from = new Date(startOfDay(firstDay(month), timeZone));
    const to = new Date(startOfDay(firstDay(nextMonth(month)), timeZone));
    return {
      name: '分录',
      columns: [
        { header: '日期', width: 12 },
        { header: '凭证号', width: 10 },
        { header: '业务', width: 14 },
        { header: '科目', width: 18 },
        { header: '企业', width: 32 },
        { header: '单据', width: 20 },
        { header: '借方（元）', width: 14, money: true },
        { header: '贷方（元）', width: 14, money: true },
      ],
      page: ([id, entryNo]) =>
        this.db.rows<EntryRow>(
          'all',
          `SELECT t.id, e.entry_no "entryNo", t.posted_at "postedAt", t.kind, e.account, c.name_zh "companyZh", e.amount_fen "amountFen",
             CASE t.kind WHEN 'issue' THEN (SELECT number FROM invoice WHERE id = t.ref_id)
               WHEN 'credit_note' THEN (SELECT number FROM credit_note WHERE id = t.ref_id)
               WHEN 'payment' THEN (SELECT reference FROM payment WHERE id = t.ref_id)
               WHEN 'credit_balance' THEN (SELECT reference FROM payment WHERE id = t.ref_id)
               WHEN 'allocation' THEN (SELECT i.number FROM payment_allocation a JOIN invoice i ON i.id = a.invoice_id WHERE a.id = t.ref_id)
               ELSE t.ref_id::text END "document"
           FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN company c ON c.id = e.company_id
           WHERE t.posted_at >= $1 AND t.posted_at < $2 AND (t.id, e.entry_no) > ($3, $4) ORDER BY t.id, e.entry_no LIMIT $5`,
          [from, to, id, entryNo, pageRows],
        ),
      keyOf: (row) => [row.id, row.entryNo],
      cells: (row) => [
        localDate(row.postedAt.getTime(), timeZone),
        row.id,
        kinds[row.kind] ?? row.kind,
        accounts[row.account] ?? row.account,
        row.companyZh,
        row.document ?? '',
        row.amountFen > 0 ? yuanCell(row.amountFen) : '',
        row.amountFen < 0 ? yuanCell(-row.amountFen) : '',
      ],
    };
  }

  private lines(month: string): Sheet<LineRow> {
    return {
      name: '结算明细',
      columns: [
        { header: '结算单号', width: 18 },
        { header: '企业', width: 32 },
        { header: '统一社会信用代码', width: 22 },
        { header: '序号', width: 6 },
        { header: '所属月份', width: 10 },
        { header: '项目', width: 30 },
        { header: '仪器', width: 28 },
        { header: '资产编号', width: 14 },
        { header: '税收分类编码', width: 22 },
        { header: '税率', width: 8 },
        { header: '不含税金额（元）', width: 16, money: true },
        { header: '税额（元）', width: 14, money: true },
        { header: '含税金额（元）', width: 16, money: true },
        { header: '计算说明', width: 60 },
      ],
      page: ([sequence, lineNo]) =>
        this.db.rows<LineRow>(
          'all',
          `SELECT i.id AS sequence, c.line_no "lineNo", i.number, i.buyer->>'nameZh' "companyZh", i.buyer->>'creditCode' "creditCode",
             to_char(c.month, 'YYYY-MM') AS month, c.item_name "itemName", coalesce(c.subject->>'nameZh', '') "instrumentZh",
             coalesce(c.subject->>'assetNo', '') "assetNo", c.tax_code "taxCode", c.tax_rate_bps "taxRateBps", c.net_fen "netFen",
             c.tax_fen "taxFen", c.amount_fen "amountFen", c.explanation->'text'->>'zh' explanation
           FROM invoice i JOIN charge c ON c.invoice_id = i.id
           WHERE i.month = $1 AND i.number IS NOT NULL AND (i.id, c.line_no) > ($2, $3) ORDER BY i.id, c.line_no LIMIT $4`,
          [firstDay(month), sequence, lineNo, pageRows],
        ),
      keyOf: (row) => [row.sequence, row.lineNo],
      cells: (row) => [
        row.number,
        row.companyZh,
        row.creditCode,
        row.lineNo,
        row.month,
        row.itemName,
        row.instrumentZh,
        row.assetNo,
        row.taxCode,
        `${row.taxRateBps / 100}%`,
        yuanCell(row.netFen),
        yuanCell(row.taxFen),
        yuanCell(row.amountFen),
        row.explanation,
      ],
    };
  }
}

async function writeSheet<R>(
  workbook: exceljs.stream.xlsx.WorkbookWriter,
  output: PassThrough,
  sheet: Sheet<R>,
): Promise<void> {
  const worksheet = workbook.addWorksheet(sheet.name, { views: [{ state: 'frozen', ySplit: 1 }] });
  worksheet.columns = sheet.columns.map(({ width, money }) => ({ width, style: { numFmt: money ? '#,##0.00' : '@' } }));
  worksheet.addRow(sheet.columns.map((column) => textCell(column.header))).commit();
  let after: readonly [number, number] = [0, 0];
  for (
    let rows = await sheet.page(after);
    rows.length > 0;
    rows = rows.length < pageRows ? [] : await sheet.page(after)
  ) {
    for (const row of rows) {
      worksheet.addRow(sheet.cells(row).map((cell) => (typeof cell === 'string' ? textCell(cell) : cell))).commit();
      after = sheet.keyOf(row);
    }
    while (!output.destroyed && output.readableLength > output.readableHighWaterMark)
      await new Promise((done) => setTimeout(done, 10));
    if (output.destroyed) return;
  }
  worksheet.commit();
}
