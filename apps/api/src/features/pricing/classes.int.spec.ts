import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bookings } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

interface Quote {
  readonly totalFen: number;
  readonly monthlyFen: number | null;
  readonly discounts: readonly { kind: string; bps: number }[];
}
interface Touched {
  readonly reservations: { count: number };
  readonly extensions: { count: number; items: { nowFen: number; thenFen: number }[] };
  readonly companies: { count: number };
}

let t: TestApp;
let keeper: Person;
let member: Person;
let company: number;
let instrument: number;
let bookings: Bookings;
beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark('Asia/Shanghai', { rules: { quotas: [], maxAdvanceDays: 700 } });
  keeper = await t.given.aPerson('finance');
  company = await t.given.aCompany();
  member = await t.given.aPerson('member', company);
  instrument = await t.given.anInstrument();
  bookings = new Bookings(t);
});
afterAll(() => t.close());

const quote = async (body: object): Promise<Quote> =>
  (await t.call<Quote>(member, 'POST', '/quotes', { body: { instrumentId: instrument, ...body } })).body;
const rental = (startsOn: string): Promise<Quote> => quote({ kind: 'rental', startsOn, months: 1 });
const hour = (day: string): Promise<Quote> =>
  quote({ kind: 'session', startsAt: `${day}T02:00:00Z`, endsAt: `${day}T03:00:00Z` });
const setClass = (classCode: string, validFrom: string, id = company) =>
  t.call<{ code?: string; id: number }>(keeper, 'POST', `/companies/${id}/classes`, { body: { classCode, validFrom } });
const setDiscount = (code: string, body: object) =>
  t.call<{ code?: string; id: number }>(keeper, 'POST', `/company-classes/${code}/discounts`, { body });

describe('a company’s class', () => {
  it('that was there before is kept from ever, and costs what it cost', async () => {
    const { body } = await t.call<{ items: unknown[] }>(keeper, 'GET', `/companies/${company}/classes`);
    expect(body.items).toMatchObject([{ classCode: 'standard', validFrom: '2000-01-01', validUntil: null }]);
    expect([(await rental('2026-03-10')).monthlyFen, (await hour('2026-03-10')).totalFen]).toEqual([450_000, 18_000]);
  });

  it('that changes on a day counts for what begins from that day on', async () => {
    expect((await setClass('incubating', '2026-04-01')).status).toBe(201);
    expect((await rental('2026-03-31')).monthlyFen).toBe(450_000);
    const later = await rental('2026-04-01');
    expect(later).toMatchObject({ monthlyFen: 405_000, discounts: [{ kind: 'company', bps: 1000 }] });
    expect((await hour('2026-04-02')).totalFen).toBe(18_000);
  });

  it('takes its share off hours too, from the day that it is set for', async () => {
    await setDiscount('incubating', { validFrom: '2026-05-01', rentalBps: 2000, sessionBps: 2500 });
    expect((await hour('2026-04-30')).totalFen).toBe(18_000);
    const may = await hour('2026-05-04');
    expect(may).toMatchObject({ totalFen: 13_500, discounts: [{ kind: 'company', bps: 2500 }] });
    expect((await rental('2026-05-01')).monthlyFen).toBe(360_000);
  });

  it('of a reservation stays what it was; an extension takes that of its day', async () => {
    const held = await bookings.have(member, {
      kind: 'rental',
      instrumentId: instrument,
      startsOn: '2026-03-05',
      months: 1,
    });
    const session = await bookings.have(member, {
      kind: 'session',
      instrumentId: instrument,
      startsAt: '2026-05-04T02:00:00Z',
      endsAt: '2026-05-04T03:00:00Z',
    });
    const preview = await t.call<Touched>(keeper, 'POST', `/companies/${company}/classes/preview`, {
      body: { classCode: 'incubating', validFrom: '2026-03-02' },
    });
    expect(preview.body).toMatchObject({
      reservations: { count: 2 },
      extensions: { count: 1, items: [{ nowFen: 450_000, thenFen: 405_000 }] },
      companies: { count: 1 },
    });
    expect((await setClass('standard', '2026-05-02')).status).toBe(201);
    const read = async (id: number): Promise<number> =>
      (await t.call<{ totalFen: number }>(member, 'GET', `/reservations/${id}`)).body.totalFen;
    expect([await read(held.id), await read(session.id)]).toEqual([450_000, 13_500]);
    t.setClock('2026-04-01T02:00:00Z');
    const longer = await t.call<{ quote: Quote }>(member, 'POST', `/reservations/${held.id}/extend-preview`, {
      body: { months: 1 },
    });
    expect(longer.body.quote.monthlyFen).toBe(405_000);
  });

  it('is history once it has begun, and can be taken back before', async () => {
    const past = await setClass('standard', '2026-03-31');
    expect([past.status, past.body.code]).toEqual([422, 'class_in_the_past']);
    const { body } = await t.call<{ items: { id: number; validFrom: string; validUntil: string | null }[] }>(
      keeper,
      'GET',
      `/companies/${company}/classes`,
    );
    expect(body.items.map((one) => [one.validFrom, one.validUntil])).toEqual([
      ['2026-05-02', null],
      ['2026-04-01', '2026-05-02'],
      ['2000-01-01', '2026-04-01'],
    ]);
    const remove = (id: number | undefined) => t.call(keeper, 'DELETE', `/company-class-periods/${id}`);
    expect((await remove(body.items[1]?.id)).status).toBe(409);
    expect((await remove(body.items[0]?.id)).status).toBe(204);
    expect((await setClass('standard', '2026-04-01')).body.code).toBe('begins_that_day');
  });

  it('is one a day, however many set it at once', async () => {
    const other = await t.given.aCompany();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        setClass(i % 2 ? 'standard' : 'incubating', `2026-06-0${1 + (i % 4)}`, other),
      ),
    );
    expect(answers.filter((one) => one.status === 201)).toHaveLength(4);
    const { rows } = await t.database.owner.query(
      'SELECT valid_from::text f, valid_until::text u FROM company_class_period WHERE company_id = $1 ORDER BY 1',
      [other],
    );
    expect(rows.map((row) => row.u).slice(0, -1)).toEqual(rows.map((row) => row.f).slice(1));
  });

  it('is not changed in passing with the address', async () => {
    const { body } = await t.call<{ items: ({ id: number; version: number } & Record<string, unknown>)[] }>(
      keeper,
      'GET',
      '/companies',
    );
    const one = body.items.find((row) => row.id === company)!;
    expect(one.classCode).toBe('incubating');
    const creditCode = '91130100MA0D0D0D0U';
    const put = (part: object) =>
      t.call<{ code?: string }>(keeper, 'PUT', `/companies/${company}`, {
        body: { nameZh: one.nameZh, creditCode, ...part },
        ifMatch: one.version,
      });
    const answer = await put({ classCode: 'standard' });
    expect(answer.body.code).toBe('class_by_date');
  });
});

describe('a class', () => {
  it('is made, named anew, and shows what it takes off over time', async () => {
    const body = { code: 'graduated', nameZh: '毕业企业', nameEn: 'Graduated', rentalBps: 500 };
    expect((await t.call(keeper, 'POST', '/company-classes', { body })).status).toBe(204);
    expect((await t.call(keeper, 'POST', '/company-classes', { body })).status).toBe(409);
    await t.call(keeper, 'PUT', '/company-classes/graduated', { body: { nameZh: '毕业', nameEn: 'Alumni' } });
    const { body: all } = await t.call<{ items: { code: string }[] }>(keeper, 'GET', '/company-classes');
    expect(all.items.find((one) => one.code === 'graduated')).toMatchObject({
      nameZh: '毕业',
      companies: 0,
      discounts: [{ validFrom: '2026-04-01', rentalBps: 500, sessionBps: 0 }],
    });
    expect((await setDiscount('nobody', { validFrom: '2026-09-01', rentalBps: 1, sessionBps: 1 })).status).toBe(404);
    expect((await setClass('nobody', '2026-09-01')).status).toBe(422);
    expect((await setClass('standard', '2026-09-01', 999_999)).status).toBe(404);
    const members = await t.call<{ items: { companyId: number; periods: unknown[] }[] }>(
      keeper,
      'GET',
      '/company-classes/members',
    );
    expect(members.body.items.find((one) => one.companyId === company)?.periods).toHaveLength(2);
  });

  it('with another discount shows whom it touches, and saves nothing', async () => {
    const before = await t.database.owner.query('SELECT count(*) FROM company_class_discount');
    const preview = await t.call<Touched>(keeper, 'POST', '/company-classes/incubating/discounts/preview', {
      body: { validFrom: '2026-04-02', rentalBps: 5000, sessionBps: 0 },
    });
    expect(preview.body).toMatchObject({ extensions: { items: [{ nowFen: 405_000, thenFen: 225_000 }] } });
    expect((await t.database.owner.query('SELECT count(*) FROM company_class_discount')).rows).toEqual(before.rows);
    expect((await t.call(member, 'GET', '/company-classes')).status).toBe(403);
  });
});
