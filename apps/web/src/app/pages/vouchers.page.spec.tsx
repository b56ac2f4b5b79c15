import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi } from '../../../test/fake-api';
import { financeSession, marchInvoice, tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const scope = { components: [], categoryIds: [], instrumentIds: [] };
const use = {
  id: 9,
  voucherId: 3,
  invoiceId: 12,
  number: 'PB2026-000012',
  month: '2026-03',
  amountFen: 100_000,
  coveredFen: 246_774,
  state: 'used',
  usedAt: '2026-04-05T02:00:00.000Z',
  submittedAt: null,
  submittedRef: '',
  redeemedOn: null,
  redeemedRef: '',
  returnedAt: null,
  returnedReason: null,
};
const voucher = {
  id: 3,
  version: 4,
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  isAffiliated: false,
  no: 'HBKJ-2026-0031',
  issuer: '河北省科学技术厅',
  amountFen: 1_000_000,
  usedFen: 100_000,
  remainingFen: 900_000,
  shareBps: 5000,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  scope,
  status: 'available',
  note: '',
  uses: [use],
};
const totals = {
  count: 1,
  amountFen: 1_000_000,
  usedFen: 100_000,
  owedFen: 100_000,
  ledgerFen: 100_000,
  ledgerOwedFen: 100_000,
};
const programme = {
  id: 1,
  version: 1,
  nameZh: '在孵企业补贴',
  nameEn: 'Incubation',
  classCodes: ['incubating'],
  companies: [],
  shareBps: 2000,
  companyMonthFen: null,
  companyYearFen: 500_000,
  budgetFen: 10_000_000,
  usedFen: 2_500_000,
  grants: 7,
  firstMonth: '2026-01',
  lastMonth: null,
  scope,
};
const support = {
  subsidies: [{ nameZh: '在孵企业补贴', nameEn: 'Incubation', amountFen: 49_355 }],
  uses: [],
  suggestions: [
    {
      voucherId: 3,
      no: voucher.no,
      issuer: voucher.issuer,
      shareBps: 5000,
      remainingFen: 900_000,
      coveredFen: 246_774,
      paysFen: 123_387,
      validTo: '2026-12-31',
    },
  ],
  mayUse: true,
  mayReturn: false,
  isAffiliated: false,
};

function park(session: object, given: object = {}) {
  const asked = fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /companies': { body: { items: [{ id: 1, nameZh: '诺核生物', nameEn: 'Nuohe' }] } },
    'GET /categories': { body: { items: [{ id: 5, nameZh: '色谱', nameEn: 'Chromatography' }] } },
    'GET /instruments': { body: { items: [], nextCursor: null } },
    'GET /vouchers': { body: { items: [voucher], nextCursor: null, totals } },
    'GET /vouchers/3': { body: voucher },
    'GET /subsidies': {
      body: {
        items: [programme],
        classes: [{ code: 'incubating', nameZh: '在孵企业', nameEn: 'Incubating' }],
        totals: { usedFen: 2_500_000, ledgerFen: 2_500_000 },
      },
    },
    'GET /invoices/12': { body: { ...marchInvoice, number: 'PB2026-000012', subsidies: support.subsidies } },
    'GET /invoices/12/support': { body: support },
    'POST /vouchers': { body: voucher },
    'POST /vouchers/3/submit': { body: { submitted: 1 } },
    'POST /vouchers/3/uses': { body: { useId: 9, paidFen: 123_387 } },
    ...given,
  });
  return () => asked.filter((one) => one.method === 'POST');
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('vouchers', () => {
  it('are listed with what their issuers owe, beside the park’s own subsidies', async () => {
    park(financeSession);
    await visit('/vouchers');
    const row = await screen.findByRole('row', { name: /HBKJ-2026-0031/ });
    expect(within(row).getByText('可用')).toBeTruthy();
    expect(screen.getByText('与应收券款一致')).toBeTruthy();
    expect(await screen.findByText('已补贴 ¥25,000.00 / 预算 ¥100,000.00')).toBeTruthy();
  });

  it('are registered with the share that is printed on them, and refused without what is needed', async () => {
    const posts = park(financeSession);
    const user = await visit('/vouchers?add=1');
    const form = await screen.findByRole('dialog', { name: '登记创新券' });
    await user.click(within(form).getByRole('button', { name: '保存' }));
    expect(within(form).getAllByText('请填写').length).toBeGreaterThan(3);
    expect(posts()).toHaveLength(0);
  });

  it('are handed in, and each use has its evidence', async () => {
    const posts = park(financeSession);
    const user = await visit('/vouchers?open=3');
    const sheet = await screen.findByRole('dialog', { name: 'HBKJ-2026-0031' });
    expect(within(sheet).getByRole('link', { name: '兑付材料' }).getAttribute('href')).toContain(
      '/voucher-uses/9/evidence.zip',
    );
    await user.click(within(sheet).getByRole('button', { name: '提交兑付' }));
    const question = await screen.findByRole('alertdialog', { name: '提交兑付' });
    await user.type(within(question).getByRole('textbox', { name: /受理号/ }), 'DF-04');
    await user.click(within(question).getByRole('button', { name: '提交兑付' }));
    await waitFor(() => expect(posts()).toHaveLength(1));
    expect(posts()[0]?.body).toEqual({ reference: 'DF-04' });
  });

  it('of a tenant are shown without what finance does', async () => {
    park(tenantSession);
    await visit('/vouchers?open=3');
    const sheet = await screen.findByRole('dialog', { name: 'HBKJ-2026-0031' });
    expect(within(sheet).queryByRole('button', { name: '撤回使用' })).toBeNull();
    expect(screen.queryByText('园区补贴项目')).toBeNull();
  });
});

describe('an invoice', () => {
  it('shows the park’s subsidy apart from the gross, and pays with a voucher after asking', async () => {
    const posts = park(financeSession);
    const user = await visit('/invoices/12');
    expect(await screen.findByText('企业应付')).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: '使用' }));
    const question = await screen.findByRole('alertdialog', { name: '用 HBKJ-2026-0031 支付 ¥1,233.87？' });
    expect(question.textContent).toContain('创新券是支付方式，账单金额与税额不变');
    await user.click(within(question).getByRole('button', { name: '使用' }));
    await waitFor(() => expect(posts().map((one) => one.body)).toEqual([{ invoiceId: 12 }]));
  });
});
