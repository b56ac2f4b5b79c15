import { env } from './platform/config/env.js';
import { migrate } from './platform/database/migrate.js';

/** Brings the database of DATABASE_URL to the newest schema and ends; the deployment runs it before anything else. */
const { applied } = await migrate(env().DATABASE_URL);
process.stdout.write(`migrations applied: ${applied.length === 0 ? 'none, up to date' : applied.join(', ')}\n`);
