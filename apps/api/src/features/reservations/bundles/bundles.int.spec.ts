import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../../test/support/builders.js';
import {
  type Bookings,
  Bookings as Keys,
  openBookingDesk,
  rental,
  session,
} from '../../../../test/support/bookings.js';
import type { Answer, TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk('2026-03-01T02:00:00Z'));
});
afterAll(() => t.close());

interface Item {
  readonly item: number;
  readonly free: boolean;
  readonly freeUnits: number;
  readonly quoteId: string | null;
  readonly totalFen: number;
  readonly units: { instrumentId: number }[];
  readonly violations: { code: string; severity: string }[];
  readonly taken: { start: string; companyNameZh?: string } | null;
  readonly alternatives: {
    nextFree: { startsAt: string; startsOn?: string } | null;
    equivalents: { instrumentId: number }[];
  } | null;
}
interface Quote {
  readonly items: Item[];
  readonly totalFen: number;
  readonly depositFen: number;
  readonly free: boolean;
  readonly nextCommon: { days: number | null; minutes: number | null; items: { startsAt: string }[] } | null;
}
interface Made {
  readonly id: number;
  readonly totalFen: number;
  readonly reservations: { id: number; item: number; instrumentId: number; status: string }[];
  readonly code?: string;
  readonly items?: number[];
  readonly violations?: { code: string; item: number }[];
  readonly quote?: Quote;
}

const reserve = (who: Person, items: object[], more: object = {}, key = Keys.key()): Promise<Answer<Made>> =>
  t.call<Made>(who, 'POST', '/reservations/bundles', { body: { items, ...more }, key });
const quote = async (who: Person, items: object[], more: object = {}): Promise<Quote> =>
  (await t.call<Quote>(who, 'POST', '/quotes/bundle', { body: { items, ...more } })).body;
const count = async (sql: string, parameters: unknown[]): Promise<number> =>
  Number((await b.row(`SELECT count(*) n FROM ${sql}`, parameters)).n);
const at = (day: number, from: number, to: number): [string, string] => {
  const time = (hour: number): string => new Date(Date.UTC(2026, 2, day, hour)).toISOString();
  return [time(from), time(to)];
};
const pool = (anyOf: number[], quantity: number, [startsAt, endsAt]: [string, string]): object => ({
  kind: 'session',
  anyOf,
  quantity,
  startsAt,
  endsAt,
});

describe('a bundle', () => {
  it('costs what its items cost alone, and is reserved at that price in one piece', async () => {
    const [one, two] = [await t.given.anInstrument(), await t.given.anInstrument({ hourly_fen: 10_000 })];
    const items = [rental(one, '2026-03-15', 2), session(two, ...at(16, 2, 4))];
    const priced = await quote(member, items);
    expect(priced.items.map((i) => [i.item, i.totalFen, i.free])).toEqual([
      [0, 900_000, true],
      [1, 20_000, true],
    ]);
    expect([priced.totalFen, priced.depositFen, priced.free, priced.nextCommon]).toEqual([
      920_000,
      450_000,
      true,
      null,
    ]);
    const shown = items.map((item, i) => ({ ...item, quoteId: priced.items[i]?.quoteId }));
    const made = await reserve(member, shown, { purpose: '联用测试', project: 'P-7' });
    expect([made.status, made.body.totalFen]).toEqual([201, 920_000]);
    expect(made.body.reservations.map((r) => [r.item, r.instrumentId, r.status])).toEqual([
      [0, one, 'confirmed'],
      [1, two, 'confirmed'],
    ]);
    expect(await count('reservation WHERE bundle_id = $1 AND purpose = $2', [made.body.id, '联用测试'])).toBe(2);
    expect(await count(`audit_event WHERE entity = 'bundle' AND entity_id = $1`, [made.body.id])).toBe(1);
  });

  it('is refused whole when one is taken: which, by nobody, and what else there is for each', async () => {
    const category = '组合';
    const [one, two] = [await t.given.anInstrument({ category }), await t.given.anInstrument({ category })];
    const equivalent = await t.given.anInstrument({ category });
    await b.have(other, session(two, ...at(2, 2, 4)));
    const items = [session(one, ...at(2, 3, 4)), session(two, ...at(2, 3, 4))];
    const refused = await reserve(member, items);
    expect([refused.status, refused.body.code, refused.body.items]).toEqual([409, 'slot_taken', [1]]);
    const [first, second] = refused.body.quote?.items ?? [];
    expect([first?.free, first?.alternatives]).toEqual([true, null]);
    expect(second?.taken).toEqual({ start: at(2, 2, 4)[0], end: at(2, 2, 4)[1] });
    expect(second?.alternatives?.nextFree?.startsAt).toBe(at(2, 4, 5)[0]);
    // What another item of the bundle uses then is no alternative.
    expect(second?.alternatives?.equivalents.map((e) => e.instrumentId)).toEqual([equivalent]);
    expect(refused.body.quote?.nextCommon).toMatchObject({
      minutes: 60,
      items: [{ startsAt: at(2, 4, 5)[0] }, { startsAt: at(2, 4, 5)[0] }],
    });
    expect(await count('reservation WHERE instrument_id = $1', [one])).toBe(0);
    const toStaff = await reserve(manager, items, { companyId: member.companyId });
    expect(toStaff.body.quote?.items[1]?.taken?.companyNameZh).toMatch(/测试企业/);
  });

  it("finds its own items in each other's way", async () => {
    const one = await t.given.anInstrument();
    const twice = [session(one, ...at(3, 2, 4)), session(one, ...at(3, 3, 5))];
    expect((await quote(member, twice)).items.map((i) => i.free)).toEqual([true, false]);
    expect((await reserve(member, twice)).status).toBe(409);
    expect((await reserve(member, [session(one, ...at(3, 2, 4)), session(one, ...at(3, 4, 5))])).status).toBe(201);
  });

  it('says every rule of every item at once', async () => {
    const broken = await t.given.anInstrument({ status: 'out_of_service', approval_required: true });
    const fine = await t.given.anInstrument();
    const refused = await reserve(member, [
      rental(broken, '2026-03-15', 1),
      session(fine, ...at(4, 2, 3)),
      rental(fine, '2026-06-01', 36),
    ]);
    expect([refused.status, refused.body.code]).toEqual([422, 'policies_violated']);
    const said = refused.body.violations?.map((v) => [v.item, v.code]);
    expect(said).toContainEqual([0, 'instrument_out_of_service']);
    expect(said).toContainEqual([2, 'too_long']);
    expect(said?.some(([item]) => item === 1)).toBe(false);
  });

  it('is answered with the price of now when that is another than was shown', async () => {
    const one = await t.given.anInstrument();
    const priced = await quote(member, [rental(one, '2026-03-15', 1)]);
    await t.database.owner.query('UPDATE rate_plan SET monthly_fen = 500000 WHERE instrument_id = $1', [one]);
    const item = { ...rental(one, '2026-03-15', 1), quoteId: priced.items[0]?.quoteId };
    const answer = await reserve(member, [item]);
    expect([answer.status, answer.body.code, answer.body.quote?.totalFen]).toEqual([409, 'quote_changed', 500_000]);
    expect(await count('reservation WHERE instrument_id = $1', [one])).toBe(0);
  });

  it('has one effect, however often it is sent', async () => {
    const [one, two] = [await t.given.anInstrument(), await t.given.anInstrument()];
    const key = Keys.key();
    const items = [session(one, ...at(5, 2, 3)), session(two, ...at(5, 2, 3))];
    const answers = await Promise.all(Array.from({ length: 8 }, () => reserve(member, items, {}, key)));
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1);
    expect(await count('reservation WHERE instrument_id = ANY($1)', [[one, two]])).toBe(2);
  });

  it("is asked for by nobody else's member, and an instrument that is not there is not found", async () => {
    const one = await t.given.anInstrument();
    const items = [session(one, ...at(6, 2, 3))];
    expect((await reserve(member, items, { companyId: other.companyId })).status).toBe(404);
    expect((await reserve(manager, items)).status).toBe(400);
    expect((await reserve(member, [...items, session(999_999, ...at(6, 2, 3))])).status).toBe(404);
    const nothing = { kind: 'session', startsAt: at(6, 2, 3)[0], endsAt: at(6, 2, 3)[1] };
    expect((await reserve(member, [nothing])).status).toBe(400);
    expect((await reserve(member, [{ ...session(one, ...at(6, 2, 3)), quantity: 2 }])).status).toBe(400);
  });
});

describe('the limits of a company', () => {
  it('count the other items of the same bundle, in the quote as in the transaction', async () => {
    const ids = await Promise.all(
      Array.from({ length: 3 }, () => t.given.anInstrument({ rules: { maxSessionMinutes: 6000 } })),
    );
    const who = await t.given.aPerson('member', await t.given.aCompany());
    // 160 hours a week: two of 60 are within, the third is over it.
    const items = [0, 1, 2].map((i) => session(ids[i] ?? 0, at(23, i, 0)[0], at(25, i + 12, 0)[0]));
    const said = (all: Item[]): string[][] => all.map((i) => i.violations.map((v) => v.code));
    expect((await quote(who, items.slice(0, 2))).items.flatMap((i) => i.violations)).toEqual([]);
    const priced = await quote(who, items);
    expect(said(priced.items).map((codes) => codes.length)).toEqual([0, 0, 1]);
    const refused = await reserve(who, items);
    expect([refused.status, refused.body.violations?.map((v) => v.item)]).toEqual([422, [2]]);
    expect(said(refused.body.quote?.items ?? [])).toEqual(said(priced.items));
    expect(await count('reservation WHERE instrument_id = ANY($1)', [ids])).toBe(0);
    expect((await reserve(who, items.slice(0, 2))).status).toBe(201);
  });
});

describe('what is brought along', () => {
  it('is compared with the room of every item', async () => {
    const [low, high] = [await t.given.anInstrument(), await t.given.anInstrument({ room_biosafety_level: 2 })];
    const items = [session(low, ...at(26, 2, 3)), session(high, ...at(26, 2, 3))];
    expect((await quote(member, items, { sampleBiosafetyLevel: 2 })).items.map((i) => i.violations.length)).toEqual([
      1, 0,
    ]);
    const refused = await reserve(member, items, { sampleBiosafetyLevel: 2 });
    expect([refused.status, refused.body.violations?.map((v) => v.item)]).toEqual([422, [0]]);
    expect((await reserve(member, items)).status).toBe(201);
  });
});

describe('two bundles at once', () => {
  it('never wait for each other: one has all, the other nothing, whatever order they name things in', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, () => t.given.anInstrument()));
    for (let round = 0; round < 25; round++) {
      const time = at(7 + Math.floor(round / 10), round % 10, (round % 10) + 1);
      const items = ids.map((id) => session(id, ...time));
      const answers = await Promise.all([reserve(member, items), reserve(other, [...items].reverse())]);
      expect(answers.map((a) => a.status).sort((x, y) => x - y)).toEqual([201, 409]);
    }
    const { rows } = await t.database.owner.query<{ n: number }>(
      'SELECT count(*)::int n FROM reservation WHERE instrument_id = ANY($1) GROUP BY bundle_id',
      [ids],
    );
    expect(rows.map((r) => r.n)).toEqual(Array.from({ length: 25 }, () => 4));
  });
});

describe('any of several', () => {
  it('takes the cheapest that is free, then the least used, and each unit once', async () => {
    const dear = await t.given.anInstrument({ hourly_fen: 30_000 });
    const used = await t.given.anInstrument({ hourly_fen: 10_000 });
    const cheap = await t.given.anInstrument({ hourly_fen: 10_000 });
    await b.have(other, session(used, ...at(10, 2, 3)));
    const two = await reserve(member, [pool([dear, used, cheap], 2, at(12, 2, 3))]);
    expect(two.body.reservations.map((r) => r.instrumentId)).toEqual([cheap, used]);
    const three = await quote(member, [pool([dear, used, cheap], 2, at(12, 2, 3))]);
    expect([three.free, three.items[0]?.freeUnits]).toEqual([false, 1]);
    expect(three.items[0]?.alternatives?.nextFree?.startsAt).toBe(at(12, 3, 4)[0]);
  });

  it('passes over what is out of service or refused by its rules', async () => {
    const broken = await t.given.anInstrument({ hourly_fen: 1_000, status: 'out_of_service' });
    const long = await t.given.anInstrument({ hourly_fen: 2_000, rules: { minSessionMinutes: 240 } });
    const fit = await t.given.anInstrument({ hourly_fen: 30_000 });
    const items = [pool([broken, long, fit], 1, at(13, 2, 3))];
    expect((await quote(member, items)).items[0]?.units.map((u) => u.instrumentId)).toEqual([fit]);
    expect((await reserve(member, items)).body.reservations[0]?.instrumentId).toBe(fit);
  });

  it('leaves to the others of the bundle what they must have', async () => {
    const category = '离心机';
    const [one, two] = [await t.given.anInstrument({ category }), await t.given.anInstrument({ category })];
    const [startsAt, endsAt] = at(14, 2, 3);
    const any = { kind: 'session', categoryId: await t.given.aCategory(category), startsAt, endsAt };
    const made = await reserve(member, [any, pool([one, two], 1, at(14, 2, 3)), session(one, startsAt, endsAt)]);
    expect([made.status, made.body.items]).toEqual([409, [0]]);
    const fits = await reserve(member, [any, session(one, startsAt, endsAt)]);
    expect(fits.body.reservations.map((r) => [r.item, r.instrumentId])).toEqual([
      [0, two],
      [1, one],
    ]);
  });

  it('costs the same whichever unit it is, as long as the price is the same', async () => {
    const ids = [await t.given.anInstrument(), await t.given.anInstrument()];
    const item = pool(ids, 1, at(15, 2, 3));
    const shown = (await quote(member, [item])).items[0];
    await b.have(other, session(ids[0] ?? 0, ...at(15, 2, 3)));
    const made = await reserve(member, [{ ...item, quoteId: shown?.quoteId }]);
    expect([made.status, made.body.reservations[0]?.instrumentId]).toEqual([201, ids[1]]);
    await t.database.owner.query('UPDATE rate_plan SET hourly = $2 WHERE instrument_id = ANY($1)', [ids, '[]']);
    expect((await reserve(member, [{ ...pool(ids, 1, at(16, 2, 3)), quoteId: shown?.quoteId }])).status).toBe(422);
  });

  it('is had by exactly three of fifty who ask at once for a pool of three, and no unit twice', async () => {
    const ids = await Promise.all(Array.from({ length: 3 }, () => t.given.anInstrument()));
    const people = await Promise.all(
      Array.from({ length: 50 }, async () => t.given.aPerson('member', await t.given.aCompany())),
    );
    const answers = await Promise.all(people.map((who) => reserve(who, [pool(ids, 1, at(17, 2, 3))])));
    const made = answers.filter((a) => a.status === 201);
    expect(made).toHaveLength(3);
    expect(answers.filter((a) => a.status === 409)).toHaveLength(47);
    expect(new Set(made.map((a) => a.body.reservations[0]?.instrumentId))).toEqual(new Set(ids));
    expect(await count(`occupancy WHERE instrument_id = ANY($1)`, [ids])).toBe(3);
  });
});
