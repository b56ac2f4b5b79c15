/** What a spreadsheet program may take for the start of a formula, in half or full width, spaces before it included. */
const formulaStart = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n\0]/u;

/** What no XML may hold: control characters but tab and line ends, and halves of a pair without the other. */
const notXml = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

/** Longest text that a cell takes. */
const cellCharacters = 32_767;

/**
 * A text as it may stand in any exported sheet: the one helper of all exports. What begins like a formula in one
 * spreadsheet program or another gets a tab before it: the cell is text already, but a copy saved as CSV is not, and a
 * tab outlives saving again where an apostrophe does not (reliability P26). Our imports drop it.
 */
export function textCell(text: string): string {
  const plain = text.replace(notXml, '');
  const safe = formulaStart.test(plain) ? `\t${plain}` : plain;
  return safe.length > cellCharacters ? safe.slice(0, cellCharacters) : safe;
}

/** Fen as the yuan that a spreadsheet adds up: a number, never text; two decimals are exact in what it shows. */
export function yuanCell(fen: number): number {
  return fen / 100;
}
