import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** As the owner: sees all rows, may break constraints on purpose. */
  readonly owner: pg.Pool;
  drop(): Promise<void>;
}

/** A fresh database with all migrations, cloned from the template; or a copy of another one that nobody is connected to. */
export async function testDatabase(template = process.env.TEST_TEMPLATE): Promise<TestDatabase> {
  const base = process.env.TEST_DATABASE_URL;
  if (!base || !template) throw new Error('run the suites through `npm test`');
  const name = `pb_${randomBytes(6).toString('hex')}`;
  await asAdmin(base, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  const owner = new pg.Pool({ connectionString: url.href, max: 4 });
  owner.on('error', () => undefined);
  return {
    url: url.href,
    owner,
    drop: async () => {
      await owner.end();
      await asAdmin(base, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Cloning a template needs it to itself, so a clone that met another is tried again. */
async function asAdmin(url: string, sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        await admin.query(sql);
        return;
      } catch (error) {
        if ((error as { code?: string }).code !== '55006' || attempt > 50) throw error;
        await new Promise((done) => setTimeout(done, 100));
      }
    }
  } finally {
    await admin.end();
  }
}
