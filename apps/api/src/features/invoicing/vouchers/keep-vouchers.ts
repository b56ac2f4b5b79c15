import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { constraintOf } from '../../../platform/database/sql-state.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, notFound, stale } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import type { voucherInput, voucherState, voucherTerms, VoucherView } from './vouchers.dto.js';
import { voucherOf } from './vouchers.query.js';

type Terms = z.infer<typeof voucherTerms>;

const values = (terms: Terms): unknown[] => [
  terms.no,
  terms.issuer,
  terms.amountFen,
  terms.shareBps,
  terms.validFrom,
  terms.validTo,
  JSON.stringify(terms.scope),
  terms.note,
];
/** What a use rests on, and what its issuer was told: with a use it stays. */
const fixedByUse = ['no', 'issuer', 'shareBps', 'validFrom'] as const;

/** The register of vouchers: finance enters them as their issuers granted them. */
@Injectable()
export class KeepVouchers {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  add(context: CommandContext, input: z.infer<typeof voucherInput>): Promise<VoucherView> {
    return this.named(() =>
      this.commands.run(
        context,
        async (tx) => {
          const [made] = await tx.query<{ id: number }>(
            `INSERT INTO voucher (no, issuer, amount_fen, share_bps, valid_from, valid_to, scope, note, company_id, state, created_by, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
            [...values(input), input.companyId, input.state, context.actor.memberId, this.clock.now()],
          );
          return this.noted(tx, context, { id: made?.id ?? 0, action: 'voucher.added', data: input });
        },
        'all',
      ),
    );
  }

  /** Corrects what was entered; after a use what the use rests on stays. */
  change(context: CommandContext, at: { id: number; version: number }, terms: Terms): Promise<VoucherView> {
    return this.named(() =>
      this.commands.run(
        context,
        async (tx) => {
          const before = await this.locked(tx, at);
          if (before.uses.length > 0 && fixedByUse.some((key) => before[key] !== terms[key])) throw usedAlready();
          await tx.query(
            `UPDATE voucher SET no = $2, issuer = $3, amount_fen = $4, share_bps = $5, valid_from = $6, valid_to = $7, scope = $8, note = $9,
               version = version + 1 WHERE id = $1`,
            [at.id, ...values(terms)],
          );
          return this.noted(tx, context, { id: at.id, action: 'voucher.changed', data: terms });
        },
        'all',
      ),
    );
  }

  /** Granted by its issuer, or taken back by it; what stands used must be returned first. */
  setState(context: CommandContext, id: number, input: z.infer<typeof voucherState>): Promise<VoucherView> {
    return this.commands.run(
      context,
      async (tx) => {
        const before = await this.locked(tx, { id, version: input.version });
        if (input.state === 'returned' && before.usedFen > 0) throw stillUsed();
        await tx.query('UPDATE voucher SET state = $2, version = version + 1 WHERE id = $1', [id, input.state]);
        return this.noted(tx, context, { id, action: `voucher.${input.state}`, data: { from: before.status } });
      },
      'all',
    );
  }

  private async locked(tx: Tx, at: { id: number; version: number }): Promise<VoucherView> {
    await tx.query('SELECT 1 FROM voucher WHERE id = $1 FOR UPDATE', [at.id]);
    const before = await this.read(tx, at.id);
    if (!before) throw notFound();
    if (before.version !== at.version) throw stale(before);
    return before;
  }

  private async read(tx: Tx, id: number): Promise<VoucherView | undefined> {
    const { timeZone } = await this.settings.get();
    return voucherOf(tx, { id, today: localDate(this.clock.now().getTime(), timeZone), companyId: null });
  }

  private async noted(
    tx: Tx,
    { actor }: CommandContext,
    what: { id: number; action: string; data: Record<string, unknown> },
  ): Promise<VoucherView> {
    const voucher = await this.read(tx, what.id);
    if (!voucher) throw new Error('the voucher was not stored');
    const { id, action, data } = what;
    const { companyId } = voucher;
    await record(tx, {
      actorId: actor.memberId,
      companyId,
      action,
      entity: 'voucher',
      entityId: id,
      data,
      event: true,
    });
    return voucher;
  }

  private async named<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const constraint = constraintOf(error);
      if (constraint === 'voucher_no')
        throw conflict('voucher_known', {
          zh: '该单位的这张券已登记',
          en: 'This voucher of this issuer is registered',
        });
      if (constraint === 'voucher_within')
        throw conflict('voucher_used_more', {
          zh: '券面金额不能低于已使用金额',
          en: 'The amount cannot be less than what was used of it',
        });
      if (constraint === 'voucher_company_id_fkey') throw notFound();
      throw error;
    }
  }
}

const usedAlready = (): Error =>
  conflict('voucher_used', {
    zh: '该券已使用，券号、发放单位、支付比例与起始日不能再改；请先撤回使用',
    en: 'It was used: number, issuer, share and first day stay; return its uses first',
  });

const stillUsed = (): Error =>
  conflict('voucher_used', {
    zh: '该券仍有使用记录，请先逐笔撤回再退回',
    en: 'It still pays for invoices; return those uses first',
  });
