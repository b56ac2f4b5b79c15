import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { chargedTo, type ChargeTarget, laterDate, localDate, startOfDay, addDays } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { badRequest, conflict } from '../../platform/http/problem.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { refuseUnlessOverridden } from './agree.js';
import { mustBeAllowed } from './allowed-actions.js';
import { changeReservation, type LockedReservation, readReservation } from './change-reservation.js';
import { findingsAt, findingsShown } from './findings.js';
import { firstFreeDay } from './first-free-day.js';
import { layOccupancy } from './lay-occupancy.js';
import { lineView } from './quote-view.js';
import { reschedule } from './reminders.js';
import { type Change, recordChange, ReservationChanges } from './reservation-changes.js';
import { gatherFacts } from './reservation-facts.js';
import type { changeOutcome, returnPreviewView, shortening } from './reservations.dto.js';
import { agreedEnd, agreedLines, lengthMonths, totalOf } from './what-it-costs.js';

type Preview = z.infer<typeof returnPreviewView>;
type Costs = Omit<Preview, 'violations'>;

/** Announces an early return: a new end, and what the months cost then (rules §4, return before the end). */
@Injectable()
export class ShortenReservation {
  constructor(
    private readonly changes: ReservationChanges,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async preview(actor: Actor, id: number, returnedOn: string): Promise<Preview> {
    const park = await this.settings.get();
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), async (tx) => {
      const reservation = await readReservation(tx, actor.companyId, id);
      mustBeAllowed(actor, 'return', reservation, { now, zone: park.timeZone });
      const found = await findingsAt({ tx, reservation, park, now }, 'shorten');
      return { ...previewOf(reservation, returnedOn, park, now), violations: findingsShown(found) };
    });
  }

  execute(
    context: CommandContext,
    id: number,
    request: z.infer<typeof shortening>,
  ): Promise<z.infer<typeof changeOutcome>> {
    return this.changes.run(context, { id, action: 'return' }, (change) => shorten(change, request));
  }
}

async function shorten(change: Change, request: z.infer<typeof shortening>): Promise<z.infer<typeof changeOutcome>> {
  const { tx, actor, reservation, park, now } = change;
  const { id, instrumentId, companyId } = reservation;
  const found = await findingsAt(change, 'shorten');
  const overridden = refuseUnlessOverridden(actor, found, request.override);
  const preview = previewOf(reservation, request.returnedOn, park, now);
  if (request.quoteId !== undefined && request.quoteId !== preview.quoteId) {
    throw conflict(
      'quote_changed',
      { zh: '价格已变化，请核对后再提交', en: 'The price has changed; look again' },
      { quote: { ...preview, violations: findingsShown(found) } },
    );
  }
  const end = startOfDay(request.returnedOn, park.timeZone);
  const whole = { start: reservation.startsAt.getTime(), end };
  const turnaround = { beforeMinutes: reservation.beforeMinutes, afterMinutes: reservation.afterMinutes };
  if (end > reservation.endsAt.getTime()) {
    const ask = {
      kind: 'rental',
      instrumentId,
      startsOn: localDate(reservation.endsAt.getTime(), park.timeZone),
      months: 1,
    } as const;
    const wanted = { instrumentId, companyId, kind: 'rental', period: whole, except: id, now: now.getTime() } as const;
    change.wanted = { ask, gathered: await gatherFacts(tx, park, wanted), park, now: now.getTime(), except: id };
  }
  await layOccupancy(tx, reservation, { instrumentId, period: whole, turnaround }, park);
  const returnedOn = request.returnedOn === agreedEnd(reservation) ? null : request.returnedOn;
  const endsAt = new Date(end);
  const changes = { ends_at: endsAt, returned_on: returnedOn, total_fen: preview.totalFen };
  const version = await changeReservation(tx, reservation, changes, now);
  await reschedule(tx, { ...reservation, endsAt }, park.timeZone, now);
  const { differenceFen } = preview;
  const data = {
    returnedOn: request.returnedOn,
    differenceFen,
    ...(overridden ? { overridden: overridden.codes } : {}),
  };
  await recordChange(change, 'reservation.shortened', data, overridden?.reason ?? null);
  return { id, status: reservation.status, version, endsAt: endsAt.toISOString(), totalFen: preview.totalFen };
}

function previewOf(reservation: LockedReservation, returnedOn: string, park: Park, now: Date): Costs {
  refuseOutside(reservation, returnedOn, park, now);
  const before = agreedLines(reservation, park);
  const after = agreedLines(reservation, park, { returnedOn });
  const { startsOn, segments } = reservation;
  const until = chargedTo({
    start: startsOn ?? '',
    months: lengthMonths(segments),
    minMonths: segments[0]?.minMonths ?? 0,
    returned: returnedOn,
  });
  const months = byMonth(before, after);
  const content = JSON.stringify([reservation.id, returnedOn, months]);
  return {
    quoteId: createHash('sha256').update(content).digest('hex'),
    returnedOn,
    chargedTo: until,
    months,
    lines: after.map(lineView),
    differenceFen: totalOf(after) - totalOf(before),
    totalFen: totalOf(after),
  };
}

/** A return lies ahead, after the first day, and not past the agreed end; up to there an announcement can be taken back. */
function refuseOutside(reservation: LockedReservation, returnedOn: string, park: Park, now: Date): void {
  const earliest = laterDate(addDays(reservation.startsOn ?? '', 1), firstFreeDay(now.getTime(), park.timeZone));
  const latest = agreedEnd(reservation);
  if (earliest <= returnedOn && returnedOn <= latest) return;
  const title = { zh: `归还日应在 ${earliest} 与 ${latest} 之间`, en: `Choose a day from ${earliest} to ${latest}` };
  throw badRequest('bad_return_day', title, { earliest, latest });
}

function byMonth(before: readonly ChargeTarget[], after: readonly ChargeTarget[]): Preview['months'] {
  const sum = (lines: readonly ChargeTarget[], month: string): number =>
    totalOf(lines.filter((line) => line.month === month));
  const months = [...new Set([...before, ...after].map((line) => line.month))].sort();
  return months.map((month) => ({ month, beforeFen: sum(before, month), afterFen: sum(after, month) }));
}
