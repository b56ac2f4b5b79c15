import { Injectable } from '@nestjs/common';
import { noShowFee } from '@parkbench/domain';
import type { z } from 'zod';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { refundDeposit } from '../invoicing/invoicing.api.js';
import { releaseFrom } from '../occupancy/occupancy.api.js';
import {
  changeReservation,
  type Outcome,
  recordChange,
  ReservationChanges,
  unscheduleAll,
} from '../reservations/reservations.api.js';
import type { noShow } from './usage.dto.js';

/** Nobody came: the rest of the time is free again, and the plan's share of the price is owed (rules §4). */
@Injectable()
export class MarkNoShow {
  constructor(private readonly changes: ReservationChanges) {}

  execute(context: CommandContext, id: number, request: z.infer<typeof noShow>): Promise<Outcome> {
    return this.changes.run(context, { id, action: 'no_show' }, async (change) => {
      const { tx, reservation, now } = change;
      const feeFen = noShowFee({ priceFen: reservation.totalFen, terms: reservation.stored.plan.cancellation });
      const changes = {
        status: 'no_show',
        cancelled_at: now,
        fee_fen: feeFen,
        fee_waived: request.waiveFee,
      } as const;
      const version = await changeReservation(tx, reservation, changes, now);
      await releaseFrom(tx, { kind: 'reservation', id }, now);
      await unscheduleAll(tx, id);
      await refundDeposit(tx, { reservationId: id, at: now });
      const data = { feeFen: request.waiveFee ? 0 : feeFen, feeWaived: request.waiveFee };
      await recordChange(change, 'reservation.no_show', data, request.note || null);
      return { id, status: 'no_show', version };
    });
  }
}
