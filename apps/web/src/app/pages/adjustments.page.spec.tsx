import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi, type Answer } from '../../../test/fake-api';
import { financeSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const damage = {
  id: 7,
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  kind: 'damage',
  reservationId: 41,
  serviceOrderId: null,
  instrumentZh: '流式细胞仪',
  instrumentEn: 'Flow cytometer',
  assetNo: 'SJZ-0005',
  month: '2026-03',
  amountFen: 113_000,
  taxRateBps: 1300,
  taxCode: '3040502019900000000',
  itemName: '*经营租赁*设备损坏赔偿',
  reason: '检测器窗口破裂',
  evidenceUrl: 'https://example.com/p.jpg',
  state: 'invoiced',
  invoices: [{ id: 12, number: 'PB2026-000012' }],
  createdAt: '2026-03-20T02:00:00Z',
  createdByName: '王管',
  withdrawnReason: null,
  version: 1,
};

const aPhoto = (id: number, direction: string) => ({
  id,
  direction,
  width: 800,
  height: 600,
  byName: '王管',
  at: '2026-03-20T02:00:00Z',
});
const handovers = {
  accessories: [],
  drafts: [],
  damages: [],
  items: [
    { id: 3, direction: 'out', photos: [aPhoto(5, 'out')] },
    { id: 4, direction: 'back', photos: [aPhoto(6, 'back'), aPhoto(7, 'back')] },
  ],
};

function park(answer: Answer = { status: 201, body: { id: 9 } }, role = 'finance') {
  const asked = fakeApi({
    'GET /session': { body: { ...financeSession, member: { ...financeSession.member, role } } },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /companies': { body: { items: [{ id: 1, nameZh: '诺核生物', nameEn: 'Nuohe' }] } },
    'GET /instruments': { body: { items: [] } },
    'GET /reservations/41': {
      body: {
        id: 41,
        companyId: 1,
        companyZh: '诺核生物',
        companyEn: 'Nuohe',
        instrumentZh: '流式细胞仪',
        instrumentEn: '',
        assetNo: 'SJZ-0005',
      },
    },
    'GET /reservations/41/handovers': { body: handovers },
    'POST /reservations/41/damage-photos': { status: 201, body: aPhoto(8, 'damage') },
    'GET /adjustments': { body: { items: [damage], nextCursor: null, totals: { count: 1, amountFen: 113_000 } } },
    'POST /adjustments': answer,
    'POST /adjustments/7/withdraw': { body: { id: 7 } },
  });
  return () => asked.filter((one) => one.method === 'POST');
}

const field = (name: string | RegExp): HTMLInputElement => screen.getByRole('textbox', { name });

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('other charges', () => {
  it('are listed with their reason, where they come from and where they were billed', async () => {
    park();
    await visit('/adjustments');
    const row = await screen.findByRole('row', { name: /诺核生物/ });
    expect(row.textContent).toContain('检测器窗口破裂');
    expect(within(row).getByRole('link', { name: '预约 41' }).getAttribute('href')).toBe('/reservations/41');
    expect(within(row).getByRole('link', { name: 'PB2026-000012' })).toBeTruthy();
    expect(row.textContent).toContain('已出账');
  });

  it('of a reservation know company and instrument, and are sent once', async () => {
    const posts = park();
    const user = await visit('/adjustments?add=damage&reservation=41');
    const form = await screen.findByRole('dialog', { name: '登记费用' });
    await within(form).findByText(/来自预约 41：流式细胞仪 SJZ-0005 · 诺核生物/);
    await user.click(within(form).getByRole('button', { name: '登记费用' }));
    expect(within(form).getByText('请填写金额，最多两位小数')).toBeTruthy();
    expect(within(form).getByText('请填写原因')).toBeTruthy();
    await user.type(field(/金额（含税）/), '1130');
    await user.type(field(/原因/), '检测器窗口破裂');
    await user.click(within(form).getByRole('button', { name: '登记费用' }));
    await waitFor(() => expect(posts()).toHaveLength(1));
    expect(posts()[0]?.body).toMatchObject({
      companyId: 1,
      kind: 'damage',
      reservationId: 41,
      amountFen: 113_000,
      taxRateBps: 1300,
      reason: '检测器窗口破裂',
    });
    expect(posts()[0]?.headers.get('Idempotency-Key')).toBeTruthy();
  });

  it('of a damage name a photograph of the return, or one that is taken now', async () => {
    const posts = park();
    const user = await visit('/adjustments?add=damage&reservation=41');
    const form = await screen.findByRole('dialog', { name: '登记费用' });
    const photos = await within(form).findByRole('group', { name: '损坏照片' });
    const [first, second] = within(photos).getAllByRole('button', { name: /^照片/ });
    await user.click(second!);
    expect([first, second].map((one) => one?.getAttribute('aria-pressed'))).toEqual(['false', 'true']);
    const file = new File(['x'], 'damage.jpg', { type: 'image/jpeg' });
    await user.upload(form.querySelector<HTMLInputElement>('input[type=file]')!, file);
    await waitFor(() => expect(second?.getAttribute('aria-pressed')).toBe('false'));
    await user.click(first!);
    await user.type(field(/金额（含税）/), '1130');
    await user.type(field(/原因/), '检测器窗口破裂');
    await user.click(within(form).getByRole('button', { name: '登记费用' }));
    await waitFor(() => expect(posts().map((one) => one.path)).toContain('/adjustments'));
    expect(posts().map((one) => one.path)).toEqual(['/reservations/41/damage-photos', '/adjustments']);
    expect(posts()[1]?.body).toMatchObject({ evidenceUrl: '/api/v1/reservations/41/handover-photos/6' });
  });

  it('that are refused keep what was typed, and say why', async () => {
    park({ status: 403, body: { code: 'forbidden', title: '您没有此项权限' } });
    const user = await visit('/adjustments?add=damage&reservation=41');
    const form = await screen.findByRole('dialog', { name: '登记费用' });
    await within(form).findByText(/来自预约 41/);
    await user.type(field(/金额（含税）/), '5');
    await user.type(field(/原因/), '破损');
    await user.click(within(form).getByRole('button', { name: '登记费用' }));
    expect((await within(form).findByRole('alert')).textContent).toContain('您没有此项权限');
    expect(field(/原因/).value).toBe('破损');
  });

  it('may be below zero only for an adjustment, which the laboratory does not make', async () => {
    park(undefined, 'manager');
    const user = await visit('/adjustments?add=adjustment');
    const form = await screen.findByRole('dialog', { name: '登记费用' });
    expect(within(form).queryByRole('radio', { name: '费用调整' })).toBeNull();
    await user.type(field(/金额（含税）/), '-5');
    expect(within(form).getByText('请填写数字')).toBeTruthy();
  });

  it('are withdrawn with a reason, after it is said what becomes of the invoice', async () => {
    const posts = park();
    const user = await visit('/adjustments');
    await user.click(await screen.findByRole('button', { name: /^撤回/ }));
    const question = await screen.findByRole('alertdialog', { name: '撤回这项 ¥1,130.00 的费用？' });
    expect(question.textContent).toContain('已在账单 PB2026-000012 出账；撤回后下一张账单会有一行等额冲回');
    const button = within(question).getByRole('button', { name: '撤回' });
    expect(button.hasAttribute('disabled')).toBe(true);
    await user.type(within(question).getByRole('textbox', { name: /撤回原因/ }), '保险已赔付');
    await user.click(button);
    await waitFor(() => expect(posts()[0]?.body).toEqual({ reason: '保险已赔付' }));
  });
});
