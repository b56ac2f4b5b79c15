import { sumFen, localDate } from '@parkbench/domain';
import type { Content, TableCell } from 'pdfmake';
import type { InvoiceLine, InvoiceView } from '../invoices.dto.js';
import { type Language, words } from './invoice-words.js';
import { factsBlock, grey, hairline, headCell, nameIn, parties, rate, sheet, totalBlock, yuan } from './paper.js';
import type { DocumentDefinition } from './pdf-maker.js';

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
  ): TableCell => headCell(words[key][language], alignment);
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

/** What the park pays, apart from the gross: it changes neither lines nor tax. */
function subsidyBlock({ subsidies, grossFen }: InvoiceView, language: Language): Content[] {
  if (subsidies.length === 0) return [];
  const line = (label: string, fen: number, bold: boolean): Content => ({
    columns: [
      { width: '*', text: label, alignment: 'right', color: bold ? undefined : grey },
      { ...(yuan(fen) as object), width: 90, bold } as Content,
    ],
  });
  const own = grossFen - sumFen(subsidies.map((one) => one.amountFen));
  const named = subsidies.map((one) => ({ ...one, name: (language === 'en' && one.nameEn) || one.nameZh }));
  return [
    {
      margin: [0, 0, 0, 8],
      stack: [
        ...named.map((one) => line(`${words.subsidy[language]} · ${one.name}`, 0 - one.amountFen, false)),
        line(words.companyPays[language], own, true),
      ],
    },
  ];
}

function headBlock(invoice: InvoiceView, language: Language, timeZone: string): Content {
  return factsBlock([
    [words.number[language], invoice.number ?? words.draft[language]],
    [words.month[language], invoice.month],
    [words.issuedOn[language], invoice.issuedAt ? localDate(Date.parse(invoice.issuedAt), timeZone) : ''],
    [words.dueOn[language], invoice.grossFen > 0 ? (invoice.dueOn ?? '') : ''],
  ]);
}

/** The statement as a document: only what was frozen at issue, so that it is the same whenever it is printed. */
export function invoiceDefinition(invoice: InvoiceView, language: Language, timeZone: string): DocumentDefinition {
  return sheet({
    language,
    title: (invoice.grossFen < 0 ? words.creditTitle : words.title)[language],
    number: invoice.number ?? '',
    author: nameIn(invoice.seller, language),
    at: new Date(invoice.issuedAt ?? 0),
    smallPrint: words.notATaxInvoice[language],
    content: [
      headBlock(invoice, language, timeZone),
      parties(language, invoice.buyer, invoice.seller),
      { text: words.unit[language], alignment: 'right', color: grey, fontSize: 8, margin: [0, 0, 0, 2] },
      linesTable(invoice, language),
      totalBlock(language, invoice.grossFen),
      ...subsidyBlock(invoice, language),
      ...payBlock(invoice, language),
    ],
  });
}
