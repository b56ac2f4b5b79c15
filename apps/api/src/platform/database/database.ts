import type { Socket } from 'node:net';
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
  /** Sends a statement whose answer nobody waits for; when it fails, so does the transaction. */
  send(sql: string, parameters?: readonly unknown[]): void;
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
        await new Promise((done) => setTimeout(done, attempt * 20 + ((attempt * 7919) % 13)));
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

  /** BEGIN travels with the first statement and COMMIT behind the last: a round trip costs more than most statements do. */
  private once<T>(scope: Scope, work: (tx: Tx) => Promise<T>, mode: string): Promise<T> {
    return this.connected(async (client) => {
      const sent = new Sent();
      inOnePacket(client);
      sent.add(client.query(`BEGIN${mode}; SET LOCAL app.company = '${scope === 'all' ? '*' : Number(scope)}'`));
      try {
        const result = await work(transactionOn(client, sent));
        inOnePacket(client);
        const end = client.query('COMMIT');
        sent.add(end);
        await sent.refuseFailures();
        // PostgreSQL answers the COMMIT of a transaction that has failed with ROLLBACK, and not with an error.
        if ((await end).command !== 'COMMIT')
          throw new Error('the transaction failed before its end and was rolled back');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        await sent.refuseFailures();
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

/** Statements on their way that nobody waits for; the first that failed is why the rest did. */
class Sent {
  private readonly answers: Promise<{ error: unknown } | null>[] = [];

  add(answer: Promise<unknown>): void {
    this.answers.push(
      answer.then(
        () => null,
        (error: unknown) => ({ error }),
      ),
    );
  }

  async refuseFailures(): Promise<void> {
    const failure = (await Promise.all(this.answers)).find((one) => one !== null);
    if (failure) throw failure.error;
  }
}

function transactionOn(client: PoolClient, sent = new Sent()): Tx {
  const send = (sql: string, parameters: readonly unknown[] = []): Promise<QueryResult> => {
    inOnePacket(client);
    return client.query({ name: nameOf(sql), text: sql, values: [...parameters] });
  };
  return {
    query: async <R>(sql: string, parameters?: readonly unknown[]) => (await send(sql, parameters)).rows as R[],
    execute: async (sql, parameters) => (await send(sql, parameters)).rowCount ?? 0,
    send: (sql, parameters) => sent.add(send(sql, parameters)),
  };
}

/** What is said within one turn of the event loop leaves in one write: the call into the kernel is what costs. */
function inOnePacket(client: PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
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
