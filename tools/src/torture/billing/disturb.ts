import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createPostgresBackend, Queue, setDefaultBackendFactory } from 'bullmq';
import pg from 'pg';
import type { Stand } from '../../stand/stand.js';
import { type StandProcess, startStandWorker } from '../../stand/stand-process.js';
import { Lots } from '../lots.js';
import { type Outcome, outcomeOf } from './outcome.js';

/** How a run is disturbed; with 0 kills nothing happens to it. */
export interface Disturbance {
  readonly kills: number;
  readonly workers: number;
  /** How often each job is delivered. */
  readonly copies: number;
}

export interface Disturbed extends Outcome {
  readonly kills: { workers: number; postgres: number; wiped: number };
}

/** So far ahead runs the clock of one worker. */
const aheadMs = 120_000;

/**
 * Works the planned runs off. With kills, workers die with -9 at random moments, every tenth life PostgreSQL does, in the
 * middle the queue's store is emptied, and the first worker's clock is two minutes ahead.
 */
export async function workOff(stand: Stand, url: string, disturbance: Disturbance, seed: number): Promise<Disturbed> {
  const db = new pg.Pool({ connectionString: url, max: 3 });
  db.on('error', () => undefined);
  const running: StandProcess[] = [];
  try {
    await deliver(url, db, disturbance.copies);
    for (let n = 0; n < disturbance.workers; n++) running.push(await startWorker(stand, url, n, disturbance));
    const rig = { stand, db, url, running, disturbance, lots: new Lots(seed) };
    const kills = disturbance.kills > 0 ? await killAtRandom(rig) : { workers: 0, postgres: 0, wiped: 0 };
    await finished(db);
    return { ...(await outcomeOf(db)), kills };
  } finally {
    for (const worker of running) await worker.stop();
    await db.end();
  }
}

function startWorker(stand: Stand, url: string, n: number, { kills }: Disturbance): Promise<StandProcess> {
  const env: NodeJS.ProcessEnv = { ...process.env, DATABASE_URL: url, PARKBENCH_DATA_DIR: stand.folder };
  delete env.REDIS_URL;
  if (n === 0 && kills > 0) {
    const file = join(mkdtempSync(join(stand.folder, 'clock-')), 'clock');
    writeFileSync(file, new Date(Date.now() + aheadMs).toISOString());
    env.PARKBENCH_CLOCK_FILE = file;
  }
  return startStandWorker(`billing-worker-${n}`, stand.folder, env);
}

/** Puts every run's job into the queue as often as asked, on top of what is there. */
async function deliver(url: string, db: pg.Pool, copies: number): Promise<void> {
  setDefaultBackendFactory(createPostgresBackend as never);
  const pool = new pg.Pool({ connectionString: url, options: '-c search_path=bullmq', max: 2 });
  pool.on('error', () => undefined);
  const queue = new Queue('billing-run', { connection: pool as never });
  const { rows } = await db.query<{ id: string }>('SELECT id FROM billing_run');
  for (let n = 0; n < copies; n++) {
    for (const { id } of rows)
      await queue.add('work', { runId: Number(id) }, { removeOnComplete: true, removeOnFail: true });
  }
  await queue.close();
  await pool.end();
}

/** Empties the queue's store: every job that waits or is under way is gone. */
async function wipe(db: pg.Pool): Promise<void> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) name FROM pg_tables
     WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`,
  );
  await db.query(`TRUNCATE ${rows.map((row) => row.name).join(', ')}`);
}

interface Rig {
  readonly stand: Stand;
  readonly db: pg.Pool;
  readonly url: string;
  readonly running: readonly StandProcess[];
  readonly disturbance: Disturbance;
  readonly lots: Lots;
}

/** Lets all workers live for a random moment each and kills them, again and again; a kill counts only while there is something to interrupt. */
async function killAtRandom(rig: Rig): Promise<Disturbed['kills']> {
  const { db, running, disturbance, lots, stand } = rig;
  const kills = { workers: 0, postgres: 0, wiped: 0 };
  for (let life = 1; kills.workers < disturbance.kills && !(await isOver(db)); life++) {
    const ends = await Promise.all(
      running.map(async (worker) => {
        await wait(lots.below(120));
        const counts = !(await isOver(db));
        await worker.kill9();
        return counts ? 1 : 0;
      }),
    );
    kills.workers += ends.reduce((sum: number, one) => sum + one, 0);
    if (life % 10 === 5) {
      await stand.postgres.kill9();
      await stand.postgres.restart();
      kills.postgres++;
    }
    if (kills.wiped === 0 && kills.workers >= disturbance.kills / 2) {
      await wipe(db);
      kills.wiped++;
    } else if (life % 3 === 0) await deliver(rig.url, db, disturbance.copies);
    await Promise.all(running.map((worker) => worker.restart()));
  }
  return kills;
}

async function isOver(db: pg.Pool): Promise<boolean> {
  const { rows } = await db.query(`SELECT 1 FROM billing_run WHERE status <> 'done'`);
  return rows.length === 0;
}

async function finished(db: pg.Pool): Promise<void> {
  for (let n = 0; n < 2_400; n++) {
    if (await isOver(db)) return;
    await wait(250);
  }
  throw new Error('the runs did not end within ten minutes');
}
