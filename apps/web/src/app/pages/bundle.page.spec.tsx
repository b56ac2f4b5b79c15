import { screen, waitFor, within } from '@testing-library/react';
import { basketPark, bodies } from '../../../test/basket-park';
import { firstOfDecember, quote, reservation } from '../../../test/tenant-park';
import { standStill } from '../../../test/stand-still';
import { visit } from '../../../test/visit';

standStill(firstOfDecember);

describe('what was booked together', () => {
  const other = { ...reservation, id: 42, instrumentId: 6, instrumentZh: '离心机', assetNo: 'SJZ-0006', bundleId: 7 };
  const mine = { ...reservation, bundleId: 7 };
  const bundle = { id: 7, totalFen: 1_800_000, reservations: [mine, other], allowed: ['cancel', 'move'] };

  it('is shown with a reservation, and its fee before all of it is cancelled', async () => {
    const terms = { violations: [], freeUntil: quote.startsAt, explanation: { zh: '已过免费取消时限', en: 'late' } };
    const log = basketPark({
      'GET /reservations/41': { body: mine },
      'GET /reservations/bundles/7': { body: bundle },
      'POST /reservations/bundles/7/cancel-preview': {
        body: {
          feeFen: 270_000,
          kept: 0,
          reservations: [mine, other].map((one) => ({ ...one, ...terms, feeFen: 135_000 })),
        },
      },
      'POST /reservations/bundles/7/cancel': { body: { id: 7, reservations: [] } },
    });
    const user = await visit('/reservations/41');
    expect((await screen.findByRole('link', { name: '离心机' })).getAttribute('href')).toBe('/reservations/42');
    await user.click(screen.getByRole('button', { name: '整单取消' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(await within(dialog).findByText('共收取消费 ¥2,700.00')).toBeTruthy();
    expect(within(dialog).getAllByText('¥1,350.00')).toHaveLength(2);
    await user.click(within(dialog).getByRole('button', { name: '取消并支付 ¥2,700.00' }));
    await waitFor(() =>
      expect(bodies(log, 'POST /reservations/bundles/7/cancel')).toEqual([{ reason: '', feeFen: 270_000 }]),
    );
  });

  it('moves as one, each place shown first', async () => {
    const moved = [mine, other].map((one, i) => ({
      ...one,
      startsOn: '2026-12-22',
      endsOn: '2027-02-22',
      free: i === 0,
      violations: [],
    }));
    const log = basketPark({
      'GET /reservations/41': { body: mine },
      'GET /reservations/bundles/7': { body: bundle },
      'POST /reservations/bundles/7/move-preview': ({ body }) => {
        const fits = (body as { days: number }).days !== 7;
        return {
          body: {
            free: fits,
            totalFen: 1_800_000,
            beforeFen: 1_800_000,
            reservations: moved.map((one) => ({ ...one, free: fits || one.free })),
          },
        };
      },
      'POST /reservations/bundles/7/move': { body: { id: 7, totalFen: 1_800_000, reservations: [] } },
    });
    const user = await visit('/reservations/41');
    await user.click(await screen.findByRole('button', { name: '整单改期' }));
    expect(await screen.findByText('该时段已被占用')).toBeTruthy();
    expect(screen.getByRole('button', { name: '确认改期' })).toHaveProperty('disabled', true);
    const days = screen.getByRole('textbox', { name: /天数/ });
    await user.clear(days);
    await user.type(days, '8');
    await user.tab();
    await waitFor(() => expect(screen.getByRole('button', { name: '确认改期' })).toHaveProperty('disabled', false));
    await user.click(screen.getByRole('button', { name: '确认改期' }));
    await waitFor(() => expect(bodies(log, 'POST /reservations/bundles/7/move')).toEqual([{ days: 8, minutes: 0 }]));
  });

  it('stands together in the list', async () => {
    const alone = { ...reservation, id: 50, instrumentZh: '酶标仪', startsAt: '2026-12-16T00:00:00Z' };
    const last = { ...other, startsAt: '2026-12-20T00:00:00Z' };
    basketPark({ 'GET /reservations': { body: { items: [last, alone, mine], nextCursor: null } } });
    await visit('/reservations');
    await screen.findByText('预约单 7 · 2 项 · ¥18,000.00');
    const table = screen.getByRole('table');
    const names = within(table)
      .getAllByRole('link')
      .map((link) => link.textContent);
    expect(names).toEqual(['流式细胞仪', '离心机', '酶标仪']);
  });
});
