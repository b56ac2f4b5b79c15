import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, type Job, Queue, setDefaultBackendFactory, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { env } from '../config/env.js';

export type JobHandler = (job: Job) => Promise<void>;

export interface QueueState {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  readonly oldestAt: string | null;
}

/**
 * BullMQ on Redis when REDIS_URL is set, else on PostgreSQL. Jobs carry ids only and wake workers:
 * whatever must happen is a row elsewhere, so a wiped queue loses nothing and a double delivery does nothing twice.
 */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly log = new Logger('Queues');
  private readonly queues = new Map<string, Queue>();
  private readonly workers: Worker[] = [];
  private readonly connection = connect();
  private pokeAt: NodeJS.Timeout | undefined;
  private awakeAt: NodeJS.Timeout | undefined;

  async add(queue: string, name: string, data: Record<string, unknown>): Promise<void> {
    await this.queue(queue).add(name, data, {
      attempts: 8,
      backoff: { type: 'exponential', delay: 500 },
      removeOnComplete: 200,
      removeOnFail: 500,
    });
  }

  /** Tells the workers that something was committed; many calls within 100 ms are one job. */
  poke(): void {
    this.pokeAt ??= setTimeout(() => {
      this.pokeAt = undefined;
      this.add('wake', 'poke', {}).catch((error: unknown) => this.log.warn({ error }));
    }, 100);
  }

  /**
   * Every five seconds, for whatever comes due without anybody doing something. Said again every half minute: a queue
   * store that is wiped forgets its schedules too, and nothing else would ever wake the workers.
   */
  async keepAwake(): Promise<void> {
    this.awakeAt = setTimeout(() => {
      this.keepAwake().catch((error: unknown) => this.log.warn({ error }));
    }, 30_000);
    await this.queue('wake').upsertJobScheduler(
      'every-5-s',
      { every: 5_000 },
      { name: 'tick', opts: { removeOnComplete: true, removeOnFail: 50 } },
    );
  }

  work(queue: string, concurrency: number, handler: JobHandler): void {
    const worker = new Worker(queue, handler, { connection: this.connection as never, concurrency });
    worker.on('failed', (job, error) => this.log.error({ queue, job: job?.name, error }));
    worker.on('error', (error) => this.log.warn({ queue, error: error.message }));
    this.workers.push(worker);
  }

  /** What waits and what failed in a queue, and since when the first job waits. */
  async stateOf(name: string): Promise<QueueState> {
    const queue = this.queue(name);
    const [counts, [oldest]] = await Promise.all([
      queue.getJobCounts('waiting', 'active', 'delayed', 'failed'),
      queue.getJobs(['waiting'], 0, 0, true),
    ]);
    const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
    return {
      name,
      waiting,
      active,
      delayed,
      failed,
      oldestAt: oldest ? new Date(oldest.timestamp).toISOString() : null,
    };
  }

  /** Puts what failed back to be done again, and says how many that were. */
  async retryFailed(name: string): Promise<number> {
    const queue = this.queue(name);
    const { failed = 0 } = await queue.getJobCounts('failed');
    if (failed > 0) await queue.retryJobs({ state: 'failed' });
    return failed;
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.pokeAt);
    clearTimeout(this.awakeAt);
    await Promise.all(this.workers.map((worker) => worker.close()));
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    await closeConnection(this.connection);
  }

  private queue(name: string): Queue {
    const existing = this.queues.get(name);
    if (existing) return existing;
    const queue = new Queue(name, { connection: this.connection as never });
    queue.on('error', (error) => this.log.warn({ queue: name, error: error.message }));
    this.queues.set(name, queue);
    return queue;
  }
}

function connect(): Redis | pg.Pool {
  const { REDIS_URL, DATABASE_URL } = env();
  if (REDIS_URL) return new Redis(REDIS_URL, { maxRetriesPerRequest: null, enableReadyCheck: false });
  setDefaultBackendFactory(createPostgresBackend as never);
  const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 8, options: '-c search_path=bullmq' });
  pool.on('error', () => undefined);
  return pool;
}

async function closeConnection(connection: Redis | pg.Pool): Promise<void> {
  if (connection instanceof Redis) connection.disconnect();
  else await connection.end().catch(() => undefined);
}
