import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { forbidden } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { Announce } from '../announce.js';
import { cancel, refuseDearer, termsOf } from '../cancel-reservation.js';
import { type LockedReservation, readReservation } from '../change-reservation.js';
import { daysOf, occurrenceOn } from './expand-series.js';
import { readWallTime } from './series-rule.js';
import { endSeries, lockSeries, readSeries, type SeriesRow, type SeriesSession, sessionsOf } from './series-row.js';
import { aheadIn, lockSessions, nothingAhead, type Scope } from './series-scope.js';
import type { seriesCancel, seriesCancelOutcome, seriesCancelPreview } from './series.dto.js';

type Request = z.infer<typeof seriesCancel>;
type Preview = z.infer<typeof seriesCancelPreview>;
type Outcome = z.infer<typeof seriesCancelOutcome>;

/** Gives sessions of a series up: one, those from a day on, or all that lie ahead; each at its own terms, the fee of all shown first. */
@Injectable()
export class CancelSeries {
  constructor(
    private readonly commands: Commands,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly announce: Announce,
  ) {}

  preview(actor: Actor, id: number, scope: Scope): Promise<Preview> {
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), async (tx) => {
      const series = await readSeries(tx, actor.companyId, id);
      const { ahead, untouched } = aheadIn(await sessionsOf(tx, id), scope, now);
      const occurrences = [];
      for (const session of ahead) {
        const reservation = await readReservation(tx, series.companyId, session.reservationId);
        occurrences.push(feeOf(session, reservation, now));
      }
      return { feeFen: sumOf(occurrences), untouched, occurrences };
    });
  }

  async execute(context: CommandContext, id: number, request: Request): Promise<Outcome> {
    const { actor } = context;
    if (request.waiveFee && !isStaff(actor)) throw forbidden();
    const park = await this.settings.get();
    let touched: readonly LockedReservation[] = [];
    const outcome = await this.commands.run(context, async (tx) => {
      const now = this.clock.now();
      const series = await lockSeries(tx, actor.companyId, id);
      const { ahead } = aheadIn(await sessionsOf(tx, id), request, now);
      if (ahead.length === 0) throw nothingAhead();
      const locked = await lockSessions(tx, series, ahead);
      touched = [...locked.values()];
      const feeFen = touched.reduce((sum, one) => sum + termsOf(one, now).feeFen, 0);
      refuseDearer(request, feeFen);
      for (const reservation of touched) {
        await cancel({ tx, actor, reservation, now, park }, request, { seriesId: id });
      }
      if (request.scope !== 'this') await endSeries(tx, id, endOf(series, ahead, request, now), now);
      const owed = request.waiveFee ? 0 : feeFen;
      await this.record(tx, actor, series, { scope: request.scope, sessions: touched.length, feeFen: owed });
      return { id, cancelled: touched.length, feeFen: owed };
    });
    this.announce.changed(touched);
    return outcome;
  }

  private record(tx: Tx, actor: Actor, { id, companyId }: SeriesRow, data: Record<string, unknown>): Promise<void> {
    const of = { actorId: actor.memberId, companyId, entity: 'series', entityId: id };
    return record(tx, { ...of, action: 'series.cancelled', data, event: true });
  }
}

type Fee = Preview['occurrences'][number];

const feeOf = ({ date, reservationId, startsAt, endsAt }: SeriesSession, of: LockedReservation, now: Date): Fee => ({
  date,
  reservationId,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  feeFen: termsOf(of, now).feeFen,
});

const sumOf = (fees: readonly Fee[]): number => fees.reduce((sum, { feeFen }) => sum + feeFen, 0);

/** The first day that the series no longer has: the one named, or the first that lies ahead. */
function endOf(series: SeriesRow, ahead: readonly SeriesSession[], { scope, date }: Scope, now: Date): CalendarDate {
  if (scope === 'following') return date;
  const { minutes } = readWallTime(series.startLocal);
  const next = daysOf(series).find((day) => occurrenceOn(day, minutes, series).period.start > now.getTime());
  return [...ahead.map((one) => one.date), ...(next ? [next] : [])].sort()[0] ?? date;
}
