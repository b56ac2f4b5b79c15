import { screen, waitFor, within } from '@testing-library/react';
import { type Answer, type Asked, fakeApi } from '../../../test/fake-api';
import { tenantSession } from '../../../test/finance-park';
import { firstOfDecember, reservation } from '../../../test/tenant-park';
import { standStill } from '../../../test/stand-still';
import { visit } from '../../../test/visit';

const evening = { id: 7, startsAt: '2026-12-16T10:00:00.000Z', endsAt: '2026-12-16T14:00:00.000Z', bookedMinutes: 120 };
const none = { shareBps: 5000, creditFen: 0, windows: [] };

function park(answers: Record<string, Answer | ((asked: Asked) => Answer)> = {}) {
  return fakeApi({
    'GET /session': { body: tenantSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /reservations/41': { body: { ...reservation, allowed: ['release'] } },
    'GET /reservations/41/releases': { body: none },
    ...answers,
  });
}

standStill(firstOfDecember);

describe('the idle hours of a rental', () => {
  it('are opened by days of the week, and say how many hours that is', async () => {
    const log = park({ 'POST /reservations/41/releases': { body: { ...none, windows: [evening] } } });
    const user = await visit('/reservations/41');
    await user.click(await screen.findByRole('button', { name: '开放时段' }));
    const sheet = await screen.findByRole('dialog');
    for (const day of ['星期一', '星期二', '星期四', '星期五'])
      await user.click(within(sheet).getByRole('button', { name: day }));
    // 15 December 2026 to 14 February 2027 has nine Wednesdays.
    expect(within(sheet).getByText('共 9 段，36 小时')).toBeTruthy();
    await user.click(within(sheet).getByRole('button', { name: '开放 9 段' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const body = log.find((asked) => asked.method === 'POST' && asked.path.endsWith('/releases'))?.body as {
      windows: unknown[];
    };
    expect(body.windows[0]).toEqual({ startsAt: '2026-12-16T10:00:00.000Z', endsAt: '2026-12-16T14:00:00.000Z' });
    expect(screen.getByText('12月16日周三 18:00–22:00')).toBeTruthy();
  });

  it('show what is booked and earned, and give back only what nobody has booked', async () => {
    park({
      'GET /reservations/41/releases': { body: { ...none, creditFen: 5661, windows: [evening] } },
      'POST /reservations/41/releases/7/withdraw': {
        body: { ...none, creditFen: 5661, windows: [{ ...evening, endsAt: '2026-12-16T12:00:00.000Z' }] },
      },
    });
    const user = await visit('/reservations/41');
    expect(await screen.findByText('已约 2 小时')).toBeTruthy();
    expect(screen.getByText('¥56.61')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '收回未约部分' }));
    expect(await screen.findByText('12月16日周三 18:00–20:00')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '收回未约部分' })).toBeNull();
  });

  it('are not spoken of where they cannot be', async () => {
    park({ 'GET /reservations/41': { body: { ...reservation, allowed: [] } } });
    await visit('/reservations/41');
    await screen.findByRole('heading', { name: '流式细胞仪' });
    await waitFor(() => expect(screen.queryByText('闲置时段共享')).toBeNull());
  });
});
