import { Injectable } from '@nestjs/common';
import { waitsUntil } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { schedule } from '../../platform/due-work/due-work.js';
import type { Actor } from '../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { badRequest, conflict, forbidden, type Problem } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { Queues } from '../../platform/queue/queues.js';
import { countsAsked } from '../reservations/reservations.api.js';
import { positionsOf, wantedTime, waitOf, type WantedRow } from './entries.js';
import type { At } from './freed-instrument.js';
import { refuseHopeless } from './refuse-hopeless.js';
import type { joined, joinRequest } from './waiting-list.dto.js';

type Request = z.infer<typeof joinRequest>;
type Joined = z.infer<typeof joined>;

const openAtMost = 50;

/** Puts somebody on the waiting list; refused at once where no other time would help either. */
@Injectable()
export class JoinWaitingList {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly db: Database,
    private readonly queues: Queues,
  ) {}

  async execute(context: CommandContext, request: Request): Promise<Joined> {
    const park = await this.settings.get();
    const id = await this.commands.run(context, (tx) =>
      join({ tx, park, now: this.clock.now() }, context.actor, request),
    );
    this.queues.poke();
    const positions = await this.db.read('all', (tx) => positionsOf(tx, [id]));
    return { id, status: 'waiting', position: positions.get(id) ?? 1 };
  }
}

async function join(at: At, actor: Actor, request: Request): Promise<number> {
  const { companyId, memberId } = actor;
  if (companyId === null) throw forbidden();
  const wanted = wantedOf(request);
  const wait = waitOf(wanted, []);
  const until = new Date(waitsUntil(wait, at.park.timeZone));
  if (until <= at.now) throw windowOver();
  await refuseMany(at.tx, memberId);
  await refuseHopeless(at, { companyId, memberId }, { ...request, wanted });
  const id = await addEntry(at, { companyId, memberId }, request, wanted, until);
  await schedule(at.tx, [
    { kind: 'waiting-list.seek', subjectId: id, dueAt: at.now, dedupeKey: `waiting-list.seek:${id}` },
    { kind: 'waiting-list.end', subjectId: id, dueAt: until, dedupeKey: `waiting-list.end:${id}` },
  ]);
  const { target, kind, instrumentId, categoryId } = request;
  await record(at.tx, {
    actorId: memberId,
    companyId,
    action: 'waiting-list.joined',
    entity: 'waiting_list_entry',
    entityId: id,
    data: { target, kind, instrumentId: instrumentId ?? null, categoryId: categoryId ?? null },
    event: true,
  });
  return id;
}

function wantedOf(request: Request): WantedRow {
  if (request.kind === 'rental') {
    const { kind, months, firstDay, lastDay } = request;
    const nothing = { lengthMinutes: null, from: null, until: null, weekdays: null, fromMinute: null, toMinute: null };
    return { kind, months, firstDay, lastDay, counts: null, ...nothing };
  }
  const { kind, lengthMinutes, from, until, weekdays, hours, counts } = request;
  return {
    kind,
    lengthMinutes,
    from: new Date(from),
    until: new Date(until),
    weekdays: weekdays ? [...new Set(weekdays)].sort((a, b) => a - b) : null,
    fromMinute: hours?.fromMinute ?? null,
    toMinute: hours?.toMinute ?? null,
    months: null,
    firstDay: null,
    lastDay: null,
    counts: countsAsked(counts).counts ?? null,
  };
}

const insert = `
  INSERT INTO waiting_list_entry (company_id, member_id, target, instrument_id, category_id, kind, length_minutes, window_start,
    window_end, weekdays, from_minute, to_minute, months, first_day, last_day, wanted, waits_until, purpose, project, rd_use, counts, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, tstzrange($16, $17), $18, $19, $20, $21, $22, $23, $23) RETURNING id`;

async function addEntry(
  { tx, park, now }: At,
  owner: { readonly companyId: number; readonly memberId: number },
  request: Request,
  wanted: WantedRow,
  until: Date,
): Promise<number> {
  const time = wantedTime(waitOf(wanted, []), park.timeZone);
  const ofCategory = request.target === 'category';
  const [row] = await tx.query<{ id: number }>(insert, [
    owner.companyId,
    owner.memberId,
    request.target,
    ofCategory ? null : request.instrumentId,
    ofCategory ? request.categoryId : null,
    wanted.kind,
    wanted.lengthMinutes,
    wanted.from,
    wanted.until,
    wanted.weekdays,
    wanted.fromMinute,
    wanted.toMinute,
    wanted.months,
    wanted.firstDay,
    wanted.lastDay,
    new Date(time.start),
    new Date(time.end),
    until,
    request.purpose,
    request.project,
    request.rdUse,
    wanted.counts,
    now,
  ]);
  if (!row) throw new Error('the entry was not written');
  return row.id;
}

async function refuseMany(tx: Tx, memberId: number): Promise<void> {
  const [row] = await tx.query<{ open: number }>(
    `SELECT count(*)::int open FROM waiting_list_entry WHERE member_id = $1 AND status IN ('waiting', 'offered')`,
    [memberId],
  );
  if ((row?.open ?? 0) < openAtMost) return;
  throw conflict('waiting_too_often', {
    zh: `您已有 ${openAtMost} 条候补，请先退出不再需要的`,
    en: `You already wait for ${openAtMost} things; leave those you no longer need`,
  });
}

const windowOver = (): Problem =>
  badRequest('window_over', {
    zh: '可接受的时间已过，请选择之后的时间',
    en: 'The time that would suit is over; choose a later one',
  });
