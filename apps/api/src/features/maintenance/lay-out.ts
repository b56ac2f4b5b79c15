import { Injectable } from '@nestjs/common';
import { addDays, type CaseAction, localDate, type Period, startOfDay } from '@parkbench/domain';
import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.js';
import { type DueWorkItem, schedule } from '../../platform/due-work/due-work.js';
import { record } from '../../platform/outbox/record.js';
import { SlotTaken } from '../occupancy/occupancy.api.js';
import { type LockedReservation, lockInstruments, MakeWay } from '../reservations/reservations.api.js';
import { addCase } from './case-row.js';
import { OpenCases } from './open-cases.js';
import { periodOfRequest } from './outage-period.js';
import { asSeen, caseNumber, layOutage, type OutageRow, periodOf, readOutage } from './outage-row.js';
import type { outageOutcome, outageRequest } from './outages.dto.js';
import { answersDue, dueKinds, type Settling, settleAt } from './settle-case.js';
import { type Sorted, sortOut } from './sort-out.js';

type Request = z.infer<typeof outageRequest>;
type Outcome = z.infer<typeof outageOutcome>;

/** Until when owners may answer, and what happens to whom without an answer. */
export interface Ask {
  readonly answerBy: string;
  readonly defaults: readonly { readonly reservationId: number; readonly action: CaseAction }[];
}

/** Lays an outage: what was decided happens at once, the owners of the rest are asked, and what is free is taken. */
@Injectable()
export class LayOut {
  constructor(
    private readonly way: MakeWay,
    private readonly cases: OpenCases,
  ) {}

  async execute(at: Settling, request: Request, touched: Set<number>): Promise<Outcome> {
    const { tx, now, park } = at;
    const { instrumentId, resolutions, ask } = request;
    const period = periodOfRequest(request, park, now);
    const others = resolutions.flatMap((r) => r.instrumentId ?? []);
    await lockInstruments(tx, [instrumentId, ...others]);
    const found = await this.way.inTheWay(tx, instrumentId, period);
    const sorted = sortOut(found, { resolutions, isAsked: ask !== undefined });
    const id = await insertOutage(at, request, period);
    const outage = await this.lay(at, await readOutage(tx, id), sorted, ask ?? null);
    await recordCreated(at, outage, request);
    for (const one of [instrumentId, ...others]) touched.add(one);
    return { id, caseNo: outage.caseNo, status: outage.status, version: outage.version };
  }

  /** Reservations in the way of an outage's period, locked. */
  inTheWay(tx: Tx, outage: OutageRow): Promise<LockedReservation[]> {
    return this.way.inTheWay(tx, outage.instrumentId, periodOf(outage));
  }

  /** Does what was decided, asks the rest and takes what is free; without anybody asked it must be the whole period. */
  async lay(at: Settling, outage: OutageRow, sorted: Sorted, ask: Ask | null): Promise<OutageRow> {
    const { tx } = at;
    const how = { ...at, outage: asSeen(outage) };
    await this.way.giveUp(tx, sorted.decided, how);
    // While an outage merely moves on there is nobody to refuse: it takes what it finds free.
    if (!sorted.isLenient) await refuseOthers(tx, outage);
    const isWhole = await layOutage(tx, outage);
    await this.way.place(tx, sorted.decided, how);
    for (const { reservation, resolution } of sorted.decided) {
      const { action } = resolution;
      const given = { outageId: outage.id, reservation, answerBy: at.now, defaultAction: action } as const;
      await addCase(tx, { ...given, status: 'decided', action });
    }
    if (ask) await this.askAll(at, outage, sorted.asked, ask);
    const { openCases } = await readOutage(tx, outage.id);
    if (openCases + sorted.left.length === 0 && !isWhole && !sorted.isLenient)
      throw new SlotTaken(outage.instrumentId, how.outage.period);
    const status = openCases + sorted.left.length > 0 ? 'announced' : 'planned';
    await tx.query('UPDATE outage SET status = $2 WHERE id = $1', [outage.id, status]);
    await schedule(tx, follows(at, outage, sorted));
    return readOutage(tx, outage.id);
  }

  /** Asks the owners; each of their times is scheduled with it. */
  private async askAll(at: Settling, outage: OutageRow, asked: readonly LockedReservation[], ask: Ask): Promise<void> {
    const defaults = new Map<number, CaseAction>(ask.defaults.map((d) => [d.reservationId, d.action]));
    const answerBy = new Date(ask.answerBy);
    const actorId = at.actor.memberId;
    const due: DueWorkItem[] = [];
    for (const reservation of asked) {
      const wanted = { answerBy, defaultAction: defaults.get(reservation.id), actorId };
      due.push(answersDue(outage.id, await this.cases.open(at, outage, reservation, wanted)));
    }
    await schedule(at.tx, due);
  }
}

/** What comes due of an outage besides the answers: it moves on while nobody knows its end, and looks again at what was in use. */
function follows({ now, park }: Settling, outage: OutageRow, { left }: Sorted): DueWorkItem[] {
  const again = left.map((one) =>
    settleAt(outage, new Date(Math.max(one.endsAt.getTime(), now.getTime()) + 3_600_000)),
  );
  if (!outage.openEnded) return again;
  const dayBefore = addDays(localDate(outage.endsAt.getTime(), park.timeZone), -1);
  const dueAt = new Date(startOfDay(dayBefore, park.timeZone));
  const dedupeKey = `${dueKinds.goesOn}:${outage.id}:${outage.endsAt.toISOString()}`;
  return [...again, { kind: dueKinds.goesOn, subjectId: outage.id, dueAt, dedupeKey }];
}

/**
 * Another outage, or something that is held for somebody, is nobody's to decide here. An announced one may not have its
 * time yet where a reservation still stands, so outages are asked as well as what is taken.
 */
async function refuseOthers(tx: Tx, { id, instrumentId, startsAt, endsAt }: OutageRow): Promise<void> {
  const others = await tx.query(
    `SELECT 1 FROM occupancy WHERE instrument_id = $1 AND period && tstzrange($2, $3) AND source_kind <> 'reservation'
       AND NOT (source_kind = 'outage' AND source_id = $4)
     UNION ALL SELECT 1 FROM outage WHERE instrument_id = $1 AND starts_at < $3 AND ends_at > $2 AND status IN ('announced', 'planned') AND id <> $4
     LIMIT 1`,
    [instrumentId, startsAt, endsAt, id],
  );
  if (others.length > 0) throw new SlotTaken(instrumentId, { start: startsAt.getTime(), end: endsAt.getTime() });
}

async function insertOutage({ tx, actor, park, now }: Settling, request: Request, period: Period): Promise<number> {
  const [next] = await tx.query<{ id: number }>(`SELECT nextval(pg_get_serial_sequence('outage', 'id'))::bigint id`);
  const id = next?.id ?? 0;
  const year = localDate(now.getTime(), park.timeZone).slice(0, 4);
  const { instrumentId, kind, reason, openEnded, ask } = request;
  await tx.query(
    `INSERT INTO outage (id, case_no, instrument_id, kind, status, starts_at, ends_at, reason, answer_by, open_ended, abate_from_minutes,
       created_by, created_at) OVERRIDING SYSTEM VALUE
     SELECT $1, $2, $3, $4, 'announced', $5, $6, $7, $8, $9, coalesce((SELECT outage_abatement_minutes FROM park), 240), $10, $11`,
    [
      id,
      caseNumber(id, year),
      instrumentId,
      kind,
      new Date(period.start),
      new Date(period.end),
      reason,
      ask?.answerBy ?? null,
      openEnded,
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
