import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict } from '../../../platform/http/problem.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { Announce } from '../announce.js';
import { type LockedReservation, lockReservation } from '../change-reservation.js';
import { approve, reject } from '../decide-reservation.js';
import type { Change } from '../reservation-changes.js';
import { lockSeries, sessionsOf } from './series-row.js';
import type { seriesDecided } from './series.dto.js';

type Decided = z.infer<typeof seriesDecided>;

/** Staff decide every request of a series at once: all in one transaction, each only if it still waits. */
@Injectable()
export class DecideSeries {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly announce: Announce,
  ) {}

  approve(context: CommandContext, id: number): Promise<Decided> {
    return this.each(context, id, (change) => approve(change), true);
  }

  reject(context: CommandContext, id: number, reason: string): Promise<Decided> {
    return this.each(context, id, (change) => reject(change, reason), false);
  }

  private async each(
    context: CommandContext,
    id: number,
    decide: (change: Change) => Promise<unknown>,
    isSameTime: boolean,
  ): Promise<Decided> {
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
      return { id, decided: touched.length };
    });
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
