/** What other features may use of the inventory. */
export { inCategory, pinyinInitials, specSearch, type SqlFragment, textSearch } from './text-search.js';
export { instrumentRecord } from './inventory.dto.js';
export { openingHours, ownLayer, reservationRules, rulesLayer, rulesShown, statedRules } from './rules.dto.js';
export { Instruments } from './instruments.js';
export { type ImportRange, type ImportStep, ImportSteps } from './import/import-steps.js';
export { checkArchive, directoryOf, isSheet } from './import/check-archive.js';
export { refusals, WorkbookRefused } from './import/limits.js';
export { readAllSheets, type SheetRows } from './import/run-parser.js';
export { refusalOf } from './import/refusal-of.js';
export { columnLetters, type StoredCell } from './import/read-record.js';
export { readWorkbook } from './import/run-parser.js';
