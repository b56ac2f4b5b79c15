import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Builders, type Person } from './builders.js';
import { type TestDatabase, testDatabase } from './test-database.js';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly headers: Record<string, string | string[] | number | undefined>;
  readonly raw: Buffer;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly key?: string;
  readonly ifMatch?: number;
  readonly headers?: Record<string, string>;
}

/** The whole application in this process on a database of its own, with a clock that the test sets. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly given: Builders;
  setClock(instant: string): void;
  /** Calls a route as somebody (or nobody), without a socket. */
  call<T = Record<string, unknown>>(
    who: Person | null,
    method: string,
    path: string,
    options?: CallOptions,
  ): Promise<Answer<T>>;
  /** Does what a worker does until nothing is left: due work, outbox, chores. */
  work(): Promise<void>;
  close(): Promise<void>;
}

export async function startTestApp(now = '2026-03-01T02:00:00Z'): Promise<TestApp> {
  const database = await testDatabase();
  const dir = mkdtempSync(join(tmpdir(), 'pb-test-'));
  const clockFile = join(dir, 'clock');
  writeFileSync(clockFile, now);
  // Settings are read once a process; a second application in it has its own.
  const { provideEnv } = await import('../../src/platform/config/env.js');
  provideEnv({
    DATABASE_URL: database.url,
    PARKBENCH_CLOCK_FILE: clockFile,
    PARKBENCH_DATA_DIR: dir,
    RATE_LIMIT_PER_MINUTE: '1000000',
  });
  const { createApplication } = await import('../../src/application.js');
  const { Clock } = await import('../../src/platform/clock.js');
  const app = await createApplication();
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    database,
    given: new Builders(database.owner),
    setClock: (instant) => {
      writeFileSync(clockFile, instant);
      app.get(Clock).reread();
    },
    call: (who, method, path, options) => call(app, who, method, path, options),
    work: () => work(app),
    close: async () => {
      await app.close();
      await database.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function call<T>(
  app: NestFastifyApplication,
  who: Person | null,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer<T>> {
  const response = await app.inject({
    method: method as 'GET',
    url: path.startsWith('/') && !path.startsWith('/health') ? `/api/v1${path}` : path,
    headers: {
      ...(who ? { cookie: `sid=${who.token}` } : {}),
      ...(method === 'GET' ? {} : { 'x-parkbench': '1' }),
      ...(options.key ? { 'idempotency-key': options.key } : {}),
      ...(options.ifMatch !== undefined ? { 'if-match': `"${options.ifMatch}"` } : {}),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { payload: options.body as object }),
  });
  const json = /json/.test(String(response.headers['content-type'] ?? ''));
  return {
    status: response.statusCode,
    body: (json ? JSON.parse(response.body) : {}) as T,
    headers: response.headers,
    raw: response.rawPayload,
  };
}

async function work(app: NestFastifyApplication): Promise<void> {
  const { DueWork } = await import('../../src/platform/due-work/due-work.js');
  const { OutboxRelay } = await import('../../src/platform/outbox/outbox-relay.js');
  const { JobHandlers } = await import('../../src/platform/queue/job-handlers.js');
  for (let again = true; again;) {
    const done = (await app.get(DueWork).drain()) + (await app.get(OutboxRelay).drain());
    for (const chore of app.get(JobHandlers).chores) await chore();
    again = done > 0;
  }
}
