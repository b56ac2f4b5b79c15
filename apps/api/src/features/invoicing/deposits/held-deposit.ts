import type { DepositPart } from '@parkbench/domain';

/** A part as it is decided; what is kept needs a reason, which stands on its invoice line. */
export interface NewPart extends DepositPart {
  readonly reason?: string;
  /** Of a set-off: the invoices that it pays, those due first first; left out: all that are open. */
  readonly invoiceIds?: readonly number[];
}

export interface Release {
  readonly at: Date;
  readonly timeZone: string;
  readonly actorId: number | null;
}

/** A deposit that was taken and locked, with what was decided on it so far. */
export interface HeldDeposit {
  readonly id: number;
  readonly companyId: number;
  readonly reservationId: number;
  readonly amountFen: number;
  readonly status: string;
  readonly version: number;
  readonly parts: readonly DepositPart[];
}
