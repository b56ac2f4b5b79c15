import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { FakeStream } from '../../../test/fake-stream';
import { financeSession } from '../../../test/finance-park';
import { quote } from '../../../test/tenant-park';
import { visit } from '../../../test/visit';
import { atADesk, entry, manager, offer, park } from '../../../test/waiting-park';

beforeEach(atADesk);
afterEach(cleanup);

describe('the waiting list', () => {
  it('says for what one waits, in which place, and names nobody else', async () => {
    park();
    await visit('/waiting-list');
    const row = await screen.findByRole('row', { name: /流式细胞仪/ });
    expect(row.textContent).toContain('第 2 位');
    expect(row.textContent).toContain('此台或同类');
    expect(row.textContent).toContain('2 小时，2026-12-03 08:00 至 2026-12-04 24:00 之间');
    expect(row.textContent).toContain('仅周四和周五 09:00–18:00');
    expect(screen.queryByText('企业 / 人员')).toBeNull();
  });

  it('is left only after one was told what is lost', async () => {
    const asked = park({ 'POST /waiting-list/7/leave': { body: { id: 7, status: 'left' } } });
    const user = await visit('/waiting-list');
    await user.click(await screen.findByRole('button', { name: /^退出候补/ }));
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog.textContent).toContain('将失去当前排位');
    await user.click(within(dialog).getByRole('button', { name: '退出候补' }));
    await waitFor(() => expect(asked.some((one) => one.path === '/waiting-list/7/leave')).toBe(true));
  });

  it('is joined with what was refused elsewhere already filled in', async () => {
    const asked = park({ 'POST /waiting-list': { status: 201, body: { id: 8, status: 'waiting', position: 3 } } });
    const user = await visit(
      '/waiting-list?join=1&instrumentId=5&kind=session&from=2026-12-03T01:00:00.000Z&until=2026-12-03T03:00:00.000Z',
    );
    const sheet = await screen.findByRole('dialog');
    await waitFor(() =>
      expect(within(sheet).getByRole<HTMLInputElement>('combobox').value).toBe('流式细胞仪 SJZ-0005'),
    );
    await user.click(within(sheet).getByRole('radio', { name: /这台或同类仪器/ }));
    await user.click(within(sheet).getByRole('button', { name: '加入候补' }));
    expect(await screen.findByText('已加入候补，您排在第 3 位')).toBeTruthy();
    expect(asked.find((one) => one.method === 'POST')?.body).toEqual({
      kind: 'session',
      target: 'equivalent',
      instrumentId: 5,
      lengthMinutes: 120,
      from: '2026-12-03T01:00:00.000Z',
      until: '2026-12-03T03:00:00.000Z',
      purpose: '',
    });
  });

  it('says which rules refuse at any time, and keeps what was entered', async () => {
    const message = { zh: '使用该仪器须先通过上机培训', en: 'this instrument needs training first' };
    const violations = [{ code: 'qualification_missing', severity: 'refuse', message, data: {}, overridable: true }];
    park({ 'POST /waiting-list': { status: 422, body: { code: 'policies_violated', title: '不符合', violations } } });
    const user = await visit(
      '/waiting-list?join=1&instrumentId=5&kind=rental&months=2&first=2026-12-10&last=2026-12-20',
    );
    const sheet = await screen.findByRole('dialog');
    const submit = within(sheet).getByRole('button', { name: '加入候补' });
    await waitFor(() => expect(submit.hasAttribute('data-disabled')).toBe(false));
    await user.click(submit);
    expect((await within(sheet).findByRole('alert')).textContent).toContain('须先通过上机培训');
    expect(within(sheet).getByRole<HTMLInputElement>('textbox', { name: /租期/ }).value).toBe('2');
  });
});

describe('an offer', () => {
  const offered = () => [entry({ status: 'offered', offer: offer() })];

  it('stands on top with its time left by the clock of the server, its price and its rules', async () => {
    park({}, { entries: offered(), offMs: 60_000 });
    const user = await visit('/waiting-list?entry=7');
    const card = await screen.findByRole('article', { name: /为您保留的时段/ });
    expect(within(card).getByRole('timer').textContent).toMatch(/剩余 1[123]:\d\d/);
    expect(card.textContent).toContain('2026-12-03 09:00 – 11:00');
    await user.click(within(card).getByText('按当前价格'));
    expect(card.textContent).toContain('¥520.00');
    expect(card.textContent).toContain('2 小时 × ¥260.00');
  });

  it('is accepted with one click, at the price that is shown, and leads to the reservation', async () => {
    const asked = park(
      {
        'POST /waiting-list/7/accept': {
          body: { id: 7, status: 'booked', reservationId: 41, reservationStatus: 'confirmed' },
        },
      },
      { entries: offered() },
    );
    const user = await visit('/waiting-list');
    await user.click(await screen.findByRole('button', { name: '确认预约' }));
    expect(await screen.findByText('预约成功')).toBeTruthy();
    expect(asked.find((one) => one.method === 'POST')?.body).toEqual({ offerId: 9, quoteId: quote.quoteId });
    await waitFor(() => expect(window.location.pathname).toBe('/reservations/41'));
  });

  it('is a request where staff approve, and a refusal says why and keeps it', async () => {
    const note = {
      code: 'approval_needed',
      severity: 'note',
      message: { zh: '提交后须经管理员审核', en: '' },
      data: {},
      overridable: false,
    } as const;
    park(
      { 'POST /waiting-list/7/accept': { status: 409, body: { code: 'offer_over', title: '该候补名额已失效' } } },
      { entries: [entry({ status: 'offered', offer: offer({ violations: [note] }) })] },
    );
    const user = await visit('/waiting-list');
    await screen.findByText('提交后须经管理员审核');
    await user.click(screen.getByRole('button', { name: '提交申请' }));
    expect((await screen.findByRole('alert')).textContent).toContain('该候补名额已失效');
  });

  it('goes to the next, and comes up by itself when it is made while one looks', async () => {
    let entries = [entry()];
    const asked = park({
      'GET /waiting-list': () => ({ body: { items: entries, nextCursor: null, now: new Date().toISOString() } }),
      'POST /waiting-list/7/decline': { body: { id: 7, status: 'waiting' } },
    });
    const user = await visit('/waiting-list');
    await screen.findByText('第 2 位');
    entries = offered();
    act(() => FakeStream.newest?.say('waiting-list', {}));
    await user.click(await screen.findByRole('button', { name: '放弃，让给下一位' }));
    await waitFor(() =>
      expect(asked.find((one) => one.path === '/waiting-list/7/decline')?.body).toEqual({ offerId: 9 }),
    );
  });
});

describe('freed-time alerts', () => {
  it('are told how long, when and on what, and are removed again', async () => {
    const alert = {
      id: 3,
      instrumentId: null,
      categoryId: 2,
      nameZh: '细胞分析',
      nameEn: 'Cells',
      assetNo: null,
      minMinutes: 150,
      withinDays: 7,
      weekdays: null,
      fromMinute: null,
      toMinute: null,
      byMail: true,
      createdAt: '2026-12-01T00:00:00Z',
    };
    const asked = park({
      'GET /freed-alerts': { body: { items: [alert] } },
      'POST /freed-alerts': { status: 201, body: { id: 4 } },
      'DELETE /freed-alerts/3': { body: { id: 3 } },
    });
    const user = await visit('/waiting-list?tab=alerts');
    expect((await screen.findByRole('list', { name: '空闲提醒' })).textContent).toContain(
      '空出 2.5 小时 以上，今后 7 天内',
    );
    await user.click(screen.getByRole('button', { name: '新建提醒' }));
    const sheet = await screen.findByRole('dialog');
    await user.click(within(sheet).getByRole('radio', { name: '某一类别中任意一台' }));
    await user.click(within(sheet).getByRole('combobox', { name: /类别/ }));
    await user.keyboard('细胞{ArrowDown}{Enter}');
    await user.click(within(sheet).getByRole('checkbox', { name: '只在部分日子或时段方便' }));
    await user.click(within(sheet).getByRole('checkbox', { name: '周日' }));
    await user.click(within(sheet).getByRole('button', { name: '保存提醒' }));
    await waitFor(() =>
      expect(asked.find((one) => one.method === 'POST')?.body).toEqual({
        categoryId: 2,
        minMinutes: 120,
        withinDays: 14,
        byMail: false,
        weekdays: [1, 2, 3, 4, 5, 6],
      }),
    );
    await user.click(await screen.findByRole('button', { name: '删除提醒：细胞分析' }));
    await waitFor(() => expect(asked.some((one) => one.method === 'DELETE')).toBe(true));
  });
});

describe('staff', () => {
  it('see who waits for what, what that adds up to, and how long offers are held', async () => {
    const item = {
      instrumentId: 5,
      assetNo: 'SJZ-0005',
      nameZh: '流式细胞仪',
      nameEn: '',
      waiting: 4,
      missed: 2,
      companies: 3,
      sessionHours: 9.5,
      rentalMonths: 0,
      oldest: '2026-12-01T00:00:00Z',
    };
    const terms = { sessionMinutes: 15, rentalHours: 24 };
    park(
      { 'GET /waiting-list/demand': { body: { items: [item], terms } } },
      { session: { ...financeSession, member: manager }, entries: [entry({ companyZh: '诺核生物', mine: false })] },
    );
    const user = await visit('/waiting-list');
    expect((await screen.findByRole('row', { name: /诺核生物/ })).textContent).toContain('李明');
    expect(screen.queryByRole('button', { name: '加入候补' })).toBeNull();
    await user.click(screen.getByRole('radio', { name: '未满足需求' }));
    expect((await screen.findByRole('row', { name: /SJZ-0005/ })).textContent).toContain('9.5 小时');
    expect(screen.getByText('名额保留：按小时 15 分钟，按月 24 小时')).toBeTruthy();
  });
});
