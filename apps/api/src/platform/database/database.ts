import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
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
    return this.once(scope, work, 'SET TRANSACTION READ ONLY; ');
  }

  /** One read of one scope. */
  rows<R>(scope: Scope, sql: string, parameters: unknown[] = []): Promise<R[]> {
    return this.read(scope, (tx) => tx.query<R>(sql, parameters));
  }

  /** A statement on tables that belong to no company (instruments, occupancy, members). */
  async query<R>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    const runner = this.source.createQueryRunner();
    try {
      return await transactionOf(runner).query<R>(sql, parameters);
    } finally {
      await runner.release();
    }
  }

  private async once<T>(scope: Scope, work: (tx: Tx) => Promise<T>, mode: string): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`${mode}SET LOCAL app.company = '${scope === 'all' ? '*' : Number(scope)}'`);
      const result = await work(transactionOf(runner));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

function transactionOf(runner: QueryRunner): Tx {
  return {
    query: async <R>(sql: string, parameters: readonly unknown[] = []) => {
      const result = await runner.query(sql, [...parameters], true);
      return result.records as R[];
    },
    execute: async (sql, parameters = []) => (await runner.query(sql, [...parameters], true)).affected ?? 0,
  };
}
