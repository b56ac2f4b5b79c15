import { invariant } from '../core/assert.js';
import { scaleFen, sumFen, toFen } from '../money/fen.js';

/** Gross, net and tax of something; the gross is the sum of the other two. */
export interface CreditAmounts {
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxFen: number;
}

/** A line of an issued invoice and what credit notes took of it so far, all three amounts in the line's own sign. */
export interface CreditableLine extends CreditAmounts {
  readonly lineNo: number;
  readonly credited: CreditAmounts;
}

/** How much of a line is to be credited: its gross, in the line's own sign. */
export interface WantedCredit {
  readonly lineNo: number;
  readonly amountFen: number;
}

/** What a credit note takes of one line. */
export interface CreditedLine extends CreditAmounts {
  readonly lineNo: number;
}

/**
 * Why an amount is credited, as the tax authority words it (china.md §2.5): 开票有误, 销货退回, 服务中止, 销售折让.
 * A wrong invoice is taken back whole, never in part, and what is owed is billed anew.
 */
export const creditReasons = ['wrong_invoice', 'goods_returned', 'service_ended', 'allowance'] as const;
/** A reason for a credit note. */
export type CreditReason = (typeof creditReasons)[number];

/** Where the credited money goes first: against what is open of the same invoice, to the balance, or back to the payer. */
export const creditKinds = ['offset', 'credit', 'refund'] as const;
/** A place for credited money to go first. */
export type CreditKind = (typeof creditKinds)[number];

/** Where the money of one credit note goes; the three parts sum to it. */
export interface CreditSettlement {
  /** Set against what is open of the same invoice. */
  readonly offsetFen: number;
  /** Stays as the company's balance. */
  readonly creditFen: number;
  /** Is to be paid back. */
  readonly refundFen: number;
}

/** What bounds a credit note beside its lines. */
export interface CreditCeiling {
  /** Open of the invoice: gross less paid, set off and written off. */
  readonly openFen: number;
  /** Paid with money and not yet given back by an earlier credit note; what vouchers paid or was given up is not money. */
  readonly paidFen: number;
  /** Paid by subsidies, by vouchers that can be returned, or given up: goes back to where it came from (`paidOtherwiseBack`). */
  readonly otherwiseFen?: number;
}

/** Why a credit note is refused; `lineNo` where one line is the matter, `leftFen` what it could be at most. */
export interface CreditFault {
  readonly code:
    | 'unknown_line'
    | 'line_twice'
    | 'nothing_wanted'
    | 'exceeds_line'
    | 'line_is_whole'
    | 'exceeds_invoice'
    | 'not_positive'
    | 'wrong_invoice_is_whole'
    | 'not_paid_with_money';
  readonly lineNo?: number;
  readonly leftFen?: number;
}

/** What is left of a line for further credit notes. */
export function leftOfLine(line: CreditableLine): CreditAmounts {
  return {
    amountFen: toFen(line.amountFen - line.credited.amountFen),
    netFen: toFen(line.netFen - line.credited.netFen),
    taxFen: toFen(line.taxFen - line.credited.taxFen),
  };
}

/** Everything that is left of every line: what a full credit note takes. Lines wholly credited before are left out. */
export function allThatIsLeft(lines: readonly CreditableLine[]): WantedCredit[] {
  return lines
    .filter((line) => Object.values(leftOfLine(line)).some((fen) => fen !== 0))
    .map((line) => ({ lineNo: line.lineNo, amountFen: leftOfLine(line).amountFen }));
}

/** Whether `part` lies between 0 and `whole`, whatever the sign of the whole. */
const isWithin = (part: number, whole: number): boolean =>
  whole < 0 ? part <= 0 && part >= whole : part >= 0 && part <= whole;

/**
 * What crediting `amountFen` of a line takes of its net and tax: the tax is what is due on everything credited so far,
 * halves away from zero, less the tax credited before. So no part drifts by more than a fen, and the last part takes
 * what is left: the parts sum to the line in gross, net and tax, however it was cut.
 */
export function creditOfLine(line: CreditableLine, amountFen: number): CreditAmounts {
  const left = leftOfLine(line);
  invariant(isWithin(amountFen, left.amountFen), 'no more is credited than is left of the line');
  if (amountFen === left.amountFen) return left;
  invariant(isDivisible(line), 'the line can be cut');
  const sofarFen = toFen(line.credited.amountFen + amountFen);
  const taxFen = toFen(scaleFen(line.taxFen, Math.abs(sofarFen), Math.abs(line.amountFen)) - line.credited.taxFen);
  return { amountFen, netFen: toFen(amountFen - taxFen), taxFen };
}

/** A correction of rounding alone (1 fen of tax, nothing of net) cannot be cut; any other line can. */
const isDivisible = (line: CreditableLine): boolean => isWithin(line.taxFen, line.amountFen);

/** Sums of amounts. */
export function sumOfAmounts(parts: readonly CreditAmounts[]): CreditAmounts {
  return {
    amountFen: sumFen(parts.map((part) => part.amountFen)),
    netFen: sumFen(parts.map((part) => part.netFen)),
    taxFen: sumFen(parts.map((part) => part.taxFen)),
  };
}

/** What is left of the whole invoice. */
export function leftOfInvoice(lines: readonly CreditableLine[]): CreditAmounts {
  return sumOfAmounts(lines.map(leftOfLine));
}

function faultOfLine(line: CreditableLine | undefined, wanted: WantedCredit): CreditFault | null {
  const { lineNo, amountFen } = wanted;
  if (!line) return { code: 'unknown_line', lineNo };
  const left = leftOfLine(line);
  const isWhole = amountFen === left.amountFen;
  if (isWhole && (left.netFen !== 0 || left.taxFen !== 0)) return null;
  if (amountFen === 0) return { code: 'nothing_wanted', lineNo };
  if (!isWithin(amountFen, left.amountFen)) return { code: 'exceeds_line', lineNo, leftFen: left.amountFen };
  return isWhole || isDivisible(line) ? null : { code: 'line_is_whole', lineNo, leftFen: left.amountFen };
}

/** A credit may not take the invoice below zero in gross, net or tax, and what takes the last fen of gross takes all of it. */
function faultOfTotal(lines: readonly CreditableLine[], credited: CreditAmounts): CreditFault | null {
  const left = leftOfInvoice(lines);
  if (credited.amountFen <= 0) return { code: 'not_positive' };
  const isInside = (['amountFen', 'netFen', 'taxFen'] as const).every((part) => isWithin(credited[part], left[part]));
  const isClosed = credited.amountFen !== left.amountFen || credited.taxFen === left.taxFen;
  return isInside && isClosed ? null : { code: 'exceeds_invoice', leftFen: Math.max(left.amountFen, 0) };
}

/**
 * The lines of a credit note, or why it may not be: each line no more than is left of it, together no more than is left
 * of the invoice in gross, net and tax; a wrong invoice whole; no more than is open, was paid, or goes back to who paid it.
 * 1,000.00 of a line of 4,500.00 at 13 % is 884.96 and 115.04.
 */
export function creditLines(input: {
  readonly lines: readonly CreditableLine[];
  readonly wanted: readonly WantedCredit[];
  readonly reason: CreditReason;
  readonly ceiling: CreditCeiling;
}): { readonly lines: readonly CreditedLine[]; readonly totals: CreditAmounts } | { readonly fault: CreditFault } {
  const { wanted, ceiling } = input;
  if (wanted.length === 0) return { fault: { code: 'nothing_wanted' } };
  const byNo = new Map(input.lines.map((line) => [line.lineNo, line]));
  const credited: CreditedLine[] = [];
  const seen = new Set<number>();
  for (const { lineNo, amountFen } of wanted) {
    const line = byNo.get(lineNo);
    const fault = seen.has(lineNo) ? { code: 'line_twice' as const, lineNo } : faultOfLine(line, { lineNo, amountFen });
    if (fault || !line) return { fault: fault ?? { code: 'unknown_line', lineNo } };
    seen.add(lineNo);
    credited.push({ lineNo, ...creditOfLine(line, amountFen) });
  }
  const totals = sumOfAmounts(credited);
  const fault = faultOfTotal(input.lines, totals) ?? faultOfReason(input, totals);
  if (fault) return { fault };
  const mostFen = creditableFen(ceiling);
  if (totals.amountFen > mostFen) return { fault: { code: 'not_paid_with_money', leftFen: mostFen } };
  return { lines: credited, totals };
}

/** How much money a credit note can move at most. */
export function creditableFen({ openFen, paidFen, otherwiseFen = 0 }: CreditCeiling): number {
  return sumFen([openFen, paidFen, otherwiseFen]);
}

function faultOfReason(
  input: {
    readonly lines: readonly CreditableLine[];
    readonly wanted: readonly WantedCredit[];
    readonly reason: CreditReason;
  },
  totals: CreditAmounts,
): CreditFault | null {
  if (input.reason !== 'wrong_invoice') return null;
  const isWhole =
    allThatIsLeft(input.lines).length === input.wanted.length &&
    totals.amountFen === leftOfInvoice(input.lines).amountFen;
  return isWhole ? null : { code: 'wrong_invoice_is_whole' };
}

/**
 * Where the money of a credit note goes. `returnedFen` goes back to who paid it otherwise than with money
 * (`paidOtherwiseBack`): the invoice is open by so much again, and it is set off. Of the rest the kind asked for takes as
 * much as it may: `offset` what is open, `credit` and `refund` what was paid and not given back; what is more goes against
 * what is open, or stays as balance. The parts sum to the note, and nothing is given back that was not paid.
 * 80.00 as a refund with 60.00 paid and 40.00 open: 60.00 back, 20.00 set off.
 */
export function settleCredit(
  input: CreditCeiling & { readonly grossFen: number; readonly kind: CreditKind; readonly returnedFen?: number },
): CreditSettlement {
  const { grossFen, openFen, paidFen, kind, returnedFen = 0 } = input;
  const restFen = grossFen - returnedFen;
  invariant(grossFen > 0 && openFen >= 0 && paidFen >= 0, 'a credit note gives a positive amount');
  invariant(returnedFen >= 0 && restFen >= 0, 'no more goes back than is credited');
  invariant(restFen <= openFen + paidFen, 'nothing is given back that was not paid');
  if (kind === 'offset') {
    const setOffFen = Math.min(restFen, openFen);
    return { offsetFen: toFen(setOffFen + returnedFen), creditFen: toFen(restFen - setOffFen), refundFen: 0 };
  }
  const backFen = Math.min(restFen, paidFen);
  const offsetFen = toFen(grossFen - backFen);
  return kind === 'refund'
    ? { offsetFen, creditFen: 0, refundFen: backFen }
    : { offsetFen, creditFen: backFen, refundFen: 0 };
}

/** Where a credit note stands: waiting for the buyer to agree, given, or taken back before it was given. */
export const creditNoteStatuses = ['awaiting_buyer', 'issued', 'withdrawn'] as const;

/** Hours that a buyer has to agree to a red letter (china.md §2.5). */
export const buyerConfirmsWithinHours = 72;
