import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDataDir } from '../data-dir.js';
import { completeNative, copyNative, installedNative } from './native.js';
import { chooseRunAs, commandAs, succeeds, type RunAs } from './run-as.js';

/** Where a setuid server keeps what it cannot reach in the checkout. */
const REACHABLE = '/var/lib/parkbench';

const INITDB_FLAGS = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
];
/**
 * Sorting and case are the builtin provider's, but pg_trgm asks LC_CTYPE what a letter is: under C no Chinese sign is
 * one, and the search's index finds nothing in them.
 */
const LETTERS = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8';

/** A database cluster on disk and how to run it. */
export interface Cluster {
  readonly folder: string;
  readonly native: string;
  readonly runAs: RunAs;
  readonly password: string;
  readonly logFile: string;
}

export async function prepareCluster(dataDir: string, durable: boolean): Promise<Cluster> {
  makeDataDir(dataDir);
  const moved = join(REACHABLE, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  const here = join(dataDir, 'postgres');
  const known = existsSync(join(moved, 'PG_VERSION')) && !existsSync(here) ? moved : here;
  const runAs = chooseRunAs(known, dataDir);
  if (runAs.kind === 'setuid') chmodSync(dataDir, 0o711);
  const folder = runAs.kind === 'setuid' && !succeeds(runAs, 'test', ['-x', dataDir]) ? moved : known;
  if (folder !== here && existsSync(here)) moveOut(here, folder);
  const cluster = {
    folder,
    native: reachableNative(runAs, dataDir),
    runAs,
    password: password(dataDir),
    logFile: join(dataDir, 'postgres.log'),
  };
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(cluster, durable);
  else if (runAs.kind === 'setuid') await giveTo(runAs, folder);
  return cluster;
}

/** Copied, as /var may be another file system. */
function moveOut(here: string, folder: string): void {
  mkdirSync(REACHABLE, { recursive: true, mode: 0o711 });
  cpSync(here, `${folder}.new`, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  renameSync(`${folder}.new`, folder);
  rmSync(here, { recursive: true, force: true });
}

/** Kept beside the cluster, readable by its owner only. */
function password(dataDir: string): string {
  const file = join(dataDir, 'postgres.password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function reachableNative(runAs: RunAs, dataDir: string): string {
  const installed = installedNative();
  completeNative(installed);
  if (runsFrom(runAs, installed)) return installed;
  const place = runAs.kind === 'setuid' ? REACHABLE : dataDir;
  mkdirSync(place, { recursive: true, mode: 0o711 });
  const copy = copyNative(installed, place);
  if (runsFrom(runAs, copy)) return copy;
  throw new Error(
    `The embedded PostgreSQL in ${installed} does not run on this system (it needs glibc). ` +
      'Set DATABASE_URL to a PostgreSQL 18 of your own.',
  );
}

function runsFrom(runAs: RunAs, native: string): boolean {
  return succeeds(runAs, join(native, 'bin', 'postgres'), ['--version']);
}

/** Into a folder beside it and then renamed: a start broken off half-way leaves nothing that looks like a cluster. */
async function initialise(cluster: Cluster, durable: boolean): Promise<void> {
  const unfinished = `${cluster.folder}.new`;
  const passwordFile = `${cluster.folder}.pw`;
  rmSync(unfinished, { recursive: true, force: true });
  if (dirname(cluster.folder) === REACHABLE) mkdirSync(REACHABLE, { recursive: true, mode: 0o711 });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (cluster.runAs.kind === 'setuid') {
    for (const path of [unfinished, passwordFile]) chownSync(path, cluster.runAs.uid, cluster.runAs.gid);
  }
  try {
    const initdb = (...flags: string[]): Promise<void> =>
      run(cluster.runAs, join(cluster.native, 'bin', 'initdb'), [
        `--pgdata=${unfinished}`,
        `--pwfile=${passwordFile}`,
        ...INITDB_FLAGS,
        ...flags,
        ...(durable ? [] : ['--no-sync']),
      ]);
    // A system without that locale gets a search that is right, only slower.
    await initdb(`--lc-ctype=${LETTERS}`).catch(() => initdb());
    rmSync(cluster.folder, { recursive: true, force: true });
    renameSync(unfinished, cluster.folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** A cluster that root made in a namespace and that must now be run by another user. */
async function giveTo(runAs: RunAs & { kind: 'setuid' }, folder: string): Promise<void> {
  await run({ kind: 'self' }, 'chown', ['-R', `${runAs.uid}:${runAs.gid}`, folder]);
}

/** LC_ALL: the caller's locale must not decide the encoding. PG*: the caller's variables must not decide anything. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C' };
}

function run(runAs: RunAs, file: string, args: string[]): Promise<void> {
  const command = commandAs(runAs, file, args);
  return new Promise((done, fail) => {
    const child = spawn(command.file, command.args, {
      cwd: '/',
      env: serverEnvironment(),
      uid: command.uid,
      gid: command.gid,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', fail);
    child.once('close', (code) =>
      code === 0 ? done() : fail(new Error(`${file} failed (${code}):\n${output.slice(-4000)}`)),
    );
  });
}
