import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DueWork } from '../../../platform/due-work/due-work.js';
import { lockReservation } from '../change-reservation.js';
import { countViolation, lateReturn } from './count-violation.js';

/** What is still out so long after its end is a violation of conduct. */
@Injectable()
export class LateReturn implements OnModuleInit {
  constructor(private readonly dueWork: DueWork) {}

  onModuleInit(): void {
    this.dueWork.handle(lateReturn, async (tx, { subjectId, dueAt, now }) => {
      const reservation = await lockReservation(tx, null, subjectId);
      // Extended meanwhile, it is late by another end, for which it is asked again.
      if (reservation.status !== 'overdue' || reservation.endsAt > now) return;
      await countViolation(tx, reservation, { kind: 'late_return', at: dueAt, actorId: null });
    });
  }
}
