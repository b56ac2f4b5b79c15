import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from './repository.js';

export interface NodeChildOptions {
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Without one the output goes to the terminal. */
  readonly logFile?: string;
  readonly memoryMb?: number;
  readonly onMessage?: (message: unknown) => void;
}

export interface NodeChild {
  readonly pid: number;
  /** How it ended, in words. */
  readonly ended: Promise<string>;
  readonly running: boolean;
  /** It has sent `{ ready: true }`, as the API and the worker do. */
  readonly ready: boolean;
  /** Asks it to end, and after the grace makes it. */
  stop(graceMs?: number): Promise<void>;
  kill9(): Promise<void>;
}

const living = new Set<ChildProcess>();

/** The last means, for a second Ctrl-C and for a launcher that crashes. */
export function killAllChildren(): void {
  for (const child of living) child.kill('SIGKILL');
}

export function startNode(options: NodeChildOptions): NodeChild {
  const leash = pathToFileURL(join(repositoryRoot, 'tools', 'dist', 'start', 'leash.js')).href;
  const log = options.logFile === undefined ? 'inherit' : openSync(options.logFile, 'a', 0o600);
  const flags = [`--max-old-space-size=${options.memoryMb ?? 256}`, '--import', leash];
  // Detached: Ctrl-C reaches the whole group of the terminal, but the order of stopping is the launcher's.
  const child = spawn(process.execPath, [...flags, options.script, ...(options.args ?? [])], {
    cwd: repositoryRoot,
    env: options.env,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  if (typeof log === 'number') closeSync(log);
  living.add(child);
  let running = true;
  const ended = new Promise<string>((done) => {
    const end = (how: string): void => {
      living.delete(child);
      running = false;
      done(how);
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  let ready = false;
  child.on('message', (message: unknown) => {
    ready ||= typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
    options.onMessage?.(message);
  });
  return {
    pid: child.pid ?? 0,
    ended,
    get running() {
      return running;
    },
    get ready() {
      return ready;
    },
    async stop(graceMs = 10_000) {
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(timer);
    },
    async kill9() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
