import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, session } from '../../../test/support/bookings.js';
import type { InstrumentGiven, Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let colleague: Person;
let admin: Person;
let other: Person;
let manager: Person;
const before = '2026-03-01T02:00:00Z';
const [ten, noon] = ['2026-03-02T02:00:00Z', '2026-03-02T04:00:00Z'];

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(before));
  colleague = await t.given.aPerson('member', member.companyId);
  admin = await t.given.aPerson('company_admin', member.companyId);
});
afterAll(() => t.close());
beforeEach(() => t.setClock(before));

/** The clock of a test goes on: what happens now is compared to the second. */
const toTheSecond = (instant: string): string => instant.slice(0, 19);

/** A session from ten to noon in the park. */
async function booked(given: InstrumentGiven = {}, who = member): Promise<{ id: number; instrumentId: number }> {
  t.setClock(before);
  const instrumentId = await t.given.anInstrument(given);
  const { id } = await b.have(who, session(instrumentId, ten, noon));
  return { id, instrumentId };
}
const shown = async (id: number): Promise<{ totalFen: number; allowed: string[]; handovers: object[] }> =>
  (await t.call<Awaited<ReturnType<typeof shown>>>(member, 'GET', `/reservations/${id}`)).body;

describe('starting a session', () => {
  it('is the person’s own, from a quarter of an hour before', async () => {
    const { id } = await booked();
    t.setClock('2026-03-02T01:44:59Z');
    expect((await b.act(member, id, 'start')).body.code).toBe('not_in_this_state');
    expect((await shown(id)).allowed).not.toContain('start');
    t.setClock('2026-03-02T01:45:00Z');
    expect((await shown(id)).allowed).toContain('start');
    expect((await b.act(colleague, id, 'start')).body.code).toBe('not_in_this_state');
    expect((await b.act(admin, id, 'start')).body.code).toBe('not_in_this_state');
    expect((await b.act(other, id, 'start')).status).toBe(404);
    expect((await b.act(manager, id, 'start')).status).toBe(403);
    expect((await b.act(member, id, 'start', { note: '自检正常' })).body.status).toBe('active');
    expect((await b.taken(id))?.map(toTheSecond)).toEqual(['2026-03-02T01:45:00', '2026-03-02T04:00:00']);
    expect((await shown(id)).handovers).toMatchObject([{ direction: 'out', note: '自检正常' }]);
    expect((await shown(id)).allowed).toEqual(expect.arrayContaining(['stop', 'resize', 'transfer']));
  });

  it('is not early into what somebody else has, and does not say whose', async () => {
    const { id, instrumentId } = await booked();
    await b.have(other, session(instrumentId, '2026-03-02T01:00:00Z', ten));
    t.setClock('2026-03-02T01:50:00Z');
    const early = await b.act(member, id, 'start');
    expect([early.status, early.body.code]).toEqual([409, 'not_free_yet']);
    expect(early.body).not.toHaveProperty('heldBy');
    t.setClock(ten);
    expect((await b.act(member, id, 'start')).status).toBe(200);
  });

  it('waits for the return of the one before, whoever that is', async () => {
    const { id, instrumentId } = await booked();
    const one = await b.have(other, session(instrumentId, '2026-03-02T01:00:00Z', ten));
    t.setClock('2026-03-02T01:00:00Z');
    await b.act(other, one.id, 'start');
    t.setClock(ten);
    const refused = await b.act(member, id, 'start');
    expect([refused.status, refused.body.code]).toEqual([409, 'still_out']);
    expect(refused.body).not.toHaveProperty('heldBy');
    await b.act(other, one.id, 'stop');
    expect((await b.act(member, id, 'start')).status).toBe(200);
  });

  it('needs the training still on that day, though the booking had it', async () => {
    const instrumentId = await t.given.anInstrument({ training_required: true });
    const grant = { memberIds: [member.id], instrumentId, validUntil: null };
    await t.call(manager, 'POST', '/qualifications', { body: grant });
    const { id } = await b.have(member, session(instrumentId, ten, noon));
    const of = await b.row('SELECT id::int id FROM qualification WHERE instrument_id = $1', [instrumentId]);
    const body = { reason: '需重新培训', version: 1 };
    await t.call(manager, 'POST', `/qualifications/${String(of.id)}/revoke`, { body });
    t.setClock(ten);
    const refused = await b.act<{ violations: { code: string }[] }>(member, id, 'start');
    expect([refused.status, refused.body.violations.map((v) => v.code)]).toEqual([422, ['qualification_missing']]);
    expect(await b.status(id)).toBe('confirmed');
    // The lab may give it out all the same: it stands beside.
    expect((await b.act(manager, id, 'hand-over')).status).toBe(200);
  });

  it('happens once, however often the button is pressed', async () => {
    const { id } = await booked();
    t.setClock(ten);
    const answers = await Promise.all([1, 2, 3, 4].map(() => b.act(member, id, 'start')));
    expect(answers.map((a) => a.status).sort((x, y) => x - y)).toEqual([200, 409, 409, 409]);
    t.setClock('2026-03-02T02:30:00Z');
    const again = await Promise.all([1, 2].map(() => b.act(member, id, 'stop', {}, 'one-and-the-same-key')));
    expect(again.map((a) => [a.status, a.body.status])).toEqual([
      [200, 'completed'],
      [200, 'completed'],
    ]);
  });
});

describe('stopping a session', () => {
  async function running(given: InstrumentGiven = {}): Promise<{ id: number; instrumentId: number }> {
    const made = await booked(given);
    t.setClock(ten);
    await b.act(member, made.id, 'start');
    return made;
  }

  it('frees what lies ahead and costs what was booked', async () => {
    const { id, instrumentId } = await running({ after_minutes: 10 });
    t.setClock('2026-03-02T03:00:00Z');
    expect((await b.act(colleague, id, 'stop')).body.code).toBe('not_in_this_state');
    expect((await b.act(member, id, 'stop')).body.status).toBe('completed');
    expect((await b.taken(id))?.map(toTheSecond)[1]).toBe('2026-03-02T03:10:00');
    expect((await shown(id)).totalFen).toBe(36_000);
    expect(await b.due(id)).toEqual([]);
    const next = session(instrumentId, '2026-03-02T03:15:00Z', noon);
    expect((await b.reserve(other, next)).status).toBe(201);
  });

  it('costs what was used where the plan bills used time', async () => {
    const { id, instrumentId } = await booked();
    await t.database.owner.query(`UPDATE rate_plan SET bill_basis = 'used' WHERE instrument_id = $1`, [instrumentId]);
    await t.database.owner.query(
      `UPDATE reservation SET quote = jsonb_set(quote, '{plan,billBasis}', '"used"') WHERE id = $1`,
      [id],
    );
    t.setClock(ten);
    await b.act(member, id, 'start');
    t.setClock('2026-03-02T03:00:00Z');
    await b.act(admin, id, 'stop');
    expect((await shown(id)).totalFen).toBe(18_000);
  });

  it('costs the time past the end as well', async () => {
    const { id } = await running();
    t.setClock('2026-03-02T04:29:00Z');
    await t.work();
    expect(await b.status(id)).toBe('overdue');
    expect((await b.act(member, id, 'stop')).body.status).toBe('completed');
    expect((await shown(id)).totalFen).toBe(45_000);
  });
});
