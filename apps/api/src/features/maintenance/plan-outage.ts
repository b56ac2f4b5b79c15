import { Injectable } from '@nestjs/common';
import type { Period } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { conflict } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { SlotTaken, takePeriod } from '../occupancy/occupancy.api.js';
import { Announce, lockInstruments, MakeWay, NoWay, type Resolution } from '../reservations/reservations.api.js';
import type { outageOutcome, outageRequest } from './outages.dto.js';

type Request = z.infer<typeof outageRequest>;
type Outcome = z.infer<typeof outageOutcome>;

/** Reservations stand in the way and were not named. */
class NotNamed extends Error {
  constructor(readonly ids: readonly number[]) {
    super('reservations are affected');
  }
}

/** Takes an instrument out for maintenance, over existing reservations only by naming what becomes of each (rules §2). */
@Injectable()
export class PlanOutage {
  constructor(
    private readonly commands: Commands,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly way: MakeWay,
    private readonly announce: Announce,
  ) {}

  async execute(context: CommandContext, request: Request): Promise<Outcome> {
    const park = await this.settings.get();
    const period = { start: Date.parse(request.startsAt), end: Date.parse(request.endsAt) };
    const touched = new Set<number>();
    try {
      const outcome = await this.commands.run(context, (tx) =>
        this.plan(tx, context.actor, request, period, park, touched),
      );
      this.announce.changed([...touched].map((instrumentId) => ({ companyId: 'public', instrumentId })));
      return outcome;
    } catch (error) {
      throw await this.explained(error, period, park);
    }
  }

  private async plan(
    tx: Tx,
    actor: Actor,
    request: Request,
    period: Period,
    park: Park,
    touched: Set<number>,
  ): Promise<Outcome> {
    const now = this.clock.now();
    const { instrumentId, kind, reason, resolutions } = request;
    const others = resolutions.flatMap((r) => r.instrumentId ?? []);
    await lockInstruments(tx, [instrumentId, ...others]);
    const inTheWay = await this.way.inTheWay(tx, instrumentId, period);
    const byId = new Map<number, Resolution>(resolutions.map((r) => [r.reservationId, r]));
    const unnamed = inTheWay.filter((r) => !byId.has(r.id));
    if (unnamed.length > 0) throw new NotNamed(inTheWay.map((r) => r.id));
    const [outage] = await tx.query<{ id: number }>(
      `INSERT INTO outage (instrument_id, kind, starts_at, ends_at, reason, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [instrumentId, kind, new Date(period.start), new Date(period.end), reason, actor.memberId, now],
    );
    const id = outage?.id ?? 0;
    const decided = inTheWay.flatMap((reservation) => {
      const resolution = byId.get(reservation.id);
      return resolution ? [{ reservation, resolution }] : [];
    });
    const at = { actor, park, now, outageId: id };
    await this.way.giveUp(tx, decided, at);
    await takePeriod(tx, { kind: 'outage', id }, instrumentId, period);
    await this.way.place(tx, decided, at);
    await record(tx, {
      actorId: actor.memberId,
      companyId: null,
      action: 'outage.created',
      entity: 'outage',
      entityId: id,
      data: { instrumentId, kind, startsAt: request.startsAt, endsAt: request.endsAt, reason, resolutions },
      event: true,
    });
    for (const one of [instrumentId, ...others]) touched.add(one);
    return { id, status: 'planned', version: 1 };
  }

  /** Refusals name what stands in the way and where each could go; read after the transaction that failed. */
  private async explained(error: unknown, period: Period, park: Park): Promise<unknown> {
    const now = this.clock.now();
    if (error instanceof NoWay) {
      const title = { zh: '所选的新时段或替代仪器已被占用', en: 'The new time or instrument that was chosen is taken' };
      return conflict('slot_taken', title, { reservationId: error.reservationId });
    }
    if (error instanceof SlotTaken) {
      const title = { zh: '该时段已有其他停机安排', en: 'Another outage stands at that time' };
      return conflict('slot_taken', title);
    }
    if (!(error instanceof NotNamed)) return error;
    const affected = await this.db.read('all', (tx) => this.way.describe(tx, error.ids, period, { park, now }));
    const title = {
      zh: '该时段已有预约，请逐一说明如何处理',
      en: 'Reservations stand at that time; say what becomes of each',
    };
    return conflict('reservations_affected', title, { affected });
  }
}
