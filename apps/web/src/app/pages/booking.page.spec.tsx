import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { calendarOf } from '../../../test/calendar-of';
import { type Answer, type Asked, fakeApi } from '../../../test/fake-api';
import { tenantSession } from '../../../test/finance-park';
import { aCard, firstOfDecember, instrument, quote, slotTaken, takenDays } from '../../../test/tenant-park';
import { standStill } from '../../../test/stand-still';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

type Handler = Answer | ((asked: Asked) => Answer);

/** A tenant, two instruments, the first of which is taken from 20 February on. */
function park(answers: Record<string, Handler> = {}) {
  const items = [aCard({ freeInWindow: true }), aCard({ id: 6, assetNo: 'SJZ-0006', model: 'FACSCelesta' })];
  return fakeApi({
    'GET /session': { body: tenantSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /categories': {
      body: { items: [{ id: 2, parentId: null, nameZh: '细胞分析', nameEn: 'Cells', instruments: 2 }] },
    },
    'GET /instruments': { body: { items, nextCursor: null, total: 2 } },
    'GET /instruments/5': { body: instrument },
    'GET /instruments/5/calendar': {
      body: calendarOf([takenDays('2026-12-08', '2026-12-10'), takenDays('2027-02-20', '2027-04-01')]),
    },
    'POST /quotes': { body: quote },
    ...answers,
  });
}

const bodies = (log: readonly Asked[], of: string) =>
  log.filter((a) => `${a.method} ${a.path}` === of).map((a) => a.body);
const day = (name: string) => screen.findByRole('button', { name: new RegExp(name) });

standStill(firstOfDecember);

describe('finding an instrument', () => {
  it('asks for session and list at once, and for what is typed', async () => {
    const log = park();
    const user = await visit('/');
    await screen.findByText('共 2 台');
    expect(log.slice(0, 2).map((a) => a.path.split('?')[0])).toEqual(['/instruments', '/session']);
    await user.keyboard('/');
    await user.keyboard('lsxb');
    await waitFor(() => expect(log.some((a) => a.path.includes('q=lsxb'))).toBe(true));
    expect(window.location.search).toContain('q=lsxb');
  });

  it('goes through the rows by the arrows and keeps the wanted window in the link', async () => {
    park();
    const user = await visit('/?from=2026-12-15&to=2027-02-10');
    const links = await screen.findAllByRole('link', { name: '流式细胞仪' });
    expect(links[0]?.getAttribute('href')).toBe('/i/5?start=2026-12-15&months=2');
    expect(screen.getByText('所选时段空闲')).toBeTruthy();
    await user.keyboard('/{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toBe(links[1]);
  });

  it('says that nothing matches and clears the filters', async () => {
    const nothing = { body: { items: [], nextCursor: null, total: 0 } };
    const log = park({
      'GET /instruments': ({ path }) =>
        path.includes('q=') ? nothing : { body: { items: [aCard()], nextCursor: null, total: 1 } },
    });
    const user = await visit('/?q=zzz');
    await user.click(await screen.findByRole('button', { name: '清除全部筛选' }));
    await screen.findByRole('link', { name: '流式细胞仪' });
    expect(log.at(-1)?.path).not.toContain('q=');
  });

  it('says every unit in which an instrument is priced, the day too', async () => {
    const byDay = { opensRental: false, fromHourlyFen: null, dayFen: 150_000 };
    const all = { dayFen: 90_000, opensRun: true, runFen: 20_000, sampleFen: 5_000 };
    const items = [aCard({ assetNo: 'SJZ-0001', ...byDay }), aCard({ id: 6, assetNo: 'SJZ-0002', ...all })];
    park({ 'GET /instruments': { body: { items, nextCursor: null, total: 2 } } });
    await visit('/');
    const textOf = async (assetNo: string) =>
      (await screen.findByRole('row', { name: new RegExp(assetNo) })).textContent.replaceAll(/\s/g, '');
    expect(await textOf('SJZ-0001')).toContain('—¥1,500.00/天');
    expect(await textOf('SJZ-0002')).toContain('¥4,500.00¥260.00/小时起每天最多¥900.00¥200.00/次¥50.00/样');
    cleanup();
    setLanguage('en');
    await visit('/');
    expect((await screen.findByRole('row', { name: /SJZ-0002/ })).textContent).toContain(
      'from ¥260.00/hmax ¥900.00/day¥200.00/run¥50.00/sample',
    );
  });

  it('compares what was ticked', async () => {
    park({ 'GET /instruments/6': { body: { ...instrument, id: 6, assetNo: 'SJZ-0006', model: 'FACSCelesta' } } });
    const user = await visit('/');
    for (const box of await screen.findAllByRole('checkbox', { name: /^对比/ })) await user.click(box);
    await user.click(screen.getByRole('button', { name: '对比' }));
    const dialog = await screen.findByRole('dialog', { name: '仪器对比' });
    expect(await within(dialog).findByText('FACSCelesta')).toBeTruthy();
    expect(within(dialog).getByText('CytoFLEX S')).toBeTruthy();
  });
});

describe('renting by the month', () => {
  it('strikes taken days out and shows the price by calendar month as one picks', async () => {
    const log = park();
    const user = await visit('/i/5?months=2');
    expect((await day('12月8日')).className).toContain('line-through');
    await user.click(await day('12月15日'));
    expect(await screen.findByText('¥2,467.74')).toBeTruthy();
    expect(screen.getByText('12/15–12/31，17/31 天 × ¥4,500.00 = ¥2,467.74')).toBeTruthy();
    expect(screen.getAllByText('¥9,000.00').length).toBeGreaterThan(0);
    expect(screen.getByText('租满约 100 个月与购置持平')).toBeTruthy();
    expect(bodies(log, 'POST /quotes')).toEqual([
      { kind: 'rental', instrumentId: 5, startsOn: '2026-12-15', months: 2 },
    ]);
  });

  it('never crosses a taken day: the length gives way', async () => {
    park();
    const user = await visit('/i/5?months=3');
    await user.click(await day('12月15日'));
    expect(await screen.findByText('2027-02-20 起已被占用，租期已调整为 2 个月。')).toBeTruthy();
    expect(window.location.search).toContain('months=2');
    await user.click(await day('12月3日'));
    expect(await screen.findByText(/从 2026-12-03 起的空闲不足 1 个月/)).toBeTruthy();
    expect(window.location.search).toContain('start=2026-12-15');
  });

  it('is refused in place, keeps what was entered, and takes an alternative by one click', async () => {
    const log = park({
      'POST /reservations': ({ body }) =>
        (body as { instrumentId: number }).instrumentId === 6
          ? { status: 201, body: { id: 77, status: 'requested', version: 1 } }
          : slotTaken,
      'GET /reservations/77': { body: { id: 77, status: 'requested', holdExpiresAt: '2026-12-04T02:00:00.000Z' } },
    });
    const user = await visit('/i/5?start=2026-12-15&months=2');
    await user.type(await screen.findByLabelText(/用途/), '细胞活率检测');
    await user.click(screen.getByRole('button', { name: '提交预约，等待审批' }));
    const refusal = await screen.findByRole('alert');
    expect(within(refusal).getByText('2026-12-20 – 2027-01-04 已被占用')).toBeTruthy();
    expect(within(refusal).getByText('2027-01-05 至 2027-03-04（含首尾）')).toBeTruthy();
    expect((screen.getByLabelText(/用途/) as HTMLInputElement).value).toBe('细胞活率检测');
    await user.click(within(refusal).getByRole('button', { name: /同类仪器/ }));
    expect(await screen.findByText('已提交，等待审批')).toBeTruthy();
    expect(await screen.findByText(/2026-12-04 10:00 前处理/)).toBeTruthy();
    const [, taken] = bodies(log, 'POST /reservations');
    expect(taken).toMatchObject({
      instrumentId: 6,
      startsOn: '2026-12-15',
      months: 2,
      quoteId: 'c'.repeat(64),
      purpose: '细胞活率检测',
    });
    const keys = log.filter((a) => a.path === '/reservations').map((a) => a.headers.get('Idempotency-Key'));
    expect(new Set(keys).size).toBe(2);
  });

  it('says beside the price on a phone that it is taken, and leads to what is free', async () => {
    const seen: string[] = [];
    const scroll = Element.prototype.scrollIntoView;
    Element.prototype.scrollIntoView = function () {
      seen.push(this.textContent ?? '');
    };
    const alternatives = { nextFree: null, equivalents: [] };
    park({ 'POST /quotes': { body: { ...quote, free: false, alternatives } } });
    const user = await visit('/i/5?start=2026-12-15&months=2');
    await user.click(await screen.findByRole('button', { name: '已占用，看其他方案' }));
    expect(seen.at(-1)).toContain('近期没有空闲时段');
    expect(screen.queryByRole('button', { name: '提交预约' })).toBeNull();
    Element.prototype.scrollIntoView = scroll;
  });

  it('brings what came of it into sight and under the keyboard', async () => {
    park({ 'POST /reservations': { status: 201, body: { id: 78, status: 'confirmed', version: 1 } } });
    const user = await visit('/i/5?start=2026-12-15&months=2');
    await user.click(await screen.findByRole('button', { name: '提交预约' }));
    expect(await screen.findByText('预约成功')).toBeTruthy();
    expect(document.activeElement).not.toBe(document.body);
    expect(document.activeElement?.textContent).toMatch(/^预约成功/);
  });

  it('shows a price that changed and asks again', async () => {
    const dearer = { ...quote, quoteId: 'd'.repeat(64), totalFen: 990_000 };
    const log = park({
      'POST /reservations': ({ body }) =>
        (body as { quoteId: string }).quoteId === dearer.quoteId
          ? { status: 201, body: { id: 78, status: 'confirmed', version: 1 } }
          : { status: 409, body: { code: 'quote_changed', title: '价格已变化', quote: dearer } },
    });
    const user = await visit('/i/5?start=2026-12-15&months=2');
    const submit = await screen.findByRole('button', { name: '提交预约，等待审批' });
    await user.click(submit);
    expect(await screen.findByText('原 ¥9,000.00，现 ¥9,900.00。您填写的内容已保留。')).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: '提交预约，等待审批' }));
    expect(await screen.findByText('预约成功')).toBeTruthy();
    expect(bodies(log, 'POST /reservations')).toHaveLength(2);
  });

  it('lists every rule that says no, in the reader’s language, and does not submit', async () => {
    setLanguage('en');
    const refuse = (code: string, en: string) => ({
      code,
      severity: 'refuse',
      message: { zh: code, en },
      data: {},
      overridable: true,
    });
    const violations = [refuse('standing', 'an invoice is overdue'), refuse('calibration', 'calibration ends before')];
    park({ 'POST /quotes': { body: { ...quote, violations } } });
    await visit('/i/5?start=2026-12-15&months=2');
    expect(await screen.findByText('an invoice is overdue')).toBeTruthy();
    expect(screen.getByText('calibration ends before')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Send for approval' }).hasAttribute('disabled')).toBe(true);
  });
});

describe('booking by the hour', () => {
  it('offers only times that are free and prices what is typed', async () => {
    const busy = [{ start: '2026-12-02T02:00:00.000Z', end: '2026-12-02T04:00:00.000Z', kind: 'taken' }];
    const log = park({ 'GET /instruments/5/calendar': { body: calendarOf(busy) } });
    const user = await visit('/i/5?mode=session&day=2026-12-02');
    expect(await screen.findByText('已占用')).toBeTruthy();
    const start = screen.getByRole('combobox', { name: '开始' });
    await user.click(start);
    const times = screen.getAllByRole('option').map((one) => one.textContent);
    expect(times).toContain('09:30');
    expect(times).not.toContain('10:00');
    expect(times).toContain('12:00');
    await user.clear(start);
    await user.type(start, '14:15{ArrowDown}{Enter}');
    await waitFor(() =>
      expect(bodies(log, 'POST /quotes').at(-1)).toMatchObject({
        kind: 'session',
        startsAt: '2026-12-02T06:15:00.000Z',
        endsAt: '2026-12-02T07:15:00.000Z',
      }),
    );
  });

  it('hatches closures and holidays with the reason, and offers no time in them', async () => {
    const closures = [
      {
        start: '2026-12-02T05:00:00.000Z',
        end: '2026-12-02T07:00:00.000Z',
        reasonZh: '配电检修',
        reasonEn: 'Power works',
      },
    ];
    const days = { holidays: ['2026-12-03'], workdays: [], holidayHours: [] };
    park({ 'GET /instruments/5/calendar': { body: calendarOf([], { closures, days }) } });
    const user = await visit('/i/5?mode=session&day=2026-12-02');
    const closed = await screen.findByRole('img', { name: '闭园：配电检修：13:00–15:00' });
    expect([closed.title, closed.tabIndex]).toEqual(['闭园：配电检修：13:00–15:00', 0]);
    expect(screen.getByRole('img', { name: '节假日不开放：00:00–00:00' })).toBeTruthy();
    await user.click(screen.getByRole('combobox', { name: '开始' }));
    const times = screen.getAllByRole('option').map((one) => one.textContent);
    expect([times.includes('12:30'), times.includes('13:00'), times.includes('15:00')]).toEqual([true, false, true]);
  });
});
