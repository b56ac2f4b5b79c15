import { Module } from '@nestjs/common';
import { ReservationsModule } from '../reservations/reservations.module.js';
import { AffectedByOutage } from './affected-by-outage.js';
import { AnswerCase } from './answer-case.js';
import { ChangeOutage } from './change-outage.js';
import { ConflictsController } from './conflicts.controller.js';
import { EndOutage } from './end-outage.js';
import { InstrumentOutageController } from './instrument-outage.controller.js';
import { LayOut } from './lay-out.js';
import { ListConflicts } from './list-conflicts.query.js';
import { ListOutages } from './list-outages.query.js';
import { OpenCases } from './open-cases.js';
import { OutageGoesOn } from './outage-goes-on.js';
import { OutagesController } from './outages.controller.js';
import { OwnCaseController } from './own-case.controller.js';
import { ShowOwnCase } from './own-case.query.js';
import { PlanOutage } from './plan-outage.js';
import { SettleCase } from './settle-case.js';
import { SettleOutage } from './settle-outage.js';

@Module({
  imports: [ReservationsModule],
  controllers: [OutagesController, ConflictsController, OwnCaseController, InstrumentOutageController],
  providers: [
    PlanOutage,
    LayOut,
    AffectedByOutage,
    OpenCases,
    SettleCase,
    SettleOutage,
    AnswerCase,
    ChangeOutage,
    OutageGoesOn,
    EndOutage,
    ListOutages,
    ListConflicts,
    ShowOwnCase,
  ],
})
export class MaintenanceModule {}
