import { sumFen } from '../money/fen.js';
import type { PriceLine } from '../pricing/price-line.js';
import type { CalendarDate } from '../time/calendar-date.js';

/** The money of an invoice line. */
export type InvoiceAmounts = Pick<PriceLine, 'amountFen' | 'netFen' | 'taxFen' | 'taxRateBps'>;

/** Gross, net and tax of an invoice or of its lines at one rate. */
export interface InvoiceSums {
  readonly grossFen: number;
  readonly netFen: number;
  readonly taxFen: number;
}

/** The totals of an invoice, and the same by tax rate, highest first. */
export interface InvoiceTotals extends InvoiceSums {
  readonly byRate: readonly (InvoiceSums & { readonly taxRateBps: number })[];
}

function sums(lines: readonly InvoiceAmounts[]): InvoiceSums {
  return {
    grossFen: sumFen(lines.map((line) => line.amountFen)),
    netFen: sumFen(lines.map((line) => line.netFen)),
    taxFen: sumFen(lines.map((line) => line.taxFen)),
  };
}

/** The totals of an invoice: sums of its lines, nothing reckoned again from a total (rules §4, tax). */
export function invoiceTotals(lines: readonly InvoiceAmounts[]): InvoiceTotals {
  const rates = [...new Set(lines.map((line) => line.taxRateBps))].sort((a, b) => b - a);
  const byRate = rates.map((taxRateBps) => ({
    taxRateBps,
    ...sums(lines.filter((line) => line.taxRateBps === taxRateBps)),
  }));
  return { ...sums(lines), byRate };
}

/** The number of an invoice within its series and year, at least six digits: PB, 2026, 123 is PB2026-000123. Gapless; given at issue only. */
export function invoiceNumber(input: {
  readonly series: string;
  readonly year: number;
  readonly sequence: number;
}): string {
  return `${input.series}${input.year}-${String(input.sequence).padStart(6, '0')}`;
}

/** Where an invoice stands; `overdue` is by the calendar, the others by what was recorded (rules §5). */
export type InvoiceStatus = 'draft' | 'issued' | 'part_paid' | 'paid' | 'overdue' | 'void';

/**
 * Where an issued invoice stands: void by a full credit note, paid when nothing is open, overdue from the day after its
 * due date, else part paid or issued. Nothing to pay counts as paid. Without a due date it is a draft.
 */
export function invoiceStatus(invoice: {
  readonly grossFen: number;
  readonly paidFen: number;
  readonly creditedFen?: number;
  readonly dueOn: CalendarDate | null;
  readonly today: CalendarDate;
}): InvoiceStatus {
  if (invoice.dueOn === null) return 'draft';
  const creditedFen = invoice.creditedFen ?? 0;
  if (invoice.grossFen > 0 && creditedFen >= invoice.grossFen) return 'void';
  if (invoice.paidFen + creditedFen >= invoice.grossFen) return 'paid';
  if (invoice.today > invoice.dueOn) return 'overdue';
  return invoice.paidFen > 0 ? 'part_paid' : 'issued';
}
