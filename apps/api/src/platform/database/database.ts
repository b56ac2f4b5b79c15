import { Injectable } from '@nestjs/common';
import type { PoolClient, QueryResult } from 'pg';
import { DataSource } from 'typeorm';
import { sqlState, sqlStateOf } from './sql-state.js';

/** Whose rows a transaction may see: one company's, or all (staff and workers). */
export type Scope = number | 'all';

/** One transaction. Inside it only this may be used, never the database itself. */
export interface Tx {
  /** The rows that a SELECT, or a statement with RETURNING, gives. */
  query<R>(sql: string, parameters?: readonly unknown[]): Promise<R[]>;
  /** How many rows a statement changed. */
  execute(sql: string, parameters?: readonly unknown[]): Promise<number>;
}

/** Texts that vary with what is asked (filters) must not fill every connection's memory. */
const preparedAtMost = 500;

const transient = new Set<string>([sqlState.deadlock, sqlState.serializationFailure]);

@Injectable()
export class Database {
  constructor(private readonly source: DataSource) {}

  /** A transaction that sees the rows of `scope`; deadlocks and serialization failures are tried again, three times at most. */
  async transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(scope, work, '');
      } catch (error) {
        if (attempt > 3 || !transient.has(sqlStateOf(error) ?? '')) throw error;
        await new Promise((done) => setTimeout(done, attempt * 20 + (attempt * 7919) % 13));
      }
    }
  }

  /** A read-only transaction; writing in it is refused by PostgreSQL. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.once(scope, work, ' READ ONLY');
  }

  /** One read of one scope. */
  rows<R>(scope: Scope, sql: string, parameters: unknown[] = []): Promise<R[]> {
    return this.read(scope, (tx) => tx.query<R>(sql, parameters));
  }

  /** A statement on tables that belong to no company (instruments, occupancy, members). */
  async query<R>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    return this.connected((client) => transactionOn(client).query<R>(sql, parameters));
  }

  private once<T>(scope: Scope, work: (tx: Tx) => Promise<T>, mode: string): Promise<T> {
    return this.connected(async (client) => {
      try {
        await client.query(`BEGIN${mode}; SET LOCAL app.company = '${scope === 'all' ? '*' : Number(scope)}'`);
        const result = await work(transactionOn(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  private async connected<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      return await work((await runner.connect()) as PoolClient);
    } finally {
      await runner.release();
    }
  }
}

function transactionOn(client: PoolClient): Tx {
  const send = (sql: string, parameters: readonly unknown[] = []): Promise<QueryResult> =>
    client.query({ name: nameOf(sql), text: sql, values: [...parameters] });
  return {
    query: async <R>(sql: string, parameters?: readonly unknown[]) => (await send(sql, parameters)).rows as R[],
    execute: async (sql, parameters) => (await send(sql, parameters)).rowCount ?? 0,
  };
}

const names = new Map<string, string>();

/** Statements are prepared once a connection under a name of their own: planning costs more than most of them. */
function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known || names.size >= preparedAtMost) return known;
  const name = `p${names.size}`;
  names.set(sql, name);
  return name;
}
