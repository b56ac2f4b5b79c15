import { Module } from '@nestjs/common';
import { ReservationsModule } from '../reservations/reservations.module.js';
import { HandoverPhotos } from './handover-photos.js';
import { HandoversController } from './handovers.controller.js';
import { HandOverInstrument } from './hand-over-instrument.js';
import { MarkNoShow } from './mark-no-show.js';
import { ShowHandovers } from './show-handovers.query.js';
import { TakeBackInstrument } from './take-back-instrument.js';
import { UsageController } from './usage.controller.js';

@Module({
  imports: [ReservationsModule],
  controllers: [UsageController, HandoversController],
  providers: [HandOverInstrument, TakeBackInstrument, MarkNoShow, HandoverPhotos, ShowHandovers],
})
export class UsageModule {}
