/** A document to be printed, in the shape of the API's print jobs. */
export interface Paper {
  readonly name: string;
  readonly job: object;
  /** What companies get day by day, and the promise is about; the others show how it grows. */
  readonly isUsual: boolean;
}

const zh = { language: 'zh', timeZone: 'Asia/Shanghai' } as const;
const issuedAt = '2026-04-01T02:00:00.000Z';
const seller = {
  nameZh: '石家庄试验园区运营有限公司',
  nameEn: 'Rig Park Ltd',
  creditCode: '91130101MA0ABC121X',
  address: '石家庄市高新区长江大道 1 号',
  bankName: '中国银行石家庄分行',
  bankAccount: '1000 2000 3000',
};
const buyer = { nameZh: '河北某某生物科技有限公司', nameEn: 'Hebei Bio Ltd', creditCode: '91130101MA0ABC122Y' };
const instruments = ['高效液相色谱仪', '气相色谱质谱联用仪', '透射电子显微镜', '流式细胞仪', '实时荧光定量 PCR 仪'];
const yuan = (fen: number): string => (fen / 100).toFixed(2);

type Line = Readonly<Record<string, unknown>> & Readonly<Record<'amountFen' | 'netFen' | 'taxFen', number>>;

/** A line as a rental has it, each a little different from the next. */
function lineOf(n: number): Line {
  const amountFen = 246_774 + n * 1_111;
  const netFen = Math.round(amountFen / 1.13);
  const name = instruments[n % instruments.length] ?? '';
  return {
    lineNo: n + 1,
    invoiceLineNo: n + 1,
    itemName: '*经营租赁*仪器设备租赁费',
    sourceKind: 'reservation',
    sourceId: n + 1,
    instrumentZh: `${name} ${n}`,
    instrumentEn: `Instrument ${n}`,
    assetNo: `RIG-${String(n).padStart(6, '0')}`,
    component: 'rent',
    month: '2026-03',
    amountFen,
    netFen,
    taxFen: amountFen - netFen,
    taxRateBps: 1300,
    taxCode: '3040502019900000000',
    creditedFen: 0,
    explanation: {
      zh: `3/${1 + (n % 28)}–3/31，${31 - (n % 28)}/31 天 × ¥${yuan(450_000 + n)} = ¥${yuan(amountFen)}`,
      en: `3/${1 + (n % 28)}–3/31, ${31 - (n % 28)}/31 days × ¥${yuan(450_000 + n)} = ¥${yuan(amountFen)}`,
      data: {},
    },
  };
}

function linesOf(count: number): { lines: object[]; netFen: number; taxFen: number; grossFen: number } {
  const lines = Array.from({ length: count }, (_, n) => lineOf(n));
  const sum = (of: 'netFen' | 'taxFen' | 'amountFen'): number => lines.reduce((total, line) => total + line[of], 0);
  return { lines, netFen: sum('netFen'), taxFen: sum('taxFen'), grossFen: sum('amountFen') };
}

function invoice(count: number): object {
  const sums = linesOf(count);
  const { netFen, taxFen, grossFen } = sums;
  const data = {
    ...sums,
    number: 'PB2026-000012',
    month: '2026-03',
    issuedAt,
    dueOn: '2026-05-01',
    buyer,
    seller,
    byRate: [{ taxRateBps: 1300, netFen, taxFen, grossFen }],
    subsidies: [],
  };
  return { ...zh, kind: 'invoice', data };
}

function creditNote(count: number): object {
  const sums = linesOf(count);
  const data = {
    ...sums,
    number: 'PBC2026-000001',
    issuedAt,
    invoiceNumber: 'PB2026-000012',
    invoiceIssuedAt: '2026-03-01T02:00:00.000Z',
    reason: 'allowance',
    note: '停水两天',
    redConfirmNo: '1300000026040112345678',
    buyer,
    seller,
    offsetFen: sums.grossFen,
    creditFen: 0,
    refundFen: 0,
  };
  return { ...zh, kind: 'credit-note', data };
}

const received = { issuedAt, receivedOn: '2026-03-31', amountFen: 450_000, payer: buyer, seller, note: '' };

function depositReceipt(): object {
  const about = { reservationNo: '#41', instrumentZh: instruments[0], instrumentEn: 'HPLC', assetNo: 'RIG-000001' };
  const data = {
    ...received,
    ...about,
    number: 'PBD2026-000007',
    method: 'bank',
    reference: 'BOC-778',
    handledBy: '李会计',
  };
  return { ...zh, kind: 'deposit-receipt', data };
}

function paymentReceipt(): object {
  const allocated = [{ number: 'PB2026-000012', amountFen: 246_774 }];
  const data = {
    ...received,
    allocated,
    number: 'PBR2026-000003',
    method: 'wechat',
    reference: 'WX-1',
    handledBy: '李会计',
  };
  return { ...zh, kind: 'payment-receipt', data };
}

function statement(count: number): object {
  const movements = Array.from({ length: count }, (_, n) => ({
    on: `2026-03-${String(1 + (n % 31)).padStart(2, '0')}`,
    kind: n % 2 === 0 ? 'issue' : 'payment',
    document: `PB2026-${String(n + 1).padStart(6, '0')}`,
    amountFen: n % 2 === 0 ? 246_774 + n : -246_774,
    balanceFen: 100_000 + n * 100,
  }));
  const data = {
    company: buyer,
    seller,
    from: '2026-03-01',
    to: '2026-04-01',
    printedAt: issuedAt,
    openingFen: 100_000,
    closingFen: 100_000 + count * 100,
    debitFen: count * 123_387,
    creditFen: count * 123_287,
    depositsFen: 450_000,
    movements,
    aging: { notDueFen: 1_000, days30Fen: 2_000, days60Fen: 3_000, days90Fen: 4_000, over90Fen: 5_000 },
  };
  return { ...zh, kind: 'account-statement', data };
}

/** What is printed, short to long. */
export const papers: readonly Paper[] = [
  { name: 'invoice of 10 lines', job: invoice(10), isUsual: true },
  { name: 'credit note of 3 lines', job: creditNote(3), isUsual: true },
  { name: 'deposit receipt', job: depositReceipt(), isUsual: true },
  { name: 'payment receipt', job: paymentReceipt(), isUsual: true },
  { name: 'statement of 30 movements', job: statement(30), isUsual: true },
  { name: 'statement of 300 movements', job: statement(300), isUsual: false },
  { name: 'invoice of 100 lines', job: invoice(100), isUsual: false },
  { name: 'invoice of 1,000 lines', job: invoice(1_000), isUsual: false },
];
