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

interface Body {
  readonly code?: string;
  readonly feeFen: number;
  readonly kept: number;
  readonly free: boolean;
  readonly totalFen: number;
  readonly beforeFen: number;
  readonly allowed: string[];
  readonly reservations: {
    id: number;
    status: string;
    bundleId: number;
    feeFen: number;
    startsAt: string;
    free: boolean;
    violations: { code: string }[];
  }[];
  readonly preview?: Body;
}

const have = async (who: Person, items: object[], more: object = {}): Promise<{ id: number; ids: number[] }> => {
  const made = await t.call<Body & { id: number }>(who, 'POST', '/reservations/bundles', {
    body: { items, ...more },
    key: Keys.key(),
  });
  if (made.status !== 201) throw new Error(`${made.status} ${JSON.stringify(made.body)}`);
  return { id: made.body.id, ids: made.body.reservations.map((one) => one.id) };
};
const show = (who: Person, id: number): Promise<Answer<Body>> =>
  t.call<Body>(who, 'GET', `/reservations/bundles/${id}`);
const act = (who: Person, id: number, action: string, body: object = {}): Promise<Answer<Body>> =>
  t.call<Body>(who, 'POST', `/reservations/bundles/${id}/${action}`, { body, key: Keys.key() });
const hour = (day: number, from: number): [string, string] => [
  new Date(Date.UTC(2026, 2, day, from)).toISOString(),
  new Date(Date.UTC(2026, 2, day, from + 1)).toISOString(),
];
const two = async (): Promise<[number, number]> => [await t.given.anInstrument(), await t.given.anInstrument()];

describe('a bundle that was reserved', () => {
  it('is seen by its company and by staff, and is not there for others', async () => {
    const [one, next] = await two();
    const { id, ids } = await have(member, [session(one, ...hour(10, 2)), session(next, ...hour(10, 2))]);
    const seen = await show(member, id);
    expect([seen.status, seen.body.totalFen, seen.body.allowed]).toEqual([200, 36_000, ['cancel', 'move']]);
    expect(seen.body.reservations.map((r) => [r.id, r.bundleId])).toEqual(ids.map((one) => [one, id]));
    expect((await show(manager, id)).status).toBe(200);
    const unknown = await show(other, 999_999);
    for (const answer of [
      await show(other, id),
      await act(other, id, 'cancel'),
      await act(other, id, 'move', { days: 1 }),
    ])
      expect([answer.status, answer.body.code]).toEqual([404, unknown.body.code]);
  });

  it('shows the fee of all before it is cancelled, and leaves what has begun', async () => {
    const [one, next] = await two();
    const { id, ids } = await have(member, [rental(one, '2026-03-01', 1), rental(next, '2026-03-02', 1)]);
    const third = await have(member, [session(await t.given.anInstrument(), ...hour(20, 2))]);
    await t.database.owner.query('UPDATE reservation SET bundle_id = $1 WHERE id = $2', [id, third.ids[0]]);
    await b.act(manager, ids[0] ?? 0, 'hand-over', { at: '2026-03-01T02:00:00Z', condition: 'good', note: '' });
    const preview = await act(member, id, 'cancel-preview');
    expect(preview.body.reservations.map((r) => r.feeFen)).toEqual([135_000, 0]);
    expect([preview.body.feeFen, preview.body.kept]).toEqual([135_000, 1]);
    expect((await act(member, id, 'cancel', { waiveFee: true })).status).toBe(403);
    const dearer = await act(member, id, 'cancel', { feeFen: 134_999 });
    expect([dearer.status, dearer.body.code, dearer.body.feeFen]).toEqual([409, 'fee_changed', 135_000]);
    const done = await act(member, id, 'cancel', { reason: '项目暂停', feeFen: 135_000 });
    expect(done.body.reservations.map((r) => r.status)).toEqual(['cancelled', 'cancelled']);
    expect((await show(member, id)).body.reservations.map((r) => r.status).sort()).toEqual([
      'active',
      'cancelled',
      'cancelled',
    ]);
    expect(await b.taken(ids[1] ?? 0)).toBeNull();
    expect((await act(member, id, 'cancel')).body.code).toBe('not_in_this_state');
  });

  it('is kept whole where one of it may not be cancelled any more, and the preview says which', async () => {
    const rules = { cancelNoticeMinutes: 30 * 1440, lateCancelGate: 'blocks' };
    const [free] = await two();
    const strict = await t.given.anInstrument({ rules });
    const { id, ids } = await have(member, [session(free, ...hour(17, 2)), session(strict, ...hour(17, 2))]);
    const preview = await act(member, id, 'cancel-preview');
    expect(preview.body.reservations.map((r) => r.violations.map((v) => v.code).length)).toEqual([0, 1]);
    const refused = await act(member, id, 'cancel');
    expect([refused.status, refused.body.code]).toEqual([422, 'policies_violated']);
    expect(await Promise.all(ids.map((each) => b.status(each)))).toEqual(['confirmed', 'confirmed']);
    expect((await b.act(member, ids[0] ?? 0, 'cancel')).status).toBe(200);
    expect((await act(manager, id, 'cancel', { waiveFee: true })).status).toBe(200);
  });

  it('counts once against the person when it is given up late', async () => {
    const rules = { cancelNoticeMinutes: 30 * 1440 };
    const late = [await t.given.anInstrument({ rules }), await t.given.anInstrument({ rules })];
    const { id, ids } = await have(member, [
      session(await t.given.anInstrument(), ...hour(19, 2)),
      ...late.map((one) => session(one, ...hour(19, 2))),
    ]);
    expect((await act(member, id, 'cancel')).body.reservations).toHaveLength(3);
    const { n } = await b.row('SELECT count(*)::int n FROM conduct_violation WHERE reservation_id = ANY($1)', [ids]);
    expect(n).toBe(1);
  });

  it('moves as one, also over its own places, and keeps its prices', async () => {
    const [one] = await two();
    const { id } = await have(member, [session(one, ...hour(11, 2)), session(one, ...hour(11, 3))]);
    const preview = await act(member, id, 'move-preview', { minutes: 60 });
    expect([preview.body.free, preview.body.totalFen, preview.body.beforeFen]).toEqual([true, 36_000, 36_000]);
    expect((await show(member, id)).body.reservations.map((r) => r.startsAt)).toEqual([hour(11, 2)[0], hour(11, 3)[0]]);
    const moved = await act(member, id, 'move', { minutes: 60 });
    expect(moved.body.reservations.map((r) => r.startsAt)).toEqual([hour(11, 3)[0], hour(11, 4)[0]]);
    const back = await act(member, id, 'move', { days: 1, minutes: -60 });
    expect(back.body.reservations.map((r) => r.startsAt)).toEqual([hour(12, 2)[0], hour(12, 3)[0]]);
  });

  it('stays where it is, all of it, when one of it finds its place taken', async () => {
    const [one, next] = await two();
    const { id, ids } = await have(member, [rental(one, '2026-04-01', 1), session(next, ...hour(13, 2))]);
    await b.have(other, session(next, ...hour(14, 2)));
    const before = await Promise.all(ids.map((each) => b.taken(each)));
    const refused = await act(member, id, 'move', { days: 1 });
    expect([refused.status, refused.body.code]).toEqual([409, 'slot_taken']);
    expect(refused.body.preview?.reservations.map((r) => r.free)).toEqual([true, false]);
    expect(JSON.stringify(refused.body)).not.toMatch(/测试企业/);
    expect(await Promise.all(ids.map((each) => b.taken(each)))).toEqual(before);
    expect((await act(member, id, 'move', { days: 2, minutes: 30 })).body.code).toBe('bad_move');
    const moved = await act(member, id, 'move', { days: 2 });
    expect(moved.status).toBe(200);
    expect((await b.taken(ids[0] ?? 0))?.[0]).toBe('2026-04-02T16:00:00.000Z');
  });

  it('says every rule that stands against a move', async () => {
    const [one, next] = await two();
    const { id } = await have(member, [session(one, ...hour(15, 2)), session(next, ...hour(15, 4))]);
    const refused = await act(member, id, 'move', { days: -30 });
    expect([refused.status, refused.body.code]).toEqual([422, 'policies_violated']);
    expect(refused.body.preview?.reservations.every((r) => r.violations.length > 0)).toBe(true);
  });

  it('can still be changed one by one', async () => {
    const [one, next] = await two();
    const { id, ids } = await have(member, [session(one, ...hour(16, 2)), session(next, ...hour(16, 2))]);
    const [startsAt, endsAt] = hour(16, 5);
    expect((await b.act(member, ids[0] ?? 0, 'move', { startsAt, endsAt })).status).toBe(200);
    expect((await b.act(member, ids[1] ?? 0, 'cancel')).status).toBe(200);
    expect((await show(member, id)).body.allowed).toEqual(['cancel', 'move']);
  });
});

describe('moves of two bundles at once', () => {
  it('end with one in every place and none waiting for the other', async () => {
    const [one, next] = await two();
    const first = await have(member, [session(one, ...hour(18, 2)), session(next, ...hour(18, 2))]);
    const second = await have(other, [session(next, ...hour(18, 4)), session(one, ...hour(18, 4))]);
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all([
        act(member, first.id, 'move', { days: round % 2 ? -1 : 1 }),
        act(other, second.id, 'move', { minutes: round % 2 ? 60 : -60 }),
      ]);
      expect(answers.map((a) => a.status)).toEqual([200, 200]);
    }
  });
});
