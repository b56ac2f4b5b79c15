import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi, type Answer, type Asked } from '../../../test/fake-api';
import { FakeStream } from '../../../test/fake-stream';
import { financeSession, tenantSession } from '../../../test/finance-park';
import { instrument } from '../../../test/tenant-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const session = { ...financeSession, member: { ...financeSession.member, name: '王实', role: 'manager' } };
const at = (day: string, time = '00:00'): number => Date.parse(`${day}T${time}+08:00`) / 1000;
const shownFrom = '2026-11-30';

const row = (id: number, occupancies: unknown[] = []) => ({
  id,
  assetNo: `SJZ-${String(id).padStart(4, '0')}`,
  nameZh: `仪器${id}`,
  nameEn: '',
  model: '',
  categoryZh: '色谱',
  categoryEn: '',
  status: 'in_service',
  occupancies,
  hours: null as number | null,
});
const rental = [at('2026-12-03'), at('2027-01-03'), 'r', 41, '诺核生物'];
const active = [at('2026-12-10'), at('2026-12-20'), 'a', 42, '谱康分析'];
const far = [at('2026-12-04'), at('2027-02-04'), 'r', 43, '青禾诊断'];

const reservation = {
  id: 41,
  instrumentId: 1,
  instrumentZh: '仪器1',
  instrumentEn: '',
  assetNo: 'SJZ-0001',
  kind: 'rental',
  status: 'confirmed',
  startsAt: '2026-12-02T16:00:00.000Z',
  endsAt: '2027-01-02T16:00:00.000Z',
  startsOn: '2026-12-03',
  months: 1,
  totalFen: 450_000,
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: '',
  allowed: ['move', 'cancel'],
};
const quote = {
  quoteId: 'q'.repeat(64),
  kind: 'rental',
  instrumentId: 1,
  startsAt: reservation.startsAt,
  endsAt: reservation.endsAt,
  startsOn: '2026-12-04',
  endsOn: '2027-01-04',
  months: 1,
  lines: [],
  totalFen: 450_000,
  netFen: 0,
  taxFen: 0,
  depositFen: 0,
  listMonthlyFen: null,
  monthlyFen: null,
  discounts: [],
  cancellation: { zh: '', en: '' },
  rentOrBuy: null,
  violations: [],
  free: true,
  alternatives: null,
};

/** A park of three chunks; the first row has two blocks, the third one. */
function board(answers: Record<string, Answer | ((asked: Asked) => Answer)> = {}) {
  const total = 150;
  const all = Array.from({ length: total }, (_, i) => row(i + 1, [[rental, active], [], [far]][i] ?? []));
  return fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /reservations': { body: { items: [], nextCursor: null } },
    'GET /categories': { body: { items: [] } },
    'GET /instruments': { body: { items: [], nextCursor: null } },
    'GET /companies': { body: { items: [] } },
    'GET /reservations/41': { body: reservation },
    'GET /board': ({ path }) => {
      const query = new URLSearchParams(path.split('?')[1]);
      const [start, limit] = [Number(query.get('cursor') ?? 0), Number(query.get('limit'))];
      const next = start + limit < total ? String(start + limit) : null;
      const items = all.slice(start, start + limit);
      return { body: { items, closed: [], closures: [], nextCursor: next, total: start === 0 ? total : null } };
    },
    ...answers,
  });
}

const open = async () => {
  const user = await visit(`/board?from=${shownFrom}`);
  const grid = await screen.findByRole('grid');
  await within(grid).findByRole('gridcell', { name: /诺核生物/ });
  act(() => grid.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  return { user, grid };
};
const focused = () => document.activeElement?.getAttribute('aria-label') ?? '';

beforeEach(() => {
  Object.assign(globalThis, { EventSource: FakeStream });
  globalThis.matchMedia = ((query: string) => ({
    matches: query.includes('min-width'),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as never;
  setLanguage('zh');
});
afterEach(cleanup);

describe('the board', () => {
  it('is one grid with one tab stop, and draws and asks for only what is in sight', async () => {
    const asked = board();
    const { grid } = await open();
    expect(grid.getAttribute('aria-rowcount')).toBe('151');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(40);
    expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    expect(asked.filter((one) => one.path.startsWith('/board'))).toHaveLength(1);
    expect(within(grid).getByRole('gridcell', { name: '使用中，谱康分析，2026-12-10 – 2026-12-19' })).toBeTruthy();
  });

  it('walks blocks and rows with the arrows, keeps to the time, and fetches far rows', async () => {
    board();
    const { user, grid } = await open();
    await user.keyboard('{ArrowRight}');
    expect(focused()).toContain('月租，诺核生物');
    await user.keyboard('{ArrowRight}');
    expect(focused()).toContain('使用中，谱康分析');
    await user.keyboard('{ArrowDown}');
    expect(focused()).toContain('仪器2');
    await user.keyboard('{Home}{PageDown}{PageDown}{PageDown}{PageDown}{PageDown}');
    await waitFor(() => expect(focused()).toContain('仪器77'));
    expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  });

  it('opens what has the focus', async () => {
    board();
    const { user } = await open();
    await user.keyboard('{ArrowRight}{Enter}');
    await waitFor(() => expect(window.location.pathname).toBe('/reservations/41'));
  });

  it('moves by keys: says where it is, warns of an overlap, puts it there with an undo', async () => {
    const asked = board({
      'POST /reservations/41/move-preview': { body: quote },
      'POST /reservations/41/move': { body: { id: 41, status: 'confirmed', version: 2 } },
    });
    const { user } = await open();
    await user.keyboard('{ArrowRight}m{ArrowRight}');
    const status = () =>
      screen
        .getAllByRole('status')
        .map((one) => one.textContent)
        .join(' ');
    expect(status()).toContain('仪器1 SJZ-0001，2026-12-04 – 2027-01-03，与“谱康分析”重叠');
    await user.keyboard('{ArrowDown}');
    expect(status()).toContain('仪器2 SJZ-0002，2026-12-04 – 2027-01-03，空闲');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('已移动')).toBeTruthy();
    expect(asked.find((one) => one.path === '/reservations/41/move')?.body).toEqual({
      startsOn: '2026-12-04',
      months: 1,
      instrumentId: 2,
      quoteId: quote.quoteId,
    });
  });

  it('does nothing after Escape, and says why something in use stays', async () => {
    const asked = board();
    const { user } = await open();
    await user.keyboard('{ArrowRight}m{ArrowRight}{Escape}');
    expect(screen.getByText('已取消移动')).toBeTruthy();
    await user.keyboard('{ArrowRight}m');
    expect(screen.getByText(/使用中或逾期的预约不能移动/)).toBeTruthy();
    expect(asked.some((one) => one.method === 'POST')).toBe(false);
  });

  it('opens the typed form where the place is taken, with what there is instead', async () => {
    const next = {
      startsAt: '2027-01-02T16:00:00Z',
      endsAt: '2027-02-02T16:00:00Z',
      startsOn: '2027-01-03',
      months: 1,
    };
    const taken = {
      ...quote,
      free: false,
      alternatives: { nextFree: { ...next, quoteId: 'n'.repeat(64), totalFen: 450_000 }, equivalents: [] },
    };
    board({ 'POST /reservations/41/move-preview': { body: taken } });
    const { user } = await open();
    await user.keyboard('{ArrowRight}m{ArrowRight}{Enter}');
    const sheet = await screen.findByRole('dialog', { name: '移动预约' });
    expect(await within(sheet).findByText('同一台，顺延')).toBeTruthy();
    expect(within(sheet).getByRole('button', { name: /移动，合计/ })).toHaveProperty('disabled', true);
  });

  it('begins a new reservation at the focus with N', async () => {
    board();
    const { user } = await open();
    await user.keyboard('n');
    const sheet = await screen.findByRole('dialog', { name: '新建' });
    expect(within(sheet).getByRole('combobox', { name: /仪器/ })).toHaveProperty('value', '仪器1 SJZ-0001');
  });

  it('asks for runs where they are what is paid, and reserves with them', async () => {
    const byRun = {
      ...instrument,
      id: 1,
      opensRun: true,
      ratePlan: { ...instrument.ratePlan!, hourly: [], runFen: 20_000 },
    };
    const session = { ...quote, kind: 'session', free: true, violations: [], alternatives: null };
    const asked = board({
      'GET /companies': { body: { items: [{ id: 1, nameZh: '诺核生物', nameEn: '', suspended: false }] } },
      'GET /instruments/1': { body: byRun },
      'POST /quotes': { body: session },
      'POST /reservations': { status: 201, body: { id: 50, status: 'confirmed', version: 1 } },
    });
    const { user } = await open();
    await user.keyboard('n');
    const sheet = within(await screen.findByRole('dialog', { name: '新建' }));
    await user.click(sheet.getByRole('radio', { name: '按小时预约' }));
    await user.click(sheet.getByRole('combobox', { name: /企业/ }));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await sheet.findByText('请填写次数或样品数')).toBeTruthy();
    const quotes = () => asked.filter((one) => `${one.method} ${one.path}` === 'POST /quotes');
    expect(quotes()).toEqual([]);
    await user.clear(sheet.getByRole('textbox', { name: '运行次数' }));
    await user.type(sheet.getByRole('textbox', { name: '运行次数' }), '3{Tab}');
    await waitFor(() => expect(quotes().at(-1)?.body).toMatchObject({ counts: { runs: 3 } }));
    await user.click(await sheet.findByRole('button', { name: /预约，合计/ }));
    await waitFor(() =>
      expect(asked.find((one) => `${one.method} ${one.path}` === 'POST /reservations')?.body).toMatchObject({
        kind: 'session',
        counts: { runs: 3, samples: 0, extras: [] },
      }),
    );
  });

  it('looks again when something is taken anywhere', async () => {
    const asked = board();
    await open();
    const before = asked.filter((one) => one.path.startsWith('/board')).length;
    act(() => FakeStream.newest?.say('occupancy', {}));
    await waitFor(() => expect(asked.filter((one) => one.path.startsWith('/board')).length).toBeGreaterThan(before));
  });
});

describe('the schedule of a tenant', () => {
  const seen = (occupancies: unknown[]) =>
    fakeApi({
      'GET /session': { body: tenantSession },
      'GET /notifications': { body: { items: [], unread: 0 } },
      'GET /categories': { body: { items: [] } },
      'GET /board': { body: { items: [row(1, occupancies)], closed: [], closures: [], nextCursor: null, total: 1 } },
    });

  it('shows the own, and of others only that it is taken', async () => {
    const asked = seen([
      [at('2026-12-03'), at('2026-12-10'), 't', 0, ''],
      [at('2026-12-12'), at('2026-12-20'), 'r', 41, '王实'],
    ]);
    await visit(`/board?from=${shownFrom}`);
    const grid = await screen.findByRole('grid');
    expect(await within(grid).findByRole('gridcell', { name: '已占用，2026-12-03 – 2026-12-09' })).toBeTruthy();
    expect(within(grid).getByRole('gridcell', { name: '月租，王实，2026-12-12 – 2026-12-19' })).toBeTruthy();
    expect(asked.some((one) => one.path.startsWith('/reservations'))).toBe(false);
  });

  it('draws the pieces of one reservation apart, each in its place', async () => {
    seen([
      [at('2026-12-03'), at('2026-12-05'), 'r', 41, '王实'],
      [at('2026-12-06'), at('2026-12-10'), 'r', 41, '王实'],
    ]);
    await visit(`/board?from=${shownFrom}`);
    const grid = await screen.findByRole('grid');
    expect(await within(grid).findAllByRole('gridcell', { name: /月租，王实/ })).toHaveLength(2);
  });

  it('leads from free time to booking it', async () => {
    seen([[at('2026-12-03'), at('2026-12-10'), 't', 0, '']]);
    const user = await visit(`/board?from=${shownFrom}`);
    const grid = await screen.findByRole('grid');
    await within(grid).findByRole('gridcell', { name: /已占用/ });
    act(() => grid.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
    await user.keyboard('{ArrowRight}n');
    await waitFor(() => expect(window.location.pathname).toBe('/i/1'));
    expect(window.location.search).toBe('?mode=rental&start=2026-12-10&months=1');
  });
});
