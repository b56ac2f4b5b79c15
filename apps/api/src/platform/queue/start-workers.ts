import type { INestApplicationContext } from '@nestjs/common';
import { DueWork } from '../due-work/due-work.js';
import { OutboxRelay } from '../outbox/outbox-relay.js';
import { Heartbeat } from './heartbeat.js';
import { JobHandlers } from './job-handlers.js';
import { Queues } from './queues.js';

/** Starts what a worker process does: whatever wakes it, it works off outbox and due work; other queues go to their features. */
export async function startWorkers(app: INestApplicationContext): Promise<void> {
  const queues = app.get(Queues);
  const outbox = app.get(OutboxRelay);
  const dueWork = app.get(DueWork);
  const handlers = app.get(JobHandlers);
  const heartbeat = app.get(Heartbeat);
  queues.work('wake', 1, async () => {
    await heartbeat.beat();
    for (let again = true; again;) {
      const due = await dueWork.drain();
      const events = await outbox.drain();
      for (const chore of handlers.chores) await chore();
      again = due + events > 0;
    }
  });
  for (const [queue, { concurrency, handler }] of handlers.queues) queues.work(queue, concurrency, handler);
  await queues.keepAwake();
}
