import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi } from '../../../test/fake-api';
import { financeSession, tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const line = {
  text: '纯度检测',
  count: 96,
  unit: 'sample',
  unitFen: 8000,
  taxRateBps: 600,
  taxCode: '3040105000000000000',
  itemName: '*研发和技术服务*检测服务费',
};
const order = {
  id: 3,
  orderNo: 'SO-000003',
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  memberName: '陈核',
  instrument: { id: 5, nameZh: '液相色谱仪', nameEn: 'HPLC', assetNo: 'SJZ-0009' },
  category: null,
  samples: 96,
  description: 'HPLC 纯度',
  wantedBy: null,
  promisedOn: null,
  status: 'quoted',
  billed: false,
  quotedFen: 768_000,
  billedFen: null,
  createdAt: '2026-03-10T02:00:00Z',
  version: 2,
  project: '',
  rdUse: true,
  lines: [{ ...line, amountFen: 768_000, doneCount: null }],
  suggested: [],
  addable: [],
  quoteNote: '',
  resultNote: '',
  resultUrl: '',
  endReason: '',
  quotedAt: null,
  confirmedAt: null,
  startedAt: null,
  endedAt: null,
  invoices: [],
  allowed: ['confirm', 'cancel'],
};

function park(session: object, one: object = order) {
  const outcome = { id: 3, status: 'confirmed', version: 3 };
  const asked = fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /companies': { body: { items: [] } },
    'GET /categories': { body: { items: [{ id: 2, nameZh: '色谱质谱', nameEn: 'Chromatography' }] } },
    'GET /instruments': { body: { items: [] } },
    'GET /service-orders': { body: { items: [one], nextCursor: null } },
    'GET /service-orders/3': { body: one },
    'POST /service-orders': { status: 201, body: { ...outcome, status: 'requested' } },
    'POST /service-orders/3/confirm': { body: outcome },
    'POST /service-orders/3/quote': { body: { ...outcome, status: 'quoted' } },
    'POST /service-orders/3/complete': { body: { ...outcome, status: 'done' } },
  });
  return () => asked.filter((entry) => entry.method === 'POST');
}
const managerSession = { ...financeSession, member: { ...financeSession.member, role: 'manager' } };

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('services, for a tenant', () => {
  it('say what is missing before they are sent', async () => {
    const posts = park(tenantSession);
    const user = await visit('/services?add=1');
    const form = await screen.findByRole('dialog', { name: '提交委托' });
    await user.click(within(form).getByRole('button', { name: '提交委托' }));
    expect(within(form).getByText('请选择仪器')).toBeTruthy();
    expect(within(form).getByText('请填写检测内容')).toBeTruthy();
    expect(posts()).toHaveLength(0);
  });

  it('are asked for of a category', async () => {
    const posts = park(tenantSession);
    const user = await visit('/services?add=1');
    const form = await screen.findByRole('dialog', { name: '提交委托' });
    await user.click(within(form).getByRole('radio', { name: '仪器类别，由园区选择' }));
    await user.click(within(form).getByRole('combobox', { name: /仪器类别/ }));
    await user.keyboard('{ArrowDown}{Enter}');
    await user.click(within(form).getByRole('textbox', { name: /检测内容与要求/ }));
    await user.paste('HPLC 纯度');
    await user.click(within(form).getByRole('button', { name: '提交委托' }));
    await waitFor(() => expect(posts()).toHaveLength(1));
    expect(posts()[0]?.body).toMatchObject({ categoryId: 2, samples: 1, description: 'HPLC 纯度', rdUse: true });
  });

  it('show the quote and are agreed to as it was read', async () => {
    const posts = park(tenantSession);
    const user = await visit('/services?order=3');
    const sheet = await screen.findByRole('dialog', { name: 'SO-000003' });
    expect((await within(sheet).findByRole('row', { name: /纯度检测/ })).textContent).toContain('¥7,680.00');
    expect(within(sheet).queryByRole('button', { name: '报价' })).toBeNull();
    await user.click(within(sheet).getByRole('button', { name: '确认报价' }));
    const question = await screen.findByRole('alertdialog', { name: '确认 ¥7,680.00 的报价？' });
    await user.click(within(question).getByRole('button', { name: '确认报价' }));
    await waitFor(() => expect(posts()[0]?.body).toEqual({ version: 2 }));
  });
});

describe('services, for the staff', () => {
  it('are quoted beginning with the price of the plan', async () => {
    const wanted = {
      ...order,
      status: 'requested',
      quotedFen: null,
      lines: [],
      suggested: [line],
      allowed: ['quote', 'reject', 'cancel'],
    };
    const posts = park(managerSession, wanted);
    const user = await visit('/services?order=3');
    await user.click(await screen.findByRole('button', { name: '报价' }));
    const form = await screen.findByRole('dialog', { name: '为 SO-000003 报价' });
    expect(form.textContent).toContain('¥7,680.00');
    await user.click(within(form).getByRole('button', { name: '发送报价' }));
    await waitFor(() => expect(posts()[0]?.body).toMatchObject({ version: 2, lines: [line] }));
  });

  it('are quoted with work by the hour, at the price of the plan and its tax', async () => {
    const tech = {
      ...line,
      text: '技术协助',
      count: 60,
      unit: 'hour',
      unitFen: 30_000,
      itemName: '*研发和技术服务*测试费',
    };
    const posts = park(managerSession, {
      ...order,
      status: 'requested',
      lines: [],
      suggested: [line],
      addable: [tech],
      allowed: ['quote'],
    });
    const user = await visit('/services?order=3');
    await user.click(await screen.findByRole('button', { name: '报价' }));
    const form = await screen.findByRole('dialog', { name: '为 SO-000003 报价' });
    await user.click(within(form).getByRole('button', { name: '技术协助（¥300.00/小时）' }));
    const hours = within(form).getAllByRole('textbox', { name: /数量/ })[1]!;
    expect(hours).toHaveProperty('value', '1');
    await user.clear(hours);
    await user.type(hours, '1.5{Tab}');
    expect(form.textContent).toContain('¥8,130.00');
    expect(form.textContent).toContain('*研发和技术服务*检测服务费 6% · *研发和技术服务*测试费 6%');
    await user.click(within(form).getByRole('button', { name: '发送报价' }));
    await waitFor(() => expect(posts()[0]?.body).toMatchObject({ lines: [line, { ...tech, count: 90 }] }));
  });

  it('are finished with a result, and with less than was quoted', async () => {
    const posts = park(managerSession, { ...order, status: 'in_work', allowed: ['complete', 'cancel'] });
    const user = await visit('/services?order=3');
    await user.click(await screen.findByRole('button', { name: '完成检测' }));
    const form = await screen.findByRole('dialog', { name: '完成 SO-000003' });
    await user.click(within(form).getByRole('button', { name: '完成并结算' }));
    expect(within(form).getByText('请填写结果说明')).toBeTruthy();
    const count = within(form).getByRole('textbox', { name: '纯度检测' });
    await user.clear(count);
    await user.type(count, '90');
    await user.type(within(form).getByRole('textbox', { name: /结果说明/ }), '全部合格');
    await user.click(within(form).getByRole('button', { name: '完成并结算' }));
    await waitFor(() => expect(posts()[0]?.body).toMatchObject({ counts: [90], resultNote: '全部合格' }));
  });
});
