import type { LedgerEntry } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';

export type LedgerKind =
  | 'issue'
  | 'payment'
  | 'payment_reversed'
  | 'allocation'
  | 'credit_balance'
  | 'credit_note'
  | 'credit_allocation'
  | 'write_off'
  | 'refund'
  | 'deposit_taken'
  | 'deposit_untaken'
  | 'deposit_retaken'
  | 'deposit_refunded'
  | 'deposit_set_off'
  | 'deposit_forfeited'
  | 'voucher_paid'
  | 'voucher_redeemed'
  | 'voucher_returned'
  | 'subsidy_paid'
  | 'support_returned';

export interface Posting {
  readonly kind: LedgerKind;
  /** What it posts: an invoice, payment, allocation or deposit. One posting a kind and id, for ever. */
  readonly refId: number;
  readonly postedAt: Date;
  readonly entries: readonly LedgerEntry[];
}

/** Writes balanced postings in two statements; at commit the database itself refuses what does not sum to 0. */
export async function postLedger(tx: Tx, postings: readonly Posting[]): Promise<void> {
  const real = postings.filter((posting) => posting.entries.length > 0);
  if (real.length === 0) return;
  const made = await tx.query<{ id: number; kind: LedgerKind; ref_id: number }>(
    `INSERT INTO ledger_transaction (kind, ref_id, posted_at)
     SELECT kind, ref_id, posted_at FROM unnest($1::text[], $2::bigint[], $3::timestamptz[]) WITH ORDINALITY AS p (kind, ref_id, posted_at, place)
     ORDER BY place RETURNING id, kind, ref_id`,
    [real.map((p) => p.kind), real.map((p) => p.refId), real.map((p) => p.postedAt)],
  );
  const idOf = new Map(made.map((row) => [`${row.kind}:${row.ref_id}`, row.id]));
  const rows = real.flatMap((p) =>
    p.entries.map((entry, i) => ({ ...entry, entryNo: i + 1, id: idOf.get(`${p.kind}:${p.refId}`) })),
  );
  await tx.query(
    `INSERT INTO ledger_entry (transaction_id, entry_no, account, company_id, amount_fen)
     SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::bigint[], $5::bigint[])`,
    [
      rows.map((r) => r.id),
      rows.map((r) => r.entryNo),
      rows.map((r) => r.account),
      rows.map((r) => r.companyId),
      rows.map((r) => r.amountFen),
    ],
  );
}
