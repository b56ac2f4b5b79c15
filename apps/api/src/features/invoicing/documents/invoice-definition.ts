import { formatYuan, localDate, percentText } from '@parkbench/domain';
import type { Content, CustomTableLayout, TableCell } from 'pdfmake';
import type { InvoiceLine, InvoiceView } from '../invoices.dto.js';
import { type Language, pageOf, words } from './invoice-words.js';
import type { DocumentDefinition } from './pdf-printer.js';

const grey = '#5b6573';
const hairline: CustomTableLayout = {
  hLineWidth: (i, node) => (i === 0 || i === 1 || i === node.table.body.length ? 0.8 : 0.3),
  vLineWidth: () => 0,
  hLineColor: (i, node) => (i === 0 || i === 1 || i === node.table.body.length ? '#1f2933' : '#cbd2d9'),
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

const yuan = (fen: number): TableCell => ({ text: formatYuan(fen), alignment: 'right', noWrap: true });
const rate = (bps: number): string => `${percentText(bps)}%`;

function nameIn(party: { nameZh?: string; nameEn?: string }, language: Language): string {
  return (language === 'en' && party.nameEn) || party.nameZh || '';
}

function partyLines(party: InvoiceView['buyer'], language: Language): Content[] {
  const rows: [string, string][] = [
    [words.creditCode[language], party.creditCode ?? ''],
    [words.address[language], [party.address, party.phone].filter(Boolean).join('  ')],
    [words.bank[language], [party.bankName, party.bankAccount].filter(Boolean).join('  ')],
  ];
  return rows
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({ text: `${label}: ${value}`, color: grey, fontSize: 8 }));
}

function partyBlock(label: string, party: InvoiceView['buyer'], language: Language): Content {
  return {
    stack: [
      { text: label, color: grey, fontSize: 8 },
      { text: nameIn(party, language), bold: true },
      ...partyLines(party, language),
    ],
  };
}

function lineRow(line: InvoiceLine, language: Language): TableCell[] {
  const instrument = (language === 'en' && line.instrumentEn) || line.instrumentZh;
  const about = [instrument, line.assetNo, line.month].filter(Boolean).join(' · ');
  return [
    { text: String(line.lineNo), alignment: 'center' },
    { stack: [line.itemName, { text: about, color: grey, fontSize: 8 }] },
    { text: line.explanation[language], fontSize: 8 },
    yuan(line.netFen),
    { text: rate(line.taxRateBps), alignment: 'right' },
    yuan(line.taxFen),
    yuan(line.amountFen),
  ];
}

function linesTable(invoice: InvoiceView, language: Language): Content {
  const head = (
    key: 'lineNo' | 'item' | 'reckoning' | 'net' | 'rate' | 'tax' | 'gross',
    alignment: 'left' | 'right' = 'left',
  ): TableCell => ({
    text: words[key][language],
    alignment,
    fontSize: 8,
    color: grey,
  });
  const total = (
    label: string,
    sums: { netFen: number; taxFen: number; grossFen: number },
    bold: boolean,
  ): TableCell[] => [
    { text: label, colSpan: 3, bold },
    {},
    {},
    { ...(yuan(sums.netFen) as object), bold } as TableCell,
    '',
    { ...(yuan(sums.taxFen) as object), bold } as TableCell,
    { ...(yuan(sums.grossFen) as object), bold } as TableCell,
  ];
  const perRate =
    invoice.byRate.length > 1
      ? invoice.byRate.map((sums) => total(`${words.atRate[language]} ${rate(sums.taxRateBps)}`, sums, false))
      : [];
  return {
    layout: hairline,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [24, '*', '*', 58, 28, 50, 58],
      body: [
        [
          head('lineNo'),
          head('item'),
          head('reckoning'),
          head('net', 'right'),
          head('rate', 'right'),
          head('tax', 'right'),
          head('gross', 'right'),
        ],
        ...invoice.lines.map((line) => lineRow(line, language)),
        total(words.sum[language], invoice, true),
        ...perRate,
      ],
    },
  };
}

function totalBlock(invoice: InvoiceView, language: Language): Content {
  return {
    margin: [0, 8, 0, 8],
    columns: [
      {
        width: '*',
        text: [
          { text: `${words.inCapitals[language]}: `, color: grey },
          { text: `人民币${invoice.capitals}`, bold: true },
        ],
      },
      {
        width: 'auto',
        text: [
          { text: `${words.inFigures[language]} `, color: grey },
          { text: `¥${formatYuan(invoice.grossFen)}`, bold: true, fontSize: 12 },
        ],
      },
    ],
  };
}

function payBlock(invoice: InvoiceView, language: Language): Content[] {
  const { seller } = invoice;
  if (invoice.grossFen <= 0 || (!seller.bankName && !seller.bankAccount)) return [];
  const account = [
    `${words.accountName[language]}: ${nameIn(seller, language)}`,
    `${words.bank[language]}: ${[seller.bankName, seller.bankAccount].filter(Boolean).join('  ')}`,
  ];
  return [
    {
      stack: [
        { text: words.payTo[language], bold: true },
        ...account,
        `${words.quote[language]} ${invoice.number ?? ''}`,
      ],
      margin: [0, 0, 0, 8],
    },
  ];
}

function headBlock(invoice: InvoiceView, language: Language, timeZone: string): Content {
  const issuedOn = invoice.issuedAt ? localDate(Date.parse(invoice.issuedAt), timeZone) : '';
  const facts: [string, string][] = [
    [words.number[language], invoice.number ?? words.draft[language]],
    [words.month[language], invoice.month],
    [words.issuedOn[language], issuedOn],
    [words.dueOn[language], invoice.grossFen > 0 ? (invoice.dueOn ?? '') : ''],
  ];
  return {
    margin: [0, 8, 0, 10],
    columns: facts
      .filter(([, value]) => value !== '')
      .map(([label, value]) => ({
        stack: [
          { text: label, color: grey, fontSize: 8 },
          { text: value, bold: true },
        ],
      })),
  };
}

/** The statement as a document: only what was frozen at issue, so that it is the same whenever it is printed. */
export function invoiceDefinition(invoice: InvoiceView, language: Language, timeZone: string): DocumentDefinition {
  const issuedAt = new Date(invoice.issuedAt ?? 0);
  const title = (invoice.grossFen < 0 ? words.creditTitle : words.title)[language];
  return {
    pageSize: 'A4',
    pageMargins: [40, 40, 40, 50],
    language: language === 'zh' ? 'zh-CN' : 'en',
    info: {
      title: `${title} ${invoice.number ?? ''}`.trim(),
      author: nameIn(invoice.seller, language),
      creationDate: issuedAt,
      modDate: issuedAt,
    },
    defaultStyle: { font: 'Noto', fontSize: 9, lineHeight: 1.15 },
    content: [
      { text: title, fontSize: 16, bold: true },
      { text: words.notATaxInvoice[language], color: grey, fontSize: 8, margin: [0, 2, 0, 0] },
      headBlock(invoice, language, timeZone),
      {
        columnGap: 16,
        margin: [0, 0, 0, 10],
        columns: [
          partyBlock(words.buyer[language], invoice.buyer, language),
          partyBlock(words.seller[language], invoice.seller, language),
        ],
      },
      { text: words.unit[language], alignment: 'right', color: grey, fontSize: 8, margin: [0, 0, 0, 2] },
      linesTable(invoice, language),
      totalBlock(invoice, language),
      ...payBlock(invoice, language),
    ],
    footer: (page, pages) => ({
      margin: [40, 12, 40, 0],
      fontSize: 8,
      color: grey,
      columns: [invoice.number ?? '', { text: pageOf(language, page, pages), alignment: 'right' }],
    }),
  };
}
