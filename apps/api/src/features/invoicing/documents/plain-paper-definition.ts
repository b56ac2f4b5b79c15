import type { Content, TableCell } from 'pdfmake';
import { factsBlock, hairline, headCell, type Print, rowsOf, sheet, totalBlock } from './paper.js';
import type { DocumentDefinition } from './pdf-maker.js';

/** A table of plain words, worded by whoever prints it. */
export interface PlainTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that are amounts or counts. */
  readonly right?: readonly number[];
  /** Said instead of a table without rows. */
  readonly none: string;
}

/** A paper of facts and tables, for what has no form of its own. */
export interface PlainPaper {
  readonly title: string;
  readonly number: string;
  readonly author: string;
  /** The instant that the file carries; the same paper is the same bytes. */
  readonly at: string;
  readonly smallPrint: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly rows: readonly (readonly [string, string])[];
  readonly tables: readonly PlainTable[];
  readonly total?: { readonly label: string; readonly amountFen: number };
}

function tableOf({ title, head, rows, right = [], none }: PlainTable): Content[] {
  const caption: Content = { text: title, bold: true, margin: [0, 8, 0, 4] };
  if (rows.length === 0) return [caption, { text: none, margin: [0, 0, 0, 4] }];
  const side = (column: number): 'left' | 'right' => (right.includes(column) ? 'right' : 'left');
  const body: TableCell[][] = [
    head.map((text, i) => headCell(text, side(i))),
    ...rows.map((cells) => cells.map((text, i): TableCell => ({ text, alignment: side(i), fontSize: 8 }))),
  ];
  const widths = head.map((_, i) => (right.includes(i) ? 'auto' : '*'));
  return [caption, { layout: hairline, table: { headerRows: 1, dontBreakRows: true, widths, body } }];
}

/** Facts above, tables below, and a total in figures and capitals where there is one. */
export function plainPaperDefinition(paper: PlainPaper, { language }: Print): DocumentDefinition {
  const { title, number, author, smallPrint, total } = paper;
  return sheet({
    language,
    title,
    number,
    author,
    at: new Date(paper.at),
    smallPrint,
    content: [
      factsBlock(paper.facts),
      rowsOf(paper.rows),
      ...paper.tables.flatMap(tableOf),
      ...(total ? [totalBlock(language, total.amountFen, total.label)] : []),
    ],
  });
}
