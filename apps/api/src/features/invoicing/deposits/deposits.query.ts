import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { notFound } from '../../../platform/http/problem.js';
import { decodeCursor } from '../../../platform/http/validation.js';
import { idCursor, pageById } from '../../../platform/http/paging.js';
import { likeText } from '../../../platform/database/like-text.js';
import { isoOf } from '../invoices.query.js';
import type { depositPage, depositsQuery, DepositView } from './deposits.dto.js';

const isToDecide = `(d.status = 'held' AND r.status IN ('completed', 'cancelled', 'no_show', 'lapsed', 'rejected'))`;

/** What became of each part, with the invoices that it paid. */
const parts = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'amountFen', p.amount_fen, 'reason', p.reason,
    'decidedAt', ${isoOf('p.decided_at')}, 'settledAt', ${isoOf('p.settled_at')},
    'invoices', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'amountFen', a.amount_fen) ORDER BY a.id), '[]')
                 FROM payment_allocation a JOIN invoice i ON i.id = a.invoice_id WHERE a.payment_id = p.payment_id)) ORDER BY p.id), '[]')
  FROM deposit_part p WHERE p.deposit_id = d.id AND p.withdrawn_at IS NULL)`;

const voided = `(SELECT coalesce(jsonb_agg(jsonb_build_object('number', v.number, 'reason', v.reason, 'voidedAt', ${isoOf('v.voided_at')}) ORDER BY v.id), '[]')
  FROM voided_deposit_receipt v WHERE v.deposit_id = d.id AND v.number IS NOT NULL)`;

const row = `d.id, d.version, d.company_id "companyId", c.name_zh "companyZh", c.name_en "companyEn", d.reservation_id "reservationId", r.status "reservationStatus",
  ${isoOf('r.starts_at')} "startsAt", ${isoOf('r.ends_at')} "endsAt", i.name_zh "instrumentZh", i.name_en "instrumentEn", i.asset_no "assetNo", d.status,
  d.amount_fen "amountFen", d.held_fen "heldFen", (CASE WHEN d.status = 'held' THEN d.amount_fen - d.decided_fen ELSE 0 END)::bigint "undecidedFen",
  ${isToDecide} "isToDecide", ${isoOf('d.due_at')} "dueAt", ${isoOf('d.taken_at')} "takenAt", ${isoOf('d.released_at')} "releasedAt",
  d.receipt_number "receiptNumber", ${voided} "voidedReceipts", ${parts} parts`;

const from = `FROM deposit d JOIN company c ON c.id = d.company_id JOIN reservation r ON r.id = d.reservation_id JOIN instrument i ON i.id = r.instrument_id`;

/** $1 the tenant's company, $2 company, $3 reservation, $4 what is shown, $5 text. */
const wanted = `($1::bigint IS NULL OR d.company_id = $1) AND ($2::bigint IS NULL OR d.company_id = $2) AND ($3::bigint IS NULL OR d.reservation_id = $3)
  AND CASE $4::text WHEN 'all' THEN true WHEN 'to_decide' THEN ${isToDecide}
    WHEN 'released' THEN d.status IN ('refunded', 'set_off', 'forfeited', 'mixed') ELSE d.status = $4 END
  AND ($5::text IS NULL OR d.receipt_number ILIKE $5 OR c.name_zh ILIKE $5 OR c.name_en ILIKE $5 OR i.asset_no ILIKE $5)`;

@Injectable()
export class DepositsQuery {
  constructor(private readonly db: Database) {}

  /** Deposits, newest first, with the sums of all that fit and what the ledger says of the same. */
  async list(actor: Actor, query: z.infer<typeof depositsQuery>): Promise<z.infer<typeof depositPage>> {
    const before = decodeCursor(idCursor, query.cursor);
    const filter = [
      actor.companyId,
      query.companyId ?? null,
      query.reservationId ?? null,
      query.show,
      query.q ? likeText(query.q) : null,
    ];
    return this.db.read(scopeOf(actor), async (tx) => {
      const rows = await tx.query<DepositView>(
        `SELECT ${row} ${from} WHERE ${wanted} AND ($6::bigint IS NULL OR d.id < $6) ORDER BY d.id DESC LIMIT $7`,
        [...filter, before?.id ?? null, query.limit + 1],
      );
      return {
        ...pageById(rows, query.limit),
        totals: await totalsOf(tx, filter),
      };
    });
  }

  /** One deposit; another company's is not there. */
  async one(actor: Actor, id: number): Promise<DepositView> {
    const deposit = await this.db.read(scopeOf(actor), (tx) => depositOf(tx, { id, companyId: actor.companyId }));
    if (!deposit) throw notFound();
    return deposit;
  }
}

async function totalsOf(tx: Tx, filter: readonly unknown[]): Promise<z.infer<typeof depositPage>['totals']> {
  const [totals] = await tx.query<z.infer<typeof depositPage>['totals']>(
    `SELECT count(*)::int AS count, coalesce(sum(d.amount_fen), 0)::bigint "amountFen", coalesce(sum(d.held_fen), 0)::bigint "heldFen",
       coalesce(sum(d.amount_fen) FILTER (WHERE d.status = 'due'), 0)::bigint "dueFen", (count(*) FILTER (WHERE ${isToDecide}))::int "toDecide",
       (SELECT coalesce(-sum(e.amount_fen), 0)::bigint FROM ledger_entry e WHERE e.account = 'deposits_held' AND e.company_id = coalesce($1, $2, e.company_id)) "ledgerFen",
       (SELECT coalesce(sum(x.held_fen), 0)::bigint FROM deposit x WHERE x.company_id = coalesce($1, $2, x.company_id)) "ledgerHeldFen"
     ${from} WHERE ${wanted}`,
    filter,
  );
  if (!totals) throw new Error('a sum has a row');
  return totals;
}

/** A deposit as it is shown and printed. */
export async function depositOf(
  tx: Tx,
  one: { readonly id: number; readonly companyId: number | null },
): Promise<DepositView | undefined> {
  const [deposit] = await tx.query<DepositView>(
    `SELECT ${row} ${from} WHERE d.id = $1 AND ($2::bigint IS NULL OR d.company_id = $2)`,
    [one.id, one.companyId],
  );
  return deposit;
}
