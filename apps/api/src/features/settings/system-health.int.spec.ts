import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';
import { Heartbeat } from '../../platform/queue/heartbeat.js';
import { Queues } from '../../platform/queue/queues.js';
import type { systemHealthView } from './system-health.dto.js';

let t: TestApp;
let manager: Person;

beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark();
  manager = await t.given.aPerson('manager');
});
afterAll(() => t.close());

const health = async (): Promise<z.infer<typeof systemHealthView>> =>
  (await t.call<z.infer<typeof systemHealthView>>(manager, 'GET', '/system-health')).body;
const sql = (text: string): Promise<unknown> => t.database.owner.query(text);

it('shows what really is, to managers only', async () => {
  const seen = await health();
  expect(seen.database.version).toMatch(/^\d+/);
  expect(seen.database.migration).toMatch(/\d{13}$/);
  expect(seen.database.sizeBytes).toBeGreaterThan(1_000_000);
  expect(seen.version).toMatch(/^\d+\.\d+/);
  expect([seen.workers, seen.nightly, seen.outbox.stuckTotal, seen.dueWork.due]).toEqual([[], null, 0, 0]);
  expect(seen.queues?.map(({ name }) => name)).toEqual(expect.arrayContaining(['wake', 'import', 'recompute']));
  for (const role of ['member', 'company_admin', 'finance']) {
    const who = await t.given.aPerson(role, role === 'finance' ? null : await t.given.aCompany());
    expect((await t.call(who, 'GET', '/system-health')).status).toBe(403);
    expect((await t.call(who, 'POST', '/system-health/retry', { body: { of: 'outbox' } })).status).toBe(403);
  }
});

it('knows a worker by its answering, and the last night’s check', async () => {
  await t.app.get(Heartbeat).beat();
  await sql(
    `INSERT INTO recompute_run (day, started_at, ended_at, lines, alarms) VALUES ('2026-02-28', now(), now(), 120, 1)`,
  );
  const { workers, nightly } = await health();
  expect(workers).toHaveLength(1);
  expect(nightly).toMatchObject({ day: '2026-02-28', lines: 120, alarms: 1 });
});

it('lists what failed and has it tried again', async () => {
  await sql(
    `INSERT INTO outbox (event, payload, attempts, last_error) VALUES ('test.event', '{"id": 1, "actorId": null}', 20, 'broken')`,
  );
  await sql(`INSERT INTO due_work (kind, subject_id, due_at, dedupe_key, attempts, next_try_at, last_error)
    VALUES ('test.kind', 1, '2026-03-01T00:00Z', 'test:1', 3, '2026-03-02T00:00Z', 'no such thing')`);
  const before = await health();
  expect(before.outbox).toMatchObject({
    stuckTotal: 1,
    stuck: [{ what: 'test.event', attempts: 20, error: 'broken' }],
  });
  expect(before.dueWork).toMatchObject({
    due: 1,
    stuckTotal: 1,
    stuck: [{ what: 'test.kind', error: 'no such thing' }],
  });
  for (const place of ['outbox', 'due_work']) {
    const { status, body } = await t.call<{ retried: number }>(manager, 'POST', '/system-health/retry', {
      body: { of: place },
    });
    expect([status, body.retried]).toEqual([200, 1]);
  }
  const { rows } = await t.database.owner.query(
    `SELECT (SELECT attempts FROM outbox WHERE event = 'test.event') tries, (SELECT next_try_at FROM due_work WHERE kind = 'test.kind') next`,
  );
  expect(rows).toEqual([{ tries: 0, next: null }]);
  expect((await t.call(manager, 'POST', '/system-health/retry', { body: { of: 'queue', queue: 'nope' } })).status).toBe(
    404,
  );
});

it('counts what waits in a queue', async () => {
  await t.app.get(Queues).add('import', 'work', { importId: 0 });
  const { queues } = await health();
  const found = queues?.find(({ name }) => name === 'import');
  expect(found?.waiting).toBe(1);
  expect(Math.abs(Date.parse(String(found?.oldestAt)) - performance.timeOrigin - performance.now())).toBeLessThan(
    60_000,
  );
});
