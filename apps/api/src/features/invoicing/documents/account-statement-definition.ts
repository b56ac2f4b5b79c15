import { addDays, formatYuan, localDate } from '@parkbench/domain';
import type { Content, TableCell } from 'pdfmake';
import { type Language } from './invoice-words.js';
import {
  factsBlock,
  grey,
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
import { movementWords, statementWords } from './statement-words.js';

/** One posting that changed what a company owes; above zero it owes more. */
export interface Movement {
  /** Day in the park, YYYY-MM-DD. */
  readonly on: string;
  /** Kind of the posting. */
  readonly kind: string;
  readonly document: string;
  readonly amountFen: number;
  /** What was owed after it; below zero the company's credit. */
  readonly balanceFen: number;
}

/** What is open by how long it is overdue, in fen. */
export interface Aging {
  readonly notDueFen: number;
  readonly days30Fen: number;
  readonly days60Fen: number;
  readonly days90Fen: number;
  readonly over90Fen: number;
}

/** A company's account over a period, `to` being the first day after it. */
export interface AccountStatement {
  readonly company: Party;
  readonly seller: Party;
  readonly from: string;
  readonly to: string;
  readonly printedAt: string;
  readonly openingFen: number;
  readonly closingFen: number;
  readonly debitFen: number;
  readonly creditFen: number;
  readonly depositsFen: number;
  readonly movements: readonly Movement[];
  readonly aging: Aging;
}

const blank: TableCell = { text: '' };
const bold = (cell: TableCell): TableCell => ({ ...(cell as object), bold: true }) as TableCell;

function movementRow(movement: Movement, language: Language): TableCell[] {
  return [
    { text: movement.on, noWrap: true },
    { text: movementWords[movement.kind]?.[language] ?? movement.kind },
    { text: movement.document },
    movement.amountFen > 0 ? yuan(movement.amountFen) : blank,
    movement.amountFen < 0 ? yuan(0 - movement.amountFen) : blank,
    yuan(movement.balanceFen),
  ];
}

function movementsTable(account: AccountStatement, language: Language): Content {
  const say = (key: keyof typeof statementWords): string => statementWords[key][language];
  const edge = (key: 'opening' | 'closing', fen: number): TableCell[] => [
    { text: key === 'opening' ? account.from : addDays(account.to, -1), noWrap: true },
    { text: say(key), bold: true, colSpan: 4 },
    {},
    {},
    {},
    bold(yuan(fen)),
  ];
  const none: TableCell[][] =
    account.movements.length === 0 ? [[{ text: say('none'), colSpan: 6, color: grey }, {}, {}, {}, {}, {}]] : [];
  return {
    layout: hairline,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [58, 90, '*', 70, 70, 74],
      body: [
        [
          headCell(say('day')),
          headCell(say('what')),
          headCell(say('document')),
          headCell(say('debit'), 'right'),
          headCell(say('credit'), 'right'),
          headCell(say('balance'), 'right'),
        ],
        edge('opening', account.openingFen),
        ...none,
        ...account.movements.map((movement) => movementRow(movement, language)),
        [{ text: say('totals'), colSpan: 3 }, {}, {}, yuan(account.debitFen), yuan(account.creditFen), blank],
        edge('closing', account.closingFen),
      ],
    },
  };
}

function agingTable({ aging }: AccountStatement, language: Language): Content {
  const parts = [
    ['notDue', aging.notDueFen],
    ['days30', aging.days30Fen],
    ['days60', aging.days60Fen],
    ['days90', aging.days90Fen],
    ['over90', aging.over90Fen],
  ] as const;
  const total = parts.reduce((sum, [, fen]) => sum + fen, 0);
  return {
    unbreakable: true,
    margin: [0, 4, 0, 8],
    stack: [
      { text: statementWords.aging[language], bold: true, margin: [0, 0, 0, 3] },
      {
        layout: hairline,
        table: {
          widths: ['*', '*', '*', '*', '*', '*'],
          body: [
            [...parts.map(([key]) => key), 'total' as const].map((key) =>
              headCell(statementWords[key][language], 'right'),
            ),
            [...parts.map(([, fen]) => yuan(fen)), bold(yuan(total))],
          ],
        },
      },
    ],
  };
}

const confirmBlock = (language: Language): Content => ({
  unbreakable: true,
  margin: [0, 10, 0, 0],
  stack: [
    { text: statementWords.confirm[language], color: grey, fontSize: 8 },
    {
      margin: [0, 6, 0, 24],
      columns: [{ text: statementWords.agreed[language] }, { text: statementWords.differs[language] }],
    },
  ],
});

/** 往来对账单: opening balance, every movement, closing balance, and what is open by age. */
export function accountStatementDefinition(
  account: AccountStatement,
  { language, timeZone }: Print,
): DocumentDefinition {
  const isCredit = account.closingFen < 0;
  const deposits: Content[] =
    account.depositsFen > 0
      ? [
          {
            text: `${statementWords.deposits[language]}: ¥${formatYuan(account.depositsFen)}`,
            color: grey,
            fontSize: 8,
          },
        ]
      : [];
  return sheet({
    language,
    title: statementWords.title[language],
    number: `${account.from} – ${addDays(account.to, -1)}`,
    author: nameIn(account.seller, language),
    at: new Date(account.printedAt),
    smallPrint: statementWords.small[language],
    content: [
      factsBlock([
        [statementWords.company[language], nameIn(account.company, language)],
        [statementWords.period[language], `${account.from} – ${addDays(account.to, -1)}`],
        [statementWords.printedOn[language], localDate(Date.parse(account.printedAt), timeZone)],
      ]),
      parties(language, account.company, account.seller),
      movementsTable(account, language),
      totalBlock(
        language,
        isCredit ? 0 - account.closingFen : account.closingFen,
        statementWords[isCredit ? 'closingCredit' : 'closingOwed'][language],
      ),
      agingTable(account, language),
      ...deposits,
      confirmBlock(language),
    ],
  });
}
