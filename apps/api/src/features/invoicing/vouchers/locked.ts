import type { SupportScope, VoucherFacts } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/http/problem.js';

export interface LockedInvoice {
  readonly id: number;
  readonly number: string;
  readonly companyId: number;
  readonly openFen: number;
  /** Its gross less what credit notes took off, wherever the money went. */
  readonly worthFen: number;
  readonly isOpen: boolean;
}

export interface LockedVoucher {
  readonly id: number;
  readonly companyId: number;
  readonly no: string;
  readonly issuer: string;
  readonly remainingFen: number;
  readonly shareBps: number;
  readonly validFrom: string;
  readonly validTo: string;
  readonly scope: SupportScope;
  readonly state: string;
  readonly isAffiliated: boolean;
}

const invoiceColumns = `id, number, company_id "companyId", open_fen "openFen",
  gross_fen - coalesce((SELECT sum(n.gross_fen) FROM credit_note n WHERE n.invoice_id = invoice.id AND n.status = 'issued'), 0)::bigint "worthFen", status IN ('issued', 'part_paid') "isOpen"`;

/** An issued invoice as a voucher meets it; `lock` keeps other payments away until the transaction ends. */
export async function issuedInvoice(
  tx: Tx,
  wanted: { readonly id: number; readonly companyId: number | null; readonly lock: boolean },
): Promise<LockedInvoice> {
  // Locked first and read then: a credit note that was waited for is in the sums.
  if (wanted.lock) await tx.query('SELECT 1 FROM invoice WHERE id = $1 FOR UPDATE', [wanted.id]);
  const [invoice] = await tx.query<LockedInvoice>(
    `SELECT ${invoiceColumns} FROM invoice WHERE id = $1 AND number IS NOT NULL AND ($2::bigint IS NULL OR company_id = $2)`,
    [wanted.id, wanted.companyId],
  );
  if (!invoice) throw notFound();
  return invoice;
}

export const lockInvoice = (tx: Tx, id: number, companyId: number | null): Promise<LockedInvoice> =>
  issuedInvoice(tx, { id, companyId, lock: true });

export const voucherColumns = `v.id, v.company_id "companyId", v.no, v.issuer, v.amount_fen - v.used_fen "remainingFen", v.share_bps "shareBps",
  v.valid_from "validFrom", v.valid_to "validTo", v.scope, v.state, c.affiliated_with_provider "isAffiliated"`;

/** A voucher whose rest nobody else can use meanwhile. */
export async function lockVoucher(tx: Tx, id: number, companyId: number | null): Promise<LockedVoucher> {
  const [voucher] = await tx.query<LockedVoucher>(
    `SELECT ${voucherColumns} FROM voucher v JOIN company c ON c.id = v.company_id
     WHERE v.id = $1 AND ($2::bigint IS NULL OR v.company_id = $2) FOR UPDATE OF v`,
    [id, companyId],
  );
  if (!voucher) throw notFound();
  return voucher;
}

/** A voucher as the domain reckons with it. */
export const factsOf = (voucher: LockedVoucher): VoucherFacts => ({
  remainingFen: voucher.remainingFen,
  shareBps: voucher.shareBps,
  validFrom: voucher.validFrom,
  expiresOn: voucher.validTo,
  scope: voucher.scope,
});
