import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '../../platform/queue/job-handlers.js';
import { Queues } from '../../platform/queue/queues.js';
import { Mailer } from './mailer.js';

const deliveryQueue = 'mail-documents';

/**
 * Words alone are sent on every wake-up. Mails with a document go through a queue of their own: three hundred invoices
 * are printed and sent beside outbox and due work, which go on. The queue says only that there is something; the rows are
 * the truth, so that a lost job is made again on the next wake-up and one too many finds nothing.
 */
@Injectable()
export class SendMails implements OnModuleInit {
  private readonly log = new Logger('Mail');
  private isDelivering = false;

  constructor(
    private readonly jobs: JobHandlers,
    private readonly queues: Queues,
    private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    this.jobs.queue(deliveryQueue, 1, () => this.deliver());
    this.jobs.chore(async () => {
      await this.mailer.sendOpen();
      await this.wake();
    });
  }

  /** Prints and sends what waits; one at a time in a process. */
  async deliver(): Promise<void> {
    if (this.isDelivering) return;
    this.isDelivering = true;
    try {
      await this.mailer.sendOpen('documents');
    } finally {
      this.isDelivering = false;
    }
  }

  private async wake(): Promise<void> {
    if (this.isDelivering || !(await this.mailer.hasDocuments())) return;
    try {
      await this.queues.add(deliveryQueue, 'send', {});
    } catch (error) {
      this.log.warn({ error });
    }
  }
}
