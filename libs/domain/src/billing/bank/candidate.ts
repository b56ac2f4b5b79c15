import type { Localized } from '../../core/localized.js';
import type { OpenDeposit, OpenItem, OpenLine, RecordedPayment, Suggestion } from './open-line.js';
import type { PayerFound } from './payers.js';

/** Who pays by what a line says, and the invoices that it names. */
export interface Evidence {
  readonly payer: PayerFound | null;
  readonly named: readonly number[];
}

/** What lines are matched against. */
export interface MatchFacts {
  /** What the line itself says, whatever is open: who pays, which invoices are named. */
  readonly evidence: (line: OpenLine) => Evidence;
  /** Open invoices by id; what earlier lines took up is off already. */
  readonly items: ReadonlyMap<number, OpenItem>;
  readonly itemsOf: (companyId: number) => readonly OpenItem[];
  readonly itemsOpenAt: (openFen: number) => readonly OpenItem[];
  /** Payments recorded by hand of that amount which no line has been matched with. */
  readonly recordedOf: (amountFen: number) => readonly RecordedPayment[];
  /** Deposits of that amount, and of that company, which no line has been matched with. */
  readonly depositsAt: (amountFen: number) => readonly OpenDeposit[];
  readonly depositsOf: (companyId: number) => readonly OpenDeposit[];
}

/** A suggestion before it is weighed against the others. */
export interface Candidate extends Suggestion {
  /** Amount and payer or number agree. */
  readonly isExact: boolean;
}

/** A suggestion that names nothing yet. */
export const bare = {
  allocations: [],
  restFen: 0,
  refundId: null,
  paymentId: null,
  deposit: null,
  split: [],
} as const satisfies Partial<Suggestion>;

/** A reason in both languages. */
export const say = (zh: string, en: string): Localized => ({ zh, en });

/** An invoice as a line pays it, unless told otherwise all that is open of it. */
export const part = (item: OpenItem, amountFen = item.openFen): Suggestion['allocations'][number] => ({
  invoiceId: item.invoiceId,
  number: item.number,
  amountFen,
});

/** Said where another company pays than the one whose invoices are named. */
export const onBehalf = say('付款方是另一家企业，请核对是否代付', 'another company pays; is it paid on its behalf?');
