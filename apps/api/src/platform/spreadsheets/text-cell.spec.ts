import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { streamWorkbook } from './stream-workbook.js';
import { textCell } from './text-cell.js';

const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\0', ' =', '\u3000=', '\u00a0@'];
const hostile = fc.tuple(fc.constantFrom(...starts), fc.string({ unit: 'binary' })).map((parts) => parts.join(''));

describe('a text cell', () => {
  it('begins with no sign of a formula, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        const cell = textCell(text);
        expect(/^[=+\-@\r\n\0＝＋－＠]/u.test(cell)).toBe(false);
        expect(textCell(cell).trim()).toBe(cell.trim());
      }),
    );
  });

  it('keeps every other text as it is', () => {
    for (const text of ['高效液相色谱仪', 'a=b', '3040502019900000000', '0.13', '', '2026-03-15', '（-20℃）'])
      expect(textCell(text)).toBe(text);
  });

  it('keeps nothing that XML cannot hold', () => {
    expect(textCell('a\0b\ud800c\u000bd\uffff😀')).toBe('abcd😀');
  });

  it('is never a formula in a workbook that is read again', async () => {
    const texts = fc.sample(hostile, 500);
    const columns = [{ header: '=1+1', width: 10 }];
    const file = await buffer(streamWorkbook([{ name: 's', title: ['=2'], columns, rows: texts.map((t) => [t]) }]));
    const book = new exceljs.Workbook();
    await book.xlsx.load(file as never);
    let [cells, formulas] = [0, 0];
    book.worksheets[0]?.eachRow((row) =>
      row.eachCell((cell) => {
        cells++;
        if (cell.type === exceljs.ValueType.Formula || cell.formula) formulas++;
      }),
    );
    expect(formulas).toBe(0);
    expect(cells).toBeGreaterThan(450);
  });
});
