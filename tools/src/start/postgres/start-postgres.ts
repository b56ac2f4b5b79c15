import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { nextFreePort } from '../ports.js';
import { isAlive, signal, waitUntilGone } from '../processes.js';
import { prepareCluster, serverEnvironment, type Cluster } from './cluster.js';
import { livePostmaster, readFrom, readPostmaster, sizeOf, type Postmaster } from './postmaster.js';
import { commandAs } from './run-as.js';

const FIRST_PORT = 15433;
const DATABASE = 'parkbench';
const START_TIMEOUT_MS = 60_000;
const LOG_LIMIT_BYTES = 10_000_000;

export interface PostgresOptions {
  readonly dataDir: string;
  /** First port to try; a taken one is stepped over. */
  readonly port?: number;
  /** Server settings on top of ours, e.g. `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running embedded PostgreSQL. */
export interface Postgres {
  /** Superuser's address of the database `parkbench`; the same after a restart. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** True when a server left over by a killed launcher was taken over instead of started. */
  readonly reused: boolean;
  /** Where the cluster lies; not always inside the data directory. */
  readonly folder: string;
  readonly logFile: string;
  stop(): Promise<void>;
  /** Kills the postmaster as a power cut would; its backends follow within moments. */
  kill9(): Promise<void>;
  /** Starts it again on the same port, whether it was stopped, killed or runs. */
  restart(): Promise<void>;
  /** Ends the server at once and deletes its files. */
  destroy(): Promise<void>;
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '200',
  deadlock_timeout: '200ms',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const cluster = await prepareCluster(options.dataDir, options.settings?.fsync !== 'off');
  const left = livePostmaster(cluster.folder);
  let server =
    left === undefined ? await launch(cluster, options, options.port ?? FIRST_PORT) : await settled(cluster, left);
  const port = server.port;
  const address = (database: string): string =>
    `postgres://postgres:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`;
  const stop = (): Promise<void> => stopServer(server.pid);
  const kill9 = async (): Promise<void> => {
    signal(server.pid, 'SIGKILL');
    await waitUntilGone(server.pid, 10_000);
  };
  try {
    await createDatabase(address('postgres'));
  } catch (error) {
    if (left === undefined) await stop();
    throw error;
  }
  return {
    url: address(DATABASE),
    port,
    get pid() {
      return server.pid;
    },
    reused: left !== undefined,
    folder: cluster.folder,
    logFile: cluster.logFile,
    stop,
    kill9,
    async restart() {
      await stop();
      server = await launch(cluster, options, port, port);
    },
    async destroy() {
      signal(server.pid, 'SIGQUIT');
      if (!(await waitUntilGone(server.pid, 5_000))) await kill9();
      rmSync(cluster.folder, { recursive: true, force: true, maxRetries: 5 });
      rmSync(options.dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Steps over taken ports up to `lastPort`, and waits for the backends of a killed server to let go of its memory. */
async function launch(
  cluster: Cluster,
  options: PostgresOptions,
  firstPort: number,
  lastPort = 32767,
): Promise<Postmaster> {
  if (sizeOf(cluster.logFile) > LOG_LIMIT_BYTES) truncateSync(cluster.logFile);
  const deadline = performance.now() + START_TIMEOUT_MS;
  let port = lastPort === firstPort ? firstPort : await nextFreePort(firstPort);
  for (;;) {
    const attempt = await launchOnce(cluster, options, port, deadline);
    if (typeof attempt !== 'string') return attempt;
    if (/could not bind|Address already in use/i.test(attempt) && port < lastPort) {
      port = await nextFreePort(port + 1);
    } else if (
      /pre-existing shared memory block|lock file "postmaster.pid" already exists|Address already in use/i.test(attempt)
    ) {
      if (performance.now() > deadline - START_TIMEOUT_MS / 2) throw failure(cluster, attempt);
      await sleep(100);
    } else throw failure(cluster, attempt);
  }
}

function failure(cluster: Cluster, log: string): Error {
  return new Error(
    `PostgreSQL did not start (log: ${cluster.logFile}):\n${log.trim().split('\n').slice(-15).join('\n')}`,
  );
}

/** The ready server, or what its log says about why it ended. */
async function launchOnce(
  cluster: Cluster,
  options: PostgresOptions,
  port: number,
  deadline: number,
): Promise<Postmaster | string> {
  const settings = { ...SETTINGS, ...options.settings, port: String(port) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = commandAs(cluster.runAs, join(cluster.native, 'bin', 'postgres'), ['-D', cluster.folder, ...flags]);
  const offset = sizeOf(cluster.logFile);
  const log = openSync(cluster.logFile, 'a', 0o600);
  // Its own session: Ctrl-C in the terminal must reach the API before its database.
  const child = spawn(command.file, command.args, {
    cwd: '/',
    env: serverEnvironment(),
    uid: command.uid,
    gid: command.gid,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let failed: Error | undefined;
  child.once('error', (error) => (failed = error));
  child.unref();
  while (child.exitCode === null && child.signalCode === null) {
    if (failed !== undefined) throw failed;
    const postmaster = readPostmaster(cluster.folder);
    if (postmaster?.ready === true && postmaster.pid === child.pid) return postmaster;
    if (performance.now() > deadline) {
      child.kill('SIGQUIT');
      throw failure(cluster, `not ready after ${START_TIMEOUT_MS / 1000} s\n${readFrom(cluster.logFile, offset)}`);
    }
    await sleep(15);
  }
  return readFrom(cluster.logFile, offset);
}

/** A server left over may just be starting or recovering. */
async function settled(cluster: Cluster, left: Postmaster): Promise<Postmaster> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (isAlive(left.pid) && performance.now() < deadline) {
    const now = readPostmaster(cluster.folder);
    if (now?.pid === left.pid && now.ready) return now;
    await sleep(50);
  }
  throw failure(cluster, `the server left over (pid ${left.pid}) does not become ready`);
}

async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitUntilGone(pid, 20_000)) return;
  signal(pid, 'SIGQUIT');
  if (await waitUntilGone(pid, 5_000)) return;
  signal(pid, 'SIGKILL');
  await waitUntilGone(pid, 5_000);
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
