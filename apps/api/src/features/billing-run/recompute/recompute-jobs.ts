import { Injectable, type OnModuleInit } from '@nestjs/common';
import { localParts } from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { JobHandlers } from '../../../platform/queue/job-handlers.js';
import { Queues } from '../../../platform/queue/queues.js';
import { RecomputeIssued } from './recompute-issued.js';

export const recomputeQueue = 'recompute';
const lookEveryMs = 60_000;
/** Two at night, when nobody waits for the processors. */
const fromMinute = 120;

/** Has the issued lines recomputed once a night; a night that was missed is made up for at the first look after it. */
@Injectable()
export class RecomputeJobs implements OnModuleInit {
  private lookedAt = -Infinity;

  constructor(
    private readonly jobs: JobHandlers,
    private readonly queues: Queues,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly recompute: RecomputeIssued,
  ) {}

  onModuleInit(): void {
    this.jobs.queue(recomputeQueue, 1, async () => {
      const day = await this.recompute.due();
      if (day !== null) await this.recompute.run(day);
    });
    this.jobs.chore(() => this.look());
  }

  private async look(): Promise<void> {
    if (performance.now() - this.lookedAt < lookEveryMs) return;
    this.lookedAt = performance.now();
    if (!(await this.settings.isSetUp())) return;
    const { timeZone } = await this.settings.get();
    if (localParts(this.clock.now().getTime(), timeZone).minutesOfDay < fromMinute) return;
    if ((await this.recompute.due()) !== null) await this.queues.add(recomputeQueue, 'night', {});
  }
}
