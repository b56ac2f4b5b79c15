import { Injectable } from '@nestjs/common';
import { Live } from '../../platform/live/live.js';
import { Queues } from '../../platform/queue/queues.js';

export interface Touched {
  /** Whose pages hear that a reservation changed; 'public' when only the instrument did. */
  readonly companyId: number | 'public';
  readonly instrumentId: number;
  /** What is taken is as it was: other companies hear nothing, or they would learn when somebody was decided about. */
  readonly isSameTime?: boolean;
}

/** Tells open pages and workers what was committed. To the public only which instrument, never whose. */
@Injectable()
export class Announce {
  constructor(
    private readonly queues: Queues,
    private readonly live: Live,
  ) {}

  changed(touched: Iterable<Touched>): void {
    for (const { companyId, instrumentId, isSameTime } of touched) {
      if (!isSameTime) this.live.publish({ topic: 'occupancy', companyId: 'public', data: { instrumentId } });
      if (companyId !== 'public') this.live.publish({ topic: 'reservation', companyId });
    }
    this.queues.poke();
  }
}
