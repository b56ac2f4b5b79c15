import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi, type Answer } from '../../../test/fake-api';
import { financeSession, openInvoice } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const older = openInvoice({
  id: 11,
  number: 'PB2026-000011',
  dueOn: '2026-03-18',
  status: 'overdue',
  grossFen: 100_000,
});
const newer = openInvoice({
  id: 12,
  number: 'PB2026-000012',
  dueOn: '2026-04-18',
  status: 'overdue',
  grossFen: 246_774,
});
const recorded: Answer = {
  body: { id: 5, allocated: [{ invoiceId: 11, number: 'PB2026-000011', amountFen: 100_000 }], unallocatedFen: 0 },
};

/** A park where one company owes two invoices; the API lists the newest first. */
function park(answer: Answer) {
  const asked = fakeApi({
    'GET /session': { body: financeSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /companies': { body: { items: [{ id: 1, nameZh: '诺核生物', nameEn: 'Nuohe' }] } },
    'GET /payments': { body: { items: [], nextCursor: null } },
    'GET /invoices': { body: { items: [newer, older], nextCursor: null, totals: {} } },
    'GET /standing': { body: { openFen: 0, overdueFen: 0, oldestOverdueDays: 0, depositsFen: 0, balanceFen: 0 } },
    'POST /payments': answer,
  });
  return () => asked.filter((one) => one.method === 'POST');
}

type User = Awaited<ReturnType<typeof visit>>;

const field = (name: string | RegExp): HTMLInputElement => screen.getByRole('textbox', { name });
const amount = (): HTMLInputElement => field(/收款金额/);

async function submit(user: User): Promise<void> {
  const form = screen.getByRole('dialog', { name: '登记收款' });
  await user.click(within(form).getByRole('button', { name: '登记收款' }));
}

async function open(): Promise<User> {
  const user = await visit('/payments?record=1');
  await screen.findByText('PB2026-000011');
  return user;
}

/** A toast outlives its page: it is closed, or the next test would meet it. */
async function toastGone(user: User, title: string): Promise<void> {
  const shown = await screen.findByRole('alertdialog', { name: title });
  await user.click(within(shown).getByRole('button', { name: '关闭' }));
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('recording a payment', () => {
  it('says at the field what is wrong with an amount and keeps what was typed', async () => {
    const posts = park(recorded);
    const user = await open();
    await user.type(amount(), '12.345');
    await user.type(field('流水号'), 'ICBC-77');
    await submit(user);
    await waitFor(() => expect(document.activeElement).toBe(amount()));
    expect(amount().getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('请填写大于 0 的金额，最多两位小数')).toBeTruthy();
    expect(amount().value).toBe('12.345');
    expect(field('流水号').value).toBe('ICBC-77');
    expect(posts()).toHaveLength(0);
  });

  it('pays what falls due first, says what is left over, asks, and sends it once', async () => {
    const posts = park(recorded);
    const user = await open();
    await user.type(amount(), '3500');
    expect(field('核销 PB2026-000011').value).toBe('1,000.00');
    expect(field('核销 PB2026-000012').value).toBe('2,467.74');
    expect(screen.getByText(/多收的 ¥32.26 不会丢失/)).toBeTruthy();
    await submit(user);
    const question = await screen.findByRole('alertdialog', { name: '登记 ¥3,500.00 的收款？' });
    expect(question.textContent).toContain('核销 2 张账单，共 ¥3,467.74');
    expect(question.textContent).toContain('不能修改或删除');
    expect(posts()).toHaveLength(0);
    await user.click(within(question).getByRole('button', { name: '登记收款' }));
    await toastGone(user, '已登记 诺核生物 的收款 ¥3,500.00');
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.body).toMatchObject({ companyId: 1, amountFen: 350_000, method: 'bank' });
    expect(posts()[0]?.body).not.toHaveProperty('allocations');
    expect(posts()[0]?.headers.get('Idempotency-Key')).toBeTruthy();
  });

  it('sends the amounts that were changed by hand, but never more than is open', async () => {
    const posts = park(recorded);
    const user = await open();
    await user.type(amount(), '2000');
    const first = field('核销 PB2026-000011');
    await user.clear(first);
    await user.type(first, '1500');
    await submit(user);
    expect(await screen.findByText('超过未付金额 ¥1,000.00')).toBeTruthy();
    await user.clear(first);
    await user.type(first, '500');
    await submit(user);
    const question = await screen.findByRole('alertdialog');
    await user.click(within(question).getByRole('button', { name: '登记收款' }));
    await toastGone(user, '已登记 诺核生物 的收款 ¥2,000.00');
    expect(posts()[0]?.body).toMatchObject({
      allocations: [
        { invoiceId: 11, amountFen: 50_000 },
        { invoiceId: 12, amountFen: 100_000 },
      ],
    });
  });

  it('keeps the form when the API refuses, and says it at the reference', async () => {
    park({ status: 409, body: { code: 'reference_taken', title: '该流水号已登记' } });
    const user = await open();
    await user.type(amount(), '100');
    await user.type(field('流水号'), 'ICBC-77');
    await submit(user);
    const question = await screen.findByRole('alertdialog');
    await user.click(within(question).getByRole('button', { name: '登记收款' }));
    expect(await screen.findByText('未登记，已保留您填写的内容')).toBeTruthy();
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.getByText('该流水号已登记过')).toBeTruthy();
    expect(field('流水号').value).toBe('ICBC-77');
    expect(amount().value).toBe('100.00');
  });
});

const movement = {
  id: 1,
  at: '2026-03-06T01:00:00.000Z',
  kind: 'payment',
  amountFen: 50_000,
  afterFen: 50_000,
  paymentId: 5,
  method: 'prepaid',
  reference: 'R-1',
  invoiceId: null,
  invoiceNo: null,
  reason: null,
};
const balance = {
  balanceFen: 50_000,
  refundsPayableFen: 10_000,
  useAutomatically: false,
  items: [movement],
  nextCursor: null,
};
const payment = {
  id: 5,
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  amountFen: 50_000,
  receivedOn: '2026-03-05',
  method: 'prepaid',
  reference: 'R-1',
  note: '',
  allocated: [],
  unallocatedFen: 50_000,
  returnedFen: 0,
  service: { from: '2026-04-01', until: '2026-05-01' },
  reversal: null,
  bankLineId: 3,
  receiptNumber: null,
};

/** The company with money to its credit. */
function credited(more: Parameters<typeof fakeApi>[0]) {
  const asked = fakeApi({
    'GET /session': { body: financeSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /companies': { body: { items: [{ id: 1, nameZh: '诺核生物', nameEn: 'Nuohe' }] } },
    'GET /payments': { body: { items: [payment], nextCursor: null } },
    'GET /standing': { body: { openFen: 0, overdueFen: 0, oldestOverdueDays: 0, depositsFen: 0, balanceFen: 50_000 } },
    'GET /balance': { body: balance },
    ...more,
  });
  return (method: string) => asked.filter((one) => one.method === method);
}

describe('papers about money that came in', () => {
  it('a receipt is given after a question, and then linked', async () => {
    const sent = credited({ 'POST /payments/5/receipt': { body: { number: 'PBR2026-000001' } } });
    const user = await visit('/payments');
    await user.click(await screen.findByRole('button', { name: '开收据 诺核生物 ¥500.00' }));
    const question = await screen.findByRole('alertdialog', { name: '为 ¥500.00 开具收据？' });
    expect(question.textContent).toContain('不能撤销');
    expect(sent('POST')).toHaveLength(0);
    await user.click(within(question).getByRole('button', { name: '开收据' }));
    await toastGone(user, '已开具收据 PBR2026-000001');
    expect(sent('POST')[0]?.headers.get('Idempotency-Key')).toBeTruthy();
  });

  it('one that was given is a download, and is not given again', async () => {
    credited({
      'GET /payments': { body: { items: [{ ...payment, receiptNumber: 'PBR2026-000001' }], nextCursor: null } },
    });
    await visit('/payments');
    const link = await screen.findByRole('link', { name: '收据 PBR2026-000001' });
    expect(link.getAttribute('href')).toBe('/api/v1/payments/5/receipt.pdf?lang=zh');
    expect(screen.queryByRole('button', { name: /开收据/ })).toBeNull();
  });

  it('a statement of account is shown for a period, with its PDF', async () => {
    const account = {
      openingFen: 0,
      closingFen: -50_000,
      debitFen: 0,
      creditFen: 50_000,
      depositsFen: 0,
      movements: [{ on: '2026-03-05', kind: 'payment', document: 'R-1', amountFen: -50_000, balanceFen: -50_000 }],
      aging: { notDueFen: 0, days30Fen: 0, days60Fen: 0, days90Fen: 0, over90Fen: 0 },
    };
    credited({ 'GET /companies/1/statement': { body: account } });
    const user = await visit('/payments?companyId=1');
    await user.click(await screen.findByRole('button', { name: '往来对账单' }));
    const sheet = await screen.findByRole('dialog', { name: '往来对账单' });
    expect(await within(sheet).findByText('R-1')).toBeTruthy();
    await user.click(within(sheet).getByRole('button', { name: '去年' }));
    const year = new Date().getFullYear();
    const pdf = within(sheet).getByRole('link', { name: '下载中文 PDF' }).getAttribute('href');
    expect(pdf).toBe(`/api/v1/companies/1/statement.pdf?from=${year - 1}-01-01&to=${year}-01-01&lang=zh`);
  });
});

describe('money to the credit of a company', () => {
  it('is shown with every movement, and pays new invoices when finance says so', async () => {
    const sent = credited({ 'PUT /balance/automatic': { status: 204 } });
    const user = await visit('/payments?companyId=1');
    expect(await screen.findByText('变动后余额')).toBeTruthy();
    expect(screen.getByText('预付 2026-04-01 至 2026-04-30')).toBeTruthy();
    await user.click(screen.getByRole('switch', { name: '新账单自动用余额抵扣' }));
    await toastGone(user, '已保存');
    expect(sent('PUT')[0]?.body).toEqual({ companyId: 1, useAutomatically: true });
  });

  it('is refunded up to what there is', async () => {
    const sent = credited({
      'POST /refunds': { body: { id: 1, payableFen: 10_000, balanceFen: 20_000, leftFen: 30_000 } },
    });
    const user = await visit('/payments?companyId=1');
    await user.click(await screen.findByRole('button', { name: '登记退款' }));
    const dialog = await screen.findByRole('dialog', { name: '登记退款' });
    expect(dialog.textContent).toContain('最多可退 ¥600.00');
    const typed = within(dialog).getByRole<HTMLInputElement>('textbox', { name: /退款金额/ });
    const act = within(dialog).getByRole<HTMLButtonElement>('button', { name: '登记退款' });
    await user.clear(typed);
    await user.type(typed, '600.01');
    expect(await within(dialog).findByText('最多可退 ¥600.00')).toBeTruthy();
    expect(act.disabled).toBe(true);
    await user.clear(typed);
    await user.type(typed, '300');
    await user.click(act);
    await toastGone(user, '已登记退款 ¥300.00');
    expect(sent('POST')[0]?.body).toMatchObject({ companyId: 1, amountFen: 30_000, method: 'bank' });
  });

  it('is taken back with a reason', async () => {
    const sent = credited({ 'POST /payments/5/reverse': { body: { id: 5, companyId: 1, reopened: [] } } });
    const user = await visit('/payments?companyId=1');
    await user.click(await screen.findByRole('button', { name: '冲回 诺核生物 ¥500.00' }));
    const question = await screen.findByRole('dialog', { name: '冲回这笔收款？' });
    await user.type(within(question).getByRole('textbox', { name: /冲回原因/ }), '重复');
    await user.click(within(question).getByRole('button', { name: '冲回' }));
    await toastGone(user, '已冲回 ¥500.00');
    expect(sent('POST')[0]?.body).toEqual({ reason: '重复' });
  });
});
