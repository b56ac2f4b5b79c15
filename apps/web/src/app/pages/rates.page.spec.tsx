import { cleanup, screen, within } from '@testing-library/react';
import { fakeApi, type Asked } from '../../../test/fake-api';
import { managerSession, plan } from '../../../test/inventory-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const evening = { band: 'evening', weekdays: [1, 2, 3, 4, 5], fromMinute: 1080, toMinute: 1440 };
const named = { nameZh: '离心机', nameEn: 'Centrifuge', assetNo: 'A-4' };
const rented = {
  ...named,
  id: 31,
  kind: 'rental',
  companyZh: '海川生物',
  companyEn: 'Haichuan',
  startsAt: '2026-10-31T16:00:00.000Z',
  endsAt: '2027-01-31T16:00:00.000Z',
};
const prices = { monthlyFen: 450_000, hourlyFen: null, dayFen: null, runFen: null, sampleFen: null };
const touched = {
  instruments: { count: 1, items: [{ id: 4, ...named, before: prices, after: { ...prices, monthlyFen: 520_000 } }] },
  reservations: { count: 1, items: [{ ...rented, totalFen: 1_350_000 }] },
  extensions: { count: 1, items: [{ ...rented, nowFen: 436_500, thenFen: 504_400 }] },
  companies: { count: 1, items: [{ id: 2, nameZh: '海川生物', nameEn: 'Haichuan', reservations: 1 }] },
  waiting: 2,
  series: 0,
};
const shown = { ...prices, hourly: [], minimumChargeFen: 0, depositFen: null };
const batch = {
  token: 'a'.repeat(64),
  count: 1,
  unchanged: 3,
  problems: 0,
  rows: [
    {
      of: 'instrument',
      id: 4,
      ...named,
      source: 'own',
      before: shown,
      after: { ...shown, monthlyFen: 473_000 },
      replaces: false,
      nextFrom: null,
      problem: null,
    },
  ],
};
const imported = {
  fileName: '价格.xlsx',
  token: 'b'.repeat(64),
  counts: { new: 0, changed: 1, same: 4, invalid: 1 },
  ignored: ['随便'],
  rows: [
    {
      rowNo: 3,
      subject: 'A-4',
      name: '离心机',
      validFrom: '2027-01-01',
      verdict: 'invalid',
      changes: [],
      problems: [{ cell: 'H3', header: '租期优惠', message: { zh: '“便宜点”：应写作“3个月 3%”', en: 'x' } }],
    },
  ],
};

function park(plans: readonly object[] = [plan], current: object | null = plan): Asked[] {
  return fakeApi({
    'GET /session': { body: managerSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /categories': { body: { items: [] } },
    'GET /rate-plans': { body: { items: [], nextCursor: null, total: 0 } },
    'GET /instruments/4/rate-plans': { body: { items: plans } },
    'GET /instruments/4': {
      body: { nameZh: '离心机', nameEn: 'Centrifuge', originalValueFen: 45_000_000, ratePlan: current },
    },
    'POST /instruments/4/rate-plans': { status: 201, body: { id: 10, version: 1 } },
    'POST /instruments/4/rate-plans/preview': { body: touched },
    'GET /price-bands': { body: { windows: [evening], version: 3 } },
    'POST /rate-plans/bulk/preview': { body: { batch, touched } },
    'POST /rate-plans/bulk': { body: { plans: 1 } },
    'POST /rate-plans/9/end/preview': { body: touched },
    'POST /rate-plans/9/end': { body: { id: 9, version: 2 } },
    'POST /rate-plans/import/preview': { body: imported },
    'DELETE /rate-plans/10': { status: 204 },
  });
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('the prices of an instrument', () => {
  it('begin a new plan with those that hold, and show what it changes', async () => {
    const log = park();
    const user = await visit('/rates?instrument=4');
    await user.click(await screen.findByRole('button', { name: '新建价格' }));
    expect(screen.getByText('与现行价格相同')).toBeTruthy();
    const monthly = screen.getByLabelText('月租');
    await user.clear(monthly);
    await user.type(monthly, '52');
    expect(screen.getByText('¥52.00', { selector: 'ins' }).closest('dd')?.textContent).toContain('¥4,500.00 → ¥52.00');
    await user.click(screen.getByText('下一步：查看影响'));
    expect(await screen.findByText('1 个预约保留已报价格')).toBeTruthy();
    expect(screen.getByText('1 个长租如续租，价格不同（按再续 1 个月计）')).toBeTruthy();
    expect(screen.getByText('2 个候补按放位当日价格报价')).toBeTruthy();
    expect(log.some((asked) => asked.method === 'POST' && asked.path === '/instruments/4/rate-plans')).toBe(false);
    await user.click(screen.getByText('确认保存'));
    expect(await screen.findByText(/价格已保存/)).toBeTruthy();
    const sent = log.find((asked) => asked.path === '/instruments/4/rate-plans' && asked.method === 'POST')
      ?.body as Record<string, unknown>;
    expect(sent).toMatchObject({ monthlyFen: 5200, termTiers: [{ months: 3, bps: 300 }], hourly: [], minMonths: 1 });
    expect(sent.validFrom).toMatch(/^\d{4}-\d{2}-01$/);
  });

  it('are not saved without any price, and say so at the field', async () => {
    const log = park([], null);
    const user = await visit('/rates?instrument=4');
    expect(await screen.findByText('还没有价格，租户无法预约。')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '新建价格' }));
    await user.click(screen.getByRole('button', { name: '下一步：查看影响' }));
    expect(await screen.findByText(/请至少填写/)).toBeTruthy();
    expect(log.some((asked) => asked.method === 'POST')).toBe(false);
    await user.click(screen.getByRole('button', { name: '采用' }));
    expect(screen.getByRole('textbox', { name: '月租' })).toHaveProperty('value', '4,500.00');
  });

  it('that are not valid yet can be taken back, after a question', async () => {
    const later = { ...plan, id: 10, validFrom: '2099-01-01' };
    const log = park([later, { ...plan, validUntil: '2099-01-01' }]);
    const user = await visit('/rates?instrument=4');
    const planned = (await screen.findByText('2099-01-01 起')).closest('section')!;
    await user.click(within(planned).getByRole('button', { name: '撤销' }));
    const question = await screen.findByRole('alertdialog');
    expect(question?.textContent).toContain('此前的价格将继续有效');
    await user.click(within(question).getByRole('button', { name: '撤销' }));
    expect(await screen.findByText('已撤销 2099-01-01 起的价格')).toBeTruthy();
    expect(log.some((asked) => asked.method === 'DELETE')).toBe(true);
  });

  it('say what they come to while they are typed, by the functions that quote', async () => {
    park();
    const user = await visit('/rates?instrument=4');
    await user.click(await screen.findByRole('button', { name: '新建价格' }));
    const example = screen.getByRole('region', { name: '按此价格试算' });
    expect(within(example).getByText('¥9,000.00')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: '日价（封顶）' }), '120');
    expect(await within(example).findByText(/按天计费/)).toBeTruthy();
  });

  it('end on a day, with whom that touches', async () => {
    const log = park();
    const user = await visit('/rates?instrument=4');
    await user.click(await screen.findByRole('button', { name: '停用' }));
    const dialog = await screen.findByRole('dialog', { name: '停用 2024-01-01 起的价格' });
    expect(await within(dialog).findByText('涉及 1 家企业')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: '确认停用' }));
    expect(await screen.findByText(/价格将于/)).toBeTruthy();
    expect(log.find((asked) => asked.path === '/rate-plans/9/end')?.headers.get('If-Match')).toBe('"1"');
  });
});

describe('many prices', () => {
  it('change by a percentage: old beside new first, then what was shown', async () => {
    const log = park();
    const user = await visit('/rates');
    await user.click(await screen.findByRole('button', { name: '批量调价' }));
    await user.click(screen.getByRole('button', { name: '预览' }));
    expect(await screen.findByText('请填写幅度')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: '幅度' }), '5');
    await user.click(screen.getByRole('button', { name: '预览' }));
    const list = await screen.findByRole('list', { name: '原价 → 新价' });
    expect(list.textContent).toContain('¥4,500.00 → ¥4,730.00');
    expect(screen.getByText('3 个价格不变，已略去')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '确认调价' }));
    expect(await screen.findByText(/已新建 1 个价格/)).toBeTruthy();
    expect(log.find((asked) => asked.path === '/rate-plans/bulk')?.body).toMatchObject({
      token: batch.token,
      change: { bps: 500, prices: ['monthly', 'hourly'], roundToFen: 1000, of: 'instrument', source: 'own' },
    });
  });

  it('come from a sheet only when every cell is right', async () => {
    park();
    const user = await visit('/rates');
    await user.click(await screen.findByRole('button', { name: '更多操作' }));
    await user.click(await screen.findByRole('menuitem', { name: '导入价格表' }));
    const input = document.querySelector<HTMLInputElement>('input[type="file"]')!;
    await user.upload(input, new File(['x'], '价格.xlsx'));
    expect(await screen.findByText('H3')).toBeTruthy();
    expect(screen.getByText('未识别的列：随便')).toBeTruthy();
    expect(screen.getByRole('button', { name: '导入 1 个价格' })).toHaveProperty('disabled', true);
  });
});
