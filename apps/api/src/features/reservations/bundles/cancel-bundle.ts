import { Injectable } from '@nestjs/common';
import type { Violation } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { forbidden } from '../../../platform/http/problem.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { refuseUnlessOverridden } from '../agree.js';
import { Announce } from '../announce.js';
import { cancel, lateFindings, refuseDearer, termsOf } from '../cancel-reservation.js';
import { type LockedReservation, notNow } from '../change-reservation.js';
import { findingsShown } from '../findings.js';
import type { Change } from '../reservation-changes.js';
import type { cancellation } from '../cancellation.dto.js';
import type { decided } from '../reservations.dto.js';
import { actOn, lockBundle, readBundle, stillHolding } from './bundle-reservations.js';
import type { bundleCancellationPreview } from './bundles.dto.js';

type Preview = z.infer<typeof bundleCancellationPreview>;
type Cancelled = z.infer<typeof decided>[];

/** Gives up all of a bundle that has not begun, each at its own terms; the fee of all is shown first. */
@Injectable()
export class CancelBundle {
  constructor(
    private readonly commands: Commands,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
    private readonly announce: Announce,
  ) {}

  async preview(actor: Actor, id: number): Promise<Preview> {
    const park = await this.park.get();
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), async (tx) => {
      const all = await readBundle(tx, actor, id);
      const given = cancellable(all, actor, { now, zone: park.timeZone });
      const names = await namesOf(tx, given);
      const reservations = [];
      for (const one of given) {
        const violations = findingsShown(await lateFindings({ tx, actor, reservation: one, park, now }));
        reservations.push({ ...termsOf(one, now), violations, id: one.id, ...nameOf(names, one) });
      }
      return { feeFen: feeOfAll(given, now), reservations, kept: stillHolding(all).length - given.length };
    });
  }

  async execute(
    context: CommandContext,
    id: number,
    request: z.infer<typeof cancellation>,
  ): Promise<{ id: number; reservations: Cancelled }> {
    const { actor } = context;
    if (request.waiveFee && !isStaff(actor)) throw forbidden();
    const park = await this.park.get();
    const touched: { companyId: number; instrumentId: number }[] = [];
    const outcome = await this.commands.run(context, async (tx) => {
      touched.length = 0;
      const now = this.clock.now();
      const given = cancellable(await lockBundle(tx, actor, id), actor, { now, zone: park.timeZone });
      refuseDearer(request, feeOfAll(given, now));
      const reservations: Cancelled = [];
      if (!request.waiveFee) await refuseLate(given, { tx, actor, now, park });
      // Given up late in one act it is one violation of conduct, however many instruments it is.
      let isCounted = false;
      for (const reservation of given) {
        const change = { tx, actor, reservation, now, park };
        const isLate = (await lateFindings(change)).length > 0;
        reservations.push(await cancel(change, { ...request, isCounted }, { bundleId: id }));
        isCounted ||= isLate;
        touched.push(reservation);
      }
      return { id, reservations };
    });
    this.announce.changed(touched);
    return outcome;
  }
}

const feeOfAll = (all: readonly LockedReservation[], now: Date): number =>
  all.reduce((sum, one) => sum + termsOf(one, now).feeFen, 0);

/** What the rules say against giving up any of it, all at once; one that must stay keeps the others. */
async function refuseLate(all: readonly LockedReservation[], at: Omit<Change, 'reservation'>): Promise<void> {
  const found: Violation[] = [];
  for (const reservation of all) found.push(...(await lateFindings({ ...at, reservation })));
  refuseUnlessOverridden(at.actor, found, undefined);
}

function cancellable(
  all: readonly LockedReservation[],
  actor: Actor,
  at: { now: Date; zone: string },
): LockedReservation[] {
  const [first] = all;
  const given = actOn(all, actor, 'cancel', at);
  if (first && given.length === 0) throw notNow(first);
  return given;
}

interface Named {
  readonly instrumentId: number;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
}

/** What the instruments of reservations are called. */
export async function namesOf(tx: Tx, all: readonly LockedReservation[]): Promise<Map<number, Named>> {
  const rows = await tx.query<Named>(
    'SELECT id "instrumentId", name_zh "instrumentZh", name_en "instrumentEn" FROM instrument WHERE id = ANY($1)',
    [all.map((one) => one.instrumentId)],
  );
  return new Map(rows.map((row) => [row.instrumentId, row]));
}

export const nameOf = (names: ReadonlyMap<number, Named>, { instrumentId }: { instrumentId: number }): Named =>
  names.get(instrumentId) ?? { instrumentId, instrumentZh: '', instrumentEn: '' };
