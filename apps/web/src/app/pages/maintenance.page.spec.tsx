import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi, type Answer, type Asked } from '../../../test/fake-api';
import { FakeStream } from '../../../test/fake-stream';
import { financeSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const session = { ...financeSession, member: { ...financeSession.member, name: '王实', role: 'manager' } };
const outage = {
  id: 5,
  instrumentId: 7,
  instrumentZh: '流式细胞仪',
  instrumentEn: '',
  assetNo: 'SJZ-0007',
  kind: 'maintenance',
  status: 'planned',
  startsAt: '2026-01-05T01:00:00.000Z',
  endsAt: '2099-01-05T03:00:00.000Z',
  reason: '更换鞘液泵',
  createdByName: '王实',
  createdAt: '2026-01-01T01:00:00.000Z',
  version: 1,
};
const affected = {
  id: 41,
  kind: 'session',
  status: 'confirmed',
  startsAt: '2026-12-10T02:00:00.000Z',
  endsAt: '2026-12-10T04:00:00.000Z',
  startsOn: null,
  months: null,
  companyZh: '诺核生物',
  memberName: '陈核',
  purpose: '细胞活率',
  suggestions: {
    nextFree: { startsAt: '2026-12-11T02:00:00.000Z', endsAt: '2026-12-11T04:00:00.000Z' },
    equivalents: [{ instrumentId: 8, assetNo: 'SJZ-0008', nameZh: '流式细胞仪', nameEn: '', startsAt: '', endsAt: '' }],
  },
};
const refusal = { code: 'reservations_affected', title: '该时段已有预约', affected: [affected] };

function park(answers: Record<string, Answer | ((asked: Asked) => Answer)> = {}) {
  return fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /outages': { body: { items: [outage], nextCursor: null } },
    'GET /instruments': {
      body: { items: [{ id: 7, assetNo: 'SJZ-0007', nameZh: '流式细胞仪', nameEn: '' }], nextCursor: null },
    },
    ...answers,
  });
}

beforeEach(() => {
  Object.assign(globalThis, { EventSource: FakeStream });
  setLanguage('zh');
});
afterEach(cleanup);

describe('outages', () => {
  it('are not saved before every reservation in the way has its way', async () => {
    const asked = park({
      'POST /outages': ({ body }) =>
        (body as { resolutions: unknown[] }).resolutions.length > 0
          ? { status: 201, body: { id: 6, status: 'planned', version: 1 } }
          : { status: 409, body: refusal },
    });
    const user = await visit('/maintenance?plan=1');
    const sheet = await screen.findByRole('dialog', { name: '安排停机' });
    await user.type(within(sheet).getByRole('combobox', { name: /仪器/ }), '流式');
    await user.click(await screen.findByRole('option', { name: '流式细胞仪 SJZ-0007' }));
    const days = within(sheet).getAllByRole('spinbutton', { name: /年|月|日/ });
    for (const [index, text] of ['2026', '12', '10', '2026', '12', '10'].entries()) {
      await user.click(days[index] as HTMLElement);
      await user.keyboard(text);
    }
    const start = within(sheet).getByRole<HTMLInputElement>('textbox', { name: '开始时间（时刻）' });
    expect(start.value).toBe('09:00');
    const end = within(sheet).getByRole<HTMLInputElement>('textbox', { name: '结束时间（时刻）' });
    await user.clear(end);
    await user.type(end, '1800');
    await user.type(within(sheet).getByRole('textbox', { name: /原因/ }), '年检');
    await user.click(within(sheet).getByRole('button', { name: '保存停机安排' }));

    expect(await within(sheet).findByText('该时段已有 1 项预约，请先逐项处理')).toBeTruthy();
    const save = within(sheet).getByRole('button', { name: '保存，并处理 1 项预约' });
    expect(save).toHaveProperty('disabled', true);
    expect(within(sheet).getByRole('radio', { name: '取消预约（不收费）' })).toBeTruthy();
    expect(within(sheet).getByRole('radio', { name: '顺延到 2026-12-11 10:00 – 12:00' })).toBeTruthy();
    await user.click(within(sheet).getByRole('radio', { name: '换到 流式细胞仪 SJZ-0008，时间不变' }));
    await user.click(save);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.filter((one) => one.method === 'POST').at(-1)?.body).toEqual({
      instrumentId: 7,
      kind: 'maintenance',
      startsAt: '2026-12-10T01:00:00.000Z',
      endsAt: '2026-12-10T10:00:00.000Z',
      reason: '年检',
      resolutions: [{ reservationId: 41, action: 'swap', instrumentId: 8 }],
    });
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
});
