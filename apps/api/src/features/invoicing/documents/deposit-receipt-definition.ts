import { localDate } from '@parkbench/domain';
import type { Content } from 'pdfmake';
import { type Language, words } from './invoice-words.js';
import { factsBlock, grey, nameIn, parties, type Party, type Print, sheet, totalBlock } from './paper.js';
import type { DocumentDefinition } from './pdf-maker.js';
import { methodWords, receiptWords } from './receipt-words.js';

/** What a deposit receipt says; a deposit is no income, so it is no invoice either (china.md §2.9). */
export interface DepositReceipt {
  readonly number: string;
  /** The instant at which the receipt was given. */
  readonly issuedAt: string;
  /** Day in the park on which the money came, YYYY-MM-DD. */
  readonly receivedOn: string;
  readonly amountFen: number;
  readonly method: string;
  readonly reference: string;
  readonly payer: Party;
  readonly seller: Party;
  /** Empty for a deposit that belongs to no reservation. */
  readonly reservationNo: string;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
  readonly note: string;
  readonly handledBy: string;
}

/** Facts under each other, the label in grey; empty ones are left out. */
export const rowsOf = (facts: readonly (readonly [string, string])[]): Content => ({
  stack: facts
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({
      columns: [{ width: 120, text: label, color: grey }, { text: value }],
      margin: [0, 0, 0, 3],
    })),
  margin: [0, 0, 0, 6],
});

/** Where the receiver stamps and signs. */
export const stampBlock = (language: Language, handledBy: string): Content => ({
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

/** 押金收据: whose money, for which instrument, how much in figures and capitals. */
export function depositReceiptDefinition(receipt: DepositReceipt, { language, timeZone }: Print): DocumentDefinition {
  const instrument = (language === 'en' && receipt.instrumentEn) || receipt.instrumentZh;
  return sheet({
    language,
    title: receiptWords.depositReceipt[language],
    number: receipt.number,
    author: nameIn(receipt.seller, language),
    at: new Date(receipt.issuedAt),
    smallPrint: receiptWords.depositSmall[language],
    content: [
      factsBlock([
        [receiptWords.receiptNo[language], receipt.number],
        [words.issuedOn[language], localDate(Date.parse(receipt.issuedAt), timeZone)],
        [receiptWords.receivedOn[language], receipt.receivedOn],
        [receiptWords.method[language], methodWords[receipt.method]?.[language] ?? receipt.method],
      ]),
      parties(language, receipt.payer, receipt.seller),
      rowsOf([
        [receiptWords.cause[language], receiptWords.depositCause[language]],
        [receiptWords.instrument[language], [instrument, receipt.assetNo].filter(Boolean).join(' · ')],
        [receiptWords.reservation[language], receipt.reservationNo],
        [receiptWords.reference[language], receipt.reference],
        [receiptWords.note[language], receipt.note],
      ]),
      totalBlock(language, receipt.amountFen, receiptWords.amount[language]),
      stampBlock(language, receipt.handledBy),
    ],
  });
}
