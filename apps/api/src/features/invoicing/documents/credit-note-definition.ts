import { formatYuan, localDate } from '@parkbench/domain';
import type { Content, TableCell } from 'pdfmake';
import { type Language, words } from './invoice-words.js';
import {
  factsBlock,
  grey,
  hairline,
  headCell,
  nameIn,
  parties,
  type Party,
  type Print,
  rate,
  sheet,
  totalBlock,
  yuan,
} from './paper.js';
import type { DocumentDefinition } from './pdf-maker.js';
import { reasonWords, receiptWords } from './receipt-words.js';

/** A line of a credit note; amounts as credited, above zero where they lower the invoice. */
export interface CreditNotePaperLine {
  readonly lineNo: number;
  /** The line of the credited invoice. */
  readonly invoiceLineNo: number;
  readonly itemName: string;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
  readonly month: string;
  readonly netFen: number;
  readonly taxFen: number;
  readonly amountFen: number;
  readonly taxRateBps: number;
}

/** Everything that a credit note says; frozen when it was issued. */
export interface CreditNotePaper {
  readonly number: string;
  readonly issuedAt: string;
  readonly invoiceNumber: string;
  readonly invoiceIssuedAt: string;
  readonly reason: string;
  readonly note: string;
  readonly redConfirmNo: string;
  readonly buyer: Party;
  readonly seller: Party;
  readonly grossFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly offsetFen: number;
  readonly creditFen: number;
  readonly refundFen: number;
  readonly lines: readonly CreditNotePaperLine[];
}

function lineRow(line: CreditNotePaperLine, language: Language): TableCell[] {
  const instrument = (language === 'en' && line.instrumentEn) || line.instrumentZh;
  const about = [instrument, line.assetNo, line.month].filter(Boolean).join(' · ');
  return [
    { text: String(line.lineNo), alignment: 'center' },
    { stack: [line.itemName, { text: about, color: grey, fontSize: 8 }] },
    { text: String(line.invoiceLineNo), alignment: 'center' },
    yuan(0 - line.netFen),
    { text: rate(line.taxRateBps), alignment: 'right' },
    yuan(0 - line.taxFen),
    yuan(0 - line.amountFen),
  ];
}

function linesTable(paper: CreditNotePaper, language: Language): Content {
  const strong = (fen: number): TableCell => ({ ...(yuan(fen) as object), bold: true }) as TableCell;
  return {
    layout: hairline,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [24, '*', 44, 66, 28, 58, 66],
      body: [
        [
          headCell(words.lineNo[language]),
          headCell(words.item[language]),
          headCell(receiptWords.originalLine[language]),
          headCell(words.net[language], 'right'),
          headCell(words.rate[language], 'right'),
          headCell(words.tax[language], 'right'),
          headCell(words.gross[language], 'right'),
        ],
        ...paper.lines.map((line) => lineRow(line, language)),
        [
          { text: words.sum[language], colSpan: 3, bold: true },
          {},
          {},
          strong(0 - paper.netFen),
          '',
          strong(0 - paper.taxFen),
          strong(0 - paper.grossFen),
        ],
      ],
    },
  };
}

function moneyBlock(paper: CreditNotePaper, language: Language): Content {
  const parts = (['offset', 'credit', 'refund'] as const)
    .map((kind) => [receiptWords[kind][language], paper[`${kind}Fen`]] as const)
    .filter(([, fen]) => fen !== 0);
  return {
    stack: [
      { text: receiptWords.settlement[language], bold: true },
      ...parts.map(([label, fen]) => `${label}: ¥${formatYuan(fen)}`),
    ],
    margin: [0, 0, 0, 8],
  };
}

/** A credit note (红字): every amount below zero, with the invoice that it lowers; the same whenever it is printed. */
export function creditNoteDefinition(paper: CreditNotePaper, { language, timeZone }: Print): DocumentDefinition {
  const day = (instant: string): string => localDate(Date.parse(instant), timeZone);
  const small = (label: string, value: string): Content[] =>
    value === '' ? [] : [{ text: `${label}: ${value}`, margin: [0, 0, 0, 4] }];
  return sheet({
    language,
    title: receiptWords.creditNote[language],
    number: paper.number,
    author: nameIn(paper.seller, language),
    at: new Date(paper.issuedAt),
    smallPrint: receiptWords.creditNoteSmall[language],
    content: [
      factsBlock([
        [receiptWords.creditNoteNo[language], paper.number],
        [words.issuedOn[language], day(paper.issuedAt)],
        [receiptWords.original[language], paper.invoiceNumber],
        [receiptWords.originalOn[language], day(paper.invoiceIssuedAt)],
        [receiptWords.reason[language], reasonWords[paper.reason]?.[language] ?? paper.reason],
      ]),
      parties(language, paper.buyer, paper.seller),
      { text: words.unit[language], alignment: 'right', color: grey, fontSize: 8, margin: [0, 0, 0, 2] },
      linesTable(paper, language),
      totalBlock(language, 0 - paper.grossFen),
      moneyBlock(paper, language),
      ...small(receiptWords.note[language], paper.note),
      ...small(receiptWords.confirmationNo[language], paper.redConfirmNo),
    ],
  });
}
