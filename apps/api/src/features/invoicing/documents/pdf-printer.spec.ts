import { describe, expect, it } from '@jest/globals';
import { textOfPdf } from '../../../../test/support/pdf-text.js';
import type { AccountStatement } from './account-statement-definition.js';
import { PdfPrinter, printPdf } from './pdf-printer.js';
import type { PrintJob } from './print-job.js';

const usual = { waiting: 64, heapMegabytes: 512, restMegabytes: 160, timeoutMs: 60_000, idleMs: 1000 };
const seller = { nameZh: '石家庄测试园区运营有限公司', nameEn: 'Test Park Ltd' };
const payer = { nameZh: '河北某某生物科技有限公司', nameEn: 'Hebei Bio Ltd', creditCode: '91130101MA0ABC121X' };
const inZh = { language: 'zh', timeZone: 'Asia/Shanghai' } as const;
const inEn = { language: 'en', timeZone: 'Asia/Shanghai' } as const;
const issuedAt = '2026-04-01T02:00:00.000Z';

const creditNote: PrintJob = {
  ...inZh,
  kind: 'credit-note',
  data: {
    number: 'PBC2026-000001',
    issuedAt,
    invoiceNumber: 'PB2026-000012',
    invoiceIssuedAt: '2026-03-01T02:00:00.000Z',
    reason: 'allowance',
    note: '停水两天',
    redConfirmNo: '1300000026040112345678',
    buyer: payer,
    seller,
    grossFen: 100_000,
    netFen: 88_496,
    taxFen: 11_504,
    offsetFen: 60_000,
    creditFen: 0,
    refundFen: 40_000,
    lines: [
      {
        lineNo: 1,
        invoiceLineNo: 3,
        itemName: '*经营租赁*仪器设备租赁费',
        instrumentZh: '高效液相色谱仪',
        instrumentEn: 'HPLC',
        assetNo: 'A-1',
        month: '2026-02',
        netFen: 88_496,
        taxFen: 11_504,
        amountFen: 100_000,
        taxRateBps: 1300,
      },
    ],
  },
};

const deposit: PrintJob = {
  ...inZh,
  kind: 'deposit-receipt',
  data: {
    number: 'PBD2026-000007',
    issuedAt,
    receivedOn: '2026-03-31',
    amountFen: 450_000,
    method: 'bank',
    reference: 'BOC-778',
    payer,
    seller,
    reservationNo: '#41',
    instrumentZh: '高效液相色谱仪',
    instrumentEn: 'HPLC',
    assetNo: 'A-1',
    note: '',
    handledBy: '李会计',
  },
};

const receipt: PrintJob = {
  ...inZh,
  kind: 'payment-receipt',
  data: {
    number: 'PBR2026-000003',
    issuedAt,
    receivedOn: '2026-03-31',
    amountFen: 300_000,
    method: 'wechat',
    reference: 'WX-1',
    note: '',
    payer,
    seller,
    allocated: [{ number: 'PB2026-000012', amountFen: 246_774 }],
    handledBy: '',
  },
};

const account = (rows: number): AccountStatement => ({
  company: payer,
  seller,
  from: '2026-03-01',
  to: '2026-04-01',
  printedAt: issuedAt,
  openingFen: 100_000,
  closingFen: 100_000 + rows * 100,
  debitFen: rows * 100,
  creditFen: 0,
  depositsFen: 450_000,
  movements: Array.from({ length: rows }, (_, i) => ({
    on: '2026-03-15',
    kind: 'issue',
    document: `PB2026-${String(i + 1).padStart(6, '0')}`,
    amountFen: 100,
    balanceFen: 100_000 + (i + 1) * 100,
  })),
  aging: { notDueFen: 1, days30Fen: 2, days60Fen: 3, days90Fen: 4, over90Fen: 5 },
});
const statement = (rows: number): PrintJob => ({ ...inZh, kind: 'account-statement', data: account(rows) });

const expected: [PrintJob, string[]][] = [
  [
    creditNote,
    [
      '红字结算单',
      'PBC2026-000001',
      'PB2026-000012',
      '销售折让',
      '-1,000.00',
      '-115.04',
      '-884.96',
      '人民币(负数)壹仟元整',
      '抵减原单未付金额:¥600.00',
      '退还付款方:¥400.00',
      '红字发票信息确认单编号:1300000026040112345678',
      '停水两天',
      '第1页/共1页',
    ],
  ],
  [
    { ...creditNote, ...inEn } as PrintJob,
    ['Creditnote', 'Allowance', 'Tobepaidback:¥400.00', '(负数)壹仟元整', 'HebeiBioLtd', 'HPLC', 'Page1of1'],
  ],
  [
    deposit,
    [
      '押金收据',
      'PBD2026-000007',
      '2026-03-31',
      '人民币肆仟伍佰元整',
      '不属于收入',
      '高效液相色谱仪·A-1',
      '#41',
      'BOC-778',
      '李会计',
      '第1页/共1页',
    ],
  ],
  [{ ...deposit, ...inEn } as PrintJob, ['Depositreceipt', 'Banktransfer', 'noVATinvoice', 'Page1of1']],
  [
    receipt,
    [
      '收款收据',
      'PBR2026-000003',
      '微信支付',
      'PB2026-000012',
      '2,467.74',
      '转入账户余额',
      '532.26',
      '人民币叁仟元整',
      '第1页/共1页',
    ],
  ],
  [{ ...receipt, ...inEn } as PrintJob, ['Paymentreceipt', 'Keptasbalance', 'Page1of1']],
  [
    statement(60),
    [
      '往来对账单',
      '2026-03-01–2026-03-31',
      '期初余额',
      '期末余额',
      '1,060.00',
      'PB2026-000060',
      '未到期',
      '90天以上',
      '第2页/共',
    ],
  ],
  [
    { ...statement(2), ...inEn } as PrintJob,
    ['Statementofaccount', 'Openingbalance', 'Closingbalance', 'Invoice', '31–60days', 'Page1of1'],
  ],
];

describe('a printed document', () => {
  it.each(expected.map(([job, parts]) => [`${job.kind} in ${job.language}`, job, parts] as const))(
    'says as selectable text what is on it: %s',
    async (_, job, parts) => {
      const bytes = await printPdf(job);
      const text = textOfPdf(bytes).replace(/\s+/g, '');
      for (const part of parts) expect(text).toContain(part);
      expect(bytes.includes('FontFile2')).toBe(true);
      expect((await printPdf(job)).equals(bytes)).toBe(true);
    },
  );
});

describe('the printer', () => {
  it('refuses at once what would pile up', async () => {
    const printer = new PdfPrinter({ ...usual, waiting: 2 });
    const printed = Array.from({ length: 4 }, () => printer.print(receipt));
    await expect(printed[3]).rejects.toMatchObject({ problem: { status: 503, code: 'printer_busy' } });
    const done = await Promise.all(printed.slice(0, 3));
    expect(done.every((bytes) => bytes.length > 1000)).toBe(true);
  });

  it('loses only the document that breaks it', async () => {
    const printer = new PdfPrinter({ ...usual, timeoutMs: 10_000 });
    const broken = printer.print({ ...receipt, data: null } as unknown as PrintJob);
    const after = printer.print(receipt);
    await expect(broken).rejects.toThrow();
    expect((await after).length).toBeGreaterThan(1000);
    const hasty = new PdfPrinter({ ...usual, timeoutMs: 1 });
    await expect(hasty.print(statement(2000))).rejects.toThrow('too long');
  });

  it('ends a document that needs more memory than it may have, and prints the next', async () => {
    const printer = new PdfPrinter({ ...usual, heapMegabytes: 40 });
    const huge = printer.print(statement(20_000));
    const after = printer.print(receipt);
    await expect(huge).rejects.toThrow();
    expect((await after).length).toBeGreaterThan(1000);
  });

  /** The longest that nothing else got its turn while a document was printed. */
  const longestPause = async (): Promise<number> => {
    const printed = printPdf(statement(600));
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 5);
    await printed;
    clearInterval(timer);
    return longest;
  };

  it('leaves the process free meanwhile', async () => {
    // On a busy machine the process itself may be put aside: once in three it must have gone on.
    const pauses: number[] = [];
    while (pauses.length < 3 && !pauses.some((ms) => ms < 250)) pauses.push(await longestPause());
    expect(Math.min(...pauses)).toBeLessThan(250);
  });
});
