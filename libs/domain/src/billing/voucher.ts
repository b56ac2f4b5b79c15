import { shareOfFen } from '../money/fen.js';
import type { CalendarDate } from '../time/calendar-date.js';
import { coveredFen, type CoverableLine, type SupportScope } from './support-scope.js';

/** A voucher: what is left on it, the share of an invoice it may pay, its first and last day, what it is for. */
export interface VoucherFacts {
  readonly remainingFen: number;
  readonly shareBps: number;
  readonly validFrom?: CalendarDate | null;
  readonly expiresOn: CalendarDate | null;
  readonly scope?: SupportScope;
}

/** What of an invoice a voucher covers: lines within its scope, never more than the invoice is worth after credit notes. */
export function voucherCoversFen(
  voucher: Pick<VoucherFacts, 'scope'>,
  invoice: { readonly grossFen: number; readonly lines?: readonly CoverableLine[] },
): number {
  const covered = invoice.lines ? coveredFen(invoice.lines, voucher.scope ?? {}) : invoice.grossFen;
  return Math.max(Math.min(covered, invoice.grossFen), 0);
}

/**
 * What a voucher pays towards an invoice: its share of what it covers (halves up) less what it paid of it before, no more
 * than is left on it or still open, nothing outside its days. It pays; it is no discount on the price (rules §5).
 * `grossFen` is the invoice less its credit notes. 30 % of 9,000.00 with 2,000.00 left: 2,000.00.
 */
export function voucherPaysFen(input: {
  readonly voucher: VoucherFacts;
  readonly grossFen: number;
  readonly openFen: number;
  readonly today: CalendarDate;
  readonly lines?: readonly CoverableLine[];
  readonly paidBeforeFen?: number;
}): number {
  const { voucher, openFen, today, paidBeforeFen = 0 } = input;
  if (voucher.expiresOn !== null && today > voucher.expiresOn) return 0;
  if (voucher.validFrom && today < voucher.validFrom) return 0;
  const share = shareOfFen(voucherCoversFen(voucher, input), voucher.shareBps) - paidBeforeFen;
  return Math.max(Math.min(share, voucher.remainingFen, openFen), 0);
}
