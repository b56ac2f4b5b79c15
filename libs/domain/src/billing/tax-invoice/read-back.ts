import type { CalendarDate } from '../../time/calendar-date.js';

/** Whether a text is the number of a 数电票: 20 digits, of which the first two are the year. */
export function isTaxInvoiceNumber(text: string): boolean {
  return /^\d{20}$/.test(text);
}

/** An issued invoice as the bureau's list or its XML tells it; a red letter has a gross below zero. */
export interface IssuedRecord {
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly buyerTaxId: string;
  readonly buyerName: string;
  readonly grossFen: number;
  readonly remark: string;
}

/** A statement that an issued invoice may belong to. */
export interface IssuedCandidate {
  readonly invoiceId: number;
  readonly number: string;
  readonly creditCode: string;
  readonly grossFen: number;
  /** The number it has already, if any. */
  readonly taxNumber: string | null;
}

/** Why a match is left to a person. */
export type MatchDoubt = 'no_number' | 'buyer_differs' | 'gross_differs' | 'several' | 'has_other_number';

/** What became of one record: ours without doubt, for a person to decide, known already, or none of ours. */
export interface IssuedMatch {
  readonly outcome: 'matched' | 'ambiguous' | 'already' | 'unknown';
  /** The statements it may be, best first; exactly one when matched or already known. */
  readonly invoiceIds: readonly number[];
  readonly doubts: readonly MatchDoubt[];
}

const unknown: IssuedMatch = { outcome: 'unknown', invoiceIds: [], doubts: [] };

/** Everything in a remark that has the shape of a statement's number. Full-width letters and dashes count as half-width. */
export function statementNumbersIn(remark: string): string[] {
  const plain = remark
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[‐-―−]/g, '-');
  return [...new Set(plain.match(/[A-Z0-9]{5,12}-\d{1,9}/g) ?? [])];
}

/** The blue invoice that a red letter takes back, from its remark; null when it names none. */
export function redOf(remark: string): string | null {
  return (
    /被红冲(?:蓝字)?(?:数电)?发票号码[：:\s]*(\d{20})(?!\d)/.exec(remark.normalize('NFKC').replace(/:/g, '：'))?.[1] ??
    null
  );
}

/** The number of the confirmation (红字发票信息确认单编号) in the remark of a red letter; empty when there is none. */
export function redConfirmation(remark: string): string {
  return /红字发票信息确认单编号[：:\s]*([0-9A-Za-z]{8,40})/.exec(remark)?.[1] ?? '';
}

function doubtsOf(record: IssuedRecord, candidate: IssuedCandidate): MatchDoubt[] {
  const doubts: MatchDoubt[] = [];
  if (candidate.creditCode !== record.buyerTaxId) doubts.push('buyer_differs');
  if (candidate.grossFen !== record.grossFen) doubts.push('gross_differs');
  if (candidate.taxNumber !== null) doubts.push('has_other_number');
  return doubts;
}

/**
 * Which statement an issued invoice is for: our number in its 备注, the buyer's tax number and the gross must all agree
 * (china.md §2.4). One that names no number, or disagrees in something, is never taken by itself; a person decides among
 * those that come near.
 */
export function matchIssued(record: IssuedRecord, candidates: readonly IssuedCandidate[]): IssuedMatch {
  const known = candidates.find((one) => one.taxNumber === record.number);
  if (known) return { outcome: 'already', invoiceIds: [known.invoiceId], doubts: [] };
  const named = new Set(statementNumbersIn(record.remark));
  const byNumber = candidates.filter((one) => named.has(one.number));
  if (byNumber.length > 1)
    return { outcome: 'ambiguous', invoiceIds: byNumber.map((one) => one.invoiceId), doubts: ['several'] };
  const [only] = byNumber;
  if (only) {
    const doubts = doubtsOf(record, only);
    return { outcome: doubts.length === 0 ? 'matched' : 'ambiguous', invoiceIds: [only.invoiceId], doubts };
  }
  const alike = candidates.filter(
    (one) => one.taxNumber === null && one.creditCode === record.buyerTaxId && one.grossFen === record.grossFen,
  );
  if (alike.length === 0) return unknown;
  const doubts: MatchDoubt[] = alike.length > 1 ? ['no_number', 'several'] : ['no_number'];
  return { outcome: 'ambiguous', invoiceIds: alike.map((one) => one.invoiceId), doubts };
}
