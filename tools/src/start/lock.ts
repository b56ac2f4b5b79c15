import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf } from './processes.js';

interface Launcher {
  readonly pid: number;
  readonly url?: string;
}

/** The launcher that serves this data directory now, if any. */
export function runningLauncher(dataDir: string): Launcher | undefined {
  try {
    const launcher = JSON.parse(readFileSync(join(dataDir, 'launcher.json'), 'utf8')) as Launcher;
    const runs = launcher.pid !== process.pid && /start\.mjs/.test(commandLineOf(launcher.pid));
    return runs ? launcher : undefined;
  } catch {
    return undefined;
  }
}

/** Says who serves this data directory; the answer takes it back. */
export function claim(dataDir: string, url?: string): () => void {
  const file = join(dataDir, 'launcher.json');
  writeFileSync(file, JSON.stringify({ pid: process.pid, url } satisfies Launcher));
  return () => rmSync(file, { force: true });
}
