import { act, screen, waitFor, within } from '@testing-library/react';
import { type Answer, type Asked, fakeApi } from '../../../test/fake-api';
import { tenantSession } from '../../../test/finance-park';
import { firstOfDecember, reservation } from '../../../test/tenant-park';
import { standStill } from '../../../test/stand-still';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const asked = {
  at: '2026-12-01T01:00:00.000Z',
  action: 'reservation.outage_asked',
  actorName: '王实',
  actorRole: 'manager',
  reason: null,
  data: { outageId: 7 },
};
const booked = { ...reservation, history: [...reservation.history, asked] };
const instrument = { id: 7, nameZh: '流式细胞仪', nameEn: 'Flow cytometer', assetNo: 'SJZ-0007' };
const blank = {
  instrument: null,
  startsAt: null,
  endsAt: null,
  startsOn: null,
  totalFen: null,
  abatedFen: 0,
  abatedDays: 0,
};
const period = { startsAt: '2026-12-14T16:00:00.000Z', endsAt: '2027-02-14T16:00:00.000Z' };
const open = {
  caseNo: 'OC-2026-0007',
  outage: {
    kind: 'maintenance',
    status: 'announced',
    startsAt: '2027-01-03T16:00:00.000Z',
    endsAt: '2027-01-08T16:00:00.000Z',
    openEnded: false,
    reason: '更换激光器',
  },
  status: 'open',
  answerBy: '2026-12-04T06:30:00.000Z',
  defaultAction: 'stay',
  action: null,
  was: { ...period, instrument },
  agreedFen: 900_000,
  choices: [
    {
      ...blank,
      ...period,
      action: 'swap',
      instrument: { ...instrument, id: 8, assetNo: 'SJZ-0008' },
      startsOn: '2026-12-15',
      totalFen: 880_000,
    },
    {
      ...blank,
      action: 'move',
      startsAt: '2027-01-08T16:00:00.000Z',
      endsAt: '2027-03-08T16:00:00.000Z',
      startsOn: '2027-01-09',
      totalFen: 900_000,
    },
    {
      ...blank,
      ...period,
      action: 'stay',
      startsOn: '2026-12-15',
      totalFen: 827_419,
      abatedFen: 72_581,
      abatedDays: 5,
    },
    { ...blank, action: 'cancel', totalFen: 0 },
  ],
  abatedFen: 0,
};

function park(answers: Record<string, Answer | ((asked: Asked) => Answer)> = {}) {
  return fakeApi({
    'GET /session': { body: tenantSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /reservations/41': { body: booked },
    'GET /reservations/41/outage-case': { body: { case: open } },
    'POST /reservations/41/outage-case/answer': { body: { action: 'stay', status: 'answered' } },
    ...answers,
  });
}
const answered = (log: readonly Asked[]) => log.find((a) => a.path === '/reservations/41/outage-case/answer')?.body;
standStill(firstOfDecember);
const card = () => screen.findByRole('region', { name: '仪器将停机，请选择处理方式' });

describe('an outage in the way of my reservation', () => {
  it('says what, when and why, until when I may choose, what it costs and what happens otherwise', async () => {
    park();
    await visit('/reservations/41');
    const text = (await card()).textContent ?? '';
    expect(text).toContain('流式细胞仪 SJZ-0007 停机：2027-01-04 00:00 – 2027-01-09 00:00');
    expect(text).toContain('原因：更换激光器');
    expect(text).toContain('OC-2026-0007');
    expect(text).toContain('请在 2026-12-04 14:30 前选择 · 还剩');
    expect(text).toContain('逾期未选：保留租用，停机期间减免租金');
    expect(text).toContain('停机 5 天，减免 ¥725.81，租金合计 ¥8,274.19');
    expect(text).toContain('流式细胞仪 SJZ-0008，已为您保留到答复期限 · ¥8,800.00 · 比原价省 ¥200.00');
    expect(text).toContain('2027-01-09 至 2027-03-08（含首尾） · ¥9,000.00');
  });

  it('does what I choose, the default being chosen already', async () => {
    const log = park();
    const user = await visit('/reservations/41');
    const form = within(await card());
    expect(form.getByRole<HTMLInputElement>('radio', { name: /保留租用/ }).checked).toBe(true);
    await user.click(form.getByRole('radio', { name: /换用同类仪器/ }));
    await user.click(form.getByRole('button', { name: '确认选择' }));
    await waitFor(() => expect(answered(log)).toEqual({ action: 'swap' }));
  });

  it('takes a date of my own by keyboard alone, and offers the next free one when it is taken', async () => {
    const nextFree = {
      startsAt: '2027-01-19T16:00:00.000Z',
      endsAt: '2027-03-19T16:00:00.000Z',
      startsOn: '2027-01-20',
      months: 2,
      quoteId: null,
      totalFen: 900_000,
    };
    let tries = 0;
    const log = park({
      'POST /reservations/41/outage-case/answer': () =>
        ++tries === 1
          ? {
              status: 409,
              body: { code: 'slot_taken', title: '该时段已被占用', alternatives: { nextFree, equivalents: [] } },
            }
          : { body: { action: 'move', status: 'answered' } },
    });
    const user = await visit('/reservations/41');
    const form = within(await card());
    act(() => form.getByRole('radio', { name: /保留租用/ }).focus());
    await user.keyboard('{ArrowUp}');
    expect(form.getByRole<HTMLInputElement>('radio', { name: /另选日期/ }).checked).toBe(true);
    expect(form.getByRole('button', { name: '确认选择' })).toHaveProperty('disabled', true);
    await user.click(form.getAllByRole('spinbutton')[0] as HTMLElement);
    await user.keyboard('20270110');
    await user.click(form.getByRole('button', { name: '确认选择' }));
    const refusal = await form.findByRole('alert');
    expect(refusal.textContent).toContain('2027-01-20 至 2027-03-19（含首尾）');
    await user.click(within(refusal).getByRole('button', { name: '改用这个时段' }));
    await user.click(form.getByRole('button', { name: '确认选择' }));
    await waitFor(() => expect(tries).toBe(2));
    expect(log.filter((a) => a.method === 'POST').map((a) => a.body)).toEqual([
      { action: 'move', startsOn: '2027-01-10' },
      { action: 'move', startsOn: '2027-01-20' },
    ]);
  });

  it('says which rule a date of my own breaks', async () => {
    const message = { zh: '该时间不在开放时段内', en: 'Outside opening hours' };
    park({
      'POST /reservations/41/outage-case/answer': {
        status: 422,
        body: {
          code: 'policies_violated',
          title: '预约不符合使用规则',
          violations: [{ code: 'x', severity: 'refuse', message }],
        },
      },
    });
    const user = await visit('/reservations/41');
    const form = within(await card());
    await user.click(form.getByRole('button', { name: '确认选择' }));
    expect((await form.findByRole('alert')).textContent).toBe('没有保存该时间不在开放时段内');
  });

  it('shows what became of it, and the rent that is not owed', async () => {
    const settled = { ...open, status: 'defaulted', action: 'stay', choices: [], abatedFen: 72_581 };
    park({ 'GET /reservations/41/outage-case': { body: { case: settled } } });
    setLanguage('en');
    await visit('/reservations/41');
    const region = await screen.findByRole('region', { name: 'Outage' });
    expect(region.textContent).toContain(
      'Kept; no rent for the days out of service · by default, nobody answered in time',
    );
    expect(region.textContent).toContain('¥725.81 of rent is abated');
  });

  it('is not asked about when the record speaks of none', async () => {
    const log = park({ 'GET /reservations/41': { body: reservation } });
    await visit('/reservations/41');
    expect(await screen.findByText('审批通过')).toBeTruthy();
    expect(log.some((a) => a.path.includes('outage-case'))).toBe(false);
  });
});
