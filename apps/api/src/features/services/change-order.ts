import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { badRequest, conflict, forbidden, notFound, stale } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { billOrder } from './bill-order.js';
import { mayDo, type ServiceAction, type ServiceStatus, steps } from './order-actions.js';
import { type KeptLine, quotedFen } from './order-lines.js';
import type { serviceEnd, serviceOutcome, serviceQuote, serviceResult } from './service-orders.dto.js';

type Outcome = z.infer<typeof serviceOutcome>;

/** An order that is locked for a change. */
export interface LockedOrder {
  readonly id: number;
  readonly companyId: number;
  readonly instrumentId: number | null;
  readonly status: ServiceStatus;
  readonly lines: readonly KeptLine[];
  readonly version: number;
}

/** What a change writes, by column. */
type Written = Readonly<Record<string, unknown>>;
interface Change {
  readonly tx: Tx;
  readonly order: LockedOrder;
  readonly actorId: number;
  readonly now: Date;
  readonly park: Park;
}

/** Every step of an order after it was asked for; one at a time, and only from where it stands. */
@Injectable()
export class ChangeOrder {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  quote(context: CommandContext, id: number, given: z.infer<typeof serviceQuote>): Promise<Outcome> {
    const { lines, promisedOn = null, note, version } = given;
    const kept: KeptLine[] = lines.map(({ taxRateBps, taxCode, itemName, ...line }) => ({
      ...line,
      tax: { rateBps: taxRateBps, code: taxCode, itemName },
    }));
    return this.step(context, { id, action: 'quote', version }, ({ actorId, now }) => ({
      lines: JSON.stringify(kept),
      quoted_fen: quotedFen(kept),
      promised_on: promisedOn,
      quote_note: note,
      quoted_by: actorId,
      quoted_at: now,
    }));
  }

  confirm(context: CommandContext, id: number, version: number): Promise<Outcome> {
    return this.step(context, { id, action: 'confirm', version }, ({ actorId, now }) => ({
      confirmed_by: actorId,
      confirmed_at: now,
    }));
  }

  start(context: CommandContext, id: number, version: number): Promise<Outcome> {
    return this.step(context, { id, action: 'start', version }, ({ now }) => ({ started_at: now }));
  }

  /** Done: what was agreed, or less of it, becomes billable in the month in which it was done. */
  complete(context: CommandContext, id: number, result: z.infer<typeof serviceResult>): Promise<Outcome> {
    const { version, resultNote, resultUrl, counts } = result;
    return this.step(context, { id, action: 'complete', version }, async (change) => {
      const { order } = change;
      const done = order.lines.map((line, i) => ({ ...line, doneCount: counts?.[i] ?? line.count }));
      const fits = counts === undefined || counts.length === done.length;
      if (!fits || done.some((line) => line.doneCount > line.count)) throw moreThanQuoted();
      const billedFen = await billOrder(change.tx, { ...change, lines: done });
      return {
        lines: JSON.stringify(done),
        billed_fen: billedFen,
        result_note: resultNote,
        result_url: resultUrl,
        ended_at: change.now,
      };
    });
  }

  end(
    context: CommandContext,
    wanted: { readonly id: number; readonly action: 'reject' | 'cancel' },
    { reason, version }: z.infer<typeof serviceEnd>,
  ): Promise<Outcome> {
    return this.step(context, { ...wanted, version, reason }, ({ now }) => ({ end_reason: reason, ended_at: now }));
  }

  private async step(
    context: CommandContext,
    wanted: { id: number; action: ServiceAction; version: number; reason?: string },
    work: (change: Change) => Written | Promise<Written>,
  ): Promise<Outcome> {
    const { actor } = context;
    const park = await this.settings.get();
    return this.commands.run(context, async (tx) => {
      const order = await lock(tx, wanted.id);
      mustBeAllowed(context, order, wanted);
      const now = this.clock.now();
      const written = await work({ tx, order, actorId: actor.memberId, now, park });
      const status = steps[wanted.action].to;
      await write(tx, order.id, { ...written, status, updated_at: now });
      await record(tx, {
        actorId: actor.memberId,
        companyId: order.companyId,
        action: `service.${status}`,
        entity: 'service_order',
        entityId: order.id,
        reason: wanted.reason ?? null,
        event: true,
      });
      return { id: order.id, status, version: order.version + 1 };
    });
  }
}

/** Row security leaves only the own company's; another's is not there. */
async function lock(tx: Tx, id: number): Promise<LockedOrder> {
  const [row] = await tx.query<LockedOrder>(
    `SELECT id, company_id "companyId", instrument_id "instrumentId", status, lines, version
     FROM service_order WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!row) throw notFound();
  return row;
}

function mustBeAllowed(
  { actor }: CommandContext,
  order: LockedOrder,
  { action, version }: { action: ServiceAction; version: number },
): void {
  const current = { status: order.status, version: order.version };
  if (!mayDo(actor, action, order.status)) {
    if (!steps[action].from.some((status) => mayDo(actor, action, status))) throw forbidden();
    throw conflict(
      'not_in_this_state',
      { zh: '委托单当前状态不允许此操作，请刷新后查看', en: 'The order does not permit this as it stands; look again' },
      { current },
    );
  }
  if (order.version !== version) throw stale(current);
}

async function write(tx: Tx, id: number, written: Written): Promise<void> {
  const columns = Object.keys(written);
  const set = columns.map((column, i) => `${column} = $${i + 2}`).join(', ');
  await tx.query(`UPDATE service_order SET ${set}, version = version + 1 WHERE id = $1`, [
    id,
    ...Object.values(written),
  ]);
}

const moreThanQuoted = (): Error =>
  badRequest('more_than_quoted', {
    zh: '完成数量不能超过已确认的报价；如需增加，请另开委托单',
    en: 'No more can be done than was quoted and agreed to; for more, open another order',
  });
