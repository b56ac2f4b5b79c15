import type { Localized } from '../../core/localized.js';

/** What a check before the export may find; stable, for the page and for programs. */
export type BatchProblemCode =
  | 'nothing_to_issue'
  | 'credit_without_line'
  | 'credited_already'
  | 'required'
  | 'too_long'
  | 'not_an_option'
  | 'serial_repeated'
  | 'serial_alone'
  | 'tax_id_missing'
  | 'tax_id_malformed'
  | 'tax_id_unusual'
  | 'buyer_changed'
  | 'contacts_not_shown'
  | 'remark_without_number'
  | 'rate_not_decimal'
  | 'tax_code_malformed'
  | 'tax_code_summary'
  | 'policy_missing'
  | 'policy_on_special'
  | 'amount_malformed'
  | 'amount_not_positive'
  | 'discount_too_large'
  | 'price_not_amount'
  | 'line_tax_off'
  | 'invoice_tax_off'
  | 'too_many_lines'
  | 'many_lines';

/** Where what is wrong is mended: the buyer's data, the park's, the price line, the statement itself (by a credit note), or nowhere. */
export type Mend = 'company' | 'park' | 'rate' | 'statement' | null;

/** One finding, with the invoice, the sheet and header of the field, and the statement's line where it is one. */
export interface BatchProblem {
  readonly code: BatchProblemCode;
  /** An error keeps the invoice out of the file; a warning is for a person to look at. */
  readonly severity: 'error' | 'warning';
  readonly number: string;
  readonly sheet: 1 | 2;
  readonly field: string;
  readonly lineNo: number | null;
  readonly message: Localized;
  readonly mend: Mend;
}
