import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Subject } from 'rxjs';
import { env } from '../config/env.js';

export interface LiveEvent {
  /** What changed: the part of an outbox event before the dot, or `occupancy`, `billing-run`, `import`. */
  readonly topic: string;
  /** Whose it is; null reaches staff only, 'public' everybody (it must name nobody). */
  readonly companyId: number | null | 'public';
  readonly data?: Readonly<Record<string, unknown>>;
}

const channel = 'parkbench_live';

/** Fans changes out to every open page over all API processes: Redis when there is one, else LISTEN/NOTIFY. Advice only: a page that missed one asks again. */
@Injectable()
export class Live implements OnModuleInit, OnApplicationShutdown {
  readonly events = new Subject<LiveEvent>();
  private readonly log = new Logger('Live');
  private waiting = new Map<string, LiveEvent>();
  private flushAt: NodeJS.Timeout | undefined;
  private sender: Redis | pg.Pool | undefined;
  private listener: Redis | pg.Client | undefined;
  private closed = false;

  async onModuleInit(): Promise<void> {
    const { REDIS_URL, DATABASE_URL } = env();
    this.sender = REDIS_URL ? new Redis(REDIS_URL) : new pg.Pool({ connectionString: DATABASE_URL, max: 1 });
    this.sender.on('error', (error: Error) => this.log.warn(error.message));
    await this.listen();
  }

  /** After a commit; equal events within 30 ms leave as one. */
  publish(event: LiveEvent): void {
    this.waiting.set(`${event.topic}:${event.companyId}:${JSON.stringify(event.data ?? null)}`, event);
    this.flushAt ??= setTimeout(() => {
      this.flushAt = undefined;
      const batch = JSON.stringify([...this.waiting.values()]);
      this.waiting = new Map();
      this.send(batch).catch((error: unknown) => this.log.warn({ error }));
    }, 30);
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    clearTimeout(this.flushAt);
    this.events.complete();
    for (const end of [this.sender, this.listener]) {
      if (end instanceof Redis) end.disconnect();
      else await end?.end().catch(() => undefined);
    }
  }

  private async send(batch: string): Promise<void> {
    if (this.sender instanceof Redis) await this.sender.publish(channel, batch);
    else for (const part of parts(batch)) await this.sender?.query('SELECT pg_notify($1, $2)', [channel, part]);
  }

  private async listen(): Promise<void> {
    const { REDIS_URL, DATABASE_URL } = env();
    if (REDIS_URL) {
      const redis = new Redis(REDIS_URL);
      this.listener = redis;
      redis.on('error', (error) => this.log.warn(error.message));
      redis.on('message', (_: string, batch: string) => this.receive(batch));
      await redis.subscribe(channel);
      return;
    }
    const client = new pg.Client({ connectionString: DATABASE_URL });
    this.listener = client;
    client.on('notification', (message) => this.receive(message.payload ?? '[]'));
    const again = (): void => {
      if (this.closed || this.listener !== client) return;
      this.listener = undefined;
      setTimeout(() => this.listen().catch(again), 1_000);
    };
    client.on('error', again);
    client.on('end', again);
    await client.connect();
    await client.query(`LISTEN ${channel}`);
  }

  private receive(batch: string): void {
    for (const event of JSON.parse(batch) as LiveEvent[]) this.events.next(event);
  }
}

/** A notification holds at most 8,000 bytes. */
function parts(batch: string): string[] {
  if (Buffer.byteLength(batch) < 7_500) return [batch];
  const events = JSON.parse(batch) as LiveEvent[];
  if (events.length === 1) return [JSON.stringify([{ ...events[0], data: undefined }])];
  const half = Math.ceil(events.length / 2);
  return [...parts(JSON.stringify(events.slice(0, half))), ...parts(JSON.stringify(events.slice(half)))];
}
