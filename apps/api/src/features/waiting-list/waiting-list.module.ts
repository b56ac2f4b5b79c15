import { Module } from '@nestjs/common';
import { ReservationsModule } from '../reservations/reservations.module.js';
import { AnswerOffer } from './answer-offer.js';
import { FreedAlerts } from './freed-alerts.js';
import { FreedAlertsController } from './freed-alerts.controller.js';
import { HearOfFreedTime } from './hear-of-freed-time.js';
import { JoinWaitingList } from './join-waiting-list.js';
import { ListWaitingList } from './list-waiting-list.query.js';
import { WaitingListController } from './waiting-list.controller.js';
import { WaitingListWork } from './waiting-list-work.js';

@Module({
  imports: [ReservationsModule],
  controllers: [WaitingListController, FreedAlertsController],
  providers: [JoinWaitingList, AnswerOffer, ListWaitingList, FreedAlerts, HearOfFreedTime, WaitingListWork],
})
export class WaitingListModule {}
