import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantAt, localDate, monthOf, addMonths, firstDay } from '@parkbench/domain';
import { provideEnv } from '../platform/config/env.js';

export interface SeedOptions {
  /** The database's owner. */
  readonly url: string;
  readonly log: (line: string) => void;
  /** The instant the story ends at; now unless told. */
  readonly until?: Date;
}

const zone = 'Asia/Shanghai';

/**
 * Loads the demo park: the instruments through the product's own import, a year of reservations through
 * the same routes as everybody's, months invoiced and closed, one of them not paid in time.
 */
export async function seedDemo({ url, log, until }: SeedOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parkbench-demo-'));
  const clockFile = join(folder, 'clock');
  const { Clock } = await import('../platform/clock.js');
  const end = until ?? new Clock().now();
  const today = localDate(end.getTime(), zone);
  writeFileSync(clockFile, new Date(instantAt(addMonths(firstDay(monthOf(today)), -11), 0, zone)).toISOString());
  provideEnv({ DATABASE_URL: url, PARKBENCH_DEMO: '1', PARKBENCH_CLOCK_FILE: clockFile, PARKBENCH_DATA_DIR: folder, RATE_LIMIT_PER_MINUTE: '10000000' });
  const { createApplication } = await import('../application.js');
  const { Narrator } = await import('./narrator.js');
  const app = await createApplication();
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const narrator = new Narrator(app, (instant) => writeFileSync(clockFile, instant.toISOString()), log);
    await narrator.openPark(await readFile(new URL('../../assets/instruments.xlsx', import.meta.url)));
    await narrator.tell(today, end);
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
