import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { addMonths, firstDay, instantAt, localDate, monthOf } from '@parkbench/domain';
import { provideEnv } from '../platform/config/env.js';

export interface SeedOptions {
  /** The database's owner. */
  readonly url: string;
  readonly log: (line: string) => void;
  /** The instant the story ends at; now unless told. */
  readonly until?: Date;
}

const zone = 'Asia/Shanghai';

/** A demo that broke off half-way is told again from the beginning; a park that is no demo is left alone. */
async function clearUnfinished(url: string): Promise<boolean> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ demo: boolean }>('SELECT demo FROM park');
    if (rows[0]?.demo === false) return false;
    if (rows.length > 0) {
      const { rows: tables } = await owner.query<{ name: string }>(
        `SELECT quote_ident(tablename) name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration'`,
      );
      await owner.query(`TRUNCATE ${tables.map((t) => t.name).join(', ')} RESTART IDENTITY`);
    }
    return true;
  } finally {
    await owner.end();
  }
}

/**
 * Loads the demo park: the instruments through the product's own import, a year of reservations through
 * the same routes as everybody's, months invoiced and closed, one of them not paid in time.
 */
export async function seedDemo({ url, log, until }: SeedOptions): Promise<void> {
  if (!(await clearUnfinished(url))) return log('this database holds a park already; the demo was not loaded');
  const folder = mkdtempSync(join(tmpdir(), 'parkbench-demo-'));
  const clockFile = join(folder, 'clock');
  const { Clock } = await import('../platform/clock.js');
  const end = until ?? new Clock().now();
  const today = localDate(end.getTime(), zone);
  writeFileSync(clockFile, new Date(instantAt(addMonths(firstDay(monthOf(today)), -11), 0, zone)).toISOString());
  provideEnv({
    DATABASE_URL: url,
    PARKBENCH_DEMO: '1',
    PARKBENCH_CLOCK_FILE: clockFile,
    PARKBENCH_DATA_DIR: folder,
    RATE_LIMIT_PER_MINUTE: '10000000',
  });
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
