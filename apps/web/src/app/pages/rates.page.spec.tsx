import { cleanup, screen, within } from '@testing-library/react';
import { fakeApi, type Asked } from '../../../test/fake-api';
import { managerSession, plan } from '../../../test/inventory-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

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
    const monthly = screen.getByRole('textbox', { name: '月租' });
    await user.clear(monthly);
    await user.type(monthly, '5200');
    expect(screen.getByText('¥5,200.00').closest('dd')?.textContent).toContain('¥4,500.00 → ¥5,200.00');
    await user.click(screen.getByRole('button', { name: '保存' }));
    expect(await screen.findByText(/价格已保存/)).toBeTruthy();
    const sent = log.find((asked) => asked.method === 'POST')?.body as Record<string, unknown>;
    expect(sent).toMatchObject({ monthlyFen: 520_000, termTiers: [{ months: 3, bps: 300 }], hourly: [], minMonths: 1 });
    expect(sent.validFrom).toMatch(/^\d{4}-\d{2}-01$/);
  });

  it('are not saved without any price, and say so at the field', async () => {
    const log = park([], null);
    const user = await visit('/rates?instrument=4');
    expect(await screen.findByText('还没有价格，租户无法预约。')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '新建价格' }));
    await user.click(screen.getByRole('button', { name: '保存' }));
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
});
