import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let mine: Person;
let theirs: Person;
let manager: Person;
let lent: number;
let busy: number;
let spare: number;
let lentBy: number;

// 2026-03-01 10:00 in the park
beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark();
  mine = await t.given.aPerson('member', await t.given.aCompany());
  theirs = await t.given.aPerson('member', await t.given.aCompany());
  manager = await t.given.aPerson('manager');
  lent = await t.given.anInstrument({ name_zh: '甲离心机', asset_no: 'A1', pinyin: 'jlxj' });
  busy = await t.given.anInstrument({ name_zh: '乙酶标仪', asset_no: 'B1', approval_required: true });
  spare = await t.given.anInstrument({ name_zh: '丙显微镜', asset_no: 'C1', opens_session: false, category: '显微镜' });
  lentBy = await reserve(theirs, { kind: 'rental', instrumentId: lent, startsOn: '2026-03-03', months: 1 });
  await reserve(mine, {
    kind: 'session',
    instrumentId: busy,
    startsAt: '2026-03-02T02:00:00Z',
    endsAt: '2026-03-02T04:00:00Z',
  });
});
afterAll(() => t.close());

let keys = 0;
async function reserve(who: Person, body: object): Promise<number> {
  const made = await t.call<{ id: number }>(who, 'POST', '/reservations', { body, key: `views-${++keys}-key` });
  expect(made.status).toBe(201);
  return made.body.id;
}

interface Card {
  readonly id: number;
  readonly freeInWindow: boolean | null;
  readonly strip: string;
  readonly nextFreeOn: string | null;
  readonly monthlyFen: number;
  readonly fromHourlyFen: number;
}
interface Page {
  readonly items: Card[];
  readonly nextCursor: string | null;
  readonly total: number | null;
}
const search = async (query: string): Promise<Page> => (await t.call<Page>(mine, 'GET', `/instruments?${query}`)).body;
const ids = (page: Page): number[] => page.items.map((i) => i.id);

describe('the catalogue', () => {
  it('shows price and the next two weeks', async () => {
    const { items, total } = await search('');
    const card = (id: number): Card | undefined => items.find((i) => i.id === id);
    expect(total).toBe(3);
    expect(card(lent)).toMatchObject({
      strip: '00111111111111',
      nextFreeOn: '2026-03-01',
      monthlyFen: 450_000,
      fromHourlyFen: 18_000,
      freeInWindow: null,
    });
    expect(card(busy)).toMatchObject({ strip: '02000000000000', nextFreeOn: '2026-03-01' });
  });

  it('puts what is free in the window first, and pages through both', async () => {
    const all = await search('from=2026-03-10&to=2026-03-20');
    expect(all.items.map((i) => i.freeInWindow)).toEqual([true, true, false]);
    expect(all.items[2]?.id).toBe(lent);
    const seen: number[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 5; pages++) {
      const page: Page = await search(`from=2026-03-10&months=1&limit=1${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...ids(page));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(ids(all));
  });

  it('ends a window where the rental begins', async () => {
    const { items } = await search('from=2026-03-01&to=2026-03-03');
    expect(items.find((i) => i.id === lent)?.freeInWindow).toBe(true);
  });

  it('finds by two characters, initials, category and mode', async () => {
    expect(ids(await search(`q=${encodeURIComponent('离心')}`))).toEqual([lent]);
    expect(ids(await search('q=jlxj'))).toEqual([lent]);
    expect(ids(await search('mode=session&limit=10')).includes(spare)).toBe(false);
    const category = await t.given.aCategory('显微镜');
    expect(ids(await search(`categoryId=${category}`))).toEqual([spare]);
  });
});

describe('the calendar of an instrument', () => {
  const calendar = async (who: Person, id: number): Promise<unknown[]> =>
    (await t.call<{ busy: unknown[] }>(who, 'GET', `/instruments/${id}/calendar?from=2026-03-01&to=2026-05-01`)).body
      .busy;
  const period = { start: '2026-03-02T16:00:00.000Z', end: '2026-04-02T16:00:00.000Z' };

  it('never says by whom, unless it is one’s own or to staff', async () => {
    expect(await calendar(mine, lent)).toEqual([{ ...period, kind: 'taken' }]);
    expect(await calendar(theirs, lent)).toEqual([{ ...period, kind: 'own', reservationId: lentBy }]);
    expect(await calendar(manager, lent)).toEqual([
      { ...period, kind: 'taken', reservationId: lentBy, companyNameZh: expect.any(String) },
    ]);
  });

  it('shows an undecided request as such to its owner only', async () => {
    expect(await calendar(mine, busy)).toMatchObject([{ kind: 'request' }]);
    expect(await calendar(theirs, busy)).toMatchObject([{ kind: 'taken' }]);
  });

  it('does not know an unknown instrument', async () => {
    expect((await t.call(mine, 'GET', '/instruments/999999/calendar?from=2026-03-01&to=2026-05-01')).status).toBe(404);
  });
});

describe('the board', () => {
  it('shows every instrument with what stands there, chunk by chunk', async () => {
    const path = '/board?from=2026-03-01&to=2026-04-01&limit=2';
    const first = await t.call<{
      items: { id: number; occupancies: unknown[][] }[];
      nextCursor: string;
      total: number;
    }>(manager, 'GET', path);
    const second = await t.call<typeof first.body>(manager, 'GET', `${path}&cursor=${first.body.nextCursor}`);
    const rows = [...first.body.items, ...second.body.items];
    expect([first.body.total, rows.length, second.body.nextCursor]).toEqual([3, 3, null]);
    const start = Date.parse('2026-03-02T16:00:00Z') / 1000;
    const end = Date.parse('2026-04-02T16:00:00Z') / 1000;
    expect(rows.find((r) => r.id === lent)?.occupancies).toEqual([
      [start, end, 'r', lentBy, expect.stringMatching(/测试企业/), expect.stringMatching(/Test Company/)],
    ]);
    expect(rows.find((r) => r.id === busy)?.occupancies.map((o) => o[2])).toEqual(['q']);
  });

  it('shows a tenant its own, and of others only that it is taken, without a word or a number', async () => {
    const path = '/board?from=2026-03-01&to=2026-04-01';
    const board = await t.call<{ items: { id: number; occupancies: unknown[][] }[] }>(mine, 'GET', path);
    const of = (id: number): unknown[][] => board.body.items.find((row) => row.id === id)?.occupancies ?? [];
    const start = Date.parse('2026-03-02T16:00:00Z') / 1000;
    const end = Date.parse('2026-04-02T16:00:00Z') / 1000;
    expect(of(lent)).toEqual([[start, end, 't', 0, '', '']]);
    expect(of(busy)).toEqual([
      [expect.any(Number), expect.any(Number), 'q', expect.any(Number), expect.any(String), ''],
    ]);
  });
});

describe('a reservation', () => {
  it('is shown whole to its company and to staff, and is not there for others', async () => {
    const own = await t.call<{ lines: unknown[]; history: { action: string }[]; allowed: string[] }>(
      theirs,
      'GET',
      `/reservations/${lentBy}`,
    );
    expect(own.status).toBe(200);
    expect(own.body.lines).toHaveLength(2);
    expect(own.body.history.map((h) => h.action)).toEqual(['reservation.approved']);
    expect(own.body.allowed).toEqual(expect.arrayContaining(['cancel', 'extend', 'return', 'transfer']));
    const foreign = await t.call(mine, 'GET', `/reservations/${lentBy}`);
    const unknown = await t.call(mine, 'GET', '/reservations/999999');
    expect([foreign.status, { ...foreign.body, requestId: '' }]).toEqual([404, { ...unknown.body, requestId: '' }]);
    expect((await t.call(manager, 'GET', `/reservations/${lentBy}`)).status).toBe(200);
  });

  it('is listed to its company, and by filter to staff', async () => {
    const listed = await t.call<{ items: { id: number }[] }>(mine, 'GET', '/reservations?status=requested,confirmed');
    expect(listed.body.items).toHaveLength(1);
    const all = await t.call<{ items: { id: number }[] }>(
      manager,
      'GET',
      `/reservations?companyId=${theirs.companyId}&kind=rental`,
    );
    expect(all.body.items.map((i) => i.id)).toEqual([lentBy]);
    expect((await t.call(mine, 'GET', '/reservations?status=nonsense')).status).toBe(400);
  });
});
