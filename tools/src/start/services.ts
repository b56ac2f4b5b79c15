import { join } from 'node:path';
import { truncateSync } from 'node:fs';
import { isHealthy, waitUntil } from './health.js';
import { startNode, type NodeChild } from './node-child.js';
import { progress } from './progress.js';
import { readFrom, sizeOf } from './postgres/postmaster.js';
import { repositoryRoot } from './repository.js';
import type { Shutdown } from './shutdown.js';
import { supervise, type Supervised } from './supervise.js';

const READY_TIMEOUT_MS = 60_000;
const LOG_LIMIT_BYTES = 10_000_000;

export interface ServiceOptions {
  readonly port: number;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly dev: boolean;
}

export interface Services {
  readonly api: Supervised;
  readonly worker: Supervised;
}

/** The API and the worker, each in its own process and kept alive; back when both are ready. */
export async function startServices(options: ServiceOptions, shutdown: Shutdown): Promise<Services> {
  const env = {
    WEB_DIST: join(repositoryRoot, 'apps', 'web', 'dist'),
    ...process.env,
    DATABASE_URL: options.databaseUrl,
    PORT: String(options.port),
    PARKBENCH_DATA_DIR: options.dataDir,
    PARKBENCH_DEMO: options.demo ? '1' : '0',
  };
  const start = (name: string, script: string): Supervised => {
    const logFile = join(options.dataDir, `${name}.log`);
    if (sizeOf(logFile) > LOG_LIMIT_BYTES) truncateSync(logFile);
    const offset = sizeOf(logFile);
    const launch = (): NodeChild =>
      startNode({
        script: join(repositoryRoot, 'apps', 'api', 'dist', script),
        env,
        logFile: options.dev ? undefined : logFile,
      });
    const supervised = supervise(name, launch, (text) => {
      if (shutdown.isRequested) return;
      progress(options.dev ? text : `${text}; log: ${logFile}`);
      if (!options.dev && supervised.crashes === 1) process.stdout.write(`${lastLines(readFrom(logFile, offset))}\n`);
    });
    shutdown.add(() => supervised.stop());
    return supervised;
  };
  const worker = start('worker', 'worker.js');
  const api = start('api', 'main.js');
  const giveUp = (): string | undefined => {
    if (shutdown.isRequested) return 'stopped';
    return Math.max(api.crashes, worker.crashes) < 3 ? undefined : 'API or worker ends again and again; see above';
  };
  const url = `http://127.0.0.1:${options.port}`;
  await waitUntil('API ready', READY_TIMEOUT_MS, () => isHealthy(url), giveUp);
  await waitUntil('worker ready', READY_TIMEOUT_MS, () => worker.ready, giveUp);
  progress('API and worker ready');
  return { api, worker };
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-20).join('\n');
}
