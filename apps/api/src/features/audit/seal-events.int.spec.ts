import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { invariants } from '../../../../../tools/src/stand/invariants.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';
import { Database } from '../../platform/database/database.js';
import { record } from '../../platform/outbox/record.js';
import { SealEvents } from './seal-events.js';

let t: TestApp;

beforeAll(async () => {
  t = await startTestApp();
  await t.given.aPark();
});
afterAll(() => t.close());

const number = async (sql: string): Promise<number> => Number((await t.database.owner.query(sql)).rows[0]?.v);
const broken = (): Promise<number> => number(invariants.find(({ id }) => id === 'I20')?.sql ?? '');
const links = (): Promise<number> => number('SELECT count(*) v FROM audit_link');
const seal = (most: number): Promise<number> => number(`SELECT seal_audit(${most}) v`);
const write = (n: number) => ({
  actorId: null,
  companyId: null,
  action: 'park.changed',
  entity: 'park',
  entityId: n,
  data: { n, text: '改' },
});
const insert = `INSERT INTO audit_event (action, entity, entity_id) VALUES ('park.changed', 'park', 1)`;

async function behindTheGuards(work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
  const client = await t.database.owner.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await work(client);
  } finally {
    await client.query('RESET session_replication_role');
    client.release();
  }
}

describe('events are sealed', () => {
  it('when they are committed, in whatever order that is, and once', async () => {
    const slow = await t.database.owner.connect();
    await slow.query('BEGIN');
    await slow.query(insert);
    await t.database.owner.query(insert);
    await t.app.get(SealEvents).seal();
    expect(await links()).toBe(1);
    await slow.query('COMMIT');
    slow.release();
    await t.app.get(SealEvents).seal();
    await t.app.get(SealEvents).seal();
    expect([await links(), await broken()]).toEqual([2, 0]);
  });

  it('by the worker, behind what was written', async () => {
    await t.app.get(Database).transaction('all', (tx) => record(tx, write(3)));
    expect(await broken()).toBe(1);
    await t.work();
    expect([await links(), await broken()]).toEqual([3, 0]);
  });

  it('without a fork and without leaving one out, while many write, some take back what they wrote, and several seal', async () => {
    const before = await links();
    const db = t.app.get(Database);
    let kept = 0;
    const writer = async (n: number): Promise<void> => {
      for (let i = 0; i < 40; i++) {
        const isKept = (n + i) % 7 !== 0;
        const written = db.transaction('all', async (tx) => {
          for (let e = 0; e <= i % 3; e++) await record(tx, write(n * 100 + i));
          await new Promise((done) => setTimeout(done, (n * 7 + i * 3) % 11));
          if (!isKept) throw new Error('taken back');
        });
        await written.then(
          () => (kept += (i % 3) + 1),
          () => undefined,
        );
      }
    };
    let isOver = false;
    const sealer = async (): Promise<void> => {
      while (!isOver) await t.app.get(SealEvents).seal();
    };
    const sealers = [sealer(), sealer(), sealer()];
    await Promise.all(Array.from({ length: 8 }, (_, n) => writer(n)));
    isOver = true;
    await Promise.all(sealers);
    await t.app.get(SealEvents).seal();
    expect(kept).toBeGreaterThan(400);
    expect([(await links()) - before, await broken()]).toEqual([kept, 0]);
  }, 60_000);

  it('in batches where many wait, as those of before there was a chain do', async () => {
    const before = await links();
    await t.database.owner.query(
      `INSERT INTO audit_event (action, entity, entity_id, txid) SELECT 'park.changed', 'park', n, '0' FROM generate_series(1, 250) n`,
    );
    // A trail that was never sealed begins at the beginning.
    await behindTheGuards((client) => client.query(`UPDATE audit_head SET open_txid = '0', open_id = 0`));
    expect([await seal(100), await seal(100), await seal(100), await seal(100)]).toEqual([100, 100, 50, 0]);
    expect([(await links()) - before, await broken()]).toEqual([250, 0]);
  });

  it('after the database moved to another server, whose transactions are counted anew', async () => {
    const elsewhere = await links();
    const numbered = (txid: string): Promise<unknown> =>
      t.database.owner.query(
        `INSERT INTO audit_event (action, entity, entity_id, txid) VALUES ('park.changed', 'park', 1, '${txid}')`,
      );
    // As restored: what was open there has numbers that are still to come here, and the window lies ahead of us.
    await numbered('900000000000');
    await behindTheGuards((client) => client.query(`UPDATE audit_head SET cluster = 1, open_txid = '900000000000'`));
    await t.database.owner.query(insert);
    expect([await seal(1), await seal(1), await seal(1), await seal(1)]).toEqual([1, 1, 0, 0]);
    expect(await number(`SELECT (open_txid < '900000000000' AND cluster <> 1)::int v FROM audit_head`)).toBe(1);
    await t.database.owner.query(insert);
    await t.app.get(SealEvents).seal();
    expect([(await links()) - elsewhere, await broken()]).toEqual([3, 0]);
  });
});

describe('what is in the trail', () => {
  it.each([
    ['an event', `UPDATE audit_event SET reason = 'x'`],
    ['an event', 'DELETE FROM audit_event'],
    ['a link', `UPDATE audit_link SET hash = sha256('x')`],
    ['a link', 'DELETE FROM audit_link'],
    ['a link', `INSERT INTO audit_link VALUES (99999, 99999, sha256('x'), sha256('y'))`],
    ['the head', 'UPDATE audit_head SET seq = 0'],
    ['the head', 'DELETE FROM audit_head'],
    ['a check', 'UPDATE audit_check SET faults = 0'],
  ])('the application has no right to change: %s (%s)', async (_, sql) => {
    await expect(t.app.get(Database).transaction('all', (tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
  });

  it.each([
    `UPDATE audit_event SET reason = 'x'`,
    'DELETE FROM audit_event',
    'TRUNCATE audit_event',
    'DELETE FROM audit_link',
    'TRUNCATE audit_link',
    'UPDATE audit_head SET seq = seq - 1',
    'DELETE FROM audit_head',
    'TRUNCATE audit_head',
  ])('its owner changes only by taking the guards away: %s', async (sql) => {
    await expect(t.database.owner.query(sql)).rejects.toThrow(/the audit trail is only added to|only goes on/);
  });

  it('is seen by its company and by staff, and by nobody who says neither', async () => {
    const [one, other] = [await t.given.aCompany(), await t.given.aCompany()];
    const db = t.app.get(Database);
    await db.transaction(one, (tx) => record(tx, { ...write(1), companyId: one }));
    const seen = 'SELECT id FROM audit_event';
    expect((await db.rows(one, seen)).length).toBe(1);
    expect((await db.rows(other, seen)).length).toBe(0);
    expect((await db.query(seen)).length).toBe(0);
    expect((await db.rows('all', seen)).length).toBeGreaterThan(400);
  });
});
