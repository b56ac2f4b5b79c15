import {
  coveredFen,
  type PaidOtherwise,
  shareOfFen,
  subsidyAtMostFen,
  sumFen,
  type SupportScope,
  voucherCoversFen,
} from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { coverableLines, type Crediting } from '../support/coverable-lines.js';

/** A payment of an invoice that was not money, and of what it is. */
export interface OtherPayment extends PaidOtherwise {
  readonly paymentId: number;
  readonly programmeId: number | null;
  readonly useId: number | null;
  readonly voucherId: number | null;
}

type Row = Omit<OtherPayment, 'mostFen'> & {
  readonly grossFen: number;
  readonly creditedFen: number;
  readonly shareBps: number | null;
  readonly scope: SupportScope | null;
  readonly baseFen: number | null;
  readonly coveredFen: number | null;
};

/** Lets nobody else use, redeem or grant what paid an invoice until the transaction ends; vouchers and programmes in order of id, as everywhere. */
export async function lockPaidOtherwise(tx: Tx, invoiceId: number): Promise<void> {
  await tx.query(
    'SELECT 1 FROM voucher WHERE id IN (SELECT voucher_id FROM voucher_use WHERE invoice_id = $1) ORDER BY id FOR UPDATE',
    [invoiceId],
  );
  await tx.query(
    'SELECT 1 FROM subsidy_programme WHERE id IN (SELECT programme_id FROM subsidy_grant WHERE invoice_id = $1) ORDER BY id FOR UPDATE',
    [invoiceId],
  );
}

/** What of the payments `payment p` goes back with a credit; a voucher that its issuer has paid does not. */
export const goesBack = `(p.method IN ('writeoff', 'subsidy') OR (p.method = 'voucher'
  AND EXISTS (SELECT FROM voucher_use x WHERE x.payment_id = p.id AND x.state IN ('used', 'submitted'))))`;

/**
 * What of an invoice was paid otherwise than with money and can go back, and how much of it may stay when lines are
 * credited. A voucher that its issuer has paid is not among it: that is settled with the issuer first.
 */
export async function paidOtherwise(
  tx: Tx,
  invoiceId: number,
  crediting: readonly Crediting[],
): Promise<OtherPayment[]> {
  const rows = await tx.query<Row>(
    `SELECT p.id "paymentId", p.method "by", a.amount_fen "amountFen", g.programme_id "programmeId", u.id "useId", u.voucher_id "voucherId",
       coalesce(g.share_bps, v.share_bps) "shareBps", coalesce(g.scope, v.scope) scope, g.base_fen "baseFen", g.covered_fen "coveredFen",
       i.gross_fen "grossFen", coalesce((SELECT sum(n.gross_fen) FROM credit_note n WHERE n.invoice_id = i.id AND n.status = 'issued'), 0)::bigint "creditedFen"
     FROM payment_allocation a JOIN payment p ON p.id = a.payment_id JOIN invoice i ON i.id = a.invoice_id
     LEFT JOIN subsidy_grant g ON g.payment_id = p.id LEFT JOIN voucher_use u ON u.payment_id = p.id LEFT JOIN voucher v ON v.id = u.voucher_id
     WHERE a.invoice_id = $1 AND ${goesBack} ORDER BY p.id DESC`,
    [invoiceId],
  );
  if (rows.length === 0) return [];
  const lines = (await coverableLines(tx, [invoiceId], crediting)).get(invoiceId) ?? [];
  const nowFen = sumFen(crediting.map((line) => line.amountFen));
  return rows.map((row) => {
    const { paymentId, by, amountFen, programmeId, useId, voucherId, scope, shareBps, baseFen } = row;
    const back = { paymentId, by, amountFen, programmeId, useId, voucherId };
    if (shareBps === null) return { ...back, mostFen: amountFen };
    const grossFen = row.grossFen - row.creditedFen - nowFen;
    if (baseFen === null) {
      const covers = voucherCoversFen({ scope: scope ?? {} }, { grossFen, lines });
      return { ...back, mostFen: shareOfFen(covers, shareBps) };
    }
    const coveredNowFen = coveredFen(lines, scope ?? {});
    return {
      ...back,
      mostFen: subsidyAtMostFen({ shareBps, baseFen, coveredFen: row.coveredFen ?? 0, coveredNowFen }),
    };
  });
}
