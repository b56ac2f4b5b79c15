import { closeSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf } from '../processes.js';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** What postmaster.pid says: line 1 the pid, line 4 the port, line 8 the state. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * The server that still runs on this cluster, e.g. after a kill -9 of the launcher. A stale file whose pid
 * meanwhile belongs to another program (usual in containers) is removed: PostgreSQL itself would refuse to start.
 */
export function livePostmaster(cluster: string): Postmaster | undefined {
  const postmaster = readPostmaster(cluster);
  if (postmaster === undefined) return undefined;
  const command = commandLineOf(postmaster.pid);
  if (command.includes('postgres') && command.includes(cluster)) return postmaster;
  if (command !== '') rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return undefined;
}

/** The end of a log, from an offset on; what an error message quotes. */
export function readFrom(file: string, offset: number): string {
  const length = Math.max(0, sizeOf(file) - offset);
  const buffer = Buffer.alloc(Math.min(length, 20_000));
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, buffer, 0, buffer.length, offset + Math.max(0, length - buffer.length));
  } finally {
    closeSync(descriptor);
  }
  return buffer.toString('utf8');
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
