import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { Notifier } from './notifier.js';

/** Tells finance when what was issued no longer follows from where it came from. */
@Injectable()
export class RecomputeNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    this.outbox.on('recompute.alarmed', async (tx, { id, payload }) => {
      const alarms = Number(payload.alarms);
      await this.notifier.tell(tx, await this.notifier.staff(tx, ['finance', 'admin']), {
        kind: 'recompute.alarmed',
        title: {
          zh: `账单复核发现 ${alarms} 处差异`,
          en: `Recomputation found ${alarms} differences in what was billed`,
        },
        body: {
          zh: '夜间复核时，已出账的金额与其来源重新计算的结果不一致。请在关账前逐条核对。',
          en: 'Amounts that were billed do not come out the same when reckoned again from their sources. Look at each before the month is closed.',
        },
        link: '/finance/recompute',
        dedupeKey: `outbox:${id}`,
      });
    });
  }
}
