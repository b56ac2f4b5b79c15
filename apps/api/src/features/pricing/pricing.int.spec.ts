import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../test/support/builders.js';
import { type Answer, startTestApp, type TestApp } from '../../../test/support/test-app.js';

interface Plan {
  readonly id: number;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly monthlyFen: number | null;
  readonly version: number;
}
interface Row {
  readonly assetNo: string | null;
  readonly nameZh: string;
  readonly source: string;
  readonly plan: Plan | null;
  readonly next: Plan | null;
}

let t: TestApp;
let keeper: Person;
let instrument: number;
beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark();
  keeper = await t.given.aPerson('manager');
});
afterAll(() => t.close());
beforeEach(async () => {
  instrument = await t.given.insert('instrument', {
    asset_no: `P-${String(performance.now())}`,
    name_zh: '离心机',
    category_id: await t.given.aCategory('通用'),
  });
});

const add = (
  validFrom: string,
  monthlyFen: number,
  of = `instruments/${instrument}`,
): Promise<Answer<Plan & { code: string }>> =>
  t.call(keeper, 'POST', `/${of}/rate-plans`, { body: { validFrom, monthlyFen } });
const plans = async (of = `instruments/${instrument}`): Promise<Plan[]> =>
  (await t.call<{ items: Plan[] }>(keeper, 'GET', `/${of}/rate-plans`)).body.items;
const spans = async (): Promise<unknown[]> => (await plans()).map((p) => [p.validFrom, p.validUntil, p.monthlyFen]);

describe('plans of an instrument', () => {
  it('follow each other without gap or overlap, in whatever order they are written', async () => {
    expect((await add('2026-01-01', 100_000)).status).toBe(201);
    expect((await add('2026-06-01', 300_000)).status).toBe(201);
    expect((await add('2026-04-01', 200_000)).status).toBe(201);
    expect(await spans()).toEqual([
      ['2026-06-01', null, 300_000],
      ['2026-04-01', '2026-06-01', 200_000],
      ['2026-01-01', '2026-04-01', 100_000],
    ]);
  });

  it('begin on a day once, and after the first never in the past', async () => {
    await add('2026-03-05', 100_000);
    const twice = await add('2026-03-05', 200_000);
    expect([twice.status, twice.body.code]).toEqual([409, 'plan_on_that_day']);
    const past = await add('2026-02-27', 200_000);
    expect([past.status, past.body.code]).toEqual([422, 'plan_in_the_past']);
  });

  it('end up as one plan a day when fifty write at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => add(`2026-05-${String(1 + (i % 10)).padStart(2, '0')}`, 1000 + i)),
    );
    expect(answers.filter((a) => a.status === 201)).toHaveLength(10);
    expect(answers.filter((a) => a.status === 409)).toHaveLength(40);
    const kept = await plans();
    expect(kept.map((p) => p.validUntil).slice(1)).toEqual(kept.map((p) => p.validFrom).slice(0, -1));
  });

  it('change and go only before they begin; the one before goes on', async () => {
    await add('2026-01-01', 100_000);
    const { body: later } = await add('2026-04-01', 200_000);
    const [, first] = await plans();
    const body = { validFrom: '2026-05-01', monthlyFen: 250_000 };
    expect(
      (await t.call(keeper, 'PUT', `/rate-plans/${first?.id}`, { body, ifMatch: first?.version ?? 0 })).body.code,
    ).toBe('plan_already_valid');
    expect((await t.call(keeper, 'PUT', `/rate-plans/${later.id}`, { body, ifMatch: 7 })).status).toBe(412);
    expect((await t.call(keeper, 'PUT', `/rate-plans/${later.id}`, { body, ifMatch: 1 })).body).toMatchObject({
      id: later.id,
      version: 2,
    });
    expect(await spans()).toEqual([
      ['2026-05-01', null, 250_000],
      ['2026-01-01', '2026-05-01', 100_000],
    ]);
    expect((await t.call(keeper, 'DELETE', `/rate-plans/${later.id}`)).status).toBe(204);
    expect(await spans()).toEqual([['2026-01-01', null, 100_000]]);
    expect((await t.call(keeper, 'DELETE', `/rate-plans/${first?.id}`)).status).toBe(409);
  });

  it('need a price, a tax code of 19 digits and each band once', async () => {
    const errors = async (body: object): Promise<string[]> =>
      (
        await t.call<{ errors: { path: string }[] }>(keeper, 'POST', `/instruments/${instrument}/rate-plans`, {
          body: { validFrom: '2026-04-01', ...body },
        })
      ).body.errors.map((e) => e.path);
    expect(await errors({})).toEqual(['monthlyFen']);
    expect(await errors({ monthlyFen: 1.5 })).toEqual(['monthlyFen']);
    expect(await errors({ runFen: 1, rentalTax: { rateBps: 600, code: '304', itemName: 'x' } })).toEqual([
      'rentalTax.code',
    ]);
    const band = { band: 'weekday', hourlyFen: 1 };
    expect(await errors({ hourly: [band, band] })).toEqual(['hourly']);
    expect((await t.call(keeper, 'GET', '/instruments/999999/rate-plans')).status).toBe(404);
  });
});

describe('which plan prices an instrument', () => {
  it('its own, else its category’s, else the nearest above, on the day that is asked for', async () => {
    const top = await t.given.insert('category', { name_zh: `上级${instrument}` });
    const below = await t.given.insert('category', { name_zh: '下级', parent_id: top });
    await t.database.owner.query('UPDATE instrument SET category_id = $2 WHERE id = $1', [instrument, below]);
    const { ratePlanFor } = await import('./pricing.api.js');
    const { Database } = await import('../../platform/database/database.js');
    const { ParkSettings } = await import('../../platform/park-settings.js');
    const park = await t.app.get(ParkSettings).get();
    const on = async (date: string): Promise<number | null | undefined> =>
      (await ratePlanFor(t.app.get(Database), park, [instrument, instrument], date)).get(instrument)?.plan.monthlyFen;
    expect(await on('2026-04-01')).toBeUndefined();
    await add('2026-01-01', 100_000, `categories/${top}`);
    expect(await on('2026-04-01')).toBe(100_000);
    await add('2026-04-01', 200_000, `categories/${below}`);
    await add('2026-05-01', 300_000);
    expect([await on('2026-03-31'), await on('2026-04-01'), await on('2026-05-01')]).toEqual([
      100_000, 200_000, 300_000,
    ]);
  });

  it('is what the rates page shows, with what is planned', async () => {
    const row = async (query = ''): Promise<Row | undefined> => {
      const { body } = await t.call<{ items: Row[] }>(keeper, 'GET', `/rate-plans?limit=100${query}`);
      const { rows } = await t.database.owner.query('SELECT asset_no FROM instrument WHERE id = $1', [instrument]);
      return body.items.find((item) => item.assetNo === rows[0].asset_no);
    };
    expect(await row('&source=none')).toMatchObject({ source: 'none', plan: null, next: null });
    await add('2026-01-01', 100_000);
    await add('2026-07-01', 150_000);
    expect(await row('&source=own')).toMatchObject({
      plan: { monthlyFen: 100_000 },
      next: { validFrom: '2026-07-01' },
    });
    expect(await row('&source=none')).toBeUndefined();
    const categories = await t.call<{ items: Row[] }>(keeper, 'GET', '/rate-plans?of=category&limit=100');
    expect(categories.body.items.find((c) => c.nameZh === '下级')).toMatchObject({
      source: 'inherited',
      plan: { monthlyFen: 100_000 },
    });
  });

  it('is read by everybody and written by staff', async () => {
    const member = await t.given.aPerson('member', await t.given.aCompany());
    await add('2026-01-01', 100_000);
    expect((await t.call(member, 'GET', `/instruments/${instrument}`)).body).toMatchObject({
      ratePlan: { monthlyFen: 100_000 },
    });
    expect((await t.call(member, 'POST', `/instruments/${instrument}/rate-plans`, { body: {} })).status).toBe(403);
    expect((await t.call(member, 'GET', '/rate-plans')).status).toBe(403);
  });
});
