import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Remembered on disk, so that a first start broken off before the demo data was in is made good by the next. */
export type DemoState = 'none' | 'pending' | 'loaded';

export function demoStateFile(dataDir: string, externalUrl: string | undefined): string {
  const suffix =
    externalUrl === undefined ? '' : `-${createHash('sha256').update(externalUrl).digest('hex').slice(0, 8)}`;
  return join(dataDir, `demo-state${suffix}`);
}

export function readDemoState(file: string): DemoState {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'none';
  return text === 'pending' || text === 'loaded' ? text : 'none';
}

export function writeDemoState(file: string, state: DemoState): void {
  writeFileSync(file, state);
}
