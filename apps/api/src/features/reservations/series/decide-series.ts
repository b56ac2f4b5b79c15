import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import type { Override } from '../agree.js';
import { Announce } from '../announce.js';
import { type LockedReservation, lockReservation } from '../change-reservation.js';
import { approve, reject } from '../decide-reservation.js';
import type { Change } from '../reservation-changes.js';
import { lockSeries, sessionsOf } from './series-row.js';
import type { seriesDecided } from './series.dto.js';

type Decided = z.infer<typeof seriesDecided>;

interface Decision {
  readonly what: 'approved' | 'rejected';
  readonly decide: (change: Change) => Promise<unknown>;
  readonly reason: string | null;
}

/** Staff decide every request of a series at once: all in one transaction, each only if it still waits. */
@Injectable()
export class DecideSeries {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly announce: Announce,
  ) {}

  approve(context: CommandContext, id: number, override?: Override): Promise<Decided> {
    const decide = (change: Change): Promise<unknown> => approve(change, override, { seriesId: id });
    return this.each(context, id, { what: 'approved', decide, reason: null });
  }

  reject(context: CommandContext, id: number, reason: string): Promise<Decided> {
    const decide = (change: Change): Promise<unknown> => reject(change, reason, { seriesId: id });
    return this.each(context, id, { what: 'rejected', decide, reason });
  }

  private async each(context: CommandContext, id: number, { what, decide, reason }: Decision): Promise<Decided> {
    const { actor } = context;
    const park = await this.settings.get();
    let touched: LockedReservation[] = [];
    const outcome = await this.commands.run(context, async (tx) => {
      touched = [];
      const now = this.clock.now();
      const series = await lockSeries(tx, actor.companyId, id);
      const waiting = (await sessionsOf(tx, id)).filter(({ status }) => status === 'requested');
      for (const { reservationId } of waiting.sort((a, b) => a.reservationId - b.reservationId)) {
        const reservation = await lockReservation(tx, series.companyId, reservationId);
        if (!isWaiting(reservation, now)) continue;
        await decide({ tx, actor, reservation, now, park });
        touched.push(reservation);
      }
      if (touched.length === 0) throw nothingWaits();
      const { companyId } = series;
      const data = { sessions: touched.length, ...(reason ? { reason } : {}) };
      const of = { actorId: actor.memberId, companyId, entity: 'series', entityId: id };
      await record(tx, { ...of, action: `series.${what}`, data, reason, event: true });
      return { id, decided: touched.length };
    });
    // What is confirmed is taken as before: other companies hear nothing.
    const isSameTime = what === 'approved';
    this.announce.changed(touched.map(({ companyId, instrumentId }) => ({ companyId, instrumentId, isSameTime })));
    return outcome;
  }
}

const isWaiting = ({ status, holdExpiresAt }: LockedReservation, now: Date): boolean =>
  status === 'requested' && (holdExpiresAt === null || holdExpiresAt > now);

const nothingWaits = (): Error =>
  conflict('already_decided', {
    zh: '该系列没有待审批的申请，可能已被处理或已过保留期',
    en: 'Nothing of this series waits for a decision: it was decided, or the hold has lapsed',
  });
