import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
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
const on = (time: string): string => `2026-03-02T${time}:00Z`;

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(before));
  colleague = await t.given.aPerson('member', member.companyId);
  admin = await t.given.aPerson('company_admin', member.companyId);
});
afterAll(() => t.close());
beforeEach(() => t.setClock(before));

/** A session from 10:00 to 12:00 in the park, begun on time. */
async function running(given: InstrumentGiven = {}): Promise<{ id: number; instrumentId: number }> {
  const instrumentId = await t.given.anInstrument(given);
  const { id } = await b.have(member, session(instrumentId, on('02:00'), on('04:00')));
  t.setClock(on('02:00'));
  expect((await b.act(member, id, 'start')).status).toBe(200);
  return { id, instrumentId };
}
const row = (id: number): Promise<Record<string, unknown>> =>
  b.row('SELECT ends_at, paid_until, total_fen::int fen FROM reservation WHERE id = $1', [id]);

describe('another end of a running session', () => {
  it('later costs more, at the price that was shown, and holds it', async () => {
    const { id, instrumentId } = await running({ after_minutes: 10 });
    const preview = await b.act<Record<string, unknown>>(member, id, 'resize-preview', { endsAt: on('05:00') });
    expect(preview.body).toMatchObject({ free: true, totalFen: 54_000, differenceFen: 18_000, violations: [] });
    const { quoteId } = preview.body;
    const wrong = await b.act(member, id, 'resize', { endsAt: on('05:30'), quoteId });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'quote_changed']);
    expect((await b.act(member, id, 'resize', { endsAt: on('05:00'), quoteId })).body).toMatchObject({
      status: 'active',
      totalFen: 54_000,
    });
    expect(await b.taken(id)).toEqual(['2026-03-02T02:00:00.000Z', '2026-03-02T05:10:00.000Z']);
    expect((await b.due(id)).filter((one) => one.startsWith('overdue'))).toEqual(['overdue 2026-03-02T05:00:00.000Z']);
    expect((await b.reserve(other, session(instrumentId, on('05:00'), on('06:00')))).status).toBe(409);
  });

  it('is no more than a month away, whoever asks', async () => {
    const { id } = await running();
    for (const action of ['resize', 'resize-preview']) {
      const refused = await b.act(member, id, action, { endsAt: '2199-12-01T00:00:00Z' });
      expect([refused.status, refused.body.code]).toEqual([400, 'bad_end']);
    }
  });

  it('asks nothing about the time before, when staff gave it out early', async () => {
    const instrumentId = await t.given.anInstrument();
    await b.have(other, session(instrumentId, on('01:00'), on('02:00')));
    const { id } = await b.have(member, session(instrumentId, on('03:00'), on('04:00')));
    t.setClock(on('00:30'));
    expect((await b.act(manager, id, 'hand-over')).status).toBe(200);
    t.setClock(on('03:30'));
    expect((await b.act(member, id, 'resize', { endsAt: on('05:00') })).status).toBe(200);
  });

  it('is refused into what somebody else has, with alternatives and nothing changed', async () => {
    const { id, instrumentId } = await running();
    await b.have(other, session(instrumentId, on('05:00'), on('06:00')));
    const preview = await b.act<Record<string, unknown>>(member, id, 'resize-preview', { endsAt: on('05:30') });
    expect(preview.body).toMatchObject({ free: false });
    const refused = await b.act<Record<string, unknown>>(member, id, 'resize', { endsAt: on('05:30') });
    expect([refused.status, refused.body.code]).toEqual([409, 'slot_taken']);
    expect(refused.body.alternatives).toMatchObject({ nextFree: expect.anything() });
    expect(JSON.stringify(refused.body)).not.toContain('companyNameZh');
    expect(await row(id)).toMatchObject({ fen: 36_000, ends_at: new Date(on('04:00')) });
  });

  it('goes through the rules: increment, longest session', async () => {
    const { id } = await running({ rules: { maxSessionMinutes: 180 } });
    const codes = async (endsAt: string): Promise<string[]> =>
      ((await b.act<{ violations?: { code: string }[] }>(member, id, 'resize', { endsAt })).body.violations ?? []).map(
        (v) => v.code,
      );
    expect(await codes(on('04:20'))).toEqual(['off_increment']);
    expect(await codes(on('05:30'))).toEqual(['too_long']);
    const over = { endsAt: on('05:30'), override: { codes: ['too_long'], reason: '实验需要' } };
    expect((await b.act(member, id, 'resize', over)).status).toBe(403);
    expect((await b.act(manager, id, 'resize', over)).status).toBe(200);
  });

  it('earlier frees the rest and is owed all the same', async () => {
    const { id, instrumentId } = await running();
    expect(
      (await b.act<Record<string, unknown>>(member, id, 'resize-preview', { endsAt: on('03:00') })).body,
    ).toMatchObject({
      differenceFen: 0,
    });
    expect((await b.act(member, id, 'resize', { endsAt: on('03:00') })).status).toBe(200);
    expect(await row(id)).toMatchObject({
      fen: 36_000,
      ends_at: new Date(on('03:00')),
      paid_until: new Date(on('04:00')),
    });
    expect((await b.reserve(other, session(instrumentId, on('03:00'), on('03:30')))).status).toBe(201);
    t.setClock('2026-03-02T02:59:00Z');
    await b.act(member, id, 'stop');
    expect(await row(id)).toMatchObject({ fen: 36_000 });
  });

  it('back again costs nothing more, and beyond it what is beyond', async () => {
    const { id } = await running();
    await b.act(member, id, 'resize', { endsAt: on('03:00') });
    await b.act(member, id, 'resize', { endsAt: on('04:00') });
    expect(await row(id)).toMatchObject({ fen: 36_000, paid_until: null });
    await b.act(member, id, 'resize', { endsAt: on('04:30') });
    expect(await row(id)).toMatchObject({ fen: 45_000, paid_until: null });
  });

  it('does not lie behind, and is nobody else’s', async () => {
    const { id } = await running();
    t.setClock(on('03:10'));
    expect((await b.act(member, id, 'resize', { endsAt: on('03:00') })).body.code).toBe('end_is_over');
    expect((await b.act(colleague, id, 'resize', { endsAt: on('05:00') })).body.code).toBe('not_in_this_state');
    expect((await b.act(other, id, 'resize', { endsAt: on('05:00') })).status).toBe(404);
    expect((await b.act(admin, id, 'resize', { endsAt: on('05:00') })).status).toBe(200);
  });

  it('keeps the minutes by which it began early', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, session(instrumentId, on('02:00'), on('04:00')));
    t.setClock(on('01:50'));
    await b.act(member, id, 'start');
    await b.act(member, id, 'resize', { endsAt: on('05:00') });
    expect((await b.taken(id))?.map((one) => one.slice(11, 16))).toEqual(['01:50', '05:00']);
  });

  it('goes to one of two who want the same time, whoever is first', async () => {
    for (let round = 0; round < 8; round++) {
      t.setClock(before);
      const { id, instrumentId } = await running();
      const [resized, booked] = await Promise.all([
        b.act(member, id, 'resize', { endsAt: on('05:00') }),
        b.reserve(other, session(instrumentId, on('04:00'), on('05:00'))),
      ]);
      expect([resized.status === 200, booked.status === 201].filter(Boolean)).toHaveLength(1);
    }
  });
});

describe('a transfer to a colleague', () => {
  const told = async (who: Person): Promise<string[]> =>
    (await t.database.owner.query('SELECT kind FROM notification WHERE member_id = $1', [who.id])).rows.map(
      (r: { kind: string }) => r.kind,
    );

  it('gives it to another of the company; both are told, it is on record', async () => {
    const { id } = await b.have(member, rental(await t.given.anInstrument(), '2026-03-15', 1));
    const { items } = (await t.call<{ items: { id: number }[] }>(member, 'GET', `/reservations/${id}/colleagues`)).body;
    expect(items.map((one) => one.id).sort((x, y) => x - y)).toEqual([colleague.id, admin.id].sort((x, y) => x - y));
    expect((await b.act(colleague, id, 'transfer', { memberId: colleague.id })).body.code).toBe('not_in_this_state');
    for (const memberId of [other.id, manager.id, member.id, 987_654])
      expect((await b.act(member, id, 'transfer', { memberId })).body.code).toBe('not_a_colleague');
    expect((await b.act(admin, id, 'transfer', { memberId: colleague.id, note: '出差' })).status).toBe(200);
    expect(await b.row('SELECT member_id::int "memberId" FROM reservation WHERE id = $1', [id])).toEqual({
      memberId: colleague.id,
    });
    await t.work();
    expect(await told(member)).toContain('reservation.transferred');
    expect(await told(colleague)).toContain('reservation.transferred');
    expect(await told(admin)).not.toContain('reservation.transferred');
    const { body } = await t.call<{ history: { action: string; reason: string | null }[] }>(
      member,
      'GET',
      `/reservations/${id}`,
    );
    expect(body.history.at(-1)).toMatchObject({ action: 'reservation.transferred', reason: '出差' });
    // From now on it is the colleague’s to pass on.
    expect((await b.act(member, id, 'transfer', { memberId: admin.id })).body.code).toBe('not_in_this_state');
    expect((await b.act(colleague, id, 'transfer', { memberId: admin.id })).status).toBe(200);
  });

  it('needs a colleague who was trained for it', async () => {
    const instrumentId = await t.given.anInstrument({ training_required: true });
    const grant = (memberIds: number[]) =>
      t.call(manager, 'POST', '/qualifications', { body: { memberIds, instrumentId, validUntil: null } });
    await grant([member.id]);
    const { id } = await b.have(member, rental(instrumentId, '2026-03-15', 1));
    const refused = await b.act<{ violations: { code: string }[] }>(member, id, 'transfer', { memberId: colleague.id });
    expect([refused.status, refused.body.violations.map((v) => v.code)]).toEqual([422, ['qualification_missing']]);
    await grant([colleague.id]);
    expect((await b.act(member, id, 'transfer', { memberId: colleague.id })).status).toBe(200);
  });

  it('lets the colleague start the session, and no longer the one who gave it away', async () => {
    const { id } = await b.have(member, session(await t.given.anInstrument(), on('02:00'), on('04:00')));
    await b.act(member, id, 'transfer', { memberId: colleague.id });
    t.setClock(on('02:00'));
    expect((await b.act(member, id, 'start')).body.code).toBe('not_in_this_state');
    expect((await b.act(colleague, id, 'start')).status).toBe(200);
  });
});
