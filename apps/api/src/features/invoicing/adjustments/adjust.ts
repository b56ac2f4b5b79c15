import { Injectable } from '@nestjs/common';
import { localDate, monthOf } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, forbidden, notFound } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { addBillableItem, withdrawBillableItem } from '../billable-items.js';
import type { ChargeSubject } from '../charge.js';
import type { adjustmentOutcome, newAdjustment, withdrawal } from './adjustments.dto.js';

type New = z.infer<typeof newAdjustment>;
type Outcome = z.infer<typeof adjustmentOutcome>;

/** What it is about: the named reservation's instrument, or the named one, or none. */
interface About {
  readonly instrumentId: number | null;
  readonly subject: ChargeSubject;
}

/** States what a company owes besides what follows from its reservations, or gets back; and takes that back. */
@Injectable()
export class Adjust {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** Whoever takes an instrument back states a damage; an adjustment is finance's. */
  async add(context: CommandContext, given: New): Promise<Outcome> {
    const { actor } = context;
    if (given.kind === 'adjustment' && actor.role === 'manager') throw forbidden();
    const { timeZone } = await this.settings.get();
    const month = given.month ?? monthOf(localDate(this.clock.now().getTime(), timeZone));
    return this.commands.run(context, async (tx) => {
      const about = await aboutOf(tx, given);
      await holdEvidence(tx, given.evidenceUrl);
      const { companyId, kind, amountFen, reason, reservationId, evidenceUrl } = given;
      const { taxRateBps: rateBps, taxCode: code, itemName } = given;
      const item = { companyId, kind, amountFen, reason, reservationId, evidenceUrl, month, ...about };
      const id = await addBillableItem(tx, { ...item, tax: { rateBps, code, itemName }, createdBy: actor.memberId });
      await record(tx, {
        actorId: actor.memberId,
        companyId,
        action: 'adjustment.added',
        entity: 'billable_item',
        entityId: id,
        data: { kind, amountFen, month, ...(reservationId ? { reservationId } : {}) },
        reason,
        event: true,
      });
      return { id };
    });
  }

  /** What was charged for it comes back with the next run, as a line of its own. */
  withdraw(context: CommandContext, id: number, { reason }: z.infer<typeof withdrawal>): Promise<Outcome> {
    const { actor } = context;
    return this.commands.run(context, async (tx) => {
      const [item] = await tx.query<{ companyId: number; kind: string }>(
        'SELECT company_id "companyId", kind FROM billable_item WHERE id = $1',
        [id],
      );
      if (!item) throw notFound();
      if (item.kind !== 'damage' && actor.role === 'manager') throw forbidden();
      if (item.kind === 'forfeit') throw atDeposit();
      const withdrawn = await withdrawBillableItem(tx, { id, reason, actorId: actor.memberId, at: this.clock.now() });
      if (!withdrawn) throw alreadyWithdrawn();
      await record(tx, {
        actorId: actor.memberId,
        companyId: item.companyId,
        action: 'adjustment.withdrawn',
        entity: 'billable_item',
        entityId: id,
        reason,
      });
      return { id };
    });
  }
}

async function aboutOf(tx: Tx, { companyId, reservationId, instrumentId }: New): Promise<About> {
  const [row] = await tx.query<{ instrumentId: number | null; subject: ChargeSubject | null; known: boolean }>(
    `SELECT i.id "instrumentId", jsonb_build_object('nameZh', i.name_zh, 'nameEn', i.name_en, 'assetNo', i.asset_no) subject,
       ($2::bigint IS NULL OR r.id IS NOT NULL) AND (coalesce($2, $3::bigint) IS NULL OR i.id IS NOT NULL) known
     FROM company y LEFT JOIN reservation r ON r.id = $2 AND r.company_id = y.id LEFT JOIN instrument i ON i.id = coalesce(r.instrument_id, $3)
     WHERE y.id = $1`,
    [companyId, reservationId ?? null, instrumentId ?? null],
  );
  if (!row?.known) throw notFound();
  const nothing = { nameZh: '', nameEn: '', assetNo: '' };
  return { instrumentId: row.instrumentId, subject: row.instrumentId && row.subject ? row.subject : nothing };
}

/** A photograph that is named as evidence stays: whoever would remove it waits, and then finds the charge. */
async function holdEvidence(tx: Tx, url: string | undefined): Promise<void> {
  const id = /\/handover-photos\/(\d{1,15})$/.exec(url ?? '')?.[1];
  if (id === undefined) return;
  const held = await tx.query('SELECT 1 FROM handover_photo WHERE id = $1 FOR KEY SHARE', [id]);
  if (held.length === 0) throw evidenceGone();
}

const evidenceGone = (): Error =>
  conflict('evidence_gone', {
    zh: '所选照片已被删除，请重新上传后再登记费用',
    en: 'The photograph was removed; upload it again and then state the charge',
  });

/** Its deposit would stay decided on, with nothing that ever settles it. */
const atDeposit = (): Error =>
  conflict('withdraw_at_deposit', {
    zh: '没收押金请在押金页撤回；已开具账单的请做红字冲销',
    en: 'Take back a kept deposit on the page of deposits, or by a credit note once it is invoiced',
  });

const alreadyWithdrawn = (): Error =>
  conflict('already_withdrawn', { zh: '该费用已撤回', en: 'This has been withdrawn already' });
