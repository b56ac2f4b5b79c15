import pg from 'pg';
import { DEFAULT_SCHEMA, runMigrations } from 'bullmq';
import { createDataSource } from './data-source.js';

/** Brings the database at `url` (its owner's) to the newest schema, the queue's own tables included. */
export async function migrate(url: string): Promise<{ applied: string[] }> {
  const db = createDataSource({ url, role: 'owner', poolSize: 2 });
  await db.initialize();
  try {
    await db.query('SELECT pg_advisory_lock(770001)');
    const applied = await db.runMigrations({ transaction: 'each' });
    await migrateQueue(url);
    return { applied: applied.map((m) => m.name) };
  } finally {
    await db.destroy();
  }
}

async function migrateQueue(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${DEFAULT_SCHEMA}`);
    await client.query(`SET search_path = ${DEFAULT_SCHEMA}`);
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
