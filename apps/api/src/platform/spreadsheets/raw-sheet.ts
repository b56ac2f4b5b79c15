import { childrenOf, readXml, textAt, type XmlNode } from '../xml/read-xml.js';
import type { RawWorkbook } from './raw-workbook.js';
import { textCell } from './text-cell.js';

const escaped = (text: string): string =>
  textCell(text).replace(/[&<>"\t\r\n]/g, (one) => {
    const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
    return names[one] ?? `&#${one.codePointAt(0) ?? 32};`;
  });

const columnNo = (letters: string): number =>
  Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

function rowXml(prefix: string, rowNo: number, cells: Readonly<Record<string, string>>): string {
  const inOrder = Object.entries(cells)
    .filter(([, text]) => text !== '')
    .sort(([a], [b]) => columnNo(a) - columnNo(b));
  const xml = inOrder.map(
    ([column, text]) =>
      `<${prefix}c r="${column}${rowNo}" t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escaped(text)}</${prefix}t></${prefix}is></${prefix}c>`,
  );
  return `<${prefix}row r="${rowNo}">${xml.join('')}</${prefix}row>`;
}

/**
 * A sheet's XML with rows put in from `first` on, as inline text before the end of its data; nothing else changes. Rows
 * there that only carry a format make room; one that holds something is not overwritten.
 * @returns null when the sheet has no place for rows, or holds something from `first` on
 */
export function withRows(xml: string, first: number, rows: readonly Readonly<Record<string, string>>[]): string | null {
  const cleared = withoutEmptyRows(xml, first);
  if (cleared === null) return null;
  const end = /<\/((?:[A-Za-z_][\w.-]*:)?)sheetData\s*>/.exec(cleared);
  const empty = /<((?:[A-Za-z_][\w.-]*:)?)sheetData\s*\/>/.exec(cleared);
  const place = end ?? empty;
  if (!place) return null;
  const prefix = place[1] ?? '';
  const written = rows.map((cells, i) => rowXml(prefix, first + i, cells)).join('');
  const open = end ? '' : `<${prefix}sheetData>`;
  const close = `</${prefix}sheetData>`;
  const after = cleared.slice(place.index + place[0].length);
  return cleared.slice(0, place.index) + open + written + (end ? place[0] : close) + after;
}

function withoutEmptyRows(xml: string, first: number): string | null {
  let holds = false;
  const rest = xml.replace(
    /<((?:[A-Za-z_][\w.-]*:)?)row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1row\s*>)/g,
    (whole, _prefix: string, attributes: string, inner: string | undefined) => {
      const rowNo = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? 0);
      if (rowNo < first) return whole;
      if (/<(?:[A-Za-z_][\w.-]*:)?(?:v|is|f)\b/.test(inner ?? '')) holds = true;
      return '';
    },
  );
  return holds ? null : rest;
}

/** The texts of one row of a sheet by column letter; shared, inline and plain texts alike. */
export async function rowTexts(raw: RawWorkbook, part: string, rowNo: number): Promise<Map<string, string>> {
  const sheet = readXml(await raw.part(part));
  const rows = childrenOf(childrenOf(childrenOf(sheet, 'worksheet')[0], 'sheetData')[0], 'row');
  const row = rows.find((one) => textAt(one, '@r') === String(rowNo));
  const cells = childrenOf(row, 'c');
  const shared = cells.some((cell) => textAt(cell, '@t') === 's') ? await sharedTexts(raw) : [];
  return new Map(
    cells.map((cell) => {
      const column = textAt(cell, '@r').replace(/\d+$/, '');
      const value = textAt(cell, 'v');
      const kind = textAt(cell, '@t');
      if (kind === 's') return [column, shared[Number(value)] ?? ''];
      return [column, kind === 'inlineStr' ? runs(childrenOf(cell, 'is')[0]) : value];
    }),
  );
}

async function sharedTexts(raw: RawWorkbook): Promise<string[]> {
  const part = 'xl/sharedStrings.xml';
  if (!raw.has(part)) return [];
  const table = readXml(await raw.part(part));
  return childrenOf(childrenOf(table, 'sst')[0], 'si').map(runs);
}

/** A text of one piece, or of several runs with formats of their own. */
function runs(node: XmlNode | undefined): string {
  const whole = childrenOf(node, 't').map((t) => (typeof t === 'string' ? textAt({ t }, 't') : textAt(t, '#text')));
  const parts = childrenOf(node, 'r').map(runs);
  return [...whole, ...parts].join('');
}
