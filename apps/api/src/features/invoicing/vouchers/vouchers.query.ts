import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { notFound } from '../../../platform/http/problem.js';
import { decodeCursor } from '../../../platform/http/validation.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { idCursor, pageById } from '../../../platform/http/paging.js';
import { likeText } from '../../../platform/database/like-text.js';
import { isoOf } from '../invoices.query.js';
import type { voucherPage, vouchersQuery, VoucherView } from './vouchers.dto.js';

/** Its uses and the day say where a voucher stands; only what nobody can see from them is stored. $1 is today. */
const status = `CASE WHEN v.state <> 'available' THEN v.state
  WHEN (v.used_fen = v.amount_fen OR v.valid_to < $1::date) AND u.count > 0 AND u.redeemed = u.count THEN 'redeemed'
  WHEN (v.used_fen = v.amount_fen OR v.valid_to < $1::date) AND u.count > 0 AND u.waiting = 0 THEN 'submitted'
  WHEN v.used_fen = v.amount_fen THEN 'used_up' WHEN v.valid_to < $1::date THEN 'expired' ELSE 'available' END`;

/** A use as it is shown, for `voucher_use u` of `invoice i`. */
export const useColumns = `jsonb_build_object('id', u.id, 'voucherId', u.voucher_id, 'invoiceId', i.id, 'number', i.number, 'month', to_char(i.month, 'YYYY-MM'),
  'amountFen', u.amount_fen, 'coveredFen', u.covered_fen, 'state', u.state, 'usedAt', ${isoOf('u.used_at')}, 'submittedAt', ${isoOf('u.submitted_at')},
  'submittedRef', u.submitted_ref, 'redeemedOn', u.redeemed_on, 'redeemedRef', u.redeemed_ref, 'returnedAt', ${isoOf('u.returned_at')}, 'returnedReason', u.returned_reason)`;

const row = `v.id, v.version, v.company_id "companyId", c.name_zh "companyZh", c.name_en "companyEn", c.affiliated_with_provider "isAffiliated", v.no, v.issuer,
  v.amount_fen "amountFen", v.used_fen "usedFen", v.amount_fen - v.used_fen "remainingFen", v.share_bps "shareBps", v.valid_from "validFrom", v.valid_to "validTo",
  v.scope, ${status} status, v.note, u.uses`;

const from = `FROM voucher v JOIN company c ON c.id = v.company_id CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE u.state <> 'returned') AS count, count(*) FILTER (WHERE u.state = 'redeemed') redeemed, count(*) FILTER (WHERE u.state = 'used') waiting,
    coalesce(sum(u.amount_fen) FILTER (WHERE u.state IN ('used', 'submitted')), 0) owed, coalesce(jsonb_agg(${useColumns} ORDER BY u.id DESC) FILTER (WHERE u.id IS NOT NULL), '[]') uses
  FROM voucher_use u JOIN invoice i ON i.id = u.invoice_id WHERE u.voucher_id = v.id) u`;

/** $2 the tenant's company, $3 company, $4 status, $5 text. */
const wanted = `($2::bigint IS NULL OR v.company_id = $2) AND ($3::bigint IS NULL OR v.company_id = $3) AND ($4::text IS NULL OR ${status} = $4)
  AND ($5::text IS NULL OR v.no ILIKE $5 OR v.issuer ILIKE $5 OR c.name_zh ILIKE $5 OR c.name_en ILIKE $5)`;

@Injectable()
export class VouchersQuery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** Vouchers, newest first, with their uses, the sums of all that fit, and what the ledger says issuers owe. */
  async list(actor: Actor, query: z.infer<typeof vouchersQuery>): Promise<z.infer<typeof voucherPage>> {
    const before = decodeCursor(idCursor, query.cursor);
    const filter = [
      await this.today(),
      actor.companyId,
      query.companyId ?? null,
      query.status ?? null,
      query.q ? likeText(query.q) : null,
    ];
    return this.db.read(scopeOf(actor), async (tx) => {
      const rows = await tx.query<VoucherView>(
        `SELECT ${row} ${from} WHERE ${wanted} AND ($6::bigint IS NULL OR v.id < $6) ORDER BY v.id DESC LIMIT $7`,
        [...filter, before?.id ?? null, query.limit + 1],
      );
      return {
        ...pageById(rows, query.limit),
        totals: await totalsOf(tx, filter),
      };
    });
  }

  async one(actor: Actor, id: number): Promise<VoucherView> {
    const today = await this.today();
    const found = await this.db.read(scopeOf(actor), (tx) => voucherOf(tx, { id, today, companyId: actor.companyId }));
    if (!found) throw notFound();
    return found;
  }

  private async today(): Promise<string> {
    const { timeZone } = await this.settings.get();
    return localDate(this.clock.now().getTime(), timeZone);
  }
}

async function totalsOf(tx: Tx, filter: readonly unknown[]): Promise<z.infer<typeof voucherPage>['totals']> {
  const mine = (alias: string): string => `${alias}.company_id = coalesce($2, $3, ${alias}.company_id)`;
  const [totals] = await tx.query<z.infer<typeof voucherPage>['totals']>(
    `SELECT count(*)::int AS count, coalesce(sum(v.amount_fen), 0)::bigint "amountFen", coalesce(sum(v.used_fen), 0)::bigint "usedFen",
       coalesce(sum(u.owed), 0)::bigint "owedFen",
       (SELECT coalesce(sum(e.amount_fen), 0)::bigint FROM ledger_entry e WHERE e.account = 'vouchers' AND ${mine('e')}) "ledgerFen",
       (SELECT coalesce(sum(x.amount_fen), 0)::bigint FROM voucher_use x WHERE x.state IN ('used', 'submitted') AND ${mine('x')}) "ledgerOwedFen"
     ${from} WHERE ${wanted}`,
    filter,
  );
  if (!totals) throw new Error('a sum has a row');
  return totals;
}

/** A voucher as it is shown. */
export async function voucherOf(
  tx: Tx,
  one: { readonly id: number; readonly today: string; readonly companyId: number | null },
): Promise<VoucherView | undefined> {
  const [found] = await tx.query<VoucherView>(
    `SELECT ${row} ${from} WHERE v.id = $2 AND ($3::bigint IS NULL OR v.company_id = $3)`,
    [one.today, one.id, one.companyId],
  );
  return found;
}
