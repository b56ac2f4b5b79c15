import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { livePostmaster } from '../start/postgres/postmaster.js';
import { isAlive, signal } from '../start/processes.js';

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
    rmSync(cluster, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // The next stand sweeps what is left.
  }
}

/** Stands whose owner was killed with -9 could not clean up after themselves. */
function sweepAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) removeStandFolder(join(tmpdir(), name));
  }
}
