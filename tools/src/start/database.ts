import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startNode } from './node-child.js';
import { isAlive } from './processes.js';
import { progress, SetUpError } from './progress.js';
import { startPostgres, type Postgres } from './postgres/start-postgres.js';
import { repositoryRoot } from './repository.js';
import type { Shutdown } from './shutdown.js';

/** Runs one of our short tasks in a process of its own, so that what it loads does not stay in the launcher's memory. */
async function runTask(name: string, env: NodeJS.ProcessEnv, onMessage: (message: unknown) => void): Promise<void> {
  const script = join(repositoryRoot, 'tools', 'dist', 'start', 'tasks', `${name}.js`);
  const how = await startNode({ script, env: { ...process.env, ...env }, memoryMb: 768, onMessage }).ended;
  if (how !== 'exit code 0') throw new Error(`The step "${name}" failed (${how}); its message stands above.`);
}

export interface Migrated {
  readonly applied: string[];
  /** There was no table before. */
  readonly fresh: boolean;
}

export async function runMigrations(databaseUrl: string): Promise<Migrated> {
  if (!existsSync(join(repositoryRoot, 'apps/api/dist/platform/database/migrate.js'))) {
    throw new SetUpError('apps/api is not built: apps/api/dist/platform/database/migrate.js is missing.');
  }
  let result: Migrated | undefined;
  await runTask('migrate', { DATABASE_URL: databaseUrl }, (message) => (result = message as Migrated));
  if (result === undefined) throw new Error('The migrations ended without an answer.');
  return result;
}

/** False when there is no demo data to load yet. */
export async function runDemoSeed(databaseUrl: string): Promise<boolean> {
  if (!existsSync(join(repositoryRoot, 'apps/api/dist/demo/seed.js'))) return false;
  await runTask('seed', { DATABASE_URL: databaseUrl }, (message) => {
    if (typeof message === 'string') progress(`  ${message}`);
  });
  return true;
}

/** Starts the embedded server, or takes over the one a killed launcher left, and keeps it alive. */
export async function openPostgres(dataDir: string, shutdown: Shutdown, keep: boolean): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir });
  if (!keep) shutdown.add(() => postgres.stop());
  let restarting = false;
  const watch = setInterval(() => {
    if (restarting || shutdown.isRequested || isAlive(postgres.pid)) return;
    restarting = true;
    progress(`PostgreSQL has ended; starting it again (log: ${postgres.logFile})`);
    postgres
      .restart()
      .catch((error: Error) => progress(error.message))
      .finally(() => (restarting = false));
  }, 2_000);
  shutdown.add(() => clearInterval(watch));
  progress(
    `PostgreSQL 18 ready on 127.0.0.1:${postgres.port}${postgres.reused ? ' (still running from last time)' : ''}`,
  );
  return postgres;
}
