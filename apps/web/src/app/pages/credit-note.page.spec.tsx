import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi, type Asked } from '../../../test/fake-api';
import { financeSession, marchInvoice, marchLine, tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const admin = { ...tenantSession, member: { ...tenantSession.member, role: 'company_admin' } };

const waiting = {
  id: 5,
  number: null,
  status: 'awaiting_buyer',
  reason: 'allowance',
  kind: 'offset',
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  invoiceId: 12,
  invoiceNumber: 'PB2026-000012',
  grossFen: 100_000,
  netFen: 88_496,
  taxFen: 11_504,
  offsetFen: 0,
  creditFen: 0,
  refundFen: 0,
  confirmBy: '2099-04-06T02:00:00.000Z',
  issuedAt: null,
  createdAt: '2026-04-03T02:00:00.000Z',
  note: '停水两天',
  redConfirmNo: '',
  decidedAt: null,
  decidedReason: '',
  invoiceIssuedAt: '2026-04-01T02:00:00.000Z',
  buyer: marchInvoice.buyer,
  seller: marchInvoice.seller,
  lines: [
    {
      ...marchLine,
      lineNo: 1,
      invoiceLineNo: 1,
      amountFen: 100_000,
      netFen: 88_496,
      taxFen: 11_504,
    },
  ],
  capitals: '(负数)壹仟元整',
  version: 1,
};
const issued = {
  ...waiting,
  status: 'issued',
  number: 'PBC2026-000001',
  offsetFen: 100_000,
  issuedAt: '2026-04-03T02:00:00.000Z',
};
const totals = { count: 1, netFen: 88_496, taxFen: 11_504, grossFen: 100_000 };

const preview = {
  lines: [{ lineNo: 1, amountFen: 100_000, netFen: 88_496, taxFen: 11_504 }],
  grossFen: 100_000,
  netFen: 88_496,
  taxFen: 11_504,
  settlement: { offsetFen: 100_000, creditFen: 0, refundFen: 0 },
  returned: [{ by: 'subsidy', amountFen: 20_000 }],
  capitals: '(负数)壹仟元整',
  openFen: { before: 246_774, after: 146_774 },
  balanceFen: { before: 0, after: 0 },
  status: { before: 'issued', after: 'issued' },
  billsAnew: false,
};

const park = (session: unknown, notes: readonly unknown[] = []) =>
  fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /companies': { body: { items: [] } },
    'GET /invoices/12': { body: marchInvoice },
    'GET /credit-notes': { body: { items: notes, nextCursor: null, totals } },
    'GET /credit-notes/5': { body: notes[0] },
    'GET /invoices/12/creditable': {
      body: {
        lines: [{ lineNo: 1, leftFen: 246_774 }],
        leftFen: 246_774,
        openFen: 246_774,
        paidFen: 0,
        awaitingId: null,
      },
    },
    'POST /invoices/12/credit-notes/preview': { body: preview },
    'POST /invoices/12/credit-notes': { body: { id: 5, status: 'issued', number: 'PBC2026-000001' } },
    'POST /invoices/12/write-off': { body: { id: 9, amountFen: 246_774, openFen: 0 } },
    'POST /credit-notes/5/confirm': { body: { id: 5, status: 'issued', number: 'PBC2026-000001' } },
    'POST /credit-notes/5/red-confirmation': { body: { id: 5, status: 'issued', number: 'PBC2026-000001' } },
    'POST /credit-notes/5/refuse': { body: { id: 5, status: 'withdrawn', number: null } },
  });
const sent = (log: Asked[], path: string): unknown => log.findLast((asked) => asked.path === path)?.body;

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('crediting an invoice', () => {
  it('keeps each line within what is left, shows what it does, and asks before it is final', async () => {
    const log = park(financeSession);
    const user = await visit('/invoices/12');
    await user.click(await screen.findByRole('button', { name: '红字冲销' }));
    await user.click(await screen.findByRole('checkbox', { name: '冲红第 1 行' }));
    const amount = screen.getByRole('textbox', { name: '第 1 行冲红金额（元）' });
    await user.clear(amount);
    await user.type(amount, '2467.75');
    expect(await screen.findByText('最多 ¥2,467.74')).toBeTruthy();
    await user.clear(amount);
    await user.type(amount, '1000');
    const result = screen.getByRole('region', { name: '冲红结果' });
    await waitFor(() => expect(within(result).getByText('¥1,467.74')).toBeTruthy());
    await user.click(screen.getByRole('button', { name: '出具红字单' }));
    const question = await screen.findByRole('alertdialog');
    expect(within(question).getByText(/不能修改、删除或撤回/)).toBeTruthy();
    expect(sent(log, '/invoices/12/credit-notes')).toBeUndefined();
    await user.click(within(question).getByRole('button', { name: '出具红字单' }));
    await waitFor(() =>
      expect(sent(log, '/invoices/12/credit-notes')).toMatchObject({
        reason: 'allowance',
        kind: 'offset',
        lines: [{ lineNo: 1, amountFen: 100_000 }],
        settlement: { offsetFen: 100_000, creditFen: 0, refundFen: 0 },
        buyerConfirms: false,
      }),
    );
    expect(await screen.findByText('已出具红字单 PBC2026-000001')).toBeTruthy();
  });

  it('takes all of a wrong invoice', async () => {
    const log = park(financeSession);
    const user = await visit('/invoices/12');
    await user.click(await screen.findByRole('button', { name: '红字冲销' }));
    await user.click(await screen.findByRole('button', { name: /销售折让/ }));
    await user.click(await screen.findByRole('option', { name: /开票有误/ }));
    expect(await screen.findByText('开票有误须整单冲红，已选择全部剩余明细。')).toBeTruthy();
    await waitFor(() =>
      expect(sent(log, '/invoices/12/credit-notes/preview')).toEqual({ reason: 'wrong_invoice', kind: 'offset' }),
    );
  });

  it('gives up what is open only with a reason, and says that it is final', async () => {
    const log = park(financeSession);
    const user = await visit('/invoices/12');
    await user.click(await screen.findByRole('button', { name: '核销坏账' }));
    const question = await screen.findByRole('alertdialog');
    expect(within(question).getByText(/不能撤回/)).toBeTruthy();
    const write = within(question).getByRole('button', { name: '核销坏账' });
    expect(write).toHaveProperty('disabled', true);
    await user.type(within(question).getByRole('textbox', { name: /核销原因/ }), '企业注销');
    await user.click(write);
    await waitFor(() =>
      expect(sent(log, '/invoices/12/write-off')).toEqual({ amountFen: 246_774, reason: '企业注销' }),
    );
  });

  it('is not offered to a tenant, who sees what was credited', async () => {
    park(tenantSession, [issued]);
    await visit('/invoices/12');
    const link = await screen.findByRole('link', { name: 'PBC2026-000001' });
    expect(link.getAttribute('href')).toBe('/credit-notes/5');
    expect(screen.queryByRole('button', { name: '红字冲销' })).toBeNull();
  });
});

describe('a credit note', () => {
  it('is confirmed by the buyer, who is told what follows', async () => {
    const log = park(admin, [waiting]);
    const user = await visit('/credit-notes/5');
    await user.click(await screen.findByRole('button', { name: '确认' }));
    const question = await screen.findByRole('alertdialog');
    expect(within(question).getByText(/转出已抵扣的进项税额/)).toBeTruthy();
    await user.click(within(question).getByRole('button', { name: '确认' }));
    await waitFor(() => expect(log.some(({ path }) => path === '/credit-notes/5/confirm')).toBe(true));
  });

  it('is refused with a reason', async () => {
    const log = park(admin, [waiting]);
    const user = await visit('/credit-notes/5');
    await user.click(await screen.findByRole('button', { name: '拒绝' }));
    const question = await screen.findByRole('alertdialog');
    await user.type(within(question).getByRole('textbox', { name: /拒绝原因/ }), '金额不对');
    await user.click(within(question).getByRole('button', { name: '拒绝' }));
    await waitFor(() => expect(sent(log, '/credit-notes/5/refuse')).toEqual({ reason: '金额不对' }));
  });

  it('reads as its PDF does, in red', async () => {
    park(tenantSession, [issued]);
    await visit('/credit-notes/5');
    expect(await screen.findByText('人民币(负数)壹仟元整')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '确认' })).toBeNull();
    const pdf = screen.getByRole('link', { name: '下载 PDF（中文）' });
    expect(pdf.getAttribute('href')).toBe('/api/v1/credit-notes/5/pdf?lang=zh');
  });

  it('is listed beside the invoices, with the sums of the issued ones', async () => {
    setLanguage('en');
    park(financeSession, [issued]);
    await visit('/credit-notes');
    expect((await screen.findAllByText('PBC2026-000001')).length).toBeGreaterThan(0);
    expect(screen.getByRole('link', { name: 'Credit notes', current: 'page' })).toBeTruthy();
  });
});

describe('the number of the red-letter confirmation', () => {
  it('is entered by finance once the tax platform has given it', async () => {
    const log = park(financeSession, [issued]);
    const user = await visit('/credit-notes/5');
    const field = await screen.findByRole('textbox', { name: '红字发票信息确认单编号' });
    await user.type(field, '12');
    await user.click(screen.getByRole('button', { name: '登记' }));
    expect(await screen.findByText('6 至 40 位字母、数字或连字符')).toBeTruthy();
    expect(sent(log, '/credit-notes/5/red-confirmation')).toBeUndefined();
    await user.type(field, '34567890');
    await user.click(screen.getByRole('button', { name: '登记' }));
    expect(await screen.findByText('已登记确认单编号')).toBeTruthy();
    expect(sent(log, '/credit-notes/5/red-confirmation')).toEqual({ redConfirmNo: '1234567890' });
  });

  it('is not asked of the buyer, nor where it is known', async () => {
    park(admin, [issued]);
    await visit('/credit-notes/5');
    await screen.findByRole('heading', { name: /PBC2026-000001/ });
    expect(screen.queryByRole('textbox')).toBeNull();
    cleanup();
    park(financeSession, [{ ...issued, redConfirmNo: '1300000026040112345678' }]);
    await visit('/credit-notes/5');
    expect(await screen.findByText('1300000026040112345678')).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
