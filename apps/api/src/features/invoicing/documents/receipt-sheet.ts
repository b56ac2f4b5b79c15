import { localDate } from '@parkbench/domain';
import type { Content } from 'pdfmake';
import { type Language, words } from './invoice-words.js';
import { factsBlock, grey, nameIn, parties, type Party, type Print, rowsOf, sheet, totalBlock } from './paper.js';
import type { DocumentDefinition } from './pdf-maker.js';
import { methodWords, receiptWords } from './receipt-words.js';

/** What every receipt for money says. */
export interface Receipt {
  readonly number: string;
  /** The instant at which the receipt was given. */
  readonly issuedAt: string;
  /** Day in the park on which the money came, YYYY-MM-DD. */
  readonly receivedOn: string;
  readonly amountFen: number;
  readonly method: string;
  readonly reference: string;
  readonly note: string;
  readonly payer: Party;
  readonly seller: Party;
  readonly handledBy: string;
}

/** What one kind of receipt says beyond the others. */
export interface ReceiptKind {
  readonly title: 'depositReceipt' | 'paymentReceipt';
  readonly smallPrint: 'depositSmall' | 'paymentSmall';
  /** Why the money came: facts before reference and note. */
  readonly cause: readonly (readonly [string, string])[];
  /** What stands between the facts and the amount in capitals. */
  readonly body: readonly Content[];
}

/** Where the receiver stamps and signs. */
const stampBlock = (language: Language, handledBy: string): Content => ({
  margin: [0, 28, 0, 0],
  columns: [
    { text: `${receiptWords.stamp[language]}: ____________________`, color: grey },
    {
      text: `${receiptWords.payee[language]}: ${handledBy || '____________________'}`,
      color: grey,
      alignment: 'right',
    },
  ],
});

/** A receipt: number and days, who paid whom, why, how much in figures and capitals, room for the stamp. */
export function receiptSheet(receipt: Receipt, kind: ReceiptKind, { language, timeZone }: Print): DocumentDefinition {
  return sheet({
    language,
    title: receiptWords[kind.title][language],
    number: receipt.number,
    author: nameIn(receipt.seller, language),
    at: new Date(receipt.issuedAt),
    smallPrint: receiptWords[kind.smallPrint][language],
    content: [
      factsBlock([
        [receiptWords.receiptNo[language], receipt.number],
        [words.issuedOn[language], localDate(Date.parse(receipt.issuedAt), timeZone)],
        [receiptWords.receivedOn[language], receipt.receivedOn],
        [receiptWords.method[language], methodWords[receipt.method]?.[language] ?? receipt.method],
      ]),
      parties(language, receipt.payer, receipt.seller),
      rowsOf([
        ...kind.cause,
        [receiptWords.reference[language], receipt.reference],
        [receiptWords.note[language], receipt.note],
      ]),
      ...kind.body,
      totalBlock(language, receipt.amountFen, receiptWords.amount[language]),
      stampBlock(language, receipt.handledBy),
    ],
  });
}
