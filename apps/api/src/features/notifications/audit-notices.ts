import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { Notifier } from './notifier.js';

/** Tells managers when the audit trail is no longer what was written. */
@Injectable()
export class AuditNotices implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    this.outbox.on('audit.alarmed', async (tx, { id, payload }) => {
      const faults = Number(payload.faults);
      const at = payload.seq === null ? null : Number(payload.seq);
      await this.notifier.tell(tx, await this.notifier.staff(tx, ['manager', 'admin']), {
        kind: 'audit.alarmed',
        title: {
          zh: `审计日志核验发现 ${faults} 处异常`,
          en: `The audit trail has ${faults} broken ${faults === 1 ? 'place' : 'places'}`,
        },
        body: {
          zh: `${at === null ? '' : `最早一处在封存号 ${at}。`}日志在封存之后被改动或删除。请保留现场，不要清理数据库，并联系系统管理员。`,
          en: `${at === null ? '' : `The first is at seal no. ${at}. `}Events were changed or removed after they were sealed. Leave the database as it is and call whoever runs the system.`,
        },
        link: '/audit',
        dedupeKey: `outbox:${id}`,
      });
    });
  }
}
