import { screen, waitFor, within } from '@testing-library/react';
import { type Answer, type Asked, fakeApi } from '../../../test/fake-api';
import { financeSession, tenantSession } from '../../../test/finance-park';
import { firstOfDecember, instrument, reservation } from '../../../test/tenant-park';
import { standStill } from '../../../test/stand-still';
import { visit } from '../../../test/visit';

const session = {
  ...reservation,
  kind: 'session',
  startsOn: null,
  months: null,
  segments: [],
  startsAt: '2026-12-01T02:00:00.000Z',
  endsAt: '2026-12-01T04:00:00.000Z',
  depositFen: 0,
  allowed: ['start', 'cancel'],
};
const running = { ...session, status: 'active', allowed: ['stop', 'resize', 'transfer'] };
const photo = { id: 7, direction: 'back', width: 1600, height: 1200, byName: '陈核', at: '2026-12-01T02:00:00.000Z' };
const managerSession = { ...financeSession, member: { ...financeSession.member, name: '王实', role: 'manager' } };
const empty = { accessories: [], items: [], drafts: [], damages: [] };

function park(shown: object, answers: Record<string, Answer | ((asked: Asked) => Answer)> = {}) {
  return fakeApi({
    'GET /session': { body: tenantSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /instruments/5': { body: instrument },
    'GET /reservations': { body: { items: [shown], nextCursor: null } },
    'GET /reservations/41': { body: shown },
    'GET /reservations/41/handovers': { body: empty },
    ...answers,
  });
}
const sent = (log: readonly Asked[], method: string, path: string) =>
  log.find((a) => a.method === method && a.path === path)?.body;

standStill(firstOfDecember);

describe('a tenant at the instrument', () => {
  it('starts the own session with one tap', async () => {
    const log = park(session, { 'POST /reservations/41/start': { body: { id: 41, status: 'active', version: 3 } } });
    const user = await visit('/i/5/use');
    await user.click(await screen.findByRole('button', { name: '开始使用' }));
    expect(await screen.findByText('已开始使用')).toBeTruthy();
    expect(sent(log, 'POST', '/reservations/41/start')).toEqual({});
  });

  it('is told why it did not start', async () => {
    const title = '前一使用者尚未归还，暂不能交接';
    park(session, { 'POST /reservations/41/start': { status: 409, body: { code: 'still_out', title } } });
    const user = await visit('/i/5/use');
    await user.click(await screen.findByRole('button', { name: '开始使用' }));
    expect(await screen.findByText(title)).toBeTruthy();
  });

  it('stops it, with the photographs that were taken, and hears what follows', async () => {
    const log = park(running, {
      'GET /reservations/41/handovers': { body: { ...empty, drafts: [photo] } },
      'POST /reservations/41/stop': { body: { id: 41, status: 'completed', version: 4 } },
    });
    const user = await visit('/i/5/use');
    await user.click(await screen.findByRole('button', { name: '结束使用' }));
    const dialog = await screen.findByRole('dialog', { name: '结束使用' });
    expect(within(dialog).getByText(/剩余时段立即释放/)).toBeTruthy();
    expect(await within(dialog).findByAltText('照片 1（2026-12-01 10:00）')).toBeTruthy();
    await user.click(within(dialog).getByRole('radio', { name: '有磨损' }));
    await user.click(within(dialog).getByRole('button', { name: '结束使用' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent(log, 'POST', '/reservations/41/stop')).toMatchObject({ condition: 'worn', photoIds: [7] });
  });

  it('extends it at the price that is shown', async () => {
    const preview = {
      quoteId: 'c'.repeat(64),
      endsAt: '2026-12-01T04:30:00.000Z',
      totalFen: 65_000,
      differenceFen: 13_000,
      violations: [],
      free: true,
      alternatives: null,
    };
    const log = park(running, {
      'POST /reservations/41/resize-preview': { body: preview },
      'POST /reservations/41/resize': { body: { id: 41, status: 'active', version: 4 } },
    });
    const user = await visit('/i/5/use');
    await user.click(await screen.findByRole('button', { name: '调整结束时间' }));
    await user.click(await screen.findByRole('button', { name: '延长 30 分钟' }));
    await user.click(await screen.findByRole('button', { name: '延长至 12:30，加收 ¥130.00' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent(log, 'POST', '/reservations/41/resize')).toEqual({
      endsAt: '2026-12-01T04:30:00.000Z',
      quoteId: preview.quoteId,
    });
  });

  it('is led to reserving when there is nothing to start', async () => {
    park(session, { 'GET /reservations': { body: { items: [], nextCursor: null } } });
    await visit('/i/5/use');
    expect(await screen.findByRole('link', { name: '预约这台仪器' })).toBeTruthy();
  });
});

describe('the lab at the instrument', () => {
  it('hands over with accessories one by one and a name instead of a drawn signature', async () => {
    const log = park(
      { ...reservation, allowed: ['hand_over'] },
      {
        'GET /session': { body: managerSession },
        'GET /reservations/41/handovers': { body: { ...empty, accessories: ['电源线', '说明书'] } },
        'POST /reservations/41/hand-over': { body: { id: 41, status: 'active', version: 3 } },
      },
    );
    const user = await visit('/i/5/use');
    await user.click(await screen.findByRole('button', { name: '交接出库' }));
    const dialog = await screen.findByRole('dialog', { name: '交接给 诺核生物' });
    const manual = await within(dialog).findByRole('radiogroup', { name: '说明书' });
    await user.click(within(manual).getByRole('radio', { name: '缺失' }));
    await user.type(within(dialog).getByLabelText('领用人'), '李酸');
    await user.click(within(dialog).getByRole('button', { name: '交接出库' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent(log, 'POST', '/reservations/41/hand-over')).toMatchObject({
      accessories: [
        { name: '电源线', state: 'given' },
        { name: '说明书', state: 'missing' },
      ],
      signedBy: '李酸',
    });
  });

  it('sees both directions side by side, and what came back worse', async () => {
    const noted = { at: '2026-12-01T02:00:00.000Z', byName: '王实', note: '', signedBy: '李酸', isSigned: true };
    const items = [
      {
        ...noted,
        id: 1,
        direction: 'out',
        condition: 'good',
        accessories: [{ name: '电源线', state: 'given' }],
        photos: [{ ...photo, direction: 'out' }],
      },
      {
        ...noted,
        id: 2,
        direction: 'back',
        condition: 'damaged',
        accessories: [{ name: '电源线', state: 'missing' }],
        photos: [],
      },
    ];
    park(
      { ...reservation, status: 'completed', allowed: [] },
      { 'GET /reservations/41/handovers': { body: { ...empty, items } } },
    );
    const user = await visit('/reservations/41');
    const out = await screen.findByRole('region', { name: '领用交接' });
    expect(screen.getByText('归还时状况变差：有损坏')).toBeTruthy();
    expect(screen.getByText('归还时缺少：电源线')).toBeTruthy();
    expect(within(out).getByAltText('李酸的签名').getAttribute('src')).toBe(
      '/api/v1/reservations/41/handovers/out/signature',
    );
    await user.click(within(out).getByRole('button', { name: /^放大/ }));
    expect(await screen.findByRole('dialog', { name: '领用交接' })).toBeTruthy();
  });
});

describe('a transfer', () => {
  it('names the colleague, and says when the colleague is not qualified', async () => {
    const violations = [
      { code: 'qualification_missing', severity: 'refuse', message: { zh: '使用该仪器须先通过上机培训', en: '' } },
    ];
    const log = park(
      { ...reservation, allowed: ['transfer'] },
      {
        'GET /reservations/41/colleagues': { body: { items: [{ id: 9, name: '李酸' }] } },
        'POST /reservations/41/transfer': {
          status: 422,
          body: { code: 'policies_violated', title: '预约不符合使用规则', violations },
        },
      },
    );
    const user = await visit('/reservations/41?act=transfer');
    await user.click(await screen.findByRole('button', { name: /同事/ }));
    await user.click(await screen.findByRole('option', { name: '李酸' }));
    await user.click(screen.getByRole('button', { name: '转给李酸' }));
    expect(await screen.findByText('使用该仪器须先通过上机培训')).toBeTruthy();
    expect(sent(log, 'POST', '/reservations/41/transfer')).toEqual({ memberId: 9, note: '' });
  });
});

describe('what came back damaged', () => {
  it('goes on to the form that takes it out of service, with the reason filled in', async () => {
    const rented = { ...session, status: 'active', allowed: ['take_back'] };
    const log = park(rented, {
      'GET /session': { body: managerSession },
      'POST /reservations/41/take-back': { body: { id: 41, status: 'completed', version: 4 } },
      'POST /outages/preview': {
        body: {
          startsAt: '2026-12-01T02:00:00.000Z',
          endsAt: '2026-12-02T02:00:00.000Z',
          affected: [],
          isTaken: false,
        },
      },
      'GET /outages': { body: { items: [], nextCursor: null } },
    });
    const user = await visit('/i/5/use');
    await user.click(await screen.findByRole('button', { name: '归还验收' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).queryByRole('checkbox', { name: '登记后立即停用该仪器' })).toBeNull();
    await user.click(within(dialog).getByRole('radio', { name: '有损坏' }));
    await user.click(within(dialog).getByRole('checkbox', { name: '登记后立即停用该仪器' }));
    await user.type(within(dialog).getByRole('textbox', { name: '备注' }), '物镜划伤');
    await user.click(within(dialog).getByRole('button', { name: '归还验收' }));
    await waitFor(() => expect(window.location.pathname).toBe('/maintenance'));
    // Nobody refunds by default what a damage may cost.
    expect(sent(log, 'POST', '/reservations/41/take-back')).toMatchObject({
      condition: 'damaged',
      note: '物镜划伤',
      deposit: 'keep',
    });
    const form = await screen.findByRole('dialog', { name: '安排停机' });
    expect(await within(form).findByDisplayValue('归还时发现损坏：物镜划伤')).toBeTruthy();
    expect(within(form).getByRole('radio', { name: '故障' }).ariaChecked).toBe('true');
  });
});
