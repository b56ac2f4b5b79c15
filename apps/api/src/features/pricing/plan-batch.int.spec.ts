import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bookings } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

interface Row {
  readonly id: number;
  readonly before: { monthlyFen: number | null } | null;
  readonly after: { monthlyFen: number | null; hourly: { hourlyFen: number }[] };
  readonly problem: { code: string } | null;
}
interface Preview {
  readonly batch: { token: string; count: number; unchanged: number; problems: number; rows: Row[] };
  readonly touched: {
    instruments: { count: number };
    reservations: { count: number };
    extensions: { items: unknown[] };
  };
}

let t: TestApp;
let keeper: Person;
let category: number;
let instruments: number[];
let serial = 0;
beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark('Asia/Shanghai', { rules: { quotas: [] } });
  keeper = await t.given.aPerson('manager');
});
afterAll(() => t.close());
beforeEach(async () => {
  const name = `分类${++serial}`;
  category = await t.given.aCategory(name);
  instruments = [];
  for (const monthly_fen of [450_000, 100_050, 99_900]) {
    instruments.push(await t.given.anInstrument({ category: name, monthly_fen }));
  }
});

const change = (given: object = {}): object => ({
  categoryId: category,
  prices: ['monthly', 'hourly'],
  bps: 350,
  roundToFen: 1000,
  validFrom: '2026-04-01',
  ...given,
});
const preview = async (given: object = {}): Promise<Preview> =>
  (await t.call<Preview>(keeper, 'POST', '/rate-plans/bulk/preview', { body: change(given) })).body;
const apply = (token: string, given: object = {}) =>
  t.call<{ plans?: number; code?: string }>(keeper, 'POST', '/rate-plans/bulk', {
    body: { change: change(given), token },
  });
const plans = async (id: number): Promise<[string, string | null, number | null][]> => {
  const { body } = await t.call<{
    items: { validFrom: string; validUntil: string | null; monthlyFen: number | null }[];
  }>(keeper, 'GET', `/instruments/${id}/rate-plans`);
  return body.items.map((plan) => [plan.validFrom, plan.validUntil, plan.monthlyFen]);
};

describe('a change by percentage', () => {
  it('shows old and new, saves nothing, then saves exactly that', async () => {
    const shown = await preview();
    expect(shown.batch.rows.map((row) => [row.before?.monthlyFen, row.after.monthlyFen])).toEqual([
      [450_000, 466_000],
      [100_050, 104_000],
      [99_900, 103_000],
    ]);
    expect(shown.batch.rows[0]?.after.hourly[0]?.hourlyFen).toBe(19_000);
    expect(shown.touched.instruments.count).toBe(3);
    expect(await plans(instruments[0]!)).toEqual([['2020-01-01', null, 450_000]]);
    expect((await apply(shown.batch.token)).body).toEqual({ plans: 3 });
    expect(await plans(instruments[0]!)).toEqual([
      ['2026-04-01', null, 466_000],
      ['2020-01-01', '2026-04-01', 450_000],
    ]);
    expect((await preview({ bps: 0, roundToFen: 1 })).batch).toMatchObject({ count: 0, unchanged: 3 });
  });

  it('is refused when a price has changed since it was shown', async () => {
    const { batch } = await preview();
    await t.call(keeper, 'POST', `/instruments/${instruments[1]}/rate-plans`, {
      body: { validFrom: '2026-03-20', monthlyFen: 1 },
    });
    expect((await apply(batch.token)).body.code).toBe('prices_changed');
    expect(await plans(instruments[0]!)).toHaveLength(1);
  });

  it('changes all or nothing', async () => {
    await t.call(keeper, 'POST', `/instruments/${instruments[2]}/rate-plans`, {
      body: { validFrom: '2026-03-01', monthlyFen: 300 },
    });
    const free = { bps: -5000, roundToFen: 1000, validFrom: '2026-05-01' };
    const shown = await preview(free);
    expect(shown.batch).toMatchObject({ count: 3, problems: 1 });
    expect(shown.batch.rows[0]?.problem?.code).toBe('becomes_free');
    expect((await apply(shown.batch.token, free)).body.code).toBe('not_all_possible');
    const today = await preview({ validFrom: '2026-03-01' });
    expect(today.batch.rows[0]?.problem?.code).toBe('begun_today');
    expect(await plans(instruments[0]!)).toHaveLength(1);
    const past = await t.call<{ code: string }>(keeper, 'POST', '/rate-plans/bulk/preview', {
      body: change({ validFrom: '2026-02-01' }),
    });
    expect(past.body.code).toBe('plan_in_the_past');
  });

  it('is made once when ten confirm it at once, beside single changes of the same prices', async () => {
    const { batch } = await preview();
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, () => apply(batch.token)),
      ...instruments.map((id, i) =>
        t.call(keeper, 'POST', `/instruments/${id}/rate-plans`, {
          body: { validFrom: `2026-05-0${i + 1}`, monthlyFen: 5 },
        }),
      ),
    ]);
    expect(answers.slice(0, 10).filter((one) => one.status === 200).length).toBeLessThanOrEqual(1);
    for (const id of instruments) {
      const all = (await plans(id)).reverse();
      expect(all.map(([, until]) => until).slice(0, -1)).toEqual(all.map(([from]) => from).slice(1));
    }
  });

  it('gives instruments that are priced by their category prices of their own, when that is asked', async () => {
    const bare = await t.given.insert('instrument', {
      asset_no: `B-${serial}`,
      name_zh: '光谱仪',
      category_id: category,
    });
    await t.call(keeper, 'POST', `/categories/${category}/rate-plans`, {
      body: { validFrom: '2026-01-01', monthlyFen: 80_000 },
    });
    const inherited = await preview({ source: 'inherited' });
    expect(inherited.batch.rows).toMatchObject([{ id: bare, source: 'inherited', after: { monthlyFen: 83_000 } }]);
    const ofCategory = await preview({ of: 'category' });
    expect(ofCategory.batch.rows).toMatchObject([{ of: 'category', id: category, after: { monthlyFen: 83_000 } }]);
    expect(ofCategory.touched.instruments.count).toBe(1);
  });
});

describe('a copy of a plan', () => {
  it('prices others as it does, from a day on', async () => {
    const [first, second] = instruments as [number, number];
    const list = await t.call<{ items: { id: number }[] }>(keeper, 'GET', `/instruments/${first}/rate-plans`);
    const id = list.body.items[0]!.id;
    const copy = {
      to: [
        { of: 'instrument', id: second },
        { of: 'category', id: category },
      ],
      validFrom: '2026-06-01',
    };
    const shown = await t.call<Preview>(keeper, 'POST', `/rate-plans/${id}/copy/preview`, { body: copy });
    expect(shown.body.batch.count).toBe(2);
    const made = await t.call(keeper, 'POST', `/rate-plans/${id}/copy`, {
      body: { copy, token: shown.body.batch.token },
    });
    expect(made.body).toEqual({ plans: 2 });
    expect((await plans(second))[0]).toEqual(['2026-06-01', null, 450_000]);
    const unknown = { ...copy, to: [{ of: 'instrument', id: 999_999 }] };
    expect((await t.call(keeper, 'POST', `/rate-plans/${id}/copy/preview`, { body: unknown })).status).toBe(404);
  });
});

describe('before new prices are saved', () => {
  it('staff see which instruments, reservations and extensions they touch', async () => {
    const [first] = instruments as [number];
    const member = await t.given.aPerson('member', await t.given.aCompany({ class_code: 'incubating' }));
    const bookings = new Bookings(t);
    await bookings.have(member, { kind: 'rental', instrumentId: first, startsOn: '2026-03-10', months: 2 });
    const body = { validFrom: '2026-04-01', monthlyFen: 500_000, termTiers: [{ months: 3, bps: 300 }] };
    const shown = await t.call<Preview['touched']>(keeper, 'POST', `/instruments/${first}/rate-plans/preview`, {
      body,
    });
    expect(shown.body).toMatchObject({
      instruments: { count: 1, items: [{ before: { monthlyFen: 450_000 }, after: { monthlyFen: 500_000 } }] },
      reservations: { count: 1, items: [{ totalFen: 810_000 }] },
      extensions: { count: 1, items: [{ nowFen: 392_850, thenFen: 436_500 }] },
      companies: { count: 1 },
      waiting: 0,
      series: 0,
    });
    expect(await plans(first)).toHaveLength(1);
    expect((await t.call(member, 'POST', `/instruments/${first}/rate-plans/preview`, { body })).status).toBe(403);
  });

  it('an end is shown, refused too early, and leaves the category’s price', async () => {
    const [first] = instruments as [number];
    const list = await t.call<{ items: { id: number; version: number }[] }>(
      keeper,
      'GET',
      `/instruments/${first}/rate-plans`,
    );
    const plan = list.body.items[0]!;
    const end = (on: string, suffix = '', ifMatch = plan.version) =>
      t.call<{ code?: string; instruments?: object }>(keeper, 'POST', `/rate-plans/${plan.id}/end${suffix}`, {
        body: { on },
        ifMatch,
      });
    expect((await end('2026-04-01', '/preview')).body.instruments).toMatchObject({ items: [{ after: null }] });
    expect((await end('2026-03-01')).body.code).toBe('ends_too_early');
    expect((await end('2026-04-01', '', 99)).status).toBe(412);
    expect((await end('2026-04-01')).status).toBe(200);
    expect(await plans(first)).toEqual([['2020-01-01', '2026-04-01', 450_000]]);
  });
});

describe('bands', () => {
  it('are the park’s, or a plan’s own, and a session is priced by them', async () => {
    const [first] = instruments as [number];
    const member = await t.given.aPerson('member', await t.given.aCompany());
    const windows = [{ band: 'evening', weekdays: [1, 2, 3, 4, 5], fromMinute: 600, toMinute: 1440 }];
    const hourly = [
      { band: 'weekday', hourlyFen: 10_000 },
      { band: 'evening', hourlyFen: 5000 },
    ];
    const quoted = async (startsAt: string, endsAt: string): Promise<number> =>
      (
        await t.call<{ totalFen: number }>(member, 'POST', '/quotes', {
          body: { kind: 'session', instrumentId: first, startsAt, endsAt },
        })
      ).body.totalFen;
    const day = (from: string, to: string) => quoted(`2026-03-10T${from}:00:00Z`, `2026-03-10T${to}:00:00Z`);
    await t.call(keeper, 'POST', `/instruments/${first}/rate-plans`, {
      body: { validFrom: '2026-03-01', hourly, bandWindows: windows, dayFen: 12_000 },
    });
    expect(await day('01', '02')).toBe(10_000);
    expect(await day('02', '03')).toBe(5000);
    expect(await day('01', '08')).toBe(12_000);
    const bands = await t.call<{ version: number }>(keeper, 'GET', '/price-bands');
    const put = (ifMatch: number) => t.call(keeper, 'PUT', '/price-bands', { body: { windows }, ifMatch });
    expect((await put(bands.body.version)).status).toBe(200);
    expect((await put(bands.body.version)).status).toBe(412);
    const wrong = { windows: [{ ...windows[0], toMinute: 500 }] };
    expect((await t.call(keeper, 'PUT', '/price-bands', { body: wrong, ifMatch: 2 })).status).toBe(400);
    const above = { validFrom: '2026-05-01', dayFen: 100, minimumChargeFen: 200 };
    expect((await t.call(keeper, 'POST', `/instruments/${first}/rate-plans`, { body: above })).status).toBe(400);
  });
});
