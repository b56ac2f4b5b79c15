import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { record } from '../../../platform/outbox/record.js';
import { type Park, ParkSettings } from '../../../platform/park-settings.js';
import { Announce } from '../announce.js';
import { lockInstruments } from '../make-way.js';
import { moveTo } from '../move-reservation.js';
import { type MovePlan, planMove, type Step } from './plan-move.js';
import { PreviewMove, type SeriesMovePreview } from './preview-move.js';
import { conflictWith, isConflict, samePriceOrRefused } from './refuse-series.js';
import { changeSeries, handOver, lockSeries, readSeries, sessionsOf, splitSeries } from './series-row.js';
import { lockSessions, nothingAhead } from './series-scope.js';
import type { seriesMove, seriesMoveOutcome, seriesMovePreviewRequest } from './series.dto.js';

type PreviewRequest = z.infer<typeof seriesMovePreviewRequest>;
type Request = z.infer<typeof seriesMove>;
type Outcome = z.infer<typeof seriesMoveOutcome>;

/** A move under way; the step that is tried is named when it fails. */
interface Moving {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly park: Park;
  readonly now: Date;
  trying?: string;
}

/** Moves sessions of a series to another time, length or instrument: one, those from a day on, or all ahead; all or nothing (R12). */
@Injectable()
export class MoveSeries {
  constructor(
    private readonly commands: Commands,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly previews: PreviewMove,
    private readonly announce: Announce,
  ) {}

  async preview(actor: Actor, id: number, request: PreviewRequest): Promise<SeriesMovePreview> {
    const park = await this.settings.get();
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), async (tx) => {
      const series = await readSeries(tx, actor.companyId, id);
      const plan = planMove(series, await sessionsOf(tx, id), request, now);
      return this.previews.execute({ tx, actor, park, now }, series, plan);
    });
  }

  async execute(context: CommandContext, id: number, request: Request): Promise<Outcome> {
    const { actor } = context;
    const park = await this.settings.get();
    let touched: { companyId: number; instrumentId: number }[] = [];
    let moving: Moving | undefined;
    try {
      const outcome = await this.commands.run(context, async (tx) => {
        moving = { tx, actor, park, now: this.clock.now() };
        const { series, plan } = await open(moving, id, request);
        touched = instrumentsOf(plan).map((instrumentId) => ({ companyId: series.companyId, instrumentId }));
        await moveEach(moving, series, plan, request);
        return keep(moving, id, series.companyId, plan, request);
      });
      this.announce.changed(touched);
      return outcome;
    } catch (error) {
      if (!isConflict(error)) throw error;
      throw conflictWith(error, moving?.trying, await this.preview(actor, id, request));
    }
  }
}

type Opened = { readonly series: Awaited<ReturnType<typeof lockSeries>>; readonly plan: MovePlan };

async function open({ tx, actor, now }: Moving, id: number, request: Request): Promise<Opened> {
  const series = await lockSeries(tx, actor.companyId, id);
  const plan = planMove(series, await sessionsOf(tx, id), request, now);
  if (plan.steps.length === 0) throw nothingAhead();
  return { series, plan };
}

const instrumentsOf = ({ steps }: MovePlan): number[] => [
  ...new Set(steps.flatMap(({ session, to }) => [session.instrumentId, to?.instrumentId ?? session.instrumentId])),
];

/** All places are given up first: each may go where another of them stood. */
async function moveEach(
  moving: Moving,
  series: Opened['series'],
  plan: MovePlan,
  { override }: Request,
): Promise<void> {
  const { tx, actor, park, now } = moving;
  const steps = plan.steps.filter((step): step is Step & { to: NonNullable<Step['to']> } => step.to !== null);
  await lockInstruments(tx, instrumentsOf(plan));
  const locked = await lockSessions(
    tx,
    series,
    steps.map(({ session }) => session),
  );
  await tx.execute(`DELETE FROM occupancy WHERE source_kind = 'reservation' AND source_id = ANY($1)`, [
    [...locked.keys()],
  ]);
  for (const { session, to } of steps) {
    const reservation = locked.get(session.reservationId);
    if (!reservation) continue;
    moving.trying = session.date;
    const [startsAt, endsAt] = [to.period.start, to.period.end].map((at) => new Date(at).toISOString());
    await moveTo({ tx, actor, reservation, now, park }, { instrumentId: to.instrumentId, startsAt, endsAt, override });
  }
}

/** Writes the new rule, split off where days lie before it, and records what was done. */
async function keep(moving: Moving, id: number, companyId: number, plan: MovePlan, request: Request): Promise<Outcome> {
  const { tx, actor, now } = moving;
  const { next } = plan;
  const moved = plan.steps.filter(({ to }) => to !== null).map(({ session }) => session);
  const totalFen = await samePriceOrRefused(tx, moved, request.quoteId);
  let into = id;
  if (next) {
    if (next.isSplit) into = await splitSeries(tx, id, next.cut, next.plan, now);
    else await changeSeries(tx, id, next.plan, now);
    await handOver(tx, id, { id: into, cut: next.cut, shiftDays: next.shiftDays });
  }
  const { scope, date } = request;
  await record(tx, {
    actorId: actor.memberId,
    companyId,
    action: 'series.moved',
    entity: 'series',
    entityId: id,
    data: { scope, date, into, moved: moved.length, ...(next ? { rrule: next.plan.rrule } : {}) },
    event: true,
  });
  return { id: into, moved: moved.length, totalFen };
}
