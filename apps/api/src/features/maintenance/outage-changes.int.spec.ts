import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { billed } from '../../../test/support/billing-desk.js';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { inApril, Outages } from '../../../test/support/outages.js';
import type { Answer, TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let o: Outages;
let member: Person;
let other: Person;
let manager: Person;
const now = '2026-03-01T02:00:00Z';
const answerBy = '2026-03-10T02:00:00.000Z';

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(now));
  o = new Outages(t, manager, answerBy);
});
afterAll(() => t.close());
beforeEach(() => t.setClock(now));

const change = (id: number, body: object): Promise<Answer<{ code: string; status: string }>> =>
  t.call(manager, 'PUT', `/outages/${id}`, { body });
const outageOf = (rows: [string, number, string, string][]): [string, string][] =>
  rows.filter(([kind]) => kind === 'outage').map(([, , start, end]) => [start, end]);

describe('a changed outage', () => {
  it('lets go of whoever it spares, asks whom it newly meets, and says so to the rest', async () => {
    const [instrumentId, spare] = await o.twins();
    const early = await b.have(member, inApril(instrumentId, 2));
    const middle = await b.have(member, inApril(instrumentId, 5));
    const late = await b.have(other, inApril(instrumentId, 11));
    const { id, version } = (await o.announce(instrumentId)).body;
    expect((await change(id, { version: version + 1, reason: '换期' })).status).toBe(412);
    const changed = await change(id, {
      version,
      startsAt: '2026-04-04T00:00:00+08:00',
      endsAt: '2026-04-12T00:00:00+08:00',
    });
    expect([changed.status, changed.body.status]).toEqual([200, 'announced']);
    expect(await o.ownCase(member, early.id)).toBeNull();
    expect(await o.ownCase(member, middle.id)).toMatchObject({ status: 'open' });
    expect(await o.ownCase(other, late.id)).toMatchObject({ status: 'open', answerBy });
    expect((await o.taken(spare)).map(([kind, , start]) => [kind, start])).toEqual([
      ['case', '2026-04-05T02:00'],
      ['case', '2026-04-11T02:00'],
    ]);
    expect(outageOf(await o.taken(instrumentId))[0]).toEqual(['2026-04-03T16:00', '2026-04-05T02:00']);
    await t.work();
    const { rows } = await t.database.owner.query<{ kind: string }>(
      'SELECT kind FROM notification WHERE member_id = $1 AND link = $2 ORDER BY id',
      [member.id, `/reservations/${middle.id}`],
    );
    expect(rows.map((r) => r.kind)).toContain('reservation.outage_changed');
  });

  it('is laid beside others, never over them, even where a reservation still stands', async () => {
    const [instrumentId] = await o.twins();
    await b.have(member, session(instrumentId, '2026-04-05T02:00:00Z', '2026-04-05T12:00:00Z'));
    await o.announce(instrumentId);
    const within = { startsAt: '2026-04-05T03:00:00Z', endsAt: '2026-04-05T05:00:00Z' };
    expect((await o.announce(instrumentId, within)).body.code).toBe('slot_taken');
    const later = { startsAt: '2026-04-12T00:00:00Z', endsAt: '2026-04-13T00:00:00Z' };
    const { id, version } = (await o.announce(instrumentId, later)).body;
    const refused = await change(id, { version, startsAt: '2026-04-05T03:00:00Z' });
    expect([refused.status, refused.body.code]).toEqual([409, 'slot_taken']);
    expect(outageOf(await o.taken(instrumentId)).at(-1)).toEqual(['2026-04-12T00:00', '2026-04-13T00:00']);
  });

  it('gives a rental that sits it out what it does not take any more, and takes what it takes more', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-15', 6));
    const made = await o.announce(instrumentId, {
      ask: undefined,
      resolutions: [{ reservationId: id, action: 'stay' }],
    });
    expect(
      (await change(made.body.id, { version: made.body.version, endsAt: '2026-04-05T00:00:00+08:00' })).status,
    ).toBe(200);
    expect(await o.taken(instrumentId)).toEqual([
      ['reservation', id, '2026-03-14T16:00', '2026-03-31T16:00'],
      ['outage', made.body.id, '2026-03-31T16:00', '2026-04-04T16:00'],
      ['reservation', id, '2026-04-04T16:00', '2026-09-14T16:00'],
    ]);
    expect(await o.ownCase(member, id)).toMatchObject({ abatedFen: 57_000 });
    const longer = { version: made.body.version + 1, endsAt: '2026-04-11T00:00:00+08:00' };
    expect((await change(made.body.id, longer)).status).toBe(200);
    expect(await o.ownCase(member, id)).toMatchObject({ abatedFen: 142_500 });
  });
});

describe('a rental that is extended while an outage lies over its end', () => {
  it('goes on behind it, with the days of the extension abated at its price', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-04-01', 1));
    const period = { startsAt: '2026-04-27T00:00:00+08:00', endsAt: '2026-05-05T00:00:00+08:00' };
    const resolutions = [{ reservationId: id, action: 'stay' }];
    const made = await o.announce(instrumentId, { ...period, ask: undefined, resolutions });
    const preview = await b.act<{ free: boolean }>(member, id, 'extend-preview', { months: 1 });
    expect([preview.status, preview.body.free]).toEqual([200, true]);
    expect((await b.act(member, id, 'extend', { months: 1 })).status).toBe(200);
    expect(await o.taken(instrumentId)).toEqual([
      ['reservation', id, '2026-03-31T16:00', '2026-04-26T16:00'],
      ['outage', made.body.id, '2026-04-26T16:00', '2026-05-04T16:00'],
      ['reservation', id, '2026-05-04T16:00', '2026-05-31T16:00'],
    ]);
    // 4,500.00 × 4/30 of April and 4,500.00 × 4/31 of May
    expect(await o.ownCase(member, id)).toMatchObject({ abatedFen: 60_000 + 58_065 });
  });
});

describe('a fault whose end nobody knows', () => {
  it('takes the instrument at once, moves on day by day, and asks whom it meets', async () => {
    const [instrumentId, spare] = await o.twins();
    const soon = await b.have(member, rental(instrumentId, '2026-03-04', 1));
    const made = await o.announce(instrumentId, {
      kind: 'fault',
      startsAt: undefined,
      endsAt: undefined,
      openEnded: true,
    });
    expect([made.status, made.body.status]).toEqual([201, 'planned']);
    // from now to the end of tomorrow in the park
    expect(outageOf(await o.taken(instrumentId))).toEqual([['2026-03-01T02:00', '2026-03-02T16:00']]);
    const calendar = await t.call<{ until: string; openEnded: boolean } | null>(
      member,
      'GET',
      `/instruments/${instrumentId}/outage`,
    );
    expect(calendar.body).toMatchObject({
      outage: { kind: 'fault', openEnded: true, endsAt: '2026-03-02T16:00:00.000Z' },
    });
    t.setClock('2026-03-01T16:01:00Z');
    await t.work();
    expect(outageOf(await o.taken(instrumentId))).toEqual([['2026-03-01T02:00', '2026-03-03T16:00']]);
    t.setClock('2026-03-02T16:01:00Z');
    await t.work();
    expect(await o.ownCase(member, soon.id)).toMatchObject({ status: 'open', defaultAction: 'stay' });
    expect((await o.answer(member, soon.id, { action: 'swap' })).status).toBe(200);
    expect((await o.taken(spare)).map(([kind, source]) => [kind, source])).toEqual([['reservation', soon.id]]);
    expect(await o.stands(made.body.id)).toBe('planned');
    expect((await t.call(manager, 'POST', `/outages/${made.body.id}/end`, { body: {} })).status).toBe(200);
    t.setClock('2026-03-08T16:01:00Z');
    await t.work();
    expect(outageOf(await o.taken(instrumentId))).toEqual([['2026-03-01T02:00', '2026-03-02T16:01']]);
  });
});

describe('a fault that was there before anybody entered it', () => {
  it('goes round what is over, and is in nobody’s way', async () => {
    const instrumentId = await t.given.anInstrument({ after_minutes: 30 });
    const times = ['2026-03-01T02:30:00Z', '2026-03-01T04:00:00Z'] as const;
    const done = await b.have(member, session(instrumentId, ...times));
    t.setClock('2026-03-01T02:35:00Z');
    expect((await b.act(manager, done.id, 'hand-over', { condition: 'good' })).status).toBe(200);
    t.setClock('2026-03-01T03:00:00Z');
    expect((await b.act(manager, done.id, 'take-back', { condition: 'good' })).status).toBe(200);
    const fault = { kind: 'fault', startsAt: '2026-03-01T02:00:00Z', endsAt: '2026-03-02T02:00:00Z' };
    const preview = await t.call<{ affected: unknown[]; isTaken: boolean }>(manager, 'POST', '/outages/preview', {
      body: { instrumentId, startsAt: fault.startsAt, endsAt: fault.endsAt },
    });
    expect(preview.body).toMatchObject({ affected: [], isTaken: false });
    const made = await o.announce(instrumentId, { ...fault, ask: undefined });
    expect([made.status, made.body.status]).toEqual([201, 'planned']);
    expect(outageOf(await o.taken(instrumentId))).toEqual([
      ['2026-03-01T02:00', '2026-03-01T02:30'],
      ['2026-03-01T03:30', '2026-03-02T02:00'],
    ]);
  });
});

describe('rent that is abated', () => {
  it('stands on the statement with the case, and comes back when the outage ends early', async () => {
    const finance = await t.given.aPerson('finance');
    const companyId = await t.given.aCompany();
    const tenant = await t.given.aPerson('company_admin', companyId);
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(tenant, rental(instrumentId, '2026-04-01', 3));
    const ask = { answerBy: '2026-03-20T02:00:00Z' };
    const made = await o.announce(instrumentId, {
      startsAt: '2026-04-27T00:00:00+08:00',
      endsAt: '2026-05-05T00:00:00+08:00',
      ask,
    });
    expect((await o.answer(tenant, id, { action: 'stay' })).status).toBe(200);
    t.setClock('2026-04-01T02:00:00Z');
    expect((await b.act(manager, id, 'hand-over', { condition: 'good' })).status).toBe(200);
    const bill = async (month: string, at: string): Promise<void> => {
      t.setClock(at);
      await t.call(finance, 'POST', `/months/${month}/run`, { key: `abate-${month}-run` });
      await billed(t);
    };
    await bill('2026-03', '2026-04-01T03:00:00Z');
    await bill('2026-04', '2026-05-01T03:00:00Z');
    // four of the thirty days of April at 4,365.00
    expect(await charges(id)).toEqual([
      ['abatement', '2026-04', -58_200, -51_504, -6_696],
      ['rent', '2026-04', 436_500, 386_283, 50_217],
    ]);
    t.setClock('2026-05-02T03:00:00Z');
    // The end is entered late: it was in order again on 29 April.
    const ended = await t.call(manager, 'POST', `/outages/${made.body.id}/end`, {
      body: { at: '2026-04-29T01:00:00+08:00' },
    });
    expect(ended.status).toBe(200);
    await bill('2026-05', '2026-06-01T03:00:00Z');
    expect((await charges(id)).filter(([what]) => what === 'abatement')).toEqual([
      ['abatement', '2026-04', -58_200, -51_504, -6_696],
      ['abatement', '2026-04', 29_100, 25_752, 3_348],
    ]);
    const { rows } = await t.database.owner.query<{ month: string; zh: string }>(
      `SELECT to_char(posted_month, 'YYYY-MM') AS month, explanation #>> '{text,zh}' zh FROM charge WHERE source_id = $1 AND component = 'abatement' AND revision = 2`,
      [id],
    );
    expect(rows).toEqual([
      {
        month: '2026-05',
        zh: `更正：应收减已记 -¥291.00 − -¥582.00 = ¥291.00（停机减免（${made.body.caseNo}：4/27–4/28），2/30 天 × ¥4,365.00 = -¥291.00）`,
      },
    ]);
  });
});

async function charges(id: number): Promise<[string, string, number, number, number][]> {
  const { rows } = await t.database.owner.query<{ component: string; month: string; a: number; n: number; x: number }>(
    `SELECT component, to_char(month, 'YYYY-MM') AS month, amount_fen::int a, net_fen::int n, tax_fen::int x FROM charge
     WHERE source_id = $1 AND month <= '2026-04-01' ORDER BY component, revision`,
    [id],
  );
  return rows.map((r) => [r.component, r.month, r.a, r.n, r.x]);
}
