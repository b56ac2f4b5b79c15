import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import { type Stand, startStand } from '../../../tools/dist/stand/stand.js';

/** A park of its own for a project: the demo as it stood on 1 March 2026, and a clock that the test moves. */
export interface Park {
  readonly stand: Stand;
  /** The address a tenant's browser talks to, and the staff's: with two API processes not the same. */
  readonly tenantUrl: string;
  readonly staffUrl: string;
  /** The instant at which the park's clock was last set. */
  readonly now: string;
  setClock(instant: string): Promise<void>;
}

const webDist = fileURLToPath(new URL('../../web/dist', import.meta.url));

export async function openPark(scaledOut: boolean): Promise<Park & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'parkbench-e2e-'));
  const clockFile = join(folder, 'clock');
  let now = '2026-03-01T02:00:00Z';
  writeFileSync(clockFile, now);
  // The demo's story ends where the clock stands.
  process.env.PARKBENCH_CLOCK_FILE = clockFile;
  const stand = await startStand({
    apis: scaledOut ? 2 : 1,
    workers: scaledOut ? 2 : 1,
    redis: scaledOut,
    demo: true,
    settings: { fsync: 'off' },
    env: { PARKBENCH_CLOCK_FILE: clockFile, WEB_DIST: webDist, RATE_LIMIT_PER_MINUTE: '1000000' },
  });
  const [tenantUrl = '', staffUrl = tenantUrl] = stand.apiUrls;
  return {
    stand,
    tenantUrl,
    staffUrl,
    get now() {
      return now;
    },
    setClock: async (instant) => {
      now = instant;
      writeFileSync(clockFile, instant);
      await wait(100);
    },
    close: async () => {
      await stand.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const test = base.extend<object, { park: Park }>({
  park: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
    async ({}, use, workerInfo) => {
      const park = await openPark(workerInfo.project.metadata.scaledOut === true);
      await use(park);
      await park.close();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});
export { expect } from '@playwright/test';
