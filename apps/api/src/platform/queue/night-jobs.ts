import { Injectable } from '@nestjs/common';
import { localDate, localParts } from '@parkbench/domain';
import { Clock } from '../clock.js';
import { ParkSettings } from '../park-settings.js';
import { JobHandlers } from './job-handlers.js';
import { Queues } from './queues.js';

export interface NightWork {
  /** The park's day for which it is not done yet; null when it is. */
  due(): Promise<string | null>;
  run(day: string): Promise<void>;
}

const lookEveryMs = 60_000;
/** Two at night, when nobody waits for the processors. */
const fromMinute = 120;

/** What takes long and is done once a night; a night that was missed is made up for at the first look after it. */
@Injectable()
export class NightJobs {
  constructor(
    private readonly jobs: JobHandlers,
    private readonly queues: Queues,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** The queue is the work's own: what was asked for twice is done once. */
  add(queue: string, work: NightWork): void {
    let lookedAt = -Infinity;
    this.jobs.queue(queue, 1, async () => {
      const day = await work.due();
      if (day !== null) await work.run(day);
    });
    this.jobs.chore(async () => {
      if (performance.now() - lookedAt < lookEveryMs) return;
      lookedAt = performance.now();
      if ((await this.isNight()) && (await work.due()) !== null) await this.queues.add(queue, 'night', {});
    });
  }

  /** The park's day. */
  async today(): Promise<string> {
    const { timeZone } = await this.settings.get();
    return localDate(this.clock.now().getTime(), timeZone);
  }

  private async isNight(): Promise<boolean> {
    if (!(await this.settings.isSetUp())) return false;
    const { timeZone } = await this.settings.get();
    return localParts(this.clock.now().getTime(), timeZone).minutesOfDay >= fromMinute;
  }
}
