import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NightJobs } from '../../../platform/queue/night-jobs.js';
import { RecomputeIssued } from './recompute-issued.js';

export const recomputeQueue = 'recompute';

/** Has the issued lines recomputed once a night. */
@Injectable()
export class RecomputeJobs implements OnModuleInit {
  constructor(
    private readonly nights: NightJobs,
    private readonly recompute: RecomputeIssued,
  ) {}

  onModuleInit(): void {
    this.nights.add(recomputeQueue, this.recompute);
  }
}
