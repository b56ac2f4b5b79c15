import type { Cockpit, CompanyMonth, Run } from '../src/features/billing-run/billing-run.queries';
import type { Invoice, InvoiceRow } from '../src/features/invoicing/invoicing.queries';
import type { ChargeLine } from '../src/shared/charge-line';

const park = { nameZh: '生物医药园', nameEn: 'Biopark', timeZone: 'Asia/Shanghai', currency: 'CNY', demo: false };
const person = { id: 7, email: 'a@example.com', locale: 'zh-CN', emailNotices: true } as const;

export const financeSession = { member: { ...person, name: '刘账', role: 'finance', company: null }, park } as const;
export const tenantSession = {
  member: { ...person, name: '陈核', role: 'member', company: { id: 1, nameZh: '诺核生物', nameEn: 'Nuohe' } },
  park,
} as const;

/** March of a rental from the 15th at 4,500.00: the example of rules §4. */
export const marchLine: ChargeLine = {
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
  writtenOffFen: 0,
  creditedFen: 0,
  openFen: 246_774,
};

/** An open invoice, due on a day. */
export const openInvoice = (change: Partial<InvoiceRow>): InvoiceRow => {
  const one = { ...row, ...change };
  return { ...one, openFen: change.openFen ?? one.grossFen - one.paidFen };
};

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
  lastGrossFen: null,
  status: 'preview',
  reason: null,
  failure: null,
  openDisputes: 0,
  disputedFen: 0,
  delivery: null,
  invoiceId: null,
  invoiceNo: null,
  ...change,
});

const sums = { netFen: 436_768, taxFen: 56_780, grossFen: 493_548, paidFen: 0 };
const names = ['诺核生物', '谱康分析'] as const;
const states = {
  open: 'preview',
  running: 'drafted',
  review: 'drafted',
  invoiced: 'invoiced',
  closed: 'invoiced',
} as const;

/** The companies of March 2026, at any point of its way; a change is the second one's. */
export function marchCompanies(state: Cockpit['state'], change: Partial<CompanyMonth> = {}): CompanyMonth[] {
  const isBilled = states[state] === 'invoiced';
  return names.map((nameZh, index) =>
    company(index + 1, nameZh, {
      status: states[state],
      delivery: isBilled ? 'sent' : null,
      invoiceId: isBilled ? 12 + index : null,
      invoiceNo: isBilled ? `PB2026-00001${2 + index}` : null,
      ...(index === 1 ? change : {}),
    }),
  );
}

/** March 2026 with two companies, at any point of its way. */
export function march(state: Cockpit['state'], change: Partial<Cockpit> = {}, run: Partial<Run> = {}): Cockpit {
  const isBilled = states[state] === 'invoiced';
  const isDrafted = states[state] === 'drafted';
  const began: Run = {
    id: 9,
    status: state === 'review' ? 'review' : isBilled ? 'done' : 'running',
    total: 2,
    done: 0,
    planned: 0,
    drafted: isDrafted ? 2 : 0,
    invoiced: isBilled ? 2 : 0,
    nothing: 0,
    failed: [],
    failedCount: 0,
    startedAt: '2026-04-03T07:00:00.000Z',
    startedBy: '刘账',
    issueAt: '2026-04-03T07:00:00.000Z',
    reviewUntil: state === 'review' ? '2026-04-06T16:00:00.000Z' : null,
    releasedAt: null,
    endedAt: null,
    cancelledBy: null,
    cancelledReason: null,
    ...run,
  };
  return {
    month: '2026-03',
    state,
    over: true,
    run: state === 'open' && Object.keys(run).length === 0 ? null : began,
    closedAt: state === 'closed' ? '2026-04-05T07:00:00.000Z' : null,
    totals: sums,
    companies: 2,
    lines: 2,
    last: null,
    kinds: [{ component: 'rent', lines: 2, grossFen: 493_548, lastGrossFen: 0 }],
    unbilled: {
      openUse: 0,
      disputed: { count: 0, grossFen: 0 },
      waiting: { count: 0, grossFen: 0 },
      failed: 0,
      nothing: 0,
    },
    delivery: { queued: 0, sent: isBilled ? 2 : 0, failed: 0, none: 0 },
    reviewDays: 0,
    blockers: [],
    ...change,
  };
}

/** The second company could not be billed: its reservation has no price on record. */
export const marchFailure = {
  failed: [
    {
      companyId: 2,
      companyZh: '谱康分析',
      companyEn: 'Pukang',
      reason: 'reservation 258 (SJZ-0046): a rental has a segment',
      failure: {
        code: 'no_term',
        message: {
          zh: '预约 #258（SJZ-0046）没有租期和月租记录，算不出租金。请打开核对；数据补全后重试。',
          en: 'No term.',
        },
        link: '/reservations/258',
      },
    },
  ],
  failedCount: 1,
  invoiced: 1,
} satisfies Partial<Run>;
export const failedBlocker = {
  code: 'companies_failed',
  blocks: true,
  count: 1,
  message: { zh: '1 家企业出账失败，请处理后重试', en: '1 company failed' },
  link: '/months/2026-03?status=failed',
} satisfies Cockpit['blockers'][number];
