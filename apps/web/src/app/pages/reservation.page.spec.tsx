import { screen, waitFor, within } from '@testing-library/react';
import { type Answer, type Asked, fakeApi } from '../../../test/fake-api';
import { tenantSession } from '../../../test/finance-park';
import { aLine, firstOfDecember, quote, reservation } from '../../../test/tenant-park';
import { standStill } from '../../../test/stand-still';
import { visit } from '../../../test/visit';

function park(answers: Record<string, Answer | ((asked: Asked) => Answer)> = {}) {
  return fakeApi({
    'GET /session': { body: tenantSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /reservations': { body: { items: [reservation], nextCursor: null } },
    'GET /reservations/41': { body: reservation },
    ...answers,
  });
}

const sent = (log: readonly Asked[], path: string) => log.find((a) => a.path === path)?.body;
standStill(firstOfDecember);

describe('my reservations', () => {
  it('lists what lies ahead and, on asking, what is past', async () => {
    const log = park();
    const user = await visit('/reservations');
    await screen.findByRole('link', { name: '流式细胞仪' });
    expect(screen.getByText('2026-12-15 至 2027-02-14（含首尾）')).toBeTruthy();
    expect(log.find((a) => a.path.startsWith('/reservations?'))?.path).toContain(
      'requested%2Cconfirmed%2Cactive%2Coverdue',
    );
    await user.click(screen.getByRole('radio', { name: '历史' }));
    await waitFor(() => expect(log.some((a) => a.path.includes('completed%2Ccancelled'))).toBe(true));
    expect(window.location.search).toBe('?view=past');
  });

  it('shows price by month and what happened', async () => {
    park();
    await visit('/reservations/41');
    expect(await screen.findByText('审批通过')).toBeTruthy();
    expect(screen.getByText('2026-12-01 09:30 · 王实')).toBeTruthy();
    expect(screen.getByText('¥2,467.74')).toBeTruthy();
  });
});

describe('changing a reservation', () => {
  it('extends by one click from a reminder, at the price that is shown', async () => {
    const preview = {
      quote: { ...quote, startsOn: '2027-02-15', endsOn: '2027-03-15', months: 1, totalFen: 436_500 },
      newEndsAt: '2027-03-14T16:00:00.000Z',
      newEndsOn: '2027-03-15',
      violations: [],
      free: true,
      alternatives: null,
    };
    const log = park({
      'POST /reservations/41/extend-preview': { body: preview },
      'POST /reservations/41/extend': { body: { id: 41, status: 'confirmed', version: 3 } },
    });
    const user = await visit('/reservations/41?extend=1');
    expect(await screen.findByText('2027-03-14')).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: '续租 1 个月，¥4,365.00' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent(log, '/reservations/41/extend')).toEqual({ months: 1, quoteId: quote.quoteId });
    expect(window.location.search).toBe('');
  });

  it('says so when an old reminder leads to what cannot be extended any more', async () => {
    park({ 'GET /reservations/41': { body: { ...reservation, status: 'completed', allowed: [] } } });
    await visit('/reservations/41?extend=1');
    expect(await screen.findByText('现在不能续租')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says what an early return charges and credits, month by month', async () => {
    const preview = {
      quoteId: 'e'.repeat(64),
      returnedOn: '2026-12-16',
      chargedTo: '2027-01-15',
      months: [
        { month: '2026-12', beforeFen: 246_774, afterFen: 246_774 },
        { month: '2027-01', beforeFen: 450_000, afterFen: 203_226 },
        { month: '2027-02', beforeFen: 203_226, afterFen: 0 },
      ],
      lines: [aLine('2026-12', 246_774, '')],
      differenceFen: -450_000,
      totalFen: 450_000,
    };
    const log = park({
      'POST /reservations/41/return-preview': { body: preview },
      'POST /reservations/41/shorten': { body: { id: 41, status: 'confirmed', version: 3 } },
    });
    const user = await visit('/reservations/41');
    await user.click(await screen.findByRole('button', { name: '提前归还' }));
    const sheet = await screen.findByRole('dialog', { name: '提前归还' });
    expect(await within(sheet).findByText('计费至 2027-01-14（含）')).toBeTruthy();
    expect(within(sheet).getAllByText('−¥2,032.26')).toHaveLength(1);
    await user.click(within(sheet).getByRole('button', { name: '提前归还 · 少付 ¥4,500.00' }));
    await waitFor(() =>
      expect(sent(log, '/reservations/41/shorten')).toEqual({ returnedOn: '2026-12-16', quoteId: preview.quoteId }),
    );
  });

  it('names the fee before cancelling, and keeps the dialog when it fails', async () => {
    const log = park({
      'POST /reservations/41/cancel-preview': {
        body: {
          feeFen: 270_000,
          freeUntil: '2026-11-30T16:00:00.000Z',
          explanation: { zh: '已过免费取消时限', en: 'late' },
          violations: [],
        },
      },
      'POST /reservations/41/cancel': {
        status: 409,
        body: { code: 'not_in_this_state', title: '预约当前状态不允许此操作' },
      },
    });
    const user = await visit('/reservations/41?act=cancel');
    expect(await screen.findByText('现在取消需支付取消费 ¥2,700.00。')).toBeTruthy();
    await user.type(screen.getByLabelText(/取消原因/), '课题调整');
    await user.click(screen.getByRole('button', { name: '支付 ¥2,700.00 并取消' }));
    expect(await screen.findByText('预约当前状态不允许此操作')).toBeTruthy();
    expect(sent(log, '/reservations/41/cancel')).toEqual({ reason: '课题调整', feeFen: 270_000 });
    expect((screen.getByLabelText(/取消原因/) as HTMLInputElement).value).toBe('课题调整');
  });

  it('says before it is asked that the rules forbid cancelling', async () => {
    const message = { zh: '须在开始前 3 天取消', en: 'three days before' };
    park({
      'POST /reservations/41/cancel-preview': {
        body: {
          feeFen: 0,
          freeUntil: '2026-11-30T16:00:00.000Z',
          explanation: { zh: '现在取消免费', en: 'free' },
          violations: [{ code: 'cancelled_late', severity: 'refuse', message }],
        },
      },
    });
    await visit('/reservations/41?act=cancel');
    const dialog = (await screen.findByText('须在开始前 3 天取消')).closest<HTMLElement>('[role=alertdialog]');
    const button = within(dialog ?? document.body).getByRole('button', { name: '取消预约' });
    expect(button).toHaveProperty('disabled', true);
  });

  it.each([
    ['requested', 0],
    ['confirmed', 1],
  ])('speaks of the deposit only where one was taken: %s', async (status, times) => {
    const body = {
      feeFen: 0,
      freeUntil: '2026-12-11T16:00:00.000Z',
      explanation: { zh: '取消免费', en: '' },
      violations: [],
    };
    park({
      'GET /reservations/41': { body: { ...reservation, status } },
      'POST /reservations/41/cancel-preview': { body },
    });
    await visit('/reservations/41?act=cancel');
    await screen.findByText('现在取消不收费。');
    expect(screen.queryAllByText('已收押金将退回。')).toHaveLength(times);
    expect(screen.queryAllByText(/^免费取消截止/)).toHaveLength(times);
  });

  it('offers nothing that the API does not allow', async () => {
    park({ 'GET /reservations/41': { body: { ...reservation, status: 'completed', allowed: [] } } });
    await visit('/reservations/41?act=cancel');
    expect(await screen.findByText('已完成')).toBeTruthy();
    expect(screen.queryByRole('alertdialog', { name: '取消预约' })).toBeNull();
  });
});
