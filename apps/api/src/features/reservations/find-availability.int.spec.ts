import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../test/support/builders.js';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Answer, TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;

// 2026-03-01 10:00 in the park, a Sunday
beforeAll(async () => {
  ({ t, b, member, other } = await openBookingDesk('2026-03-01T02:00:00Z'));
});
afterAll(() => t.close());

interface Page {
  readonly items: {
    id: number;
    freeInWindow: boolean | null;
    windowFen: number | null;
    alike: number[];
  }[];
  readonly nextCursor: string | null;
  readonly window: {
    kind: string;
    startsAt: string;
    endsAt: string;
    startsOn: string | null;
    months: number | null;
  } | null;
  readonly code?: string;
}
const search = (query: Record<string, string | number>, who = member): Promise<Answer<Page>> => {
  const words = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  return t.call<Page>(who, 'GET', `/instruments?${words}`);
};

describe('free in my window', () => {
  it('prices a rental to the fen as the quote does, discounts of term and company included', async () => {
    const categoryId = await t.given.aCategory('租用');
    const id = await t.given.anInstrument({ category: '租用' });
    const incubating = await t.given.aPerson('member', await t.given.aCompany({ class_code: 'incubating' }));
    const found = await search({ categoryId, from: '2026-03-15', to: '2026-06-10' }, incubating);
    expect(found.body.window).toEqual({
      kind: 'rental',
      startsAt: '2026-03-14T16:00:00.000Z',
      endsAt: '2026-06-14T16:00:00.000Z',
      startsOn: '2026-03-15',
      months: 3,
    });
    const quoted = await t.call<{ totalFen: number }>(incubating, 'POST', '/quotes', {
      body: rental(id, '2026-03-15', 3),
    });
    expect(found.body.items.map((i) => i.windowFen)).toEqual([quoted.body.totalFen]);
    expect(quoted.body.totalFen).toBe(1_178_550);
    expect((await search({ categoryId, from: '2026-03-15', to: '2026-06-10' })).body.items[0]?.windowFen).toBe(
      1_309_500,
    );
  });

  it('needs whole months free where it is rented by the month', async () => {
    const categoryId = await t.given.aCategory('整月');
    const id = await t.given.anInstrument({ category: '整月' });
    await b.have(other, session(id, '2026-04-10T02:00:00Z', '2026-04-10T03:00:00Z'));
    const free = async (query: object): Promise<boolean | null | undefined> =>
      (await search({ categoryId, ...query })).body.items[0]?.freeInWindow;
    expect(await free({ from: '2026-03-15', to: '2026-03-25' })).toBe(true);
    expect(await free({ from: '2026-03-15', to: '2026-03-25', mode: 'rental' })).toBe(false);
  });

  it('prices a session by its times of day, and looks at those only', async () => {
    const categoryId = await t.given.aCategory('计时');
    const id = await t.given.anInstrument({ category: '计时' });
    await b.have(other, session(id, '2026-03-02T04:00:00Z', '2026-03-02T06:00:00Z'));
    const at = async (from: string, until: string): Promise<unknown[]> => {
      const { body } = await search({ categoryId, from: '2026-03-02', at: from, until });
      return [body.window?.kind, body.items[0]?.freeInWindow, body.items[0]?.windowFen];
    };
    expect(await at('09:00', '12:00')).toEqual(['session', true, 54_000]);
    expect(await at('11:00', '13:00')).toEqual(['session', false, 36_000]);
    const overnight = await search({ categoryId, from: '2026-03-02', to: '2026-03-04', at: '14:00', until: '09:00' });
    expect(overnight.body.items[0]?.windowFen).toBe(19 * 18_000);
    expect((await search({ from: '2026-03-02', at: '12:00', until: '09:00' })).body.code).toBe('bad_range');
  });

  it('has no price for days that are no reservation', async () => {
    const { body } = await search({ from: '2026-03-10', to: '2026-03-12' });
    expect(body.window).toBeNull();
    expect(new Set(body.items.map((i) => i.windowFen))).toEqual(new Set([null]));
  });

  it('shows a kind once when several are needed, with its free units, and last what has too few', async () => {
    const categoryId = await t.given.aCategory('离心机');
    const kind = { category: '离心机', name_zh: '台式离心机', model: '5424R' };
    const [one, two, three] = [
      await t.given.anInstrument(kind),
      await t.given.anInstrument(kind),
      await t.given.anInstrument(kind),
    ];
    const alone = await t.given.anInstrument({ ...kind, model: 'Allegra' });
    await b.have(other, session(one, '2026-03-09T02:00:00Z', '2026-03-09T04:00:00Z'));
    const wanted = { categoryId, from: '2026-03-09', at: '10:00', until: '12:00' };
    const two_ = (await search({ ...wanted, quantity: 2 })).body.items;
    expect(two_.map((i) => [i.id, i.freeInWindow])).toEqual([
      [two, true],
      [one, false],
      [alone, false],
    ]);
    expect(two_[0]?.alike).toEqual([two, three]);
    expect((await search({ ...wanted, quantity: 3 })).body.items.every((i) => i.freeInWindow === false)).toBe(true);
    expect((await search(wanted)).body.items.map((i) => i.alike)).toEqual([[], [], [], []]);
  });

  it('finds by words of the specification', async () => {
    const id = await t.given.anInstrument({
      specifications: '最高转速 15000 rpm；温控 -10~40℃',
      functions: '冷冻离心',
    });
    expect((await search({ spec: '温控 rpm' })).body.items.map((i) => i.id)).toEqual([id]);
    expect((await search({ spec: '冷冻' })).body.items.map((i) => i.id)).toEqual([id]);
    expect((await search({ spec: '100%' })).body.items).toEqual([]);
  });
});
