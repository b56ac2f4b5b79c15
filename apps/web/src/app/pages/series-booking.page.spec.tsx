import { screen, waitFor, within } from '@testing-library/react';
import { bodies, days, occurrence, park, previewOf, type Wanted } from '../../../test/series-park';
import { firstOfDecember } from '../../../test/tenant-park';
import { standStill } from '../../../test/stand-still';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const picked = '/i/5?mode=session&day=2026-12-02&at=10:00&minutes=60';

standStill(firstOfDecember);

describe('booking sessions that repeat', () => {
  it('lists conflicts first, settles each by one click, and submits all at the price that is shown', async () => {
    const log = park({
      'POST /reservations/series': {
        status: 201,
        body: { id: 3, sessions: 3, requested: 3, totalFen: 78_000, firstReservationId: 90 },
      },
    });
    const user = await visit(picked);
    await user.click(await screen.findByRole('radio', { name: '每周' }));
    const conflicts = await screen.findByRole('region', { name: '2 次有冲突，请先处理' });
    expect(within(conflicts).getAllByText('已被占用')).toHaveLength(2);
    expect(screen.getByRole('button', { name: '还有 2 次冲突未处理' }).hasAttribute('disabled')).toBe(true);
    await user.click(within(conflicts).getByRole('button', { name: '2026-12-09 改约 14:00' }));
    await user.click(await screen.findByRole('button', { name: '跳过 2026-12-16' }));
    const submit = await screen.findByRole('button', { name: '提交 3 次，等待审批' });
    expect(screen.getAllByText('¥780.00').length).toBeGreaterThan(0);
    await user.type(screen.getByLabelText(/用途/), '每周例测');
    await user.click(submit);
    expect(await screen.findByText('已提交 3 次，等待审批')).toBeTruthy();
    expect(document.activeElement?.textContent).toMatch(/^已提交 3 次/);
    expect(bodies(log, 'POST /reservations/series')).toEqual([
      {
        instrumentId: 5,
        startsLocal: '2026-12-02T10:00',
        lengthMinutes: 60,
        rrule: 'FREQ=WEEKLY;COUNT=8;BYDAY=WE',
        choices: [
          { date: '2026-12-09', action: 'take', instrumentId: 5, startsAt: '2026-12-09T06:00:00.000Z' },
          { date: '2026-12-16', action: 'skip' },
        ],
        quoteId: '3'.repeat(64),
        purpose: '每周例测',
        project: '',
        rdUse: true,
      },
    ]);
  });

  it('takes another instrument or undoes a choice, and skips all at once', async () => {
    park();
    const user = await visit(`${picked}&repeat=weekly`);
    await user.click(await screen.findByRole('button', { name: '2026-12-16 改用 流式细胞仪 SJZ-0006' }));
    await user.click(await screen.findByRole('button', { name: '恢复 2026-12-16' }));
    await user.click(await screen.findByRole('button', { name: '全部跳过' }));
    await waitFor(() => expect(screen.getAllByText('已跳过')).toHaveLength(2));
    expect(await screen.findByRole('button', { name: '提交 2 次，等待审批' })).toBeTruthy();
  });

  it('says what the caps of the months take off, of those that are reached', async () => {
    const cap = { instrumentId: 5, nameZh: '流式细胞仪', nameEn: '', assetNo: 'SJZ-0005', capFen: 50_000 };
    const bestOf = [
      { ...cap, month: '2026-12', paidFen: 50_000, addsFen: 50_000, savesFen: 54_000, minutesToCap: 0 },
      { ...cap, month: '2027-01', paidFen: 26_000, addsFen: 26_000, savesFen: 0, minutesToCap: 60 },
    ];
    park({
      'POST /reservations/series/preview': ({ body }) => ({ body: { ...previewOf(body as Wanted), bestOf } }),
    });
    const user = await visit(`${picked}&repeat=weekly`);
    await user.click(await screen.findByRole('button', { name: '全部跳过' }));
    expect((await screen.findByText('当月机时费封顶，少付')).textContent).toContain('¥540.00');
    expect(screen.getByText('达到封顶，机时费只收 ¥500.00')).toBeTruthy();
    expect(screen.queryByText(/本月再用/)).toBeNull();
  });

  it('keeps how it repeats in the link, and asks for what is picked', async () => {
    const log = park();
    const user = await visit(`${picked}&repeat=weekly`);
    await user.click(await screen.findByRole('button', { name: '星期五' }));
    await waitFor(() => expect(window.location.search).toContain('on=35'));
    await user.click(screen.getByRole('radio', { name: '按日期' }));
    await waitFor(() =>
      expect(bodies(log, 'POST /reservations/series/preview').at(-1)).toMatchObject({
        rrule: 'FREQ=WEEKLY;UNTIL=20270127;BYDAY=WE,FR',
      }),
    );
    await user.click(screen.getByRole('radio', { name: '每月' }));
    await user.click(await screen.findByRole('radio', { name: '第 1 个星期三' }));
    await waitFor(() =>
      expect(bodies(log, 'POST /reservations/series/preview').at(-1)).toMatchObject({
        rrule: 'FREQ=MONTHLY;COUNT=8;BYDAY=1WE',
      }),
    );
  });

  it('says why a rule is not accepted', async () => {
    setLanguage('en');
    const title = 'A session still runs when the next begins';
    park({ 'POST /reservations/series/preview': { status: 422, body: { code: 'series_overlaps_itself', title } } });
    await visit(`${picked}&repeat=daily`);
    expect(await screen.findByText(title)).toBeTruthy();
  });

  it('says once what stands against all of it alike', async () => {
    const refusal = {
      code: 'company_suspended',
      severity: 'refuse',
      message: { zh: '贵公司暂停预约', en: '' },
      data: {},
    };
    park({
      'POST /reservations/series/preview': ({ body }) => {
        const preview = previewOf(body as { rrule: string; choices: [] });
        const refused = { verdict: 'refused', violations: [refusal], alternatives: null };
        return {
          body: { ...preview, conflicts: 4, occurrences: preview.occurrences.map((o) => ({ ...o, ...refused })) },
        };
      },
    });
    await visit(`${picked}&repeat=weekly`);
    expect(await screen.findAllByText('贵公司暂停预约')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: /^跳过/ })).toBeNull();
  });

  it('shows the new list when something was taken meanwhile', async () => {
    const choices = days.slice(1, 3).map((date) => ({ date, action: 'skip' }));
    const taken = previewOf({ rrule: '', choices });
    const occurrences = taken.occurrences.map((one, i) =>
      i === 3 ? { ...occurrence('2026-12-09', { rrule: '', choices: [] }), date: one.date } : one,
    );
    park({
      'POST /reservations/series': {
        status: 409,
        body: {
          code: 'series_conflicts',
          title: '2026-12-23 这一次未能成功',
          preview: { ...taken, conflicts: 1, occurrences },
        },
      },
    });
    const user = await visit(`${picked}&repeat=weekly`);
    await user.click(await screen.findByRole('button', { name: '全部跳过' }));
    await user.click(await screen.findByRole('button', { name: '提交 2 次，等待审批' }));
    expect((await screen.findByRole('alert')).textContent).toContain('2026-12-23 这一次未能成功');
    expect(screen.getByRole('button', { name: '还有 1 次冲突未处理' })).toBeTruthy();
  });
});
