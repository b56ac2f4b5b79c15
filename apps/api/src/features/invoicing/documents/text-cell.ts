/** What a spreadsheet program may take for the start of a formula, full-width forms included. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * Text for a spreadsheet cell that no program takes for a formula, also after it was saved as CSV and opened again:
 * a leading apostrophe is kept in the text, because a quote prefix is stripped when the file is saved elsewhere.
 */
export function textCell(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** Fen as the yuan that a spreadsheet adds up: a number, never text; two decimals are exact in what it shows. */
export function yuanCell(fen: number): number {
  return fen / 100;
}
