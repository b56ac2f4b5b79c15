import type { Cockpit, CompanyMonth, PreviewLine } from '../src/features/billing-run/billing-run.queries';
import type { Invoice, InvoiceRow } from '../src/features/invoicing/invoicing.queries';

const park = { nameZh: '生物医药园', nameEn: 'Biopark', timeZone: 'Asia/Shanghai', currency: 'CNY', demo: false };
const person = { id: 7, email: 'a@example.com', locale: 'zh-CN', emailNotices: true } as const;

export const financeSession = { member: { ...person, name: '刘账', role: 'finance', company: null }, park } as const;
export const tenantSession = {
  member: { ...person, name: '陈核', role: 'member', company: { id: 1, nameZh: '诺核生物', nameEn: 'Nuohe' } },
  park,
} as const;

/** March of a rental from the 15th at 4,500.00: the example of rules §4. */
export const marchLine: PreviewLine = {
  sourceKind: 'reservation',
  sourceId: 41,
  instrumentZh: '流式细胞仪',
  instrumentEn: 'Flow cytometer',
  assetNo: 'SJZ-0005',
  itemName: '*经营租赁*仪器设备租赁费',
  component: 'rent',
  month: '2026-03',
  amountFen: 246_774,
  netFen: 218_384,
  taxFen: 28_390,
  taxRateBps: 1300,
  explanation: {
    zh: '3/15–3/31，17/31 天 × ¥4,500.00 = ¥2,467.74',
    en: '3/15–3/31, 17/31 days × ¥4,500.00 = ¥2,467.74',
    data: {
      kind: 'days_of_month',
      from: '2026-03-15',
      to: '2026-04-01',
      days: 17,
      daysInMonth: 31,
      monthlyFen: 450_000,
    },
  },
};

const row: InvoiceRow = {
  id: 12,
  number: 'PB2026-000012',
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  month: '2026-03',
  status: 'issued',
  issuedAt: '2026-04-03T07:00:00.000Z',
  dueOn: '2099-04-18',
  netFen: 218_384,
  taxFen: 28_390,
  grossFen: 246_774,
  paidFen: 0,
};

/** An open invoice, due on a day. */
export const openInvoice = (change: Partial<InvoiceRow>): InvoiceRow => ({ ...row, ...change });

export const marchInvoice: Invoice = {
  ...row,
  buyer: { nameZh: '诺核生物', nameEn: 'Nuohe', creditCode: '91130101MA0J7A5B15' },
  seller: { nameZh: '生物医药园', nameEn: 'Biopark', bankName: '建设银行', bankAccount: '1300 0000' },
  lines: [{ ...marchLine, lineNo: 1 }],
  byRate: [{ taxRateBps: 1300, netFen: 218_384, taxFen: 28_390, grossFen: 246_774 }],
  payments: [],
  capitals: '贰仟肆佰陆拾柒元柒角肆分',
};

const company = (companyId: number, nameZh: string, change: Partial<CompanyMonth>): CompanyMonth => ({
  companyId,
  nameZh,
  nameEn: `Company ${companyId}`,
  lines: 1,
  netFen: 218_384,
  taxFen: 28_390,
  grossFen: 246_774,
  status: 'preview',
  reason: null,
  invoiceId: null,
  invoiceNo: null,
  ...change,
});

const sums = { netFen: 436_768, taxFen: 56_780, grossFen: 493_548, paidFen: 0 };
const names = ['诺核生物', '谱康分析'] as const;

/** March 2026 with two companies, at any point of its way. */
export function march(state: Cockpit['state'], change: Partial<CompanyMonth> = {}, done = 0): Cockpit {
  const status = ({ open: 'preview', running: 'drafted', invoiced: 'invoiced', closed: 'invoiced' } as const)[state];
  const isBilled = status === 'invoiced';
  const companies = names.map((nameZh, index) =>
    company(index + 1, nameZh, {
      status,
      invoiceId: isBilled ? 12 + index : null,
      invoiceNo: isBilled ? `PB2026-00001${2 + index}` : null,
      ...(index === 1 ? change : {}),
    }),
  );
  const run = {
    id: 9,
    status: 'running',
    total: 2,
    done,
    startedAt: '2026-04-03T07:00:00.000Z',
    endedAt: null,
  } as const;
  return {
    month: '2026-03',
    state,
    over: true,
    run: state === 'open' ? null : run,
    closedAt: state === 'closed' ? '2026-04-05T07:00:00.000Z' : null,
    totals: sums,
    blockers: [],
    companies,
  };
}
