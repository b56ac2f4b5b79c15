import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi, type Answer } from '../../../test/fake-api';
import { FakeStream } from '../../../test/fake-stream';
import { financeSession, march, marchLine } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import type { Cockpit } from '../../features/billing-run/billing-run.queries';
import { setLanguage } from '../../shared/i18n/language';

const sums = { netFen: 218_384, taxFen: 28_390, grossFen: 246_774, paidFen: 0 };

/** A park whose March stands as told; `run` says what a run makes of it. */
function park(begin: Cockpit, more: Record<string, Answer> = {}) {
  const world = { march: begin };
  const asked = fakeApi({
    'GET /session': { body: financeSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /months/2026-03': () => ({ body: world.march }),
    'GET /months/2026-03/preview/1': { body: { lines: [marchLine], totals: sums } },
    'POST /months/2026-03/run': () => {
      if (world.march.state === 'open') world.march = march('running');
      return { body: { runId: 9 } };
    },
    ...more,
  });
  return { world, posts: () => asked.filter((one) => one.method === 'POST').map((one) => one.path), asked };
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });

beforeEach(() => {
  Object.assign(globalThis, { EventSource: FakeStream });
  setLanguage('zh');
});
afterEach(cleanup);

describe('the cockpit of a month', () => {
  it('previews what each company owes, line by line, and saves nothing', async () => {
    const { posts } = park(march('open'));
    const user = await visit('/months/2026-03');
    expect(await screen.findByText('企业费用（预览，未保存）')).toBeTruthy();
    const table = screen.getByRole('table', { name: '企业费用' });
    expect(within(table).getAllByText('¥4,935.48')).toHaveLength(1);
    await user.click(await button('查看诺核生物的明细'));
    const lines = await screen.findByRole('dialog', { name: /诺核生物 · 2026 年 3 月预览/ });
    expect(within(lines).getByText('3/15–3/31，17/31 天 × ¥4,500.00 = ¥2,467.74')).toBeTruthy();
    expect(posts()).toEqual([]);
  });

  it('asks, runs, follows the bar to the end, and says that a second run changes nothing', async () => {
    const { world, posts } = park(march('open'));
    const user = await visit('/months/2026-03');
    await user.click(await button('出账'));
    const question = await screen.findByRole('alertdialog', { name: '为 2 家企业出具 2026 年 3 月账单？' });
    expect(question.textContent).toContain('¥4,935.48');
    expect(posts()).toEqual([]);
    await user.click(within(question).getByRole('button', { name: '出账' }));

    const bar = await screen.findByRole('progressbar', { name: '出账进度' });
    expect(bar.getAttribute('aria-valuetext')).toBe('0 / 2 家企业');
    act(() => FakeStream.newest?.say('billing-run', { month: '2026-03', total: 2, done: 1 }));
    await waitFor(() => expect(bar.getAttribute('aria-valuetext')).toBe('1 / 2 家企业'));

    world.march = march('invoiced', {}, 2);
    act(() => FakeStream.newest?.say('billing-run', { month: '2026-03', total: 2, done: 2, ended: true }));
    expect(await screen.findByText('出账完成，请核对账单')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'PB2026-000013' }).getAttribute('href')).toBe('/invoices/13');

    await user.click(await button('再次出账'));
    expect(await screen.findByText('没有变化')).toBeTruthy();
    expect(screen.getByText(/2 张账单、含税合计 ¥4,935.48 均与之前一致/)).toBeTruthy();
    expect(posts()).toEqual(['/months/2026-03/run', '/months/2026-03/run']);
  });

  it('comes to the end without live news too', async () => {
    const { world } = park(march('running'));
    await visit('/months/2026-03');
    await screen.findByRole('progressbar');
    world.march = march('invoiced', {}, 2);
    expect(await screen.findByText('出账完成，请核对账单')).toBeTruthy();
  });

  it('lists who failed with the reason and the way there, and retries it alone', async () => {
    const failed = {
      status: 'failed',
      reason: 'reservation 258 (SJZ-0046): no price',
      invoiceId: null,
      invoiceNo: null,
    } as const;
    const { asked } = park(march('invoiced', failed, 2), { 'POST /months/2026-03/run/retry': { body: { runId: 9 } } });
    const user = await visit('/months/2026-03');
    expect(await screen.findByText('1 家企业出账失败')).toBeTruthy();
    expect(screen.getByText('reservation 258 (SJZ-0046): no price')).toBeTruthy();
    expect(screen.getByRole('link', { name: '查看预约 #258' }).getAttribute('href')).toBe('/reservations/258');
    await user.click(await button('重试 谱康分析'));
    expect(asked.find((one) => one.path.endsWith('/retry'))?.body).toEqual({ companyId: 2 });
  });

  it('closes only after naming the consequence, and never over failures unasked', async () => {
    const failed = { status: 'failed', reason: 'no price', invoiceId: null, invoiceNo: null } as const;
    const { asked } = park(march('invoiced', failed, 2), {
      'POST /months/2026-03/close': { body: { month: '2026-03' } },
    });
    const user = await visit('/months/2026-03');
    await user.click(await button('关账'));
    const question = await screen.findByRole('alertdialog', { name: '关闭 2026 年 3 月？' });
    expect(question.textContent).toContain('关账不可撤销');
    const close = within(question).getByRole('button', { name: '关账' });
    expect(close).toHaveProperty('disabled', true);
    await user.click(within(question).getByRole('checkbox', { name: '出账失败的 1 家企业留到下个月出账' }));
    await user.click(close);
    expect(asked.find((one) => one.path.endsWith('/close'))?.body).toEqual({ leaveFailed: true });
  });
});
