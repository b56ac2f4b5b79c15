import { Module } from '@nestjs/common';
import { InvoicingModule } from '../invoicing/invoicing.module.js';
import { ReservationsModule } from '../reservations/reservations.module.js';
import { AdjustmentNotices } from './adjustment-notices.js';
import { AuditNotices } from './audit-notices.js';
import { Deliveries } from './deliveries.js';
import { DeliveriesController } from './deliveries.controller.js';
import { ExtensionAdvice } from './extension-advice.js';
import { Invitations } from './invitations.js';
import { CreditNoteNotices } from './credit-note-notices.js';
import { DepositNotices } from './deposit-notices.js';
import { InvoiceNotices } from './invoice-notices.js';
import { Mailer } from './mailer.js';
import { NotificationsController } from './notifications.controller.js';
import { Notifier } from './notifier.js';
import { OutageNotices } from './outage-notices.js';
import { ConductNotices } from './conduct-notices.js';
import { QualificationNotices } from './qualification-notices.js';
import { SeriesDecisionNotices } from './series-decision-notices.js';
import { RecomputeNotices } from './recompute-notices.js';
import { ReviewNotices } from './review-notices.js';
import { ReservationNotices } from './reservation-notices.js';
import { SendMails } from './send-mails.js';
import { SeriesNotices } from './series-notices.js';
import { ServiceNotices } from './service-notices.js';
import { TransferNotices } from './transfer-notices.js';
import { WaitingListNotices } from './waiting-list-notices.js';

@Module({
  imports: [InvoicingModule, ReservationsModule],
  controllers: [NotificationsController, DeliveriesController],
  providers: [
    Notifier,
    Mailer,
    SendMails,
    Deliveries,
    ReviewNotices,
    ReservationNotices,
    OutageNotices,
    WaitingListNotices,
    InvoiceNotices,
    ServiceNotices,
    AdjustmentNotices,
    RecomputeNotices,
    AuditNotices,
    CreditNoteNotices,
    DepositNotices,
    QualificationNotices,
    ConductNotices,
    TransferNotices,
    SeriesDecisionNotices,
    ExtensionAdvice,
    Invitations,
    SeriesNotices,
  ],
})
export class NotificationsModule {}
