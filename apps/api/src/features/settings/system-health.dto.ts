import { z } from 'zod';

const stuck = z.object({
  id: z.int(),
  what: z.string().describe('the event, or the kind of work'),
  attempts: z.int(),
  error: z.string(),
  since: z.string(),
});

/** How the system itself is, from the places where each figure is kept. */
export const systemHealthView = z
  .object({
    checkedAt: z.string(),
    version: z.string(),
    node: z.string(),
    upSince: z.string().describe('this API process'),
    memoryBytes: z.int(),
    database: z.object({
      version: z.string(),
      sizeBytes: z.int(),
      connections: z.int(),
      maxConnections: z.int(),
      upSince: z.string(),
      roundTripMs: z.number(),
      migration: z.string().describe('the latest that has run'),
    }),
    queues: z
      .array(
        z.object({
          name: z.string(),
          waiting: z.int(),
          active: z.int(),
          delayed: z.int(),
          failed: z.int(),
          oldestAt: z.string().nullable().describe('since when the first job waits'),
        }),
      )
      .nullable()
      .describe('null: the queue store does not answer'),
    workers: z.array(z.object({ worker: z.string(), startedAt: z.string(), beatAt: z.string() })),
    outbox: z.object({
      open: z.int(),
      oldestAt: z.string().nullable(),
      stuck: z.array(stuck).describe('events that failed, the first ten'),
      stuckTotal: z.int(),
    }),
    dueWork: z.object({
      due: z.int().describe('should be done by now'),
      oldestAt: z.string().nullable(),
      stuck: z.array(stuck),
      stuckTotal: z.int(),
    }),
    nightly: z
      .object({
        day: z.string(),
        startedAt: z.string(),
        endedAt: z.string().nullable(),
        lines: z.int(),
        alarms: z.int(),
      })
      .nullable()
      .describe('the last recomputation of everything that was issued'),
    backup: z
      .object({ archivedAt: z.string().nullable(), failedAt: z.string().nullable() })
      .nullable()
      .describe('WAL archived by PostgreSQL; null: it archives nothing, and nothing else is known here'),
  })
  .meta({ id: 'SystemHealth' });

export const retryRequest = z
  .object({
    of: z.enum(['outbox', 'due_work', 'queue']).describe('what failed there is tried again at once'),
    queue: z.string().max(40).optional(),
  })
  .refine((r) => (r.of === 'queue') === (r.queue !== undefined), { message: 'a queue has a name', path: ['queue'] })
  .meta({ id: 'HealthRetry' });
export const retried = z.object({ retried: z.int() }).meta({ id: 'HealthRetried' });
