import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { livePostmaster } from '../start/postgres/postmaster.js';
import { commandLineOf, isAlive, signal } from '../start/processes.js';

const PREFIX = 'parkbench-stand-';

/** A private folder whose name tells the process that owns it. */
export function makeStandFolder(): string {
  sweepAbandoned();
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

/** Removes a stand at once and without waiting: all that can be done while a process exits. */
export function removeStandFolder(folder: string, cluster = join(folder, 'postgres')): void {
  try {
    const postmaster = livePostmaster(cluster);
    if (postmaster !== undefined) signal(postmaster.pid, 'SIGQUIT');
    endRedis(folder);
    rmSync(cluster, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // The next stand sweeps what is left.
  }
}

function endRedis(folder: string): void {
  const file = join(folder, 'redis.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (pid > 0 && /(redis|valkey)-server/.test(commandLineOf(pid))) signal(pid, 'SIGKILL');
}

/** Stands whose owner was killed with -9 could not clean up after themselves. */
function sweepAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) removeStandFolder(join(tmpdir(), name));
  }
}
