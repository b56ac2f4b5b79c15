import type { CalendarDate } from '../../time/calendar-date.js';
import type { OpenLine, Suggestion } from './open-line.js';

/** Invoices of one company that a line, or a part of it, pays; what they leave over becomes the company's balance. */
export interface PaidInvoices {
  readonly as: 'payment';
  readonly companyId: number;
  readonly allocations: readonly { readonly invoiceId: number; readonly amountFen: number }[];
}

/** Money for later; `service` says for which days, the last not included. */
export interface PrepaidMoney {
  readonly as: 'prepaid';
  readonly companyId: number;
  readonly service?: { readonly from: CalendarDate; readonly until: CalendarDate } | undefined;
}

/** A deposit, with its own amount. */
export interface DepositMoney {
  readonly as: 'deposit';
  readonly depositId: number;
}

/** A part of a line, and how much of the line it is, fen. */
export type LinePart = ((PaidInvoices | PrepaidMoney) & { readonly amountFen: number }) | DepositMoney;

/** What a person says a line is: one thing, or several that sum to it (ADR 0036). */
export type LineDecision =
  | PaidInvoices
  | PrepaidMoney
  | DepositMoney
  | { readonly as: 'recorded'; readonly paymentId: number }
  | { readonly as: 'refund'; readonly companyId: number; readonly refundId: number | null }
  | { readonly as: 'split'; readonly parts: readonly LinePart[] };

/** What agreeing to a suggestion says of its line: the one rule for the clerk's key and for all sure lines at once. */
export function lineDecisionOf(
  line: Pick<OpenLine, 'amountFen'>,
  suggestion: Omit<Suggestion, 'restFen' | 'score' | 'reasons'>,
): LineDecision {
  const { companyId, allocations, refundId, paymentId, deposit, split } = suggestion;
  if (line.amountFen < 0) return { as: 'refund', companyId, refundId };
  if (paymentId !== null) return { as: 'recorded', paymentId };
  if (deposit) return { as: 'deposit', depositId: deposit.depositId };
  if (split.length > 0) return { as: 'split', parts: split.map(partOf) };
  if (allocations.length === 0) return { as: 'prepaid', companyId };
  return { as: 'payment', companyId, allocations: allocations.map(allocationOf) };
}

const allocationOf = ({ invoiceId, amountFen }: Suggestion['allocations'][number]) => ({ invoiceId, amountFen });

const partOf = ({ companyId, amountFen, allocations, deposit }: Suggestion['split'][number]): LinePart =>
  deposit
    ? { as: 'deposit', depositId: deposit.depositId }
    : { as: 'payment', companyId, amountFen, allocations: allocations.map(allocationOf) };
