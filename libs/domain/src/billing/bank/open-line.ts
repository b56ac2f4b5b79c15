import type { Localized } from '../../core/localized.js';
import type { CalendarDate } from '../../time/calendar-date.js';

/** A line of a bank statement that nobody has decided on. In is above 0, out below. */
export interface OpenLine {
  readonly lineId: number;
  readonly bookedOn: CalendarDate;
  readonly amountFen: number;
  readonly counterparty: string;
  readonly counterAccount: string;
  readonly text: string;
  readonly reference: string;
  /** Said by hand; outweighs what the line says. */
  readonly companyId: number | null;
}

/** An issued invoice with what is still open of it, fen. */
export interface OpenItem {
  readonly invoiceId: number;
  readonly companyId: number;
  readonly number: string;
  readonly openFen: number;
  readonly dueOn: CalendarDate;
}

/** A refund that was recorded and that no line has been matched with. */
export interface OpenRefund {
  readonly refundId: number;
  readonly companyId: number;
  readonly amountFen: number;
  readonly reference: string;
}

/** A payment that was recorded by hand and that no line has been matched with. */
export interface RecordedPayment {
  readonly paymentId: number;
  readonly companyId: number;
  readonly amountFen: number;
  readonly receivedOn: CalendarDate;
  readonly reference: string;
}

/** A deposit that no line has been matched with: still due, or taken when its reservation was confirmed. */
export interface OpenDeposit {
  readonly depositId: number;
  readonly companyId: number;
  readonly reservationId: number;
  readonly amountFen: number;
  /** Not received yet: its receipt waits for this money. */
  readonly isDue: boolean;
  /** Since when it is wanted. */
  readonly dueOn: CalendarDate;
}

/** Which deposit it is. */
export type DepositNamed = Pick<OpenDeposit, 'depositId' | 'reservationId'>;

/** A part of a line that is several things at once: invoices of one company, or a deposit. */
export interface SuggestedPart {
  readonly companyId: number;
  readonly amountFen: number;
  readonly allocations: Suggestion['allocations'];
  readonly deposit: DepositNamed | null;
}

/** What a line may be booked as. What `allocations` leave over becomes the company's balance. */
export interface Suggestion {
  readonly companyId: number;
  readonly allocations: readonly { readonly invoiceId: number; readonly number: string; readonly amountFen: number }[];
  readonly restFen: number;
  /** Of an outgoing line: the refund it paid, or null for a new one. */
  readonly refundId: number | null;
  /** Of an incoming line: the payment recorded by hand that it shows, or null for a new one. */
  readonly paymentId: number | null;
  /** Of an incoming line: the deposit that it is. */
  readonly deposit: DepositNamed | null;
  /** Of a line that is several things: its parts, which sum to it; else empty. `companyId` is the first one's then. */
  readonly split: readonly SuggestedPart[];
  /** 0 to 100. */
  readonly score: number;
  readonly reasons: readonly Localized[];
}

/**
 * How certain a match is. `sure`: company or number say it, the amount agrees to the fen and nothing else fits;
 * `likely`: one reading, but something is missing or differs; `ambiguous`: several fit as well; `none`: nothing does.
 */
export type MatchState = 'sure' | 'likely' | 'ambiguous' | 'none';

/** What was found for a line, best first. */
export interface LineMatch {
  readonly lineId: number;
  readonly state: MatchState;
  readonly suggestions: readonly Suggestion[];
}
