import { DEFAULT_RULES, RULE_KEYS } from '@parkbench/domain';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { type Answer, type Asked, fakeApi } from '../../../test/fake-api';
import { financeSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const managerSession = { ...financeSession, member: { ...financeSession.member, name: '王实', role: 'manager' } };
const builtIn = { from: 'default', nameZh: null, nameEn: null };
const from = (more: object = {}): object => ({
  ...Object.fromEntries(RULE_KEYS.map((key) => [key, builtIn])),
  ...more,
});
const week = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ fromMinute: 480, toMinute: 1320 }]]));

const parkRules = {
  version: 3,
  nameZh: '园区',
  nameEn: 'Park',
  own: { openingHours: week, maxOpenOfCompany: 20 },
  inherited: DEFAULT_RULES,
  effective: { ...DEFAULT_RULES, openingHours: week, maxOpenOfCompany: 20 },
  sources: from(),
  inheritedFrom: from(),
};
const category = { from: 'category', nameZh: '电镜', nameEn: 'Electron microscopes' };
const ofInstrument = {
  ...parkRules,
  version: 7,
  nameZh: '扫描电镜',
  own: {},
  inherited: { ...DEFAULT_RULES, lockMinutes: 120 },
  inheritedFrom: from({ lockMinutes: category }),
};
const figures = {
  holdHours: 72,
  overdueFactorBps: 15_000,
  paymentDueDays: 15,
  reviewDays: 0,
  overdueInvoiceLimitDays: 60,
  dunningReminderDays: [1, 7, 14],
  dunningBookingDays: null,
  dunningBookingOverFen: 0,
  dunningRentalDays: null,
  startEarlyMinutes: 15,
  lateReturnMinutes: 15,
  keepsQualifications: true,
  qualificationIdleDays: null,
  offerSessionMinutes: 15,
  offerRentalHours: 24,
  outageAbatementMinutes: 240,
  idleShareBps: 5000,
  reportMinCompanies: 3,
  version: 3,
};
const overrides = {
  categories: [{ id: 4, parentId: null, nameZh: '电镜', nameEn: 'Electron microscopes', set: 1 }],
  instruments: [{ id: 5, assetNo: 'SJZ-5', nameZh: '扫描电镜', nameEn: 'SEM', categoryId: 4, set: 2 }],
};
const unknownYear = { year: 2027, known: false, source: null, announced: false, days: [] };

function park(answers: Record<string, Answer | ((asked: Asked) => Answer)> = {}): () => Asked[] {
  const asked = fakeApi({
    'GET /session': { body: managerSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /settings/rules/park': { body: parkRules },
    'GET /settings/park': { body: figures },
    'GET /settings/rules': { body: overrides },
    'GET /instruments': { body: { items: [], nextCursor: null } },
    'GET /instruments/5/rules': { body: ofInstrument },
    'GET /settings/calendar/2027': { body: unknownYear },
    'GET /settings/closures': { body: { items: [] } },
    ...answers,
  });
  return () => asked.filter(({ method }) => method !== 'GET');
}
const rule = async (name: string): Promise<HTMLElement> => {
  const heading = await screen.findByRole('heading', { name, level: 3 });
  const row = heading.closest('li');
  if (!row) throw new Error(`no row of ${name}`);
  return row;
};

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('the rules of the park', () => {
  it('are changed where they differ from what is built in, on the version that was read', async () => {
    const sent = park({
      'PUT /settings/rules/park': ({ body }) => ({
        body: { ...parkRules, version: 4, own: (body as { rules: object }).rules },
      }),
    });
    const user = await visit('/settings');
    const notice = await rule('预约须提前');
    expect(within(notice).getByText('0 分钟')).toBeTruthy();
    expect(within(notice).getByText('系统默认')).toBeTruthy();
    await user.click(within(notice).getByRole('button', { name: '修改：预约须提前' }));
    const field = within(notice).getByRole('textbox', { name: '预约须提前' });
    await user.clear(field);
    await user.type(field, '120');
    await user.tab();
    expect(await screen.findByText('1 项修改未保存')).toBeTruthy();
    const open = await rule('每家企业未完成预约');
    await user.click(within(open).getByRole('checkbox', { name: '不限' }));
    const bar = screen.getByText('2 项修改未保存').closest('div') as HTMLElement;
    await user.click(within(bar).getByRole('button', { name: '保存' }));
    await waitFor(() => expect(sent()).toHaveLength(1));
    const [put] = sent();
    expect(put?.headers.get('If-Match')).toBe('"3"');
    expect(put?.body).toEqual({ rules: { openingHours: week, maxOpenOfCompany: null, createNoticeMinutes: 120 } });
    await waitFor(() => expect(screen.queryByText(/项修改未保存/)).toBeNull());
  });

  it('take a quota and opening hours as they are written, and refuse what is no time', async () => {
    const sent = park({ 'PUT /settings/rules/park': { body: parkRules } });
    const user = await visit('/settings');
    const quotas = await rule('用量上限');
    expect(within(quotas).getByText('每家企业每周不超过 120 小时（全部仪器合计）')).toBeTruthy();
    await user.click(within(quotas).getByRole('button', { name: '修改：用量上限' }));
    await user.click(within(quotas).getByRole('button', { name: '添加上限' }));
    await user.click(within(quotas).getByRole('button', { name: '删除第 1 条上限' }));
    const hours = await rule('开放时间');
    const saturday = within(hours).getByRole('textbox', { name: '星期六开放时间' });
    await user.type(saturday, '9点到12点');
    expect(within(hours).getByText('请写成 08:00-12:00, 13:00-18:00')).toBeTruthy();
    const bar = screen.getByText('1 项修改未保存').closest('div') as HTMLElement;
    expect(within(bar).getByRole('button', { name: '保存' }).hasAttribute('disabled')).toBe(true);
    await user.clear(saturday);
    await user.type(saturday, '9:00-12:00，13:00-18:00');
    await user.click(within(bar).getByRole('button', { name: '保存' }));
    await waitFor(() => expect(sent()).toHaveLength(1));
    const put = sent()[0]?.body as { rules: { openingHours: Record<string, object>; quotas: object[] } } | undefined;
    expect(put?.rules.openingHours[6]).toEqual([
      { fromMinute: 540, toMinute: 720 },
      { fromMinute: 780, toMinute: 1080 },
    ]);
    expect(put?.rules.quotas).toEqual([{ unit: 'hours', per: 'week', of: 'company', on: 'park', limit: 40 }]);
  });

  it('are shown anew when somebody else changed them meanwhile', async () => {
    const theirs = { ...parkRules, version: 9, own: { ...parkRules.own, lockMinutes: 60 } };
    park({
      'PUT /settings/rules/park': { status: 412, body: { code: 'stale', title: '内容已被他人修改', current: theirs } },
    });
    const user = await visit('/settings');
    const lock = await rule('锁定时间');
    await user.click(within(lock).getByRole('button', { name: '修改：锁定时间' }));
    const gap = await rule('两次预约间隔');
    await user.click(within(gap).getByRole('button', { name: '修改：两次预约间隔' }));
    const bar = screen.getByText('2 项修改未保存').closest('div') as HTMLElement;
    await user.click(within(bar).getByRole('button', { name: '保存' }));
    await user.click(await screen.findByRole('button', { name: '载入最新内容' }));
    const field = within(await rule('锁定时间')).getByRole('textbox', { name: '锁定时间' }) as HTMLInputElement;
    expect(field.value).toBe('60');
  });
});

describe('the rules of an instrument', () => {
  it('are grey where they are inherited, and say from where', async () => {
    park();
    const user = await visit('/settings?tab=overrides');
    await user.click(await screen.findByRole('button', { name: /SJZ-5/ }));
    const lock = await rule('锁定时间');
    expect(within(lock).getByText('120 分钟')).toBeTruthy();
    expect(within(lock).getByText('分类“电镜”')).toBeTruthy();
    expect(window.location.search).toContain('instrument-5');
    await user.click(within(lock).getByRole('button', { name: '单独设置：锁定时间' }));
    await user.click(within(lock).getByRole('button', { name: '恢复继承：锁定时间' }));
    expect(within(lock).getByText('分类“电镜”')).toBeTruthy();
    expect(screen.queryByText(/项修改未保存/)).toBeNull();
  });
});

describe('the calendar', () => {
  it('says that a year is not known, and takes days by hand', async () => {
    const sent = park({
      'PUT /settings/days/2027-10-01': { body: unknownYear },
      'PUT /settings/calendar/2027/state': { body: { ...unknownYear, known: true, source: 'manual' } },
    });
    const user = await visit('/settings?tab=calendar&year=2027');
    expect(await screen.findByText(/2027 年放假安排未知/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: '导入国家放假安排' })).toBeNull();
    await user.click(screen.getByRole('button', { name: '确认该年已完整' }));
    await waitFor(() => expect(sent()[0]?.body).toEqual({ known: true }));
  });

  it('shows which sessions stand in a closure before it is made', async () => {
    const session = {
      id: 31,
      startsAt: '2026-12-05T02:00:00Z',
      endsAt: '2026-12-05T03:00:00Z',
      instrumentZh: '流式细胞仪',
      instrumentEn: 'Cytometer',
      companyZh: '诺核生物',
      companyEn: 'Nuohe',
    };
    const sent = park({
      'POST /settings/closures/affected': { body: { affected: 1, sessions: [session] } },
      'POST /settings/closures': { status: 201, body: { id: 1, affected: 1 } },
    });
    const user = await visit('/settings?tab=calendar&year=2027');
    await user.click(await screen.findByRole('button', { name: '新增闭园' }));
    const dialog = await screen.findByRole('dialog', { name: '新增闭园' });
    const [start, end] = within(dialog).getAllByRole('textbox', { name: /时刻/ });
    for (const [label, day] of [
      ['开始', '2026-12-05'],
      ['结束', '2026-12-06'],
    ]) {
      const group = within(dialog).getByRole('group', { name: new RegExp(`^${label}`) });
      const parts = within(group).getAllByRole('spinbutton');
      const [year = '', month = '', date = ''] = (day ?? '').split('-');
      for (const [i, text] of [year, month, date].entries()) {
        const part = parts[i];
        if (part) await user.type(part, text);
      }
    }
    expect([start, end].every(Boolean)).toBe(true);
    expect(await within(dialog).findByText(/已有 1 个机时预约/)).toBeTruthy();
    expect(within(dialog).getByText(/流式细胞仪/)).toBeTruthy();
    await user.type(within(dialog).getByRole('textbox', { name: '原因（中文）' }), '停电检修');
    await user.click(within(dialog).getByRole('button', { name: '仍要闭园' }));
    const made = (): Asked | undefined => sent().find(({ path }) => path === '/settings/closures');
    await waitFor(() => expect(made()).toBeDefined());
    expect(made()?.body).toMatchObject({
      startsAt: '2026-12-04T16:00:00.000Z',
      affected: 1,
      reasonZh: '停电检修',
    });
  });
});
