import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import exceljs from 'exceljs';
import yazl from 'yazl';

/** A workbook as people make it: rows of values on one sheet, or several. */
export async function aWorkbook(
  rows: readonly (readonly unknown[])[],
  sheetName = '仪器',
  prepare?: (sheet: exceljs.Worksheet) => void,
): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet(sheetName);
  for (const row of rows) sheet.addRow([...row]);
  prepare?.(sheet);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const rels = (target: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${target}</Relationships>`;
const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** The parts of a workbook around one sheet given as XML, which may be anything. */
export function rawParts(
  sheet: Buffer | string,
  more: Readonly<Record<string, Buffer | string>> = {},
): Record<string, Buffer | string> {
  return {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': rels(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': rels(relation('rId1', 'worksheet', 'worksheets/sheet1.xml')),
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  };
}

/** A zip of parts, without any check of what is in them. */
export async function zipOf(parts: Readonly<Record<string, Buffer | string>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  return buffer(zip.outputStream.pipe(new PassThrough()));
}

export const sheetXml = (rows: string, after = ''): string =>
  `<?xml version="1.0"?><worksheet ${main}><sheetData>${rows}</sheetData>${after}</worksheet>`;
export const inlineRow = (n: number, cells: readonly string[]): string =>
  `<row r="${n}">${cells.map((text, i) => `<c r="${String.fromCharCode(65 + i)}${n}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;

/** A zip of so many empty files, written by hand because a library takes a minute for it; the directory claims `claimed` of them. */
export function zipOfEmptyFiles(count: number, claimed = count): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  for (let i = 0, at = 0; i < count; i++) {
    const name = Buffer.from(`x/${i}`);
    const file = Buffer.alloc(30);
    file.writeUInt32LE(0x04034b50, 0);
    file.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(file, name);
    central.push(entry, name);
    at += 30 + name.length;
  }
  const files = Buffer.concat(local);
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(claimed % 65_536, 8);
  end.writeUInt16LE(claimed % 65_536, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(files.length, 16);
  return Buffer.concat([files, directory, end]);
}
