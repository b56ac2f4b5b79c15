import type { Formula } from '../../pricing/explanation.js';
import { formatYuan } from '../../money/yuan-text.js';
import { type BatchRow, SHOWN_CONTACTS, TAX_INVOICE_TYPES, type TaxInvoiceKind } from './batch-format.js';
import { type DiscountableLine, type DiscountedLine, foldDiscounts, type FoldedLines } from './fold-discounts.js';
import { batchAmount, unitPriceOf } from './unit-price.js';

/** A line of an issued statement as far as its tax invoice needs it; amounts in fen. */
export interface TaxedLine extends DiscountableLine {
  readonly netFen: number;
  readonly taxFen: number;
  readonly itemName: string;
  /** What it was for, in Chinese; may be empty. */
  readonly instrumentZh: string;
  readonly assetNo: string;
  readonly formula: Formula | null;
}

/** Who an invoice is for, as registered when it is exported: the bureau wants today's name and number. */
export interface TaxParty {
  readonly nameZh: string;
  readonly creditCode: string;
  readonly address: string;
  readonly phone: string;
  readonly bankName: string;
  readonly bankAccount: string;
  readonly email: string;
}

/** An issued statement on its way to the tax bureau. */
export interface TaxableStatement {
  readonly number: string;
  readonly month: string;
  readonly kind: TaxInvoiceKind;
  readonly grossFen: number;
  readonly buyer: TaxParty;
  readonly seller: { readonly bankName: string; readonly bankAccount: string };
  readonly lines: readonly TaxedLine[];
}

/** The rows of one invoice in the two sheets, each detail with the line of the statement it comes from. */
export interface BatchRows {
  readonly invoice: BatchRow;
  readonly details: readonly { readonly lineNo: number; readonly row: BatchRow }[];
  readonly left: FoldedLines<TaxedLine>['left'];
}

/** What stands in 备注, so that the issued number finds its statement again: our number first. */
function batchRemark(statement: Pick<TaxableStatement, 'number' | 'month' | 'grossFen'>): string {
  return `结算单号：${statement.number}；所属月份：${statement.month}；价税合计：${formatYuan(statement.grossFen)}元`;
}

/** 13 % is 0.13: the workbook takes a decimal, never a percent sign. */
const batchRate = (bps: number): string => String(bps / 10_000);

/** The bureau prints *简称* itself, from the code; written twice it would stand there twice. */
const plainItem = (name: string): string => name.replace(/^\*[^*]*\*/, '').trim();

const clip = (text: string, characters: number): string => Array.from(text).slice(0, characters).join('');

function shownOf(party: { address?: string; phone?: string; bankName: string; bankAccount: string }): string {
  const address = Boolean(party.address || party.phone);
  const bank = Boolean(party.bankName || party.bankAccount);
  if (address && bank) return SHOWN_CONTACTS.both;
  if (address) return SHOWN_CONTACTS.address;
  return bank ? SHOWN_CONTACTS.bank : '';
}

function invoiceRow(statement: TaxableStatement): BatchRow {
  const { buyer, seller } = statement;
  return {
    A: statement.number,
    B: TAX_INVOICE_TYPES[statement.kind],
    D: '是',
    E: '否',
    F: buyer.nameZh,
    G: buyer.creditCode,
    K: buyer.address,
    Q: buyer.phone,
    R: buyer.bankName,
    S: buyer.bankAccount,
    T: shownOf(buyer),
    W: batchRemark(statement),
    AB: seller.bankName,
    AC: seller.bankAccount,
    AD: shownOf(seller),
    AE: buyer.email,
  };
}

function detailRow(serial: string, { line, discountFen }: DiscountedLine<TaxedLine>): BatchRow {
  const { unit, quantity, unitPrice } = unitPriceOf(line.amountFen, line.formula);
  const untaxed = line.taxRateBps === 0;
  return {
    A: serial,
    B: plainItem(line.itemName),
    C: line.taxCode,
    D: clip([line.instrumentZh, line.assetNo].filter(Boolean).join(' '), 40),
    E: unit,
    F: quantity,
    G: unitPrice,
    H: batchAmount(line.amountFen),
    I: batchRate(line.taxRateBps),
    J: discountFen > 0 ? batchAmount(discountFen) : '',
    K: untaxed ? '是' : '否',
    L: untaxed ? (line.taxCode.startsWith('6') ? '不征税' : '免税') : '',
  };
}

/**
 * The rows of a statement's tax invoice. Prices include tax (是否含税 = 是), so that the bureau splits the same gross and
 * arrives at our total to the fen; the serial number is our own statement number.
 */
export function batchRowsOf(statement: TaxableStatement): BatchRows {
  const { lines, left } = foldDiscounts(statement.lines);
  return {
    invoice: invoiceRow(statement),
    details: lines.map((one) => ({ lineNo: one.line.lineNo, row: detailRow(statement.number, one) })),
    left,
  };
}

/** One file of a batch: invoices whose rows fit in it together, by their place in what was asked for. */
export interface BatchFile {
  readonly invoices: readonly number[];
  readonly details: number;
}

/** Parts invoices into files, in their order: no file above the limits unless a single invoice is. */
export function splitBatch(
  details: readonly number[],
  limits: { readonly invoicesPerFile: number; readonly detailsPerFile: number },
): BatchFile[] {
  const files: { invoices: number[]; details: number }[] = [];
  details.forEach((rows, place) => {
    const last = files.at(-1);
    if (last && last.invoices.length < limits.invoicesPerFile && last.details + rows <= limits.detailsPerFile) {
      last.invoices.push(place);
      last.details += rows;
    } else files.push({ invoices: [place], details: rows });
  });
  return files;
}
