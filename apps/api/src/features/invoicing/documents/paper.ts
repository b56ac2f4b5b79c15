import { capitalNumerals, formatYuan, percentText } from '@parkbench/domain';
import type { Content, CustomTableLayout, TableCell } from 'pdfmake';
import { type Language, pageOf, words } from './invoice-words.js';
import type { DocumentDefinition } from './pdf-maker.js';

/** How a document is to read: in which language, and in whose time. */
export interface Print {
  readonly language: Language;
  readonly timeZone: string;
}

/** Whoever pays or is paid, as frozen at issue. */
export interface Party {
  readonly nameZh?: string;
  readonly nameEn?: string;
  readonly creditCode?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly bankName?: string;
  readonly bankAccount?: string;
}

/** Of what explains and is not the matter itself. */
export const grey = '#5b6573';
/** Tables: a line above and below the head and at the end, hairlines between. */
export const hairline: CustomTableLayout = {
  hLineWidth: (i, node) => (i === 0 || i === 1 || i === node.table.body.length ? 0.8 : 0.3),
  vLineWidth: () => 0,
  hLineColor: (i, node) => (i === 0 || i === 1 || i === node.table.body.length ? '#1f2933' : '#cbd2d9'),
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

/** An amount in a table. */
export const yuan = (fen: number): TableCell => ({ text: formatYuan(fen), alignment: 'right', noWrap: true });
/** A tax rate: 1300 is 13%. */
export const rate = (bps: number): string => `${percentText(bps)}%`;

/** A party's name, in Chinese where there is no English one. */
export function nameIn(party: Party, language: Language): string {
  return (language === 'en' && party.nameEn) || party.nameZh || '';
}

function partyLines(party: Party, language: Language): Content[] {
  const rows: [string, string][] = [
    [words.creditCode[language], party.creditCode ?? ''],
    [words.address[language], [party.address, party.phone].filter(Boolean).join('  ')],
    [words.bank[language], [party.bankName, party.bankAccount].filter(Boolean).join('  ')],
  ];
  return rows
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({ text: `${label}: ${value}`, color: grey, fontSize: 8 }));
}

/** A party with its codes and bank. */
function partyBlock(label: string, party: Party, language: Language): Content {
  return {
    stack: [
      { text: label, color: grey, fontSize: 8 },
      { text: nameIn(party, language), bold: true },
      ...partyLines(party, language),
    ],
  };
}

/** Two parties beside each other. */
export const parties = (language: Language, payer: Party, seller: Party): Content => ({
  columnGap: 16,
  margin: [0, 0, 0, 10],
  columns: [partyBlock(words.buyer[language], payer, language), partyBlock(words.seller[language], seller, language)],
});

/** Facts beside each other under small labels; empty ones are left out. */
export const factsBlock = (facts: readonly (readonly [string, string])[]): Content => ({
  margin: [0, 8, 0, 10],
  columns: facts
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({
      stack: [
        { text: label, color: grey, fontSize: 8 },
        { text: value, bold: true },
      ],
    })),
});

/** An amount in capital numerals and in figures, so that no digit can be altered; below zero begins with (负数). */
export const totalBlock = (language: Language, amountFen: number, label = words.inCapitals[language]): Content => ({
  margin: [0, 8, 0, 8],
  columns: [
    {
      width: '*',
      text: [
        { text: `${label}: `, color: grey },
        { text: `人民币${capitalNumerals(amountFen)}`, bold: true },
      ],
    },
    {
      width: 'auto',
      text: [
        { text: `${words.inFigures[language]} `, color: grey },
        { text: `¥${formatYuan(amountFen)}`, bold: true, fontSize: 12 },
      ],
    },
  ],
});

/** Small grey labels of a table's head. */
export const headCell = (text: string, alignment: 'left' | 'right' = 'left'): TableCell => ({
  text,
  alignment,
  fontSize: 8,
  color: grey,
});

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

/** A sheet as all documents are: A4, title, small print under it, number and page below. */
export function sheet(input: {
  readonly language: Language;
  readonly title: string;
  readonly number: string;
  readonly author: string;
  /** The instant that the file itself carries; the same document is the same bytes. */
  readonly at: Date;
  readonly smallPrint?: string;
  readonly content: Content[];
}): DocumentDefinition {
  const { language, title, number, at, smallPrint } = input;
  const small: Content[] = smallPrint ? [{ text: smallPrint, color: grey, fontSize: 8, margin: [0, 2, 0, 0] }] : [];
  return {
    pageSize: 'A4',
    pageMargins: [40, 40, 40, 50],
    language: language === 'zh' ? 'zh-CN' : 'en',
    info: { title: `${title} ${number}`.trim(), author: input.author, creationDate: at, modDate: at },
    defaultStyle: { font: 'Noto', fontSize: 9, lineHeight: 1.15 },
    content: [{ text: title, fontSize: 16, bold: true }, ...small, ...input.content],
    footer: (page, pages) => ({
      margin: [40, 12, 40, 0],
      fontSize: 8,
      color: grey,
      columns: [number, { text: pageOf(language, page, pages), alignment: 'right' }],
    }),
  };
}
