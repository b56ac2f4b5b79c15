import { Injectable } from '@nestjs/common';
import { Live } from '../../platform/live/live.js';
import { Queues } from '../../platform/queue/queues.js';

export interface Touched {
  /** Whose pages hear that a reservation changed; 'public' when only the instrument did. */
  readonly companyId: number | 'public';
  readonly instrumentId: number;
}

/** Tells open pages and workers what was committed. To the public only which instrument, never whose. */
@Injectable()
export class Announce {
  constructor(
    private readonly queues: Queues,
    private readonly live: Live,
  ) {}

  changed(touched: Iterable<Touched>): void {
    for (const { companyId, instrumentId } of touched) {
      this.live.publish({ topic: 'occupancy', companyId: 'public', data: { instrumentId } });
      if (companyId !== 'public') this.live.publish({ topic: 'reservation', companyId });
    }
    this.queues.poke();
  }
}
