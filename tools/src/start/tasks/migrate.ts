import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { repositoryRoot } from '../repository.js';

interface MigrateModule {
  migrate: (url: string) => Promise<{ applied: string[] }>;
}

async function isEmpty(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query(
      "select 1 from pg_tables where schemaname not in ('pg_catalog', 'information_schema') limit 1",
    );
    return tables.rowCount === 0;
  } finally {
    await client.end();
  }
}

const url = process.env.DATABASE_URL ?? '';
const module = pathToFileURL(join(repositoryRoot, 'apps/api/dist/platform/database/migrate.js')).href;
const fresh = await isEmpty(url);
const { migrate } = (await import(module)) as MigrateModule;
const { applied } = await migrate(url);
process.send?.({ applied, fresh }, undefined, undefined, () => process.exit(0));
