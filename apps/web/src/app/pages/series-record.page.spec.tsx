import { screen, waitFor, within } from '@testing-library/react';
import { bodies, occurrence, ofSeries, record, series, session, type Wanted } from '../../../test/series-park';
import { firstOfDecember } from '../../../test/tenant-park';
import { standStill } from '../../../test/stand-still';
import { visit } from '../../../test/visit';

standStill(firstOfDecember);

describe('a session of a series', () => {
  it('says which of how many it is, and books a skipped day again', async () => {
    const log = record({
      'POST /reservations/series/3/retry': {
        body: { id: 3, sessions: 1, requested: 0, totalFen: 26_000, firstReservationId: 44 },
      },
    });
    const user = await visit('/reservations/41');
    expect(await screen.findByText('第 2 次，共 3 次')).toBeTruthy();
    expect(screen.getByText('每周三 · 10:00 起，1 小时 · 共 4 次')).toBeTruthy();
    expect(screen.getByText('单独调整过')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '重新预约 2026-12-16' }));
    await waitFor(() =>
      expect(bodies(log, 'POST /reservations/series/3/retry')).toEqual([{ dates: ['2026-12-16'], choices: [] }]),
    );
  });

  it('offers what there is instead when the skipped day is taken', async () => {
    let tries = 0;
    const log = record({
      'POST /reservations/series/3/retry': () =>
        ++tries > 1
          ? { body: { id: 3, sessions: 1, requested: 0, totalFen: 26_000, firstReservationId: 44 } }
          : {
              status: 409,
              body: {
                code: 'series_conflicts',
                title: '',
                preview: { occurrences: [occurrence('2026-12-16', { rrule: '', choices: [] })] },
              },
            },
    });
    const user = await visit('/reservations/41');
    await user.click(await screen.findByRole('button', { name: '重新预约 2026-12-16' }));
    await user.click(await screen.findByRole('button', { name: '2026-12-16 改约 14:00' }));
    await waitFor(() => expect(bodies(log, 'POST /reservations/series/3/retry')).toHaveLength(2));
    expect(bodies(log, 'POST /reservations/series/3/retry')[1]).toMatchObject({
      choices: [{ date: '2026-12-16', action: 'take', startsAt: '2026-12-16T06:00:00.000Z' }],
    });
  });

  it('asks whether this one, later ones or all are cancelled, and names the fee of all', async () => {
    const fee = (date: string, feeFen: number) => ({ ...session(date, 41), feeFen });
    const log = record({
      'POST /reservations/41/cancel-preview': {
        body: { feeFen: 0, freeUntil: '2026-12-08T02:00:00.000Z', explanation: { zh: '现在取消免费', en: '' } },
      },
      'POST /reservations/series/3/cancel-preview': {
        body: { feeFen: 13_000, untouched: 1, occurrences: [fee('2026-12-09', 13_000), fee('2026-12-23', 0)] },
      },
      'POST /reservations/series/3/cancel': { body: { id: 3, cancelled: 2, feeFen: 13_000 } },
    });
    const user = await visit('/reservations/41?act=cancel');
    const dialog = await screen.findByRole('alertdialog');
    await user.click(within(dialog).getByRole('radio', { name: '此次及以后' }));
    await user.click(await screen.findByRole('button', { name: '取消 2 次，收取 ¥130.00' }));
    await waitFor(() =>
      expect(bodies(log, 'POST /reservations/series/3/cancel')).toEqual([
        { scope: 'following', date: '2026-12-09', reason: '', feeFen: 13_000 },
      ]),
    );
  });

  it('moves all of it, and one that is in the way may stay', async () => {
    const moved = (date: string, id: number, keeps: boolean) => ({
      ...occurrence(date, { rrule: '', choices: [] }),
      verdict: date === '2026-12-16' ? (keeps ? 'kept' : 'taken') : 'free',
      reservationId: id,
      before: { instrumentId: 5, startsAt: `${date}T02:00:00.000Z`, endsAt: `${date}T03:00:00.000Z`, totalFen: 26_000 },
    });
    const log = record({
      'POST /reservations/series/3/move-preview': ({ body }) => {
        const keeps = (body as Wanted).choices.length > 0;
        return {
          body: {
            quoteId: 'f'.repeat(64),
            beforeFen: 52_000,
            totalFen: 52_000,
            moved: 1,
            conflicts: keeps ? 0 : 1,
            exceptions: 1,
            untouched: 1,
            occurrences: [moved('2026-12-09', 41, keeps), moved('2026-12-16', 42, keeps)],
          },
        };
      },
      'POST /reservations/series/3/move': { body: { id: 3, moved: 1, totalFen: 26_000 } },
    });
    const user = await visit('/reservations/41?act=move');
    await user.click(await screen.findByRole('radio', { name: '全部' }));
    const start = await screen.findByRole('combobox', { name: '开始时间' });
    await user.clear(start);
    await user.type(start, '15:00{ArrowDown}{Enter}');
    await user.click(await screen.findByRole('button', { name: '2026-12-16 保持原时间' }));
    await user.click(await screen.findByRole('button', { name: '修改 1 次，合计 ¥520.00' }));
    await waitFor(() =>
      expect(bodies(log, 'POST /reservations/series/3/move')).toEqual([
        {
          scope: 'all',
          date: '2026-12-09',
          startTime: '15:00',
          lengthMinutes: 60,
          shiftDays: 0,
          includeExceptions: false,
          choices: [{ date: '2026-12-16', action: 'keep' }],
          quoteId: 'f'.repeat(64),
        },
      ]),
    );
  });

  it('lets staff approve every request at once', async () => {
    const log = record({
      'GET /reservations/41': { body: { ...ofSeries, status: 'requested', allowed: ['approve', 'reject'] } },
      'GET /reservations/series/3': { body: { ...series, requested: 3 } },
      'POST /reservations/series/3/approve': { body: { id: 3, decided: 3 } },
    });
    const user = await visit('/reservations/41');
    await user.click(await screen.findByRole('button', { name: '全部通过（3 次）' }));
    expect(await screen.findByText('已通过 3 次')).toBeTruthy();
    expect(log.some((a) => a.path === '/reservations/series/3/approve')).toBe(true);
  });
});
