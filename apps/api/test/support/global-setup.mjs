import pg from 'pg';

/** One migrated template for all suites; each test database is a clone of it. */
export default async function globalSetup() {
  const url = process.env.TEST_DATABASE_URL;
  if (!url)
    throw new Error(
      'TEST_DATABASE_URL is not set: run the suites through `npm test`, which starts a PostgreSQL for them',
    );
  const { migrate } = await import('../../dist/platform/database/migrate.js');
  const name = `pb_template_${process.pid}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name}`);
  await admin.query(`CREATE DATABASE ${name}`);
  const template = new URL(url);
  template.pathname = `/${name}`;
  await migrate(template.href);
  await admin.end();
  process.env.TEST_TEMPLATE = name;
}
