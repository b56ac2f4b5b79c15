import { localDate, sumFen } from '@parkbench/domain';
import type { Content, TableCell } from 'pdfmake';
import { rowsOf, stampBlock } from './deposit-receipt-definition.js';
import { type Language, words } from './invoice-words.js';
import {
  factsBlock,
  hairline,
  headCell,
  nameIn,
  parties,
  type Party,
  type Print,
  sheet,
  totalBlock,
  yuan,
} from './paper.js';
import type { DocumentDefinition } from './pdf-maker.js';
import { methodWords, receiptWords } from './receipt-words.js';

/** What a receipt for a payment says; what it paid at the time the receipt was given. */
export interface PaymentReceipt {
  readonly number: string;
  readonly issuedAt: string;
  readonly receivedOn: string;
  readonly amountFen: number;
  readonly method: string;
  readonly reference: string;
  readonly note: string;
  readonly payer: Party;
  readonly seller: Party;
  readonly allocated: readonly { readonly number: string; readonly amountFen: number }[];
  readonly handledBy: string;
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
export function paymentReceiptDefinition(receipt: PaymentReceipt, { language, timeZone }: Print): DocumentDefinition {
  return sheet({
    language,
    title: receiptWords.paymentReceipt[language],
    number: receipt.number,
    author: nameIn(receipt.seller, language),
    at: new Date(receipt.issuedAt),
    smallPrint: receiptWords.paymentSmall[language],
    content: [
      factsBlock([
        [receiptWords.receiptNo[language], receipt.number],
        [words.issuedOn[language], localDate(Date.parse(receipt.issuedAt), timeZone)],
        [receiptWords.receivedOn[language], receipt.receivedOn],
        [receiptWords.method[language], methodWords[receipt.method]?.[language] ?? receipt.method],
      ]),
      parties(language, receipt.payer, receipt.seller),
      rowsOf([
        [receiptWords.reference[language], receipt.reference],
        [receiptWords.note[language], receipt.note],
      ]),
      ...paidTable(receipt, language),
      totalBlock(language, receipt.amountFen, receiptWords.amount[language]),
      stampBlock(language, receipt.handledBy),
    ],
  });
}
