import { shareOfFen } from '../money/fen.js';
import type { CalendarDate } from '../time/calendar-date.js';

/** A voucher or subsidy: what is left on it, the share of an invoice it may pay, its last day. */
export interface VoucherFacts {
  readonly remainingFen: number;
  readonly shareBps: number;
  readonly expiresOn: CalendarDate | null;
}

/**
 * What a voucher pays towards an invoice: its share of the gross (halves up), no more than is left on it or still open,
 * nothing after its last day. It pays; it is no discount on the price (rules §5). 30 % of 9,000.00 with 2,000.00 left: 2,000.00.
 */
export function voucherPaysFen(input: {
  readonly voucher: VoucherFacts;
  readonly grossFen: number;
  readonly openFen: number;
  readonly today: CalendarDate;
}): number {
  const { voucher, grossFen, openFen, today } = input;
  if (voucher.expiresOn !== null && today > voucher.expiresOn) return 0;
  const share = shareOfFen(grossFen, voucher.shareBps);
  return Math.max(Math.min(share, voucher.remainingFen, openFen), 0);
}
