import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DueWork } from '../../platform/due-work/due-work.js';
import { LapseReservation } from './lapse-reservation.js';
import { MarkOverdue } from './mark-overdue.js';

/** Which command does what comes due. */
@Injectable()
export class ReservationDueWork implements OnModuleInit {
  constructor(
    private readonly dueWork: DueWork,
    private readonly lapse: LapseReservation,
    private readonly overdue: MarkOverdue,
  ) {}

  onModuleInit(): void {
    this.dueWork.handle('reservation.lapse', (tx, work) => this.lapse.execute(tx, work));
    this.dueWork.handle('reservation.overdue', (tx, work) => this.overdue.execute(tx, work));
  }
}
