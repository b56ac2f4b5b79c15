import { Injectable } from '@nestjs/common';
import { firstDay } from '@parkbench/domain';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { conflict } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { holdMonths } from '../invoicing/invoicing.api.js';
import { blockersOf } from './blockers.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { holdRun } from './run.js';
import { freeFailedDrafts } from './take-back-drafts.js';

export interface Closing {
  readonly month: string;
  /** Companies that failed are left for the next month's run instead of holding the month open. */
  readonly leaveFailed: boolean;
  /** Disputes that are not answered go on after it: what comes of them is billed in the next open month. */
  readonly leaveDisputes: boolean;
}

/** Locks a month: whatever changes later falls into the next open one (rules §5). */
@Injectable()
export class CloseMonth {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async close(context: CommandContext, closing: Closing): Promise<{ month: string }> {
    const { timeZone } = await this.settings.get();
    const now = this.clock.now();
    return this.commands.run(
      context,
      (tx) => close(tx, { ...closing, now, timeZone, actorId: context.actor.memberId }),
      'all',
    );
  }
}

async function close(
  tx: Tx,
  wanted: Closing & { now: Date; timeZone: string; actorId: number },
): Promise<{ month: string }> {
  const { month, now, timeZone, actorId, leaveFailed, leaveDisputes } = wanted;
  const left = { companies_failed: leaveFailed, open_disputes: leaveDisputes };
  // The run is locked before the months, as by whoever drafts: two that lock in one order never wait for each other.
  const run = await holdRun(tx, { month }, 'UPDATE');
  await holdMonths(tx);
  const blockers = (await blockersOf(tx, { month, now, timeZone })).filter(
    (b) => b.blocks && !(left as Partial<Record<string, boolean>>)[b.code],
  );
  if (blockers.length > 0) {
    throw conflict('month_blocked', { zh: '该月还不能关账', en: 'The month cannot be closed yet' }, { blockers });
  }
  const closed = await tx.execute(
    'INSERT INTO billing_month (month, closed_at, closed_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [firstDay(month), now, actorId],
  );
  if (closed === 0) throw conflict('month_closed', { zh: '该月已关账', en: 'The month is closed already' });
  if (run) await freeFailedDrafts(tx, run);
  await record(tx, {
    actorId,
    companyId: null,
    action: 'month.closed',
    entity: 'billing_run',
    entityId: run?.id ?? 0,
    data: { month, leaveFailed, leaveDisputes },
  });
  return { month };
}
