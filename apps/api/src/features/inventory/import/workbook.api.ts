/** For other features that read uploaded workbooks in a process of their own: the guarded unpacking and the rows of a sheet. */
export { checkArchive, directoryOf } from './check-archive.js';
export { type Refusal, refusals, WorkbookRefused } from './limits.js';
export { plainRows, type PlainRow } from './read-sheet.js';
export type { StoredCell } from './read-record.js';
export { openWorkbook, type Sheet } from './workbook-parts.js';
