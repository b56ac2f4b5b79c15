import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bookings, rental } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let manager: Person;
const now = '2026-03-01T02:00:00Z';

beforeAll(async () => {
  t = await startTestApp(now);
  b = new Bookings(t);
  await t.given.aPark('Asia/Shanghai', { rules: { maxOpenOfCompany: 10_000, quotas: [] } });
  member = await t.given.aPerson('member', await t.given.aCompany());
  manager = await t.given.aPerson('manager');
});
afterAll(() => t.close());

const asked = async (): Promise<{ id: number; instrumentId: number; version: number }> => {
  const instrumentId = await t.given.anInstrument({ approval_required: true });
  const made = await b.have(member, rental(instrumentId, '2026-04-01', 3));
  expect(made.status).toBe('requested');
  return { id: made.id, instrumentId, version: made.version };
};

describe('a request', () => {
  it('holds the slot until it is decided, and lapses after the hold', async () => {
    const { id, instrumentId } = await asked();
    expect(await b.due(id)).toEqual(['lapse 2026-03-04T02:00:00.000Z']);
    expect((await b.reserve(member, rental(instrumentId, '2026-05-01', 1))).status).toBe(409);
    t.setClock('2026-03-04T01:59:00Z');
    await t.work();
    expect(await b.status(id)).toBe('requested');
    t.setClock('2026-03-04T02:00:01Z');
    expect((await b.act(manager, id, 'approve', { version: 1 })).body.code).toBe('already_decided');
    await t.work();
    expect([await b.status(id), await b.taken(id)]).toEqual(['lapsed', null]);
    t.setClock(now);
    expect((await b.reserve(member, rental(instrumentId, '2026-05-01', 1))).status).toBe(201);
  });

  it('is confirmed once, with deposit and reminders', async () => {
    const { id, version } = await asked();
    expect((await b.act(member, id, 'approve', { version })).status).toBe(403);
    expect((await b.act(manager, id, 'approve', { version: version + 1 })).status).toBe(412);
    const approved = await b.act(manager, id, 'approve', { version });
    expect([approved.status, approved.body.status]).toEqual([200, 'confirmed']);
    const again = await b.act(manager, id, 'reject', { version, reason: '重复' });
    expect([again.status, again.body.code]).toEqual([409, 'already_decided']);
    expect(await b.row('SELECT amount_fen::int FROM deposit WHERE reservation_id = $1', [id])).toEqual({
      amount_fen: 436_500,
    });
    expect((await b.due(id)).map((d) => d.split(' ')[0])).toEqual([
      'starts-soon',
      'ends-soon',
      'ends-soon',
      'ends-soon',
      'overdue',
    ]);
  });

  it('is rejected with a reason, and its slot is free at once', async () => {
    const { id, instrumentId, version } = await asked();
    expect((await b.act(manager, id, 'reject', { version })).status).toBe(400);
    expect((await b.act(manager, id, 'reject', { version, reason: '设备计划维护' })).body.status).toBe('rejected');
    expect([await b.taken(id), await b.due(id)]).toEqual([null, []]);
    expect((await b.reserve(member, rental(instrumentId, '2026-04-01', 3))).status).toBe(201);
  });

  it('is decided once in every race of two managers', async () => {
    for (let round = 0; round < 20; round++) {
      const { id, version } = await asked();
      const answers = await Promise.all([
        b.act(manager, id, 'approve', { version }),
        b.act(manager, id, 'reject', { version, reason: '冲突' }),
      ]);
      expect(answers.map((a) => a.status).sort((a, b) => a - b)).toEqual([200, 409]);
      const held = (await b.taken(id)) !== null;
      expect(held).toBe((await b.status(id)) === 'confirmed');
    }
  });

  it('is either confirmed or lapsed when both come together, never both', async () => {
    for (let round = 0; round < 20; round++) {
      t.setClock(now);
      const { id, version } = await asked();
      await t.database.owner.query('UPDATE due_work SET due_at = $2 WHERE subject_id = $1', [
        id,
        '2026-03-01T01:00:00Z',
      ]);
      await t.database.owner.query(`UPDATE reservation SET hold_expires_at = $2 WHERE id = $1`, [
        id,
        '2026-03-01T02:00:00.080Z',
      ]);
      t.setClock('2026-03-01T02:00:00.040Z');
      const [approved] = await Promise.all([b.act(manager, id, 'approve', { version }), t.work()]);
      await t.work();
      const status = await b.status(id);
      expect(status).toBe(approved.status === 200 ? 'confirmed' : status);
      expect(['confirmed', 'lapsed', 'requested']).toContain(status);
      expect((await b.taken(id)) !== null).toBe(status !== 'lapsed');
    }
    t.setClock(now);
  });
});
