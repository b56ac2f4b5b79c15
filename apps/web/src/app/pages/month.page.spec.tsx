import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi, type Answer } from '../../../test/fake-api';
import { FakeStream } from '../../../test/fake-stream';
import {
  failedBlocker,
  financeSession,
  march,
  marchCompanies,
  marchFailure,
  marchLine,
} from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import type { Cockpit } from '../../features/billing-run/billing-run.queries';
import { setLanguage } from '../../shared/i18n/language';

const sums = { netFen: 218_384, taxFen: 28_390, grossFen: 246_774, paidFen: 0 };

/** A park whose March stands as told; `run` says what a run makes of it. */
function park(begin: Cockpit, more: Record<string, Answer | (() => Answer)> = {}) {
  const world = { march: begin };
  const asked = fakeApi({
    'GET /session': { body: financeSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /months/2026-03': () => ({ body: world.march }),
    'GET /months/2026-03/companies': () => ({
      body: { items: marchCompanies(world.march.state), nextCursor: null, count: 2 },
    }),
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
    const kinds = screen.getByRole('table', { name: '账单构成' });
    expect(within(kinds).getByRole('row', { name: /租金.*¥4,935.48/ })).toBeTruthy();
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
    const at = [{ id: 1, nameZh: '诺核生物', nameEn: 'Nuohe' }];
    act(() =>
      FakeStream.newest?.say('billing-run', { month: '2026-03', total: 2, done: 1, planned: 1, at, atWork: 1 }),
    );
    await waitFor(() => expect(bar.getAttribute('aria-valuetext')).toBe('1 / 2 家企业'));
    expect(screen.getByText('正在处理：诺核生物')).toBeTruthy();

    world.march = march('invoiced');
    act(() => FakeStream.newest?.say('billing-run', { month: '2026-03', total: 2, done: 2, ended: true }));
    expect(await screen.findByText('出账完成，请核对账单')).toBeTruthy();
    expect((await screen.findByRole('link', { name: 'PB2026-000013' })).getAttribute('href')).toBe('/invoices/13');

    await user.click(await button('再次出账'));
    expect(await screen.findByText('没有变化')).toBeTruthy();
    expect(screen.getByText(/2 张账单、含税合计 ¥4,935.48 均与之前一致/)).toBeTruthy();
    expect(posts()).toEqual(['/months/2026-03/run', '/months/2026-03/run']);
  });

  it('comes to the end without live news too', async () => {
    const { world } = park(march('running'));
    await visit('/months/2026-03');
    await screen.findByRole('progressbar');
    world.march = march('invoiced');
    expect(await screen.findByText('出账完成，请核对账单')).toBeTruthy();
  });

  it('cancels a run with a reason while nothing is numbered', async () => {
    const { world, asked } = park(march('running'), {
      'POST /months/2026-03/run/cancel': () => {
        world.march = march(
          'open',
          {},
          { status: 'cancelled', cancelledBy: '刘账', cancelledReason: '价格有误', drafted: 0 },
        );
        return { body: { month: '2026-03', drafts: 2 } };
      },
    });
    const user = await visit('/months/2026-03');
    await user.click(await button('取消出账'));
    const question = await screen.findByRole('alertdialog', { name: '取消 2026 年 3 月出账？' });
    expect(question.textContent).toContain('2 张预出账单一次性全部撤回');
    await user.type(within(question).getByRole('textbox', { name: /取消原因/ }), '价格有误');
    await user.click(within(question).getByRole('button', { name: '取消出账' }));
    expect(await screen.findByText('刘账：价格有误。没有产生编号，可重新出账。')).toBeTruthy();
    expect(asked.find((one) => one.path.endsWith('/cancel'))?.body).toEqual({ reason: '价格有误' });
  });

  it('lists who failed in a clerk’s words with the way there, and retries it alone', async () => {
    const { asked } = park(march('invoiced', {}, marchFailure), {
      'POST /months/2026-03/run/retry': { body: { runId: 9 } },
    });
    const user = await visit('/months/2026-03');
    expect(await screen.findByText('1 家企业出账失败')).toBeTruthy();
    expect(screen.getByText(/预约 #258（SJZ-0046）没有租期和月租记录/)).toBeTruthy();
    expect(screen.getByRole('link', { name: '去处理' }).getAttribute('href')).toBe('/reservations/258');
    await user.click(await button('重试 谱康分析'));
    expect(asked.find((one) => one.path.endsWith('/retry'))?.body).toEqual({ companyId: 2 });
  });

  it('in review says until when and what is disputed, and issues earlier only after asking', async () => {
    const disputes = {
      code: 'open_disputes',
      blocks: true,
      count: 1,
      message: { zh: '1 条异议尚未答复，相应费用未计入任何账单', en: '1 dispute' },
      link: '/disputes?month=2026-03&status=open',
    } as const;
    const { posts } = park(march('review', { blockers: [disputes] }), {
      'POST /months/2026-03/run/issue': { body: { runId: 9 } },
    });
    const user = await visit('/months/2026-03');
    expect(await screen.findByText('企业正在核对预出账单，至 2026-04-06（含）')).toBeTruthy();
    expect(screen.getByRole('link', { name: '答复异议（1）' }).getAttribute('href')).toBe(disputes.link);
    await user.click(await button('立即出具'));
    const question = await screen.findByRole('alertdialog', { name: '立即出具 2026 年 3 月的 2 张账单？' });
    expect(question.textContent).toContain('1 条未答复异议对应的行不在本期账单内');
    expect(posts()).toEqual([]);
    await user.click(within(question).getByRole('button', { name: '立即出具' }));
    expect(posts()).toEqual(['/months/2026-03/run/issue']);
  });

  it('searches, filters and pages its companies by the server', async () => {
    const { asked } = park(march('invoiced'));
    const user = await visit('/months/2026-03');
    await user.type(await screen.findByRole('searchbox', { name: '企业名称、账单编号或信用代码' }), '谱康');
    await waitFor(() => expect(asked.some((one) => one.path.includes('q=%E8%B0%B1%E5%BA%B7'))).toBe(true));
    await user.selectOptions(screen.getByRole('combobox', { name: /状态/ }), '未送达');
    await waitFor(() => expect(asked.some((one) => one.path.includes('status=unsent'))).toBe(true));
    expect(screen.getByText('共 2 家')).toBeTruthy();
  });

  it('closes only after naming the consequence, and never over failures unasked', async () => {
    const { asked } = park(march('invoiced', { blockers: [failedBlocker] }, marchFailure), {
      'POST /months/2026-03/close': { body: { month: '2026-03' } },
    });
    const user = await visit('/months/2026-03');
    expect(await screen.findByText('必须处理')).toBeTruthy();
    await user.click(await button('关账'));
    const question = await screen.findByRole('alertdialog', { name: '关闭 2026 年 3 月？' });
    expect(question.textContent).toContain('关账不可撤销');
    const close = within(question).getByRole('button', { name: '关账' });
    expect(close).toHaveProperty('disabled', true);
    await user.click(within(question).getByRole('checkbox', { name: '出账失败的 1 家企业留到下个月出账' }));
    await user.click(close);
    expect(asked.find((one) => one.path.endsWith('/close'))?.body).toEqual({ leaveFailed: true, leaveDisputes: false });
  });
});
