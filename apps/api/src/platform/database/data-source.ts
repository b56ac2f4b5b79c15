import { DataSource } from 'typeorm';
import pg from 'pg';
import * as migrations from '@parkbench/migrations';

/** bigint columns hold ids and fen; both stay within the safe integers (a CHECK holds for money). */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`database integer out of range: ${text}`);
  return value;
}
pg.types.setTypeParser(pg.types.builtins.INT8, safeInteger);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

interface Options {
  readonly url: string;
  readonly role: 'owner' | 'app';
  readonly poolSize: number;
}

/**
 * As `app` every connection runs under the role parkbench_app: it owns nothing, row security
 * applies, statements end after 15 s and a vanished client's transaction after 5 s. Statements are short: compiling
 * them or starting parallel workers would cost more than it saves.
 */
export function createDataSource({ url, role, poolSize }: Options): DataSource {
  const app = [
    '-c role=parkbench_app',
    '-c statement_timeout=15s',
    '-c idle_in_transaction_session_timeout=5s',
    '-c client_connection_check_interval=2s',
    '-c jit=off',
    '-c max_parallel_workers_per_gather=0',
  ];
  return new DataSource({
    type: 'postgres',
    url,
    entities: [],
    migrations: Object.values(migrations),
    migrationsTableName: 'schema_migration',
    synchronize: false,
    installExtensions: false,
    logging: false,
    extra: {
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      // Statements do not wait for the answer of the one before (PostgreSQL still does one after the other).
      pipeline: true,
      options: ['-c timezone=UTC', ...(role === 'app' ? app : [])].join(' '),
    },
  });
}
