import { Module } from '@nestjs/common';
import { ReservationsModule } from '../reservations/reservations.module.js';
import { EndOutage } from './end-outage.js';
import { ListOutages } from './list-outages.query.js';
import { OutagesController } from './outages.controller.js';
import { PlanOutage } from './plan-outage.js';

@Module({
  imports: [ReservationsModule],
  controllers: [OutagesController],
  providers: [PlanOutage, EndOutage, ListOutages],
})
export class MaintenanceModule {}
