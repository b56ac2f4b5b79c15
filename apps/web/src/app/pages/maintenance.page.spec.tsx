import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi, type Answer, type Asked } from '../../../test/fake-api';
import { FakeStream } from '../../../test/fake-stream';
import { financeSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const session = { ...financeSession, member: { ...financeSession.member, name: '王实', role: 'manager' } };
const outage = {
  id: 5,
  caseNo: 'OC-2026-0005',
  instrumentId: 7,
  instrumentZh: '流式细胞仪',
  instrumentEn: '',
  assetNo: 'SJZ-0007',
  kind: 'maintenance',
  status: 'planned',
  startsAt: '2026-01-05T01:00:00.000Z',
  endsAt: '2099-01-05T03:00:00.000Z',
  openEnded: false,
  answerBy: null,
  cases: 0,
  openCases: 0,
  reason: '更换鞘液泵',
  createdByName: '王实',
  createdAt: '2026-01-01T01:00:00.000Z',
  version: 1,
};
const spare = {
  instrumentId: 8,
  assetNo: 'SJZ-0008',
  nameZh: '流式细胞仪',
  nameEn: '',
  startsAt: '',
  endsAt: '',
  totalFen: 52_000,
};
const affected = {
  id: 41,
  kind: 'session',
  status: 'confirmed',
  startsAt: '2026-12-10T02:00:00.000Z',
  endsAt: '2026-12-10T04:00:00.000Z',
  startsOn: null,
  months: null,
  totalFen: 52_000,
  companyZh: '诺核生物',
  companyEn: '',
  memberName: '陈核',
  purpose: '细胞活率',
  suggestions: {
    nextFree: { startsAt: '2026-12-11T02:00:00.000Z', endsAt: '2026-12-11T04:00:00.000Z' },
    equivalents: [spare],
  },
  held: spare,
  choices: ['swap', 'move', 'cancel'],
  defaultAction: 'swap',
};
const preview = { startsAt: '', endsAt: '', affected: [affected], isTaken: false };

function park(answers: Record<string, Answer | ((asked: Asked) => Answer)> = {}) {
  return fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /outages': { body: { items: [outage], nextCursor: null } },
    'GET /instruments': {
      body: { items: [{ id: 7, assetNo: 'SJZ-0007', nameZh: '流式细胞仪', nameEn: '' }], nextCursor: null },
    },
    'GET /instruments/7': { body: { id: 7, assetNo: 'SJZ-0007', nameZh: '流式细胞仪', nameEn: '' } },
    ...answers,
  });
}

beforeEach(() => {
  Object.assign(globalThis, { EventSource: FakeStream });
  setLanguage('zh');
});
afterEach(cleanup);

/** The form as it opens at an instrument that has failed: only the reason is missing. */
async function atTheBench(user: Awaited<ReturnType<typeof visit>>): Promise<HTMLElement> {
  const sheet = await screen.findByRole('dialog', { name: '安排停机' });
  await user.type(await within(sheet).findByRole('textbox', { name: /原因/ }), '异响');
  return sheet;
}
const posted = (asked: readonly Asked[]) =>
  asked.filter((one) => one.path === '/outages' && one.method === 'POST').at(-1)?.body;
const made = { status: 201, body: { id: 6, caseNo: 'OC-2026-0006', status: 'announced', version: 1 } };

describe('outages', () => {
  it('show who is in the way before they are saved, and ask the owners', async () => {
    const asked = park({ 'POST /outages/preview': { body: preview }, 'POST /outages': made });
    const user = await visit('/maintenance?plan=1&fault=7');
    const sheet = await atTheBench(user);
    await user.click(within(sheet).getByRole('radio', { name: '校准' }));
    await user.click(within(sheet).getByRole('checkbox', { name: '结束时间未定' }));
    await user.click(within(sheet).getAllByRole('spinbutton', { name: /年|月|日/ })[3] as HTMLElement);
    await user.keyboard('20981210');
    const end = within(sheet).getByRole<HTMLInputElement>('textbox', { name: '结束时间（时刻）' });
    expect(end.value).toBe('18:00');
    expect(await within(sheet).findByText('该时段已有 1 项预约')).toBeTruthy();
    expect(within(sheet).getByText(/将保留：流式细胞仪 SJZ-0008/).textContent).toContain('¥520.00');
    await user.click(within(sheet).getByRole('button', { name: /逾期未答复则/ }));
    await user.click(await screen.findByRole('option', { name: '顺延到下一个空闲时段' }));
    await user.click(within(sheet).getByRole('button', { name: '保存并征询预约人' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(posted(asked)).toMatchObject({
      instrumentId: 7,
      kind: 'calibration',
      endsAt: '2098-12-10T10:00:00.000Z',
      openEnded: false,
      reason: '异响',
      resolutions: [],
      ask: { defaults: [{ reservationId: 41, action: 'move' }] },
    });
  });

  it('are not saved before every reservation in the way has its way, where staff decide', async () => {
    const asked = park({ 'POST /outages/preview': { body: preview }, 'POST /outages': made });
    const user = await visit('/maintenance?plan=1&fault=7');
    const sheet = await atTheBench(user);
    await user.click(await within(sheet).findByRole('radio', { name: '立即决定' }));
    const save = within(sheet).getByRole('button', { name: '保存，并处理 1 项预约' });
    expect(save).toHaveProperty('disabled', true);
    expect(within(sheet).getByRole('radio', { name: '取消预约（不收费）' })).toBeTruthy();
    expect(within(sheet).getByRole('radio', { name: '顺延到 2026-12-11 10:00 – 12:00' })).toBeTruthy();
    await user.click(within(sheet).getByRole('radio', { name: '换到 流式细胞仪 SJZ-0008，时间不变' }));
    await user.click(save);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(posted(asked)).toMatchObject({ resolutions: [{ reservationId: 41, action: 'swap', instrumentId: 8 }] });
    expect(posted(asked)).not.toHaveProperty('ask');
  });

  it('of a fault begin now and need no end, and what is in use must come back first', async () => {
    const inUse = { ...affected, status: 'active', choices: [], defaultAction: null, held: null };
    const asked = park({ 'POST /outages/preview': { body: { ...preview, affected: [inUse] } } });
    const user = await visit('/maintenance?plan=1&fault=7');
    const sheet = await atTheBench(user);
    expect(within(sheet).getByRole<HTMLInputElement>('combobox', { name: /仪器/ }).value).toBe('流式细胞仪 SJZ-0007');
    expect(within(sheet).getByRole('radio', { name: '故障' }).getAttribute('aria-checked')).toBe('true');
    expect(within(sheet).getByRole<HTMLInputElement>('checkbox', { name: '结束时间未定' }).checked).toBe(true);
    expect(within(sheet).queryByRole('textbox', { name: '结束时间（时刻）' })).toBeNull();
    expect(await within(sheet).findByText('有预约正在使用中，须先办理归还。')).toBeTruthy();
    expect(within(sheet).getByRole('button', { name: '保存并征询预约人' })).toHaveProperty('disabled', true);
    expect(asked.find((one) => one.path === '/outages/preview')?.body).toMatchObject({ openEnded: true });
  });

  it('under way are ended after naming what follows', async () => {
    const asked = park({ 'POST /outages/5/end': { body: { id: 5, status: 'ended', version: 2 } } });
    const user = await visit('/maintenance');
    await user.click((await screen.findAllByRole('button', { name: '现在结束' }))[0] as HTMLElement);
    const question = await screen.findByRole('alertdialog', { name: '现在结束这次停机？' });
    expect(question.textContent).toContain('流式细胞仪 从现在起恢复可预约');
    await user.click(within(question).getByRole('button', { name: '现在结束' }));
    await waitFor(() => expect(asked.some((one) => one.path === '/outages/5/end')).toBe(true));
  });

  it('cannot be laid over another outage, and say so before they are saved', async () => {
    park({ 'POST /outages/preview': { body: { ...preview, affected: [], isTaken: true } } });
    const user = await visit('/maintenance?plan=1&fault=7');
    const sheet = await atTheBench(user);
    expect((await within(sheet).findByRole('alert')).textContent).toContain('该时段不能安排停机');
    expect(within(sheet).getByRole('button', { name: '保存停机安排' })).toHaveProperty('disabled', true);
  });

  it('being asked about show who has answered, and are changed', async () => {
    const announced = {
      ...outage,
      status: 'announced',
      startsAt: '2098-01-05T01:00:00.000Z',
      answerBy: '2097-12-31T01:00:00.000Z',
      cases: 2,
      openCases: 1,
    };
    const here = { id: 7, nameZh: '流式细胞仪', nameEn: '', assetNo: 'SJZ-0007' };
    const one = {
      id: 1,
      reservationId: 41,
      companyZh: '诺核生物',
      companyEn: '',
      memberName: '陈核',
      kind: 'session',
      reservationStatus: 'confirmed',
      status: 'open',
      answerBy: '2097-12-31T01:00:00.000Z',
      defaultAction: 'swap',
      action: null,
      was: { instrumentId: 7, startsAt: affected.startsAt, endsAt: affected.endsAt },
      now: { startsAt: affected.startsAt, endsAt: affected.endsAt, instrument: here },
      held: { ...here, id: 8, assetNo: 'SJZ-0008' },
      answeredAt: null,
      answeredByName: null,
    };
    const other = {
      ...one,
      id: 2,
      reservationId: 42,
      companyZh: '蓝溪药业',
      status: 'answered',
      action: 'move',
      now: { ...one.now, startsAt: '2026-12-12T02:00:00.000Z', endsAt: '2026-12-12T04:00:00.000Z' },
      answeredAt: '2026-12-01T02:00:00.000Z',
      answeredByName: '李澜',
    };
    const asked = park({
      'GET /outages': { body: { items: [announced], nextCursor: null } },
      'GET /outages/5': { body: { ...announced, caseList: [one, other] } },
      'PUT /outages/5': { body: { id: 5, caseNo: 'OC-2026-0005', status: 'announced', version: 2 } },
    });
    const user = await visit('/maintenance');
    expect((await screen.findAllByText('1/2 已答复')).length).toBeGreaterThan(0);
    await user.click(screen.getAllByRole('button', { name: '处理情况' })[0] as HTMLElement);
    const sheet = await screen.findByRole('dialog', { name: '停机单 OC-2026-0005' });
    const [waiting, done] = within(await within(sheet).findByRole('list', { name: '处理情况' })).getAllByRole(
      'listitem',
    );
    expect(waiting?.textContent).toContain('已保留：流式细胞仪 SJZ-0008');
    expect(
      within(waiting as HTMLElement)
        .getByRole('link', { name: '代为选择' })
        .getAttribute('href'),
    ).toBe('/reservations/41');
    expect(done?.textContent).toContain('改期现：2026-12-12 10:00 – 12:002026-12-01 10:00 · 李澜');
    await user.click(within(sheet).getByRole('button', { name: '调整' }));
    const form = within(sheet).getByRole('region', { name: '调整停机安排' });
    const reason = within(form).getByRole('textbox', { name: /原因/ });
    await user.clear(reason);
    await user.type(reason, '改由厂家上门');
    await user.click(within(form).getByRole('button', { name: '保存调整' }));
    await waitFor(() =>
      expect(asked.find((a) => a.method === 'PUT')?.body).toEqual({ version: 1, reason: '改由厂家上门' }),
    );
  });
});
