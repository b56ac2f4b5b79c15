import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/**
 * PostgreSQL refuses to run as root. `namespace`: it sees a user id that is not 0, its files stay root's.
 * `setuid`: it really runs as another user, who must reach binaries and data.
 */
export type RunAs =
  | { readonly kind: 'self' }
  | { readonly kind: 'namespace' }
  | { readonly kind: 'setuid'; readonly uid: number; readonly gid: number };

export interface Command {
  readonly file: string;
  readonly args: string[];
  readonly uid?: number;
  readonly gid?: number;
}

const UNSHARE = ['--user', '--map-user=65534', '--map-group=65534', '--'];

export function commandAs(runAs: RunAs, file: string, args: string[]): Command {
  if (runAs.kind === 'self') return { file, args };
  if (runAs.kind === 'namespace') return { file: 'unshare', args: [...UNSHARE, file, ...args] };
  return { file, args, uid: runAs.uid, gid: runAs.gid };
}

/** A cluster is run as its owner, or the data directory's, whoever starts it; one of root's goes the first way that works. */
export function chooseRunAs(cluster: string, dataDir: string, forced = process.env.PARKBENCH_PG_RUN_AS): RunAs {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { kind: 'self' };
  const owner = statSync(cluster, { throwIfNoEntry: false }) ?? statSync(dataDir);
  if (owner.uid !== 0) return { kind: 'setuid', uid: owner.uid, gid: owner.gid };
  if (forced !== 'setuid' && canUnshare()) return { kind: 'namespace' };
  return { kind: 'setuid', ...systemUser() };
}

function canUnshare(): boolean {
  return spawnSync('unshare', [...UNSHARE, 'true'], { cwd: '/', stdio: 'ignore' }).status === 0;
}

function systemUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root, and neither "unshare" nor a user "postgres" or "nobody" is there. ' +
      'Start Parkbench as an ordinary user, or set DATABASE_URL.',
  );
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
  const id = Number.parseInt(answer.stdout ?? '', 10);
  return answer.status === 0 && id > 0 ? id : undefined;
}

/** Whether the database's user can really do this: modes, parents and mounts all have their say. */
export function succeeds(runAs: RunAs, program: string, args: string[]): boolean {
  const command = commandAs(runAs, program, args);
  return (
    spawnSync(command.file, command.args, { cwd: '/', stdio: 'ignore', uid: command.uid, gid: command.gid }).status ===
    0
  );
}
