import { Injectable } from '@nestjs/common';
import { addDays, localDate, startOfDay } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { schedule, unschedule } from '../../platform/due-work/due-work.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { badRequest, stale } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { layPieces } from '../occupancy/occupancy.api.js';
import { Announce, changeGaps } from '../reservations/reservations.api.js';
import { AffectedByOutage } from './affected-by-outage.js';
import { openCases, standsInTheWay } from './case-row.js';
import { withdrawCases } from './end-outage.js';
import { type Ask, LayOut } from './lay-out.js';
import { refuseYears } from './outage-period.js';
import { asSeen, lockOutage, mustStand, type OutageRow, periodOf, plannerOf, readOutage } from './outage-row.js';
import type { outageChange, outageOutcome } from './outages.dto.js';
import { refusalOf } from './plan-outage.js';
import { answersDue, dueKinds, type Settling } from './settle-case.js';
import { sortOut, type Wishes } from './sort-out.js';

type Change = z.infer<typeof outageChange>;
type Outcome = z.infer<typeof outageOutcome>;

const dayMs = 86_400_000;

/** Changes when an outage is, why, or until when its owners may answer; and moves one on whose end nobody knows. */
@Injectable()
export class ChangeOutage {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly layOut: LayOut,
    private readonly affected: AffectedByOutage,
    private readonly announce: Announce,
  ) {}

  async execute(context: CommandContext, id: number, change: Change): Promise<Outcome> {
    const { actor } = context;
    const [park, now] = [await this.settings.get(), this.clock.now()];
    const tried: { outage?: OutageRow } = {};
    try {
      const outcome = await this.commands.run(context, async (tx) => {
        const others = change.resolutions.flatMap((r) => r.instrumentId ?? []);
        const outage = await lockForChange(tx, id, others);
        mustStand(outage);
        if (outage.version !== change.version) throw stale({ version: outage.version });
        const changed = changedBy(outage, change, now);
        if (change.endsAt ?? change.startsAt) refuseYears(periodOf(changed));
        tried.outage = changed;
        const ask =
          change.ask ?? (changed.answerBy ? { answerBy: changed.answerBy.toISOString(), defaults: [] } : null);
        const wishes = { resolutions: change.resolutions, isAsked: ask !== null };
        const laid = await this.relay({ tx, actor, park, now }, outage, changed, { ask, wishes });
        return { id, caseNo: laid.caseNo, status: laid.status, version: laid.version };
      });
      if (tried.outage) this.announce.changed([{ companyId: 'public', instrumentId: tried.outage.instrumentId }]);
      return outcome;
    } catch (error) {
      const { outage } = tried;
      if (!outage) throw error;
      throw await refusalOf(error, (ids) => this.affected.describe(ids, periodOf(outage), { park, now }));
    }
  }

  /** Nobody has said when it ends: it takes one day more, and the owners of what stands there are asked. */
  async goOn(tx: Tx, { subjectId, now }: { subjectId: number; now: Date }): Promise<void> {
    const outage = await lockForChange(tx, subjectId, []);
    if (!outage.openEnded || (outage.status !== 'announced' && outage.status !== 'planned')) return;
    const park = await this.settings.get();
    const at: Settling = { tx, now, park, actor: await plannerOf(tx, outage) };
    const next = addDays(localDate(Math.max(outage.endsAt.getTime(), now.getTime() + dayMs), park.timeZone), 1);
    const changed = { ...outage, endsAt: new Date(startOfDay(next, park.timeZone)) };
    const ask = { answerBy: new Date(now.getTime() + dayMs / 2).toISOString(), defaults: [] };
    await this.relay(at, outage, changed, { ask, wishes: { resolutions: [], isAsked: true, isLenient: true } });
    this.announce.changed([{ companyId: 'public', instrumentId: outage.instrumentId }]);
  }

  private async relay(
    at: Settling,
    before: OutageRow,
    changed: OutageRow,
    { ask, wishes }: { ask: Ask | null; wishes: Wishes },
  ): Promise<OutageRow> {
    const { tx } = at;
    const { id, instrumentId } = before;
    await write(tx, changed);
    await layPieces(tx, { kind: 'outage', id }, instrumentId, []);
    if (
      before.startsAt.getTime() !== changed.startsAt.getTime() ||
      before.endsAt.getTime() !== changed.endsAt.getTime()
    ) {
      await changeGaps(at, asSeen(changed), false);
    }
    const asked = await stillAsked(at, changed);
    const found = (await this.layOut.inTheWay(tx, changed)).filter((one) => !asked.has(one.id));
    const laid = await this.layOut.lay(at, await readOutage(tx, id), sortOut(found, wishes), ask);
    await tellOfChange(at, before, laid, asked);
    return laid;
  }
}

/** Instruments in the order of their ids, those held for owners among them, then the outage. */
async function lockForChange(tx: Tx, id: number, others: readonly number[]): Promise<OutageRow> {
  const held = (await openCases(tx, id)).flatMap((one) => one.heldInstrumentId ?? []);
  return lockOutage(tx, id, [...held, ...others]);
}

function changedBy(outage: OutageRow, change: Change, now: Date): OutageRow {
  const startsAt = change.startsAt === undefined ? outage.startsAt : new Date(change.startsAt);
  const endsAt = change.endsAt === undefined ? outage.endsAt : new Date(change.endsAt);
  const begun = outage.startsAt <= now && startsAt.getTime() !== outage.startsAt.getTime();
  if (endsAt <= startsAt || endsAt <= now || begun) {
    throw badRequest('bad_period', {
      zh: '停机开始后不能改开始时间；结束时间须晚于开始时间和现在',
      en: 'A start that is past stays as it is, and the end must lie after the start and ahead',
    });
  }
  const answerBy = change.ask ? new Date(change.ask.answerBy) : outage.answerBy;
  const openEnded = change.openEnded ?? (change.endsAt === undefined && outage.openEnded);
  return { ...outage, startsAt, endsAt, answerBy, openEnded, reason: change.reason ?? outage.reason };
}

async function write(tx: Tx, { id, startsAt, endsAt, reason, answerBy, openEnded }: OutageRow): Promise<void> {
  await tx.query(
    `UPDATE outage SET starts_at = $2, ends_at = $3, reason = $4, answer_by = $5, open_ended = $6, version = version + 1 WHERE id = $1`,
    [id, startsAt, endsAt, reason, answerBy, openEnded],
  );
}

/** Whoever is not in the way any more is told so; the others go on being asked, until the new time where there is one. */
async function stillAsked(at: Settling, outage: OutageRow): Promise<Set<number>> {
  const { tx } = at;
  const [gone, asked] = [new Set<number>(), new Set<number>()];
  for (const one of await openCases(tx, outage.id)) {
    if (await standsInTheWay(tx, outage, one)) asked.add(one.reservationId);
    else gone.add(one.reservationId);
  }
  await withdrawCases(at, outage, gone);
  if (outage.answerBy === null || asked.size === 0) return asked;
  await unschedule(tx, [dueKinds.answers], outage.id);
  const due = await tx.query<{ at: Date }>(
    `UPDATE outage_case c SET answer_by = CASE WHEN r.starts_at > $3 THEN least($2, r.starts_at) ELSE $2 END
     FROM reservation r WHERE r.id = c.reservation_id AND c.outage_id = $1 AND c.status = 'open' RETURNING c.answer_by at`,
    [outage.id, outage.answerBy, at.now],
  );
  await schedule(
    tx,
    due.map((one) => answersDue(outage.id, one.at)),
  );
  return asked;
}

async function tellOfChange(
  at: Settling,
  before: OutageRow,
  now: OutageRow,
  asked: ReadonlySet<number>,
): Promise<void> {
  const { tx, actor } = at;
  const { id, caseNo, instrumentId, startsAt, endsAt, answerBy, openEnded, reason } = now;
  const data = { caseNo, instrumentId, startsAt, endsAt, answerBy, openEnded, reason };
  const common = { actorId: actor.memberId, event: true } as const;
  const from = { startsAt: before.startsAt, endsAt: before.endsAt };
  await record(tx, {
    ...common,
    companyId: null,
    action: 'outage.changed',
    entity: 'outage',
    entityId: id,
    data: { ...data, from },
  });
  for (const one of await openCases(tx, id)) {
    if (!asked.has(one.reservationId)) continue;
    await record(tx, {
      ...common,
      companyId: one.companyId,
      action: 'reservation.outage_changed',
      entity: 'reservation',
      entityId: one.reservationId,
      data: { outageId: id, caseNo, answerBy: one.answerBy, defaultAction: one.defaultAction },
    });
  }
}
