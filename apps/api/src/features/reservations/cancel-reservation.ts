import { Injectable } from '@nestjs/common';
import { cancellationFee, type Localized, freeCancellationUntil, type Violation } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../platform/http/actor.js';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { conflict, forbidden } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { refundDeposit } from '../invoicing/invoicing.api.js';
import { releaseFrom } from '../occupancy/occupancy.api.js';
import { refuseUnlessOverridden } from './agree.js';
import { mustBeAllowed } from './allowed-actions.js';
import { changeReservation, type LockedReservation, readReservation } from './change-reservation.js';
import { countLateCancel } from './conduct/count-violation.js';
import { findingsAt, findingsShown } from './findings.js';
import { unscheduleAll } from './reminders.js';
import { type Change, recordChange, ReservationChanges } from './reservation-changes.js';
import type { cancellation, cancellationPreview } from './cancellation.dto.js';
import type { decided } from './reservations.dto.js';

type Preview = z.infer<typeof cancellationPreview>;
type Terms = Omit<Preview, 'violations'>;

/** Gives a reservation up: free until the plan's cut-off, after it for a share of the price (rules §4). */
@Injectable()
export class CancelReservation {
  constructor(
    private readonly changes: ReservationChanges,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
  ) {}

  async preview(actor: Actor, id: number): Promise<Preview> {
    const park = await this.park.get();
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), async (tx) => {
      const reservation = await readReservation(tx, actor.companyId, id);
      mustBeAllowed(actor, 'cancel', reservation, { now, zone: park.timeZone });
      const found = await lateFindings({ tx, actor, reservation, park, now });
      return { ...termsOf(reservation, now), violations: findingsShown(found) };
    });
  }

  execute(
    context: CommandContext,
    id: number,
    request: z.infer<typeof cancellation>,
  ): Promise<z.infer<typeof decided>> {
    if (request.waiveFee && !isStaff(context.actor)) throw forbidden();
    return this.changes.run(context, { id, action: 'cancel' }, (change) => {
      refuseDearer(request, termsOf(change.reservation, change.now).feeFen);
      return cancel(change, request);
    });
  }
}

/** The free time may end while the question stands open: nobody pays more than they were shown. */
export function refuseDearer(shown: { feeFen?: number; waiveFee: boolean }, feeFen: number): void {
  if (shown.feeFen === undefined || shown.waiveFee || feeFen <= shown.feeFen) return;
  throw conflict(
    'fee_changed',
    { zh: '取消费已变化，请核对后再确认', en: 'The fee for cancelling has changed; look at it and confirm again' },
    { feeFen },
  );
}

/** Cancels within a change; who waives the fee, waives it on record. `isCounted`: as a late one it counts with another. */
export async function cancel(
  change: Change,
  { reason, waiveFee, isCounted = false }: { reason: string; waiveFee: boolean; isCounted?: boolean },
  data: Readonly<Record<string, unknown>> = {},
): Promise<z.infer<typeof decided>> {
  const { tx, actor, reservation, now } = change;
  const { id } = reservation;
  // Whoever does not owe the fee was not the one to give it up: an outage did, or the staff.
  if (!waiveFee) refuseUnlessOverridden(actor, await lateFindings(change), undefined);
  const { feeFen } = termsOf(reservation, now);
  const owed = waiveFee ? 0 : feeFen;
  const changes = { status: 'cancelled', cancelled_at: now, fee_fen: feeFen, fee_waived: waiveFee } as const;
  const version = await changeReservation(tx, reservation, changes, now);
  await releaseFrom(tx, { kind: 'reservation', id }, now);
  await unscheduleAll(tx, id);
  await refundDeposit(tx, { reservationId: id, at: now });
  if (!isCounted && !waiveFee) await countLateCancel(change);
  await recordChange(change, 'reservation.cancelled', { feeFen: owed, feeWaived: waiveFee, ...data }, reason || null);
  return { id, status: 'cancelled', version };
}

/** The notice of a cancellation binds the company, once it is confirmed; staff cancel when they must. */
export async function lateFindings(
  change: Pick<Change, 'tx' | 'actor' | 'reservation' | 'park' | 'now'>,
): Promise<Violation[]> {
  const asked = change.reservation.status === 'confirmed' && !isStaff(change.actor);
  return asked ? findingsAt(change, 'cancel') : [];
}

/** What giving up costs now. A request costs nothing: nobody has agreed to it yet. */
export function termsOf(reservation: LockedReservation, now: Date): Terms {
  const { stored, startsAt, totalFen, status } = reservation;
  const terms = stored.plan.cancellation;
  const freeUntil = new Date(freeCancellationUntil(startsAt.getTime(), terms)).toISOString();
  if (status === 'requested') {
    const explanation = { zh: '申请尚未批准，取消免费', en: 'Not approved yet: cancelling is free' };
    return { feeFen: 0, freeUntil: startsAt.toISOString(), explanation };
  }
  const feeFen = cancellationFee({
    priceFen: totalFen,
    startsAt: startsAt.getTime(),
    cancelledAt: now.getTime(),
    terms,
  });
  return { feeFen, freeUntil, explanation: wordsOf(feeFen, stored.quote.cancellation) };
}

function wordsOf(feeFen: number, terms: Localized): Localized {
  return feeFen === 0
    ? { zh: `现在取消免费（${terms.zh}）`, en: `Cancelling now is free (${terms.en})` }
    : { zh: `已过免费取消时限（${terms.zh}）`, en: `The free time is over (${terms.en})` };
}
