import { Injectable } from '@nestjs/common';
import { addDays, type CaseAction, localDate, type Period, startOfDay } from '@parkbench/domain';
import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.js';
import { schedule } from '../../platform/due-work/due-work.js';
import { badRequest } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import type { Park } from '../../platform/park-settings.js';
import { SlotTaken, takePeriod } from '../occupancy/occupancy.api.js';
import {
  type Decided,
  type LockedReservation,
  lockInstruments,
  MakeWay,
  type Resolution,
} from '../reservations/reservations.api.js';
import { addCase } from './case-row.js';
import { OpenCases } from './open-cases.js';
import { asSeen, caseNumber, layOutage, type OutageRow, readOutage } from './outage-row.js';
import type { outageOutcome, outageRequest } from './outages.dto.js';
import { answersDue, type Settling } from './settle-case.js';

type Request = z.infer<typeof outageRequest>;
type Outcome = z.infer<typeof outageOutcome>;
type Ask = NonNullable<Request['ask']>;

/** Reservations stand in the way and were not named. */
export class NotNamed extends Error {
  constructor(readonly ids: readonly number[]) {
    super('reservations are affected');
  }
}

/** What is in use, or overdue, must come back first. */
export class InUse extends Error {
  constructor(readonly reservationId: number) {
    super('the reservation is in use');
  }
}

/** What is in the way of an outage: what is decided at once, and whose owners are asked. */
interface Sorted {
  readonly decided: readonly Decided[];
  readonly asked: readonly LockedReservation[];
}

/** Lays an outage: what was decided happens at once, the owners of the rest are asked, and what is free is taken. */
@Injectable()
export class LayOut {
  constructor(
    private readonly way: MakeWay,
    private readonly cases: OpenCases,
  ) {}

  async execute(at: Settling, request: Request, touched: Set<number>): Promise<Outcome> {
    const { tx, now } = at;
    const period = periodOfRequest(request, at.park, now);
    const others = request.resolutions.flatMap((r) => r.instrumentId ?? []);
    await lockInstruments(tx, [request.instrumentId, ...others]);
    const found = await this.way.inTheWay(tx, request.instrumentId, period);
    const sorted = sortOut(found, request);
    const id = await insertOutage(at, request, period, sorted.asked.length > 0);
    const outage = await readOutage(tx, id);
    await this.decide(at, outage, sorted);
    if (request.ask && sorted.asked.length > 0) await this.askAll(at, outage, sorted.asked, request.ask);
    await recordCreated(at, outage, request);
    for (const one of [request.instrumentId, ...others]) touched.add(one);
    const { caseNo, status } = outage;
    return { id, caseNo, status, version: 1 };
  }

  private async decide(at: Settling, outage: OutageRow, { decided, asked }: Sorted): Promise<void> {
    const { tx } = at;
    const how = { ...at, outage: asSeen(outage) };
    await this.way.giveUp(tx, decided, how);
    if (asked.length === 0)
      await takePeriod(tx, { kind: 'outage', id: outage.id }, outage.instrumentId, how.outage.period);
    else {
      await refuseOthers(tx, outage);
      await layOutage(tx, outage);
    }
    await this.way.place(tx, decided, how);
    for (const { reservation, resolution } of decided) {
      const { action } = resolution;
      await addCase(tx, {
        outageId: outage.id,
        reservation,
        answerBy: at.now,
        defaultAction: action,
        status: 'decided',
        action,
      });
    }
  }

  /** Asks the owners; what is due at the earliest of their times is scheduled with it. */
  async askAll(at: Settling, outage: OutageRow, asked: readonly LockedReservation[], ask: Ask): Promise<void> {
    const defaults = new Map<number, CaseAction>(ask.defaults.map((d) => [d.reservationId, d.action]));
    const due: Date[] = [];
    for (const reservation of asked) {
      const wanted = {
        answerBy: new Date(ask.answerBy),
        defaultAction: defaults.get(reservation.id),
        actorId: at.actor.memberId,
      };
      due.push(await this.cases.open(at, outage, reservation, wanted));
    }
    await schedule(
      at.tx,
      due.map((dueAt) => answersDue(outage.id, dueAt)),
    );
  }
}

/** Who is named is decided; a rental in use sits it out; the owners of the rest are asked, or staff must name them. */
export function sortOut(
  found: readonly LockedReservation[],
  { resolutions, ask }: Pick<Request, 'resolutions' | 'ask'>,
): Sorted {
  const byId = new Map<number, Resolution>(resolutions.map((r) => [r.reservationId, r]));
  const decided: Decided[] = [];
  const asked: LockedReservation[] = [];
  for (const reservation of found) {
    const { id: reservationId, kind, status } = reservation;
    const resolution = byId.get(reservationId);
    const isOut = status === 'active' || status === 'overdue';
    if (isOut && (kind === 'session' || status === 'overdue'))
      throw ask || resolution ? new InUse(reservationId) : notNamed(found);
    if (resolution) decided.push({ reservation, resolution });
    else if (ask && isOut) decided.push({ reservation, resolution: { reservationId, action: 'stay' } });
    else asked.push(reservation);
  }
  if (asked.length > 0 && !ask) throw notNamed(found);
  return { decided, asked };
}

const notNamed = (found: readonly LockedReservation[]): NotNamed => new NotNamed(found.map((r) => r.id));

/** Another outage, or something that is held for somebody, is nobody's to decide here. */
async function refuseOthers(tx: Tx, { id, instrumentId, startsAt, endsAt }: OutageRow): Promise<void> {
  const others = await tx.query(
    `SELECT 1 FROM occupancy WHERE instrument_id = $1 AND period && tstzrange($2, $3) AND source_kind <> 'reservation'
       AND NOT (source_kind = 'outage' AND source_id = $4)`,
    [instrumentId, startsAt, endsAt, id],
  );
  if (others.length > 0) throw new SlotTaken(instrumentId, { start: startsAt.getTime(), end: endsAt.getTime() });
}

/** Left out, it starts now; without a known end it reaches to the end of tomorrow, and moves on from there. */
export function periodOfRequest(
  request: Pick<Request, 'startsAt' | 'endsAt' | 'openEnded'>,
  park: Park,
  now: Date,
): Period {
  const start = request.startsAt === undefined ? now.getTime() : Date.parse(request.startsAt);
  const end =
    request.endsAt === undefined
      ? endOfNextDay(Math.max(start, now.getTime()), park.timeZone)
      : Date.parse(request.endsAt);
  if (end > start) return { start, end };
  throw badRequest('bad_period', { zh: '结束时间须晚于开始时间', en: 'The end must lie after the start' });
}

export const endOfNextDay = (at: number, zone: string): number => startOfDay(addDays(localDate(at, zone), 2), zone);

async function insertOutage(
  { tx, actor, park, now }: Settling,
  request: Request,
  period: Period,
  isAsked: boolean,
): Promise<number> {
  const [next] = await tx.query<{ id: number }>(`SELECT nextval(pg_get_serial_sequence('outage', 'id'))::bigint id`);
  const id = next?.id ?? 0;
  const year = localDate(now.getTime(), park.timeZone).slice(0, 4);
  await tx.query(
    `INSERT INTO outage (id, case_no, instrument_id, kind, status, starts_at, ends_at, reason, answer_by, open_ended, abate_from_minutes, created_by, created_at)
     OVERRIDING SYSTEM VALUE
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce((SELECT outage_abatement_minutes FROM park), 240), $11, $12`,
    [
      id,
      caseNumber(id, year),
      request.instrumentId,
      request.kind,
      isAsked ? 'announced' : 'planned',
      new Date(period.start),
      new Date(period.end),
      request.reason,
      isAsked ? (request.ask?.answerBy ?? null) : null,
      request.openEnded,
      actor.memberId,
      now,
    ],
  );
  return id;
}

function recordCreated({ tx, actor }: Settling, outage: OutageRow, request: Request): Promise<void> {
  const { id, caseNo, instrumentId, kind, status, startsAt, endsAt, reason } = outage;
  const { resolutions, openEnded } = request;
  return record(tx, {
    actorId: actor.memberId,
    companyId: null,
    action: 'outage.created',
    entity: 'outage',
    entityId: id,
    data: { caseNo, instrumentId, kind, status, startsAt, endsAt, openEnded, reason, resolutions },
    event: true,
  });
}
