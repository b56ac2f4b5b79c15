import { sumFen } from '@parkbench/domain';
import type { Content, TableCell } from 'pdfmake';
import type { Language } from './invoice-words.js';
import { hairline, headCell, type Print, yuan } from './paper.js';
import type { DocumentDefinition } from './pdf-maker.js';
import { type Receipt, receiptSheet } from './receipt-sheet.js';
import { receiptWords } from './receipt-words.js';

/** What a receipt for a payment says; what it paid at the time the receipt was given. */
export interface PaymentReceipt extends Receipt {
  readonly allocated: readonly { readonly number: string; readonly amountFen: number }[];
}

function paidTable(receipt: PaymentReceipt, language: Language): Content[] {
  const restFen = receipt.amountFen - sumFen(receipt.allocated.map((part) => part.amountFen));
  const rest: TableCell[][] = restFen > 0 ? [[receiptWords.rest[language], yuan(restFen)]] : [];
  const body = [...receipt.allocated.map((part) => [part.number, yuan(part.amountFen)]), ...rest];
  if (body.length === 0) return [];
  return [
    {
      layout: hairline,
      margin: [0, 0, 0, 6],
      table: {
        headerRows: 1,
        widths: ['*', 100],
        body: [[headCell(receiptWords.paid[language]), headCell(receiptWords.paidFen[language], 'right')], ...body],
      },
    },
  ];
}

/** 收款收据: who paid how much, and which invoices it paid. */
export function paymentReceiptDefinition(receipt: PaymentReceipt, print: Print): DocumentDefinition {
  const body = paidTable(receipt, print.language);
  return receiptSheet(receipt, { title: 'paymentReceipt', smallPrint: 'paymentSmall', cause: [], body }, print);
}
