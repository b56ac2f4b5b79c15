import { isTaxInvoiceNumber, parseYuanToFen } from '@parkbench/domain';
import { Problem } from '../../../platform/http/problem.js';
import { childAt, childrenOf, readXml, textAt, XmlRefused, type XmlNode } from '../../../platform/xml/read-xml.js';
import { type BureauRecord, dayOf } from './bureau-record.js';

const largest = 2 * 1024 * 1024;

const refused = (zh: string, en: string): Problem =>
  new Problem({ status: 422, code: 'e_invoice_refused', title: { zh, en } });

function documentOf(content: Buffer): XmlNode {
  if (content.length > largest) throw refused('文件过大，不是数电票 XML', 'Too large for one e-invoice');
  try {
    return readXml(content.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error;
    throw refused(
      '无法读取该 XML：文件损坏，或含有不允许的文档类型/实体声明',
      'This XML cannot be read: damaged, or it declares a document type or entities',
    );
  }
}

/** The invoice's own total is TotalTax-includedAmount; a line's is TotaltaxIncludedAmount. The lines must come to the total. */
function grossOf(data: XmlNode | undefined): number | null {
  const whole = parseYuanToFen(textAt(data, 'BasicInformation', 'TotalTax-includedAmount'));
  const lines = childrenOf(data, 'IssuItemInformation').map((line) => {
    const gross = parseYuanToFen(textAt(line, 'TotaltaxIncludedAmount'));
    const parts = [textAt(line, 'Amount'), textAt(line, 'ComTaxAm')].map(parseYuanToFen);
    return gross ?? (parts[0] ?? 0) + (parts[1] ?? 0);
  });
  const sum = lines.reduce((total, fen) => total + fen, 0);
  return whole !== null && lines.length > 0 && sum !== whole ? null : whole;
}

/** One 数电票 as XML (china.md §2.4), read as data from outside. @throws Problem when it is none */
export function readEInvoice(content: Buffer): BureauRecord {
  const root = documentOf(content);
  const data = childAt(root, 'EInvoice', 'EInvoiceData');
  const supervision = childAt(root, 'EInvoice', 'TaxSupervisionInfo') ?? childAt(data, 'TaxSupervisionInfo');
  const number = textAt(supervision, 'InvoiceNumber').trim();
  const issuedOn = dayOf(textAt(supervision, 'IssueTime').trim());
  const grossFen = grossOf(data);
  if (data === undefined || !isTaxInvoiceNumber(number) || issuedOn === null || grossFen === null) {
    throw refused(
      '不是完整的数电票 XML：缺少发票号码、开票日期或价税合计，或明细与合计不符',
      'Not a complete e-invoice: number, day or total is missing, or the lines do not come to the total',
    );
  }
  return {
    number,
    issuedOn,
    buyerTaxId: textAt(data, 'BuyerInformation', 'BuyerIdNum').trim().toUpperCase().slice(0, 40),
    buyerName: textAt(data, 'BuyerInformation', 'BuyerName').trim().slice(0, 200),
    grossFen,
    remark: remarkOf(root, data).slice(0, 2000),
    isReadable: true,
  };
}

const remarkOf = (root: XmlNode, data: XmlNode | undefined): string =>
  textAt(data, 'AdditionalInformation', 'Remark') || textAt(root, 'EInvoice', 'AdditionalInformation', 'Remark');
