import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { invariants } from '../../../../../tools/src/stand/invariants.js';
import { Lots } from '../../../../../tools/src/torture/lots.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';
import { CheckChain } from './check-chain.js';
import { findFaults } from './find-faults.js';
import type { ChainHead } from './noted-heads.js';

const events = 60;
/** A night's worth is asked for from outside. */
const tries = Number(process.env.TAMPERINGS ?? 500);
const seed = 33;

const invariant = invariants.find(({ id }) => id === 'I20')?.sql ?? '';

let t: TestApp;
let noted: ChainHead[];

beforeAll(async () => {
  t = await startTestApp();
  await t.given.aPark();
  await t.database.owner.query(
    `INSERT INTO audit_event (actor_id, company_id, action, entity, entity_id, data, reason)
     SELECT n, n, 'park.changed', 'park', n, jsonb_build_object('n', n, 'text', '改' || n), CASE WHEN n % 3 = 0 THEN '因' || n END FROM generate_series(1, ${events}) n`,
  );
  await t.app.get(CheckChain).now();
  const { rows } = await t.database.owner.query<{ hash: string }>(`SELECT encode(hash, 'hex') hash FROM audit_head`);
  noted = [{ seq: events, hash: rows[0]?.hash ?? '' }];
});
afterAll(() => t.close());

/** Hashes again from link `k` on and moves the head, as somebody does who knows how the chain is made. */
const hashAgain = (k: number): string => `
  DO $$ DECLARE h bytea; l record; BEGIN
    SELECT coalesce((SELECT hash FROM audit_link WHERE seq < ${k} ORDER BY seq DESC LIMIT 1), (SELECT genesis FROM audit_head)) INTO h;
    FOR l IN SELECT seq, event_id FROM audit_link WHERE seq >= ${k} ORDER BY seq LOOP
      UPDATE audit_link SET prev_hash = h, hash = sha256(h || convert_to((SELECT audit_text(e) FROM audit_event e WHERE id = l.event_id), 'UTF8'))
        WHERE seq = l.seq RETURNING hash INTO h;
    END LOOP;
    UPDATE audit_head SET hash = h, seq = coalesce((SELECT max(seq) FROM audit_link), 0);
  END $$`;
const event = (k: number): string => `(SELECT event_id FROM audit_link WHERE seq = ${k})`;
const wipeChecks = 'DELETE FROM audit_check';

const changes = [
  `at = at + interval '1 us'`,
  'actor_id = actor_id + 1',
  'actor_id = NULL',
  'company_id = NULL',
  `action = action || ' '`,
  `entity = 'parks'`,
  'entity_id = -entity_id',
  `data = data || '{"n": 0}'`,
  `data = data - 'text'`,
  `data = '{}'`,
  `reason = coalesce(reason, '') || 'x'`,
  'txid = pg_current_xact_id()',
];

interface Tampering {
  readonly name: string;
  /** What the invariant sees without what is kept outside; else only the nightly check does. */
  readonly byItself?: false;
  /** `k` is the place, from 1; `n` draws below a bound. */
  readonly sql: (k: number, n: (below: number) => number) => string;
}
const change = (k: number, n: (below: number) => number): string =>
  `UPDATE audit_event SET ${changes[n(changes.length)]} WHERE id = ${event(k)}`;

const tamperings: readonly Tampering[] = [
  { name: 'an event is changed', sql: change },
  { name: 'an event is deleted', sql: (k) => `DELETE FROM audit_event WHERE id = ${event(k)}` },
  { name: 'the last events are deleted', sql: (k) => `DELETE FROM audit_event WHERE id >= ${event(k)}` },
  { name: 'all events are deleted', sql: () => 'DELETE FROM audit_event' },
  { name: 'all events and the head are deleted', sql: () => 'DELETE FROM audit_event; DELETE FROM audit_head' },
  { name: 'a link is deleted', sql: (k) => `DELETE FROM audit_link WHERE seq = ${k}` },
  { name: 'a link is moved', sql: (k) => `UPDATE audit_link SET seq = seq + 1000 WHERE seq = ${k}` },
  { name: 'a link has another hash', sql: (k) => `UPDATE audit_link SET hash = sha256(hash) WHERE seq = ${k}` },
  {
    name: 'a link follows nothing',
    sql: (k) => `UPDATE audit_link SET prev_hash = sha256(prev_hash) WHERE seq = ${k}`,
  },
  { name: 'the head is moved back', sql: (k) => `UPDATE audit_head SET seq = ${k - 1}` },
  { name: 'the head has another hash', sql: () => 'UPDATE audit_head SET hash = sha256(hash)' },
  {
    name: 'two events change places',
    sql: (k, n) => {
      const other = 1 + ((k + n(events - 1)) % events);
      return `ALTER TABLE audit_link DROP CONSTRAINT audit_link_event_id_key;
        UPDATE audit_link l SET event_id = o.event_id FROM audit_link o WHERE l.seq IN (${k}, ${other}) AND o.seq = ${k + other} - l.seq`;
    },
  },
  {
    name: 'events and links are cut off at the end, and the head moved back',
    sql: (k) =>
      `DELETE FROM audit_event WHERE id >= ${event(k)}; DELETE FROM audit_link WHERE seq >= ${k}; ${hashAgain(k)}`,
  },
  { name: 'an event is changed and all hashed again', sql: (k, n) => `${change(k, n)}; ${hashAgain(k)}` },
  {
    name: 'an event is taken out and all numbered and hashed again',
    sql: (k) => `DELETE FROM audit_event WHERE id = ${event(k)}; DELETE FROM audit_link WHERE seq = ${k};
      UPDATE audit_link SET seq = seq + 1000 WHERE seq > ${k}; UPDATE audit_link SET seq = seq - 1001 WHERE seq > 1000; ${hashAgain(k)}`,
  },
  {
    name: 'everything is deleted and begins anew',
    sql: () => `DELETE FROM audit_event; DELETE FROM audit_link; ${hashAgain(1)}`,
  },
  {
    name: 'an event is changed, all hashed again and the checks deleted',
    byItself: false,
    sql: (k, n) => `${change(k, n)}; ${hashAgain(k)}; ${wipeChecks}`,
  },
  {
    name: 'the end is cut off, the head moved back and the checks deleted',
    byItself: false,
    sql: (k) =>
      `DELETE FROM audit_event WHERE id >= ${event(k)}; DELETE FROM audit_link WHERE seq >= ${k}; ${hashAgain(k)}; ${wipeChecks}`,
  },
  {
    name: 'everything is deleted, the checks too',
    byItself: false,
    sql: () => `DELETE FROM audit_event; DELETE FROM audit_link; ${hashAgain(1)}; ${wipeChecks}`,
  },
];

interface Judged {
  readonly byCheck: number;
  readonly byInvariant: number;
}

/** Tampers, asks the nightly check and the invariant, and takes it back. */
async function judged(client: pg.PoolClient, sql: string): Promise<Judged> {
  await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}`);
  try {
    const db = {
      rows: async <R>(_: unknown, text: string, values: unknown[] = []) =>
        (await client.query({ name: text.slice(0, 60), text, values })).rows as R[],
    };
    const { faults } = await findFaults(db, () => Promise.resolve(noted));
    const { rows } = await client.query<{ v: string }>({ name: 'I20', text: invariant });
    return { byCheck: faults, byInvariant: Number(rows[0]?.v) };
  } finally {
    await client.query('ROLLBACK');
  }
}

describe('who has the whole database in his hands', () => {
  it('changes nothing that is not seen', async () => {
    const missed: string[] = [];
    const lots = new Lots(seed);
    const client = await t.database.owner.connect();
    for (let n = 0; n < tries; n++) {
      const { name, byItself = true, sql } = tamperings[n % tamperings.length] ?? lots.of(tamperings);
      const tampering = sql(1 + lots.below(events), (below) => lots.below(below));
      const { byCheck, byInvariant } = await judged(client, tampering);
      if (byCheck === 0 || (byItself && byInvariant === 0)) missed.push(`${name}: ${tampering.slice(0, 200)}`);
    }
    client.release();
    expect(missed).toEqual([]);
  }, 600_000);

  it('and who changes nothing is not accused', async () => {
    const client = await t.database.owner.connect();
    expect(await judged(client, 'SELECT 1')).toEqual({ byCheck: 0, byInvariant: 0 });
    client.release();
  });
});
