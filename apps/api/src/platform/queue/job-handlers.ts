import { Injectable } from '@nestjs/common';
import type { JobHandler } from './queues.js';

/** What features want done in worker processes. */
@Injectable()
export class JobHandlers {
  readonly queues = new Map<string, { concurrency: number; handler: JobHandler }>();
  readonly chores: (() => Promise<void>)[] = [];

  /** Jobs of an own queue, for work that takes long (a billing run, an import). */
  queue(name: string, concurrency: number, handler: JobHandler): void {
    if (this.queues.has(name)) throw new Error(`queue ${name} has two handlers`);
    this.queues.set(name, { concurrency, handler });
  }

  /** Something short to do on every wake-up. */
  chore(work: () => Promise<void>): void {
    this.chores.push(work);
  }
}
