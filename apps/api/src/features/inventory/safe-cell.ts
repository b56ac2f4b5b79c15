/**
 * A text as it may stand in an exported sheet. What begins like a formula in one spreadsheet program or another, in
 * half or full width, gets a tab before it: the cell is text already, but a copy saved as CSV is not, and a tab
 * outlives saving again where an apostrophe does not (reliability P26). Our import drops it.
 */
export function safeCell(text: string): string {
  return /^[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? `\t${text}` : text;
}
