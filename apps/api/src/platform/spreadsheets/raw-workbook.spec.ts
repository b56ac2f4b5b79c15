import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { inlineRow, rawParts, sheetXml, zipOf, zipOfEmptyFiles } from '../../../test/support/workbooks.js';
import { readXml, XmlRefused } from '../xml/read-xml.js';
import { rowTexts, withRows } from './raw-sheet.js';
import { RawWorkbook, RawWorkbookRefused } from './raw-workbook.js';

const why = async (file: Buffer | Promise<Buffer>): Promise<string> => {
  try {
    const raw = await RawWorkbook.open(await file);
    await raw.part('xl/worksheets/sheet1.xml');
    await buffer(raw.rewritten(new Map()));
    return 'taken';
  } catch (error) {
    return error instanceof RawWorkbookRefused ? error.reason : String(error);
  }
};

/** A zip whose one claim about a name is changed afterwards, in the local header and in the directory. */
const renamed = (file: Buffer, from: string, to: string): Buffer =>
  Buffer.from(file.toString('latin1').replaceAll(from, to), 'latin1');

describe('a template from outside', () => {
  it('is refused when it is none, is damaged, or would unpack without end', async () => {
    expect(await why(Buffer.from('PK'))).toBe('damaged');
    expect(await why(zipOf({ 'a.txt': 'x' }))).toBe('no_workbook');
    expect(await why((await zipOf(rawParts(sheetXml('')))).subarray(0, -30))).toBe('damaged');
    expect(await why(zipOf(rawParts(Buffer.alloc(30_000_000, 32))))).toBe('too_large');
    expect(
      await why(
        zipOf(
          rawParts('', Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`b${i}`, Buffer.alloc(24_000_000)]))),
        ),
      ),
    ).toBe('too_large');
    expect(await why(zipOfEmptyFiles(600))).toBe('too_large');
  });

  it('is refused with names that climb, are absolute or stand twice', async () => {
    const parts = rawParts(sheetXml(''), { 'aaaaa.txt': 'x', 'bbbbb.txt': 'y' });
    expect(await why(renamed(await zipOf(parts), 'aaaaa.txt', '../aa.txt'))).toBe('bad_names');
    expect(await why(renamed(await zipOf(parts), 'aaaaa.txt', '/aaaa.txt'))).toBe('bad_names');
    expect(await why(renamed(await zipOf(parts), 'aaaaa.txt', 'aa\\aa.txt'))).toBe('bad_names');
    expect(await why(renamed(await zipOf(parts), 'aaaaa.txt', 'bbbbb.txt'))).toBe('bad_names');
    expect(await why(zipOf(parts))).toBe('taken');
  });

  it('with a document type in its workbook is damaged', async () => {
    const parts = rawParts(sheetXml(''));
    parts['xl/workbook.xml'] = `<!DOCTYPE x [<!ENTITY a "b">]>${String(parts['xl/workbook.xml'])}`;
    expect(await why(zipOf(parts))).toBe('damaged');
    expect(() => readXml('<a>'.repeat(100) + '</a>'.repeat(100))).toThrow(XmlRefused);
  });
});

describe('rows put into a sheet', () => {
  const row = { A: 'a&<b>', C: '=1+1', AA: 'z', B: '' };

  it('stand before the end of its data as text, in the order of columns', () => {
    const before = `${sheetXml(inlineRow(3, ['h']), '<dataValidations count="1"/>')}`;
    const after = withRows(before, 4, [row]) ?? '';
    expect(after.replace(/<row r="4">.*?<\/row>/, '')).toBe(before);
    const cells = [...after.matchAll(/<c r="(\w+4)" t="(\w+)"><is><t[^>]*>(.*?)<\/t>/g)].map((m) => [m[1], m[2], m[3]]);
    expect(cells).toEqual([
      ['A4', 'inlineStr', 'a&amp;&lt;b&gt;'],
      ['C4', 'inlineStr', '&#9;=1+1'],
      ['AA4', 'inlineStr', 'z'],
    ]);
  });

  it('take the place of rows that only carry a format, and never of content', () => {
    const formats = '<row r="4" s="1"/><row r="5"><c r="A5" s="2"/></row>';
    expect(withRows(sheetXml(inlineRow(3, ['h']) + formats), 4, [row])).not.toContain('r="A5"');
    expect(withRows(sheetXml(inlineRow(4, ['x'])), 4, [row])).toBeNull();
    expect(withRows('<worksheet/>', 4, [row])).toBeNull();
  });

  it('keep a prefix, and open data that was empty', () => {
    expect(withRows('<x:worksheet><x:sheetData/></x:worksheet>', 4, [{ A: 'a' }])).toContain(
      '<x:sheetData><x:row r="4"><x:c r="A4" t="inlineStr"><x:is><x:t xml:space="preserve">a</x:t></x:is></x:c></x:row></x:sheetData>',
    );
  });

  it('are read again, shared texts and runs too', async () => {
    const shared = '<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t> 丙&amp;丁</t></r></si></sst>';
    const cells = '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3"><v>7</v></c></row>';
    const raw = await RawWorkbook.open(await zipOf(rawParts(sheetXml(cells), { 'xl/sharedStrings.xml': shared })));
    expect([...(await rowTexts(raw, 'xl/worksheets/sheet1.xml', 3))]).toEqual([
      ['A', '甲'],
      ['B', '乙 丙&丁'],
      ['C', '7'],
    ]);
  });
});
