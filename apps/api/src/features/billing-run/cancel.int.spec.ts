import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCrowd, billingWorker, clonesOf, issuedInvoices } from '../../../test/support/billing-desk.js';
import { testDatabase, type TestDatabase } from '../../../test/support/test-database.js';

const companies = 230;
const planned = '2026-04-01T01:00:00Z';
let original: TestDatabase;
let clean: Record<string, unknown>[];
const copies: TestDatabase[] = [];

beforeAll(async () => {
  original = await testDatabase();
  await aCrowd(original.owner, { companies, months: 1 });
  const worker = await billingWorker(original.url);
  await worker.plan('2026-03', planned);
  await worker.close();
  const copy = await aCopy();
  const undisturbed = await billingWorker(copy.url);
  await undisturbed.work.work();
  await undisturbed.close();
  clean = await issuedInvoices(copy.owner);
});
afterAll(async () => {
  for (const copy of copies) await copy.drop();
  await original.drop();
});

async function aCopy(): Promise<TestDatabase> {
  const [copy] = await clonesOf(original, 1);
  if (!copy) throw new Error('no copy');
  copies.push(copy);
  return copy;
}

const left = async (db: TestDatabase): Promise<unknown> => {
  const { rows } = await db.owner.query(
    `SELECT (SELECT count(*) FROM invoice)::int invoices, (SELECT count(*) FROM charge WHERE invoice_id IS NOT NULL)::int lines,
       (SELECT count(*) FROM billing_run_company WHERE status <> 'planned')::int begun, (SELECT count(*) FROM document_counter)::int counters,
       (SELECT status FROM billing_run) status`,
  );
  return rows[0];
};
const nothing = { invoices: 0, lines: 0, begun: 0, counters: 0, status: 'cancelled' };

/** A worker process of its own; it is killed with -9 as soon as some drafts are there. */
async function killedInTheMiddle(db: TestDatabase): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'pb-killed-'));
  const env = {
    ...process.env,
    DATABASE_URL: db.url,
    PARKBENCH_DATA_DIR: folder,
    PARKBENCH_CLOCK_FILE: undefined,
    NODE_OPTIONS: '',
  };
  const worker = spawn(process.execPath, [join(import.meta.dirname, '../../../dist/worker.js')], {
    env: env as NodeJS.ProcessEnv,
    stdio: 'ignore',
  });
  try {
    for (let n = 0; n < 3_000; n++) {
      const { rows } = await db.owner.query(`SELECT count(*)::int n FROM billing_run_company WHERE status = 'drafted'`);
      if (rows[0].n > 0) return rows[0].n as number;
      await wait(10);
    }
    throw new Error('the worker did not begin');
  } finally {
    const gone = new Promise((done) => worker.once('exit', done));
    worker.kill('SIGKILL');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a run that is cancelled', () => {
  it('after a worker was killed with -9 leaves nothing, and begun anew gives the invoices of a clean run', async () => {
    const copy = await aCopy();
    // In review the run stops before its numbers, however late the kill comes.
    await copy.owner.query(
      `UPDATE billing_run SET review_until = '2026-04-05T16:00:00Z', issue_at = '2026-04-05T16:00:00Z'`,
    );
    expect(await killedInTheMiddle(copy)).toBeGreaterThan(0);
    const worker = await billingWorker(copy.url);
    await worker.cancel('2026-03', '2026-04-01T02:00:00Z');
    expect(await left(copy)).toEqual(nothing);
    await worker.plan('2026-03', planned);
    await worker.work.work();
    await worker.close();
    expect(await issuedInvoices(copy.owner)).toEqual(clean);
  });

  it('while four workers are at it takes back what they made, and they go on with nothing', async () => {
    const copy = await aCopy();
    const workers = await Promise.all([1, 2, 3, 4].map(() => billingWorker(copy.url)));
    await copy.owner.query(
      `UPDATE billing_run SET review_until = '2026-04-05T16:00:00Z', issue_at = '2026-04-05T16:00:00Z'`,
    );
    const [first, ...others] = workers;
    await Promise.all([
      ...workers.map((one) => one.work.work()),
      wait(150).then(() => first?.cancel('2026-03', planned)),
    ]);
    expect(await left(copy)).toEqual(nothing);
    await Promise.all(others.map((one) => one.work.work()));
    expect(await left(copy)).toEqual(nothing);
    await first?.plan('2026-03', planned);
    await Promise.all(workers.map((one) => one.work.work()));
    for (const one of workers) await one.close();
    expect(await issuedInvoices(copy.owner)).toEqual(clean);
  });

  it('is refused once a number was given', async () => {
    const copy = await aCopy();
    const worker = await billingWorker(copy.url);
    await worker.work.work();
    await copy.owner.query(`UPDATE billing_run SET status = 'running'`);
    await expect(worker.cancel('2026-03', planned)).rejects.toMatchObject({ problem: { code: 'numbers_given' } });
    await worker.close();
    expect(await issuedInvoices(copy.owner)).toEqual(clean);
  });
});
