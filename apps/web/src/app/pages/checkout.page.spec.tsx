import { screen, waitFor, within } from '@testing-library/react';
import {
  all,
  basketPark,
  bodies,
  bundleQuote,
  fill,
  type ItemAsked,
  made,
  pick,
  priced,
  twoMonths,
} from '../../../test/basket-park';
import { firstOfDecember, instrument, quote } from '../../../test/tenant-park';
import { standStill } from '../../../test/stand-still';
import { visit } from '../../../test/visit';
import { forgetBasket } from '../../features/reservations/basket/basket';
// Fetched lazily, several at once: Jest links modules one after the other only when they are known before.
import '../../features/reservations/basket/pool-offer';
import '../../features/reservations/basket/window-cell';
import '../../features/reservations/catalogue/window-extras';

standStill(firstOfDecember);
beforeEach(() => {
  sessionStorage.clear();
  forgetBasket();
});

describe('the basket', () => {
  it('is filled from what is free in the window, and says what it costs together', async () => {
    const log = basketPark();
    const user = await visit('/?from=2026-12-15&to=2027-02-15&categoryId=2');
    await user.click(await screen.findByRole('button', { name: '把 流式细胞仪 SJZ-0005 加入预约单' }));
    expect(screen.queryByRole('button', { name: /SJZ-0006 加入预约单/ })).toBeNull();
    await user.click(await screen.findByRole('button', { name: '把 离心机 任选 1 台 加入预约单' }));
    const bar = await screen.findByRole('region', { name: '预约单' });
    expect(await within(bar).findByText('¥18,000.00')).toBeTruthy();
    expect(bodies(log, 'POST /quotes/bundle').at(-1)?.items).toEqual([
      { instrumentId: 5, quantity: 1, ...twoMonths },
      { categoryId: 2, quantity: 1, ...twoMonths },
    ]);
    await user.click(screen.getByRole('button', { name: '从预约单移除 流式细胞仪 SJZ-0005' }));
    expect(await within(bar).findByText('¥9,000.00')).toBeTruthy();
    await user.click(within(bar).getByRole('link', { name: '去提交' }));
    expect(await screen.findByRole('heading', { name: '提交预约单' })).toBeTruthy();
  });
});

describe('checking out', () => {
  it('submits everything at the prices shown, and says what became of each', async () => {
    fill(pick(5, 'SJZ-0005'), pick(6, 'SJZ-0006'));
    const log = basketPark();
    const user = await visit('/checkout');
    expect((await screen.findAllByText('¥18,000.00')).length).toBeGreaterThan(0);
    await user.type(screen.getByRole('textbox', { name: /用途/ }), '联用测试');
    await user.click(screen.getByRole('button', { name: '提交整单' }));
    expect(await screen.findByText('1 项已确认，1 项等待审批；待审批的时段已为您保留。')).toBeTruthy();
    expect(bodies(log, 'POST /reservations/bundles')).toEqual([
      {
        items: [
          { instrumentId: 5, quantity: 1, ...twoMonths, quoteId: '0'.repeat(64) },
          { instrumentId: 6, quantity: 1, ...twoMonths, quoteId: '1'.repeat(64) },
        ],
        purpose: '联用测试',
        project: '',
        rdUse: true,
      },
    ]);
    const links = screen.getAllByRole('link', { name: '流式细胞仪' });
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/reservations/41', '/reservations/42']);
    expect(sessionStorage.getItem('parkbench.basket')).toBe('[]');
  });

  it('shows in place which item was taken, keeps what was entered, and takes another by one press', async () => {
    fill(pick(5, 'SJZ-0005'), pick(6, 'SJZ-0006'));
    const equivalent = {
      instrumentId: 8,
      assetNo: 'SJZ-0008',
      nameZh: '流式细胞仪',
      nameEn: '',
      model: 'FACSCelesta',
      startsAt: quote.startsAt,
      endsAt: quote.endsAt,
      totalFen: 960_000,
      monthlyFen: 480_000,
      quoteId: 'c'.repeat(64),
    };
    const taken = priced(
      1,
      { instrumentId: 6, quantity: 1 },
      {
        free: false,
        taken: { start: '2026-12-19T16:00:00.000Z', end: '2027-01-04T16:00:00.000Z' },
        alternatives: { nextFree: null, equivalents: [equivalent] },
      },
    );
    const refusal = bundleQuote([priced(0, { quantity: 1 }), taken], { free: false });
    let tries = 0;
    const log = basketPark({
      'POST /reservations/bundles': () =>
        tries++ === 0 ? { status: 409, body: { code: 'slot_taken', title: '占用', items: [1], quote: refusal } } : made,
    });
    const user = await visit('/checkout');
    await user.type(await screen.findByRole('textbox', { name: /用途/ }), '测试');
    await waitFor(() => expect(screen.getByRole('button', { name: '提交整单' })).toHaveProperty('disabled', false));
    await user.click(screen.getByRole('button', { name: '提交整单' }));
    expect(await screen.findByText('1 项刚刚被占用，整单未预约')).toBeTruthy();
    expect(screen.getByText('2026-12-20 – 2027-01-04 已被占用')).toBeTruthy();
    expect(screen.getByRole('textbox', { name: /用途/ })).toHaveProperty('value', '测试');
    await user.click(screen.getByRole('button', { name: '改用 同类仪器，同一时间 流式细胞仪 SJZ-0008' }));
    await waitFor(() => expect(screen.getByRole('button', { name: '提交整单' })).toHaveProperty('disabled', false));
    await user.click(screen.getByRole('button', { name: '提交整单' }));
    await screen.findByText('整单已提交');
    expect(bodies(log, 'POST /reservations/bundles')[1]?.items.map((i) => i.instrumentId)).toEqual([5, 8]);
  });

  it('shows a price that has changed, and submits at that one only', async () => {
    fill(pick(5, 'SJZ-0005'));
    const dearer = bundleQuote([priced(0, { quantity: 1 }, { quoteId: 'e'.repeat(64), totalFen: 950_000 })], {
      totalFen: 950_000,
    });
    let tries = 0;
    const log = basketPark({
      'POST /reservations/bundles': () =>
        tries++ === 0 ? { status: 409, body: { code: 'quote_changed', title: '价格已变化', quote: dearer } } : made,
    });
    const user = await visit('/checkout');
    await waitFor(() => expect(screen.getByRole('button', { name: '提交整单' })).toHaveProperty('disabled', false));
    await user.click(screen.getByRole('button', { name: '提交整单' }));
    expect(await screen.findByText('价格有变化，请核对后再次提交')).toBeTruthy();
    expect(screen.getAllByText('¥9,500.00').length).toBeGreaterThan(0);
    await user.click(screen.getByRole('button', { name: '提交整单' }));
    await screen.findByText('整单已提交');
    expect(bodies(log, 'POST /reservations/bundles')[1]?.items).toMatchObject([{ quoteId: 'e'.repeat(64) }]);
  });

  it('asks for more of a pool, and names those that would be had', async () => {
    const { instrumentId: _, ...any } = pick(5, 'CytoFLEX S');
    fill({ ...any, anyOf: [5, 6, 8] });
    const log = basketPark();
    const user = await visit('/checkout');
    expect(await screen.findByText('空闲 1 台 · 将分配 CytoFLEX S SJZ-0005')).toBeTruthy();
    const amount = screen.getByRole('textbox', { name: '台数' });
    await user.clear(amount);
    await user.type(amount, '2');
    await user.tab();
    await waitFor(() =>
      expect(bodies(log, 'POST /quotes/bundle').at(-1)?.items).toMatchObject([{ anyOf: [5, 6, 8], quantity: 2 }]),
    );
    expect(await screen.findByText('任选 2 台')).toBeTruthy();
  });

  it('counts runs anew in place: the price follows, and what is reserved has them', async () => {
    const when = { kind: 'session', startsAt: '2026-12-02T02:00:00.000Z', endsAt: '2026-12-02T04:00:00.000Z' } as const;
    const counts = { runs: 2, samples: 0, extras: [] };
    fill({ ...pick(5, 'SJZ-0005'), when: { ...when, counts } });
    const byRun = { ...instrument, opensRun: true, ratePlan: { ...instrument.ratePlan!, hourly: [], runFen: 20_000 } };
    const log = basketPark({
      'GET /instruments/5': { body: byRun },
      'POST /quotes/bundle': ({ body }) => {
        const [item] = (body as { items: { counts?: { runs: number } }[] }).items;
        const totalFen = (item?.counts?.runs ?? 0) * 20_000;
        return { body: bundleQuote([priced(0, { quantity: 1 }, { kind: 'session', totalFen })], { totalFen }) };
      },
    });
    const user = await visit('/checkout');
    expect((await screen.findAllByText('¥400.00')).length).toBeGreaterThan(0);
    const runs = await screen.findByRole('textbox', { name: '运行次数' });
    await user.clear(runs);
    await user.type(runs, '5{Tab}');
    expect((await screen.findAllByText('¥1,000.00')).length).toBeGreaterThan(0);
    expect(runs.isConnected).toBe(true);
    await waitFor(() => expect(screen.getByRole('button', { name: '提交整单' })).toHaveProperty('disabled', false));
    await user.click(screen.getByRole('button', { name: '提交整单' }));
    await screen.findByText('整单已提交');
    expect(bodies(log, 'POST /reservations/bundles')[0]?.items).toMatchObject([{ ...when, counts: { runs: 5 } }]);
  });

  it('keeps what is counted when another time is taken, and says what the month’s cap takes off', async () => {
    const when = { kind: 'session', startsAt: '2026-12-02T02:00:00.000Z', endsAt: '2026-12-02T04:00:00.000Z' } as const;
    const counts = { runs: 2, samples: 0, extras: [] };
    const later = { startsAt: '2026-12-02T06:00:00.000Z', endsAt: '2026-12-02T08:00:00.000Z' };
    fill({ ...pick(5, 'SJZ-0005'), when: { ...when, counts } });
    const cap = { ...pick(5, 'SJZ-0005'), month: '2026-12', capFen: 450_000, paidFen: 450_000, minutesToCap: 0 };
    const log = basketPark({
      'GET /instruments/5': { body: instrument },
      'POST /quotes/bundle': ({ body }) => {
        const [item] = (body as { items: { startsAt: string }[] }).items;
        const nextFree = { ...later, quoteId: null, totalFen: null };
        const taken = { free: false, alternatives: { nextFree, equivalents: [] } };
        const isFree = item?.startsAt === later.startsAt;
        return {
          body: bundleQuote([priced(0, { quantity: 1 }, { kind: 'session', ...(isFree ? {} : taken) })], {
            free: isFree,
            bestOf: [{ ...cap, addsFen: 810_000, savesFen: 90_000 }],
          }),
        };
      },
    });
    const user = await visit('/checkout');
    await user.click(await screen.findByRole('button', { name: /^改用 同一台，顺延/ }));
    await waitFor(() =>
      expect(bodies(log, 'POST /quotes/bundle').at(-1)?.items).toMatchObject([{ ...later, counts: { runs: 2 } }]),
    );
    const summary = (await screen.findByText('封顶后预计合计')).parentElement as HTMLElement;
    expect(summary.textContent).toContain('¥8,100.00');
    expect(screen.getByText('达到封顶，机时费只收 ¥8,100.00')).toBeTruthy();
  });

  it('moves everything to the next time all of it is free', async () => {
    fill(pick(5, 'SJZ-0005'), pick(6, 'SJZ-0006'));
    const later = { startsAt: quote.startsAt, endsAt: quote.endsAt, startsOn: '2027-01-05', months: 2 };
    const log = basketPark({
      'POST /quotes/bundle': (asked) => {
        const { items } = asked.body as { items: ItemAsked[] };
        if (items[0]?.startsOn !== '2026-12-15') return all(asked);
        const views = [priced(0, { quantity: 1 }), priced(1, { quantity: 1 }, { free: false })];
        const nextCommon = { days: 21, minutes: null, items: [0, 1].map((item) => ({ item, ...later })) };
        return { body: bundleQuote(views, { free: false, nextCommon }) };
      },
    });
    const user = await visit('/checkout');
    expect(await screen.findByText('整单顺延 21 天（2026-12-15 起），所有仪器都空闲。')).toBeTruthy();
    expect(screen.getByRole('button', { name: '提交整单' })).toHaveProperty('disabled', true);
    await user.click(screen.getByRole('button', { name: '整单改期' }));
    await waitFor(() => expect(screen.getByRole('button', { name: '提交整单' })).toHaveProperty('disabled', false));
    expect(
      bodies(log, 'POST /quotes/bundle')
        .at(-1)
        ?.items.map((i) => i.startsOn),
    ).toEqual(['2027-01-05', '2027-01-05']);
  });

  it('says that the price failed, and loads no longer', async () => {
    fill(pick(5, 'SJZ-0005'));
    basketPark({ 'POST /quotes/bundle': { status: 503, body: { code: 'busy', title: '暂时繁忙，请稍后重试' } } });
    await visit('/checkout');
    expect(await screen.findByText('暂时无法报价')).toBeTruthy();
    expect(document.querySelectorAll('main [role=status][aria-label]')).toHaveLength(0);
  });

  it('says at each item which rules stand against it, and does not submit', async () => {
    fill(pick(5, 'SJZ-0005'), pick(6, 'SJZ-0006'));
    const rule = {
      code: 'weekly_hours',
      severity: 'refuse',
      message: { zh: '本企业本周预约超过 160 小时', en: 'More than 160 hours' },
    };
    basketPark({
      'POST /quotes/bundle': {
        body: bundleQuote([priced(0, { quantity: 1 }), priced(1, { quantity: 1 }, { violations: [rule] })]),
      },
    });
    await visit('/checkout');
    const second = (await screen.findByText('SJZ-0006')).closest('li') as HTMLElement;
    expect(await within(second).findByText('本企业本周预约超过 160 小时')).toBeTruthy();
    expect(screen.getByRole('button', { name: '提交整单' })).toHaveProperty('disabled', true);
  });

  it('says so when nothing was picked', async () => {
    basketPark();
    await visit('/checkout');
    expect((await screen.findByRole('link', { name: '去找仪器' })).getAttribute('href')).toBe('/');
  });
});
