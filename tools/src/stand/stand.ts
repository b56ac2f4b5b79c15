import { runDemoSeed, runMigrations } from '../start/database.js';
import { killAllChildren } from '../start/node-child.js';
import { startPostgres, type Postgres } from '../start/postgres/start-postgres.js';
import { someFreePort } from '../start/ports.js';
import { startRedis, type Redis } from './redis.js';
import { makeStandFolder, removeStandFolder } from './stand-folder.js';
import { startStandApi, startStandWorker, type StandApi, type StandProcess } from './stand-process.js';

export interface StandOptions {
  readonly apis?: number;
  readonly workers?: number;
  readonly redis?: boolean;
  /** Loads the demo park; without it the database is migrated and empty. */
  readonly demo?: boolean;
  /** Settings of PostgreSQL. Durable as in production unless said otherwise, e.g. `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Further variables of the API and the workers. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A whole private Parkbench: own database, own ports, own folder, nothing shared and nothing left behind. */
export interface Stand {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly apiUrls: string[];
  readonly apis: StandApi[];
  readonly workers: StandProcess[];
  readonly postgres: Postgres;
  readonly redis: Redis | undefined;
  stop(): Promise<void>;
}

export async function startStand(options: StandOptions = {}): Promise<Stand> {
  const folder = makeStandFolder();
  const stops: (() => Promise<unknown>)[] = [];
  let cluster: string | undefined;
  const atExit = (): void => {
    killAllChildren();
    removeStandFolder(folder, cluster);
  };
  process.on('exit', atExit);
  const releaseSignals = exitOnSignals();
  const stop = async (): Promise<void> => {
    for (let end = stops.pop(); end !== undefined; end = stops.pop()) await end();
    removeStandFolder(folder, cluster);
    process.removeListener('exit', atExit);
    releaseSignals();
  };
  try {
    const postgres = await startPostgres({ dataDir: folder, port: await someFreePort(), settings: options.settings });
    cluster = postgres.folder;
    stops.push(() => postgres.destroy());
    const redis = options.redis === true ? await startRedis(folder) : undefined;
    if (redis !== undefined) stops.push(() => redis.stop());
    await runMigrations(postgres.url);
    const env = standEnvironment(options, folder, postgres.url, redis?.url);
    const add = <P extends StandProcess>(started: P): P => {
      stops.push(() => started.stop());
      return started;
    };
    const { apis = 1, workers = 1 } = options;
    // The demo data first, as a single API process would otherwise have caches of an empty park.
    if (options.demo === true && !(await runDemoSeed(postgres.url))) throw new Error('There is no demo data to load.');
    const [apiProcesses, workerProcesses] = await Promise.all([
      inTurn(apis, async (n) => add(await startStandApi(`api-${n}`, folder, env))),
      inTurn(workers, async (n) => add(await startStandWorker(`worker-${n}`, folder, env))),
    ]);
    return {
      databaseUrl: postgres.url,
      folder,
      apiUrls: apiProcesses.map((api) => api.url),
      apis: apiProcesses,
      workers: workerProcesses,
      postgres,
      redis,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function standEnvironment(
  options: StandOptions,
  folder: string,
  databaseUrl: string,
  redisUrl?: string,
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ...options.env };
  delete env.REDIS_URL;
  if (redisUrl !== undefined) env.REDIS_URL = redisUrl;
  return {
    ...env,
    DATABASE_URL: databaseUrl,
    PARKBENCH_DATA_DIR: folder,
    PARKBENCH_DEMO: options.demo === true ? '1' : '0',
  };
}

/** One after the other: starts that compete for two cores take longer together than in turn. */
async function inTurn<T>(count: number, start: (n: number) => Promise<T>): Promise<T[]> {
  const started: T[] = [];
  for (let n = 1; n <= count; n += 1) started.push(await start(n));
  return started;
}

/** Without a listener a signal ends Node without the `exit` event, and with it the cleaning up. */
function exitOnSignals(): () => void {
  const exit = (): never => process.exit(130);
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.once(name, exit);
  return () => names.forEach((name) => process.removeListener(name, exit));
}
