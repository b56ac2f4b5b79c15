import type { Print } from './paper.js';
import type { DocumentDefinition } from './pdf-maker.js';
import { type Receipt, receiptSheet } from './receipt-sheet.js';
import { receiptWords } from './receipt-words.js';

/** What a deposit receipt says; a deposit is no income, so it is no invoice either (china.md §2.9). */
export interface DepositReceipt extends Receipt {
  /** Empty for a deposit that belongs to no reservation. */
  readonly reservationNo: string;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
}

/** 押金收据: whose money, for which instrument, how much in figures and capitals. */
export function depositReceiptDefinition(receipt: DepositReceipt, print: Print): DocumentDefinition {
  const { language } = print;
  const instrument = (language === 'en' && receipt.instrumentEn) || receipt.instrumentZh;
  const cause = [
    [receiptWords.cause[language], receiptWords.depositCause[language]],
    [receiptWords.instrument[language], [instrument, receipt.assetNo].filter(Boolean).join(' · ')],
    [receiptWords.reservation[language], receipt.reservationNo],
  ] as const;
  return receiptSheet(receipt, { title: 'depositReceipt', smallPrint: 'depositSmall', cause, body: [] }, print);
}
