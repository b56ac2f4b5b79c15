import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi, type Asked } from '../../../test/fake-api';
import { FakeStream } from '../../../test/fake-stream';
import { financeSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const managerSession = { ...financeSession, member: { ...financeSession.member, name: '王实', role: 'manager' } };

interface Given {
  readonly id: number;
  readonly instrumentZh: string;
  readonly createdAt: string;
  readonly breaks?: boolean;
}
const first: Given = { id: 11, instrumentZh: '蛋白纯化系统', createdAt: '2026-03-01T01:00:00.000Z' };
const second: Given = { id: 12, instrumentZh: '流式细胞仪', createdAt: '2026-03-01T02:00:00.000Z', breaks: true };
const third: Given = { id: 13, instrumentZh: '圆二色光谱仪', createdAt: '2026-03-01T03:00:00.000Z' };

const rowOf = ({ id, instrumentZh, createdAt }: Given) => ({
  id,
  instrumentId: id + 100,
  instrumentZh,
  instrumentEn: `Instrument ${id}`,
  assetNo: `SJZ-00${id}`,
  kind: 'session',
  status: 'requested',
  startsAt: '2099-03-10T01:00:00.000Z',
  endsAt: '2099-03-10T03:00:00.000Z',
  startsOn: null,
  months: null,
  totalFen: 52_000,
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  memberName: '陈核',
  purpose: '含量测定',
  createdAt,
  holdExpiresAt: '2099-03-04T01:00:00.000Z',
  version: 3,
});
const overdue = {
  code: 'company_overdue',
  severity: 'refuse',
  message: { zh: '有账单已逾期 40 天', en: 'an invoice is 40 days overdue' },
  data: {},
  overridable: true,
};

/** A park where these requests wait; what is decided leaves the list. */
function park(
  given: readonly Given[],
  refusal?: { status: number; body: object },
  refuse: (asked: Asked) => { status: number; body: object } | null = () => null,
) {
  const waiting = [...given];
  const decide = (asked: Asked) => {
    const refused = refusal ?? refuse(asked);
    if (refused) return refused;
    const id = Number(asked.path.split('/')[2]);
    waiting.splice(
      waiting.findIndex((one) => one.id === id),
      1,
    );
    return { body: { id, status: 'confirmed', version: 4 } };
  };
  const perRequest = Object.fromEntries(
    [first, second, third].flatMap((one) => [
      [`GET /reservations/${one.id}`, { body: { ...rowOf(one), lines: [], project: 'RD-1', depositFen: 0 } }],
      [`GET /reservations/${one.id}/findings`, { body: { violations: one.breaks ? [overdue] : [] } }],
      [`POST /reservations/${one.id}/approve`, decide],
      [`POST /reservations/${one.id}/reject`, decide],
    ]),
  );
  const asked = fakeApi({
    'GET /session': { body: managerSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /standing': { body: { openFen: 0, overdueFen: 0, oldestOverdueDays: 0, depositsFen: 0, balanceFen: 0 } },
    'GET /reservations': () => ({ body: { items: waiting.map(rowOf).reverse(), nextCursor: null } }),
    ...perRequest,
  });
  const decisions = () => asked.filter(({ path }) => /\/(approve|reject)$/.test(path));
  return { waiting, decisions };
}

const list = (): HTMLElement => screen.getByRole('region', { name: '预约审批' });
const active = (): string => list().querySelector('[aria-current]')?.textContent ?? '';
const closeToast = async (user: Awaited<ReturnType<typeof visit>>, text: RegExp): Promise<void> => {
  const shown = await screen.findByRole('alertdialog', { name: text });
  await user.click(within(shown).getByRole('button', { name: '关闭' }));
};

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('deciding requests', () => {
  it('goes by J and K, approves by A what was shown, and goes on with the next', async () => {
    const { decisions } = park([first, second, third]);
    const user = await visit('/requests');
    await screen.findByText('不符合规则');
    expect(active()).toContain('蛋白纯化系统');
    await user.keyboard('j');
    await waitFor(() => expect(active()).toContain('流式细胞仪'));
    expect(await screen.findByText('有账单已逾期 40 天')).toBeTruthy();
    await user.keyboard('k');
    await waitFor(() => expect(active()).toContain('蛋白纯化系统'));
    await user.keyboard('a');
    await waitFor(() => expect(decisions()).toHaveLength(1));
    expect(decisions()[0]).toMatchObject({ path: '/reservations/11/approve', body: { version: 3 } });
    await waitFor(() => expect(active()).toContain('流式细胞仪'));
    await closeToast(user, /已通过 诺核生物 的申请/);
  });

  it('declines only with a reason, and types letters into it', async () => {
    const { decisions } = park([first]);
    const user = await visit('/requests');
    await screen.findByText('规则全部通过');
    await user.keyboard('r');
    const dialog = await screen.findByRole('dialog', { name: '驳回申请' });
    const decline = within(dialog).getByRole('button', { name: '驳回' });
    expect(decline.hasAttribute('disabled')).toBe(true);
    await user.type(within(dialog).getByRole('textbox'), 'a r 请改到下周');
    await user.click(decline);
    await waitFor(() => expect(decisions()[0]?.body).toEqual({ version: 3, reason: 'a r 请改到下周' }));
    expect(await screen.findByText('没有待审批的申请')).toBeTruthy();
    await closeToast(user, /已驳回/);
  });

  it('lets pass what breaks a rule only with a reason, which goes along', async () => {
    const { decisions } = park([second], undefined, (asked) =>
      (asked.body as { override?: object }).override
        ? null
        : { status: 422, body: { code: 'policies_violated', title: '预约不符合使用规则', violations: [overdue] } },
    );
    const user = await visit('/requests');
    await screen.findByText('不符合规则');
    await user.keyboard('a');
    const dialog = await screen.findByRole('dialog', { name: '该申请不符合使用规则' });
    expect(within(dialog).getByText('有账单已逾期 40 天')).toBeTruthy();
    const pass = within(dialog).getByRole('button', { name: '破例通过' });
    expect(pass.hasAttribute('disabled')).toBe(true);
    await user.type(within(dialog).getByRole('textbox'), '财务已确认到账');
    await user.click(pass);
    await waitFor(() => expect(decisions()).toHaveLength(2));
    expect(decisions()[1]?.body).toEqual({
      version: 3,
      override: { codes: ['company_overdue'], reason: '财务已确认到账' },
    });
    await closeToast(user, /已通过/);
  });

  it('approves together only what keeps every rule', async () => {
    const { decisions } = park([first, second, third]);
    const user = await visit('/requests');
    await user.click(await screen.findByRole('checkbox', { name: '选择规则通过的 2 条' }));
    expect(
      within(list())
        .getByRole('checkbox', { name: /流式细胞仪/ })
        .hasAttribute('disabled'),
    ).toBe(true);
    await user.click(screen.getByRole('button', { name: '通过所选（2）' }));
    await waitFor(() =>
      expect(decisions().map(({ path }) => path)).toEqual(['/reservations/11/approve', '/reservations/13/approve']),
    );
    await closeToast(user, /2 条已通过/);
  });

  it('says when a colleague was first, and shows what comes in meanwhile', async () => {
    globalThis.EventSource = FakeStream as unknown as typeof EventSource;
    const refusal = { status: 409, body: { code: 'already_decided', title: '该申请已有处理结果' } };
    const { waiting } = park([first], refusal);
    const user = await visit('/requests');
    await screen.findByText('规则全部通过');
    await user.keyboard('a');
    await closeToast(user, /该申请已有处理结果/);
    waiting.push(third);
    act(() => FakeStream.newest?.say('reservation', {}));
    expect(await within(list()).findByText(/圆二色光谱仪/)).toBeTruthy();
  });
});
