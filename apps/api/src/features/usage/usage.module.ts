import { Module } from '@nestjs/common';
import { ReservationsModule } from '../reservations/reservations.module.js';
import { HandOverInstrument } from './hand-over-instrument.js';
import { MarkNoShow } from './mark-no-show.js';
import { TakeBackInstrument } from './take-back-instrument.js';
import { UsageController } from './usage.controller.js';

@Module({
  imports: [ReservationsModule],
  controllers: [UsageController],
  providers: [HandOverInstrument, TakeBackInstrument, MarkNoShow],
})
export class UsageModule {}
