import { readFileSync } from 'node:fs';
import { Injectable, Logger } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { JobHandlers } from '../../platform/queue/job-handlers.js';
import { Queues } from '../../platform/queue/queues.js';
import type { retryRequest, systemHealthView } from './system-health.dto.js';

type View = z.infer<typeof systemHealthView>;

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

// What was tried at least once and is not done; the relay gives up an event after twenty times.
const outboxFailed = `processed_at IS NULL AND attempts > 0`;
const workFailed = `done_at IS NULL AND attempts > 0`;
const firstTen = (columns: string, from: string): string =>
  `(SELECT coalesce(jsonb_agg(x), '[]') FROM (SELECT id, ${columns}, attempts, coalesce(last_error, '') error FROM ${from} ORDER BY id LIMIT 10) x)`;

// $1 now.
const query = `
  SELECT jsonb_build_object('version', current_setting('server_version'), 'sizeBytes', pg_database_size(current_database()),
      'connections', (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()),
      'maxConnections', current_setting('max_connections')::int, 'upSince', pg_postmaster_start_time()) database,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('worker', worker, 'startedAt', started_at, 'beatAt', beat_at) ORDER BY beat_at DESC), '[]')
       FROM worker_beat) workers,
    jsonb_build_object('open', (SELECT count(*) FROM outbox WHERE processed_at IS NULL),
      'oldestAt', (SELECT min(created_at) FROM outbox WHERE processed_at IS NULL),
      'stuck', ${firstTen('event what, created_at since', `outbox WHERE ${outboxFailed}`)},
      'stuckTotal', (SELECT count(*) FROM outbox WHERE ${outboxFailed})) outbox,
    jsonb_build_object('due', (SELECT count(*) FROM due_work WHERE done_at IS NULL AND due_at <= $1),
      'oldestAt', (SELECT min(due_at) FROM due_work WHERE done_at IS NULL AND due_at <= $1),
      'stuck', ${firstTen('kind what, due_at since', `due_work WHERE ${workFailed}`)},
      'stuckTotal', (SELECT count(*) FROM due_work WHERE ${workFailed})) "dueWork",
    (SELECT jsonb_build_object('day', day, 'startedAt', started_at, 'endedAt', ended_at, 'lines', lines, 'alarms', alarms)
       FROM recompute_run ORDER BY day DESC LIMIT 1) nightly,
    CASE WHEN current_setting('archive_mode') <> 'off' THEN
      (SELECT jsonb_build_object('archivedAt', last_archived_time, 'failedAt', last_failed_time) FROM pg_stat_archiver) END backup`;

type Read = Pick<View, 'workers' | 'outbox' | 'dueWork' | 'nightly' | 'backup'> & {
  readonly database: Omit<View['database'], 'roundTripMs' | 'migration'>;
};

/** Reads how the system itself is, and has what failed tried again. */
@Injectable()
export class SystemHealth {
  private readonly log = new Logger('SystemHealth');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly queues: Queues,
    private readonly jobs: JobHandlers,
  ) {}

  async show(): Promise<View> {
    const now = this.clock.now();
    const began = performance.now();
    await this.db.query('SELECT 1');
    const roundTripMs = Math.round((performance.now() - began) * 10) / 10;
    const [read] = await this.db.query<Read>(query, [now]);
    if (!read) throw new Error('the figures always have a row');
    return {
      checkedAt: now.toISOString(),
      version,
      node: process.version,
      upSince: new Date(performance.timeOrigin).toISOString(),
      memoryBytes: process.memoryUsage.rss(),
      ...read,
      database: { ...read.database, roundTripMs, migration: await this.migration() },
      queues: await this.states(),
    };
  }

  /** What failed is due at once; who asked is audited. */
  async retry(actor: Actor, { of, queue }: z.infer<typeof retryRequest>): Promise<number> {
    if (queue !== undefined && !this.names().includes(queue)) throw notFound();
    const failed = queue === undefined ? 0 : await this.queues.retryFailed(queue);
    const retried = await this.db.transaction('all', async (tx) => {
      const count = queue === undefined ? await again(tx, of === 'outbox') : failed;
      const data = { of, queue: queue ?? null, retried: count };
      const { memberId: actorId } = actor;
      await record(tx, { actorId, companyId: null, action: 'system.retried', entity: 'park', entityId: 1, data });
      return count;
    });
    this.queues.poke();
    return retried;
  }

  private names(): string[] {
    return ['wake', ...this.jobs.queues.keys()];
  }

  private async states(): Promise<View['queues']> {
    try {
      return await Promise.all(this.names().map((name) => this.queues.stateOf(name)));
    } catch (error) {
      this.log.warn({ error });
      return null;
    }
  }

  private async migration(): Promise<string> {
    const [row] = await this.db.query<{ name: string }>(
      'SELECT name FROM schema_migration ORDER BY timestamp DESC LIMIT 1',
    );
    return row?.name ?? '';
  }
}

function again(tx: Tx, isOutbox: boolean): Promise<number> {
  return isOutbox
    ? tx.execute(`UPDATE outbox SET attempts = 0 WHERE ${outboxFailed}`)
    : tx.execute(`UPDATE due_work SET next_try_at = NULL WHERE ${workFailed}`);
}
