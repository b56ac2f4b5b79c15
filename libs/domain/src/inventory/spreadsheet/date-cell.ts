import { parsed, unparsed, type Parsed } from '../../core/parsed.js';
import { addDays, dateOfDayNumber, isCalendarDate, type CalendarDate } from '../../time/calendar-date.js';
import { cellText, EMPTY_CELL, isBlankCell, type Cell } from './normalize.js';

const DAY = 86400000;
/** 1954 to 2119: a smaller or larger number is not meant as a day. */
const FIRST_SERIAL = 20000;
const LAST_SERIAL = 80000;
const PARTED = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?:[T ].*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;

function ofParts(year: string, month: string, day: string): CalendarDate | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}

/** Day 45272 of a spreadsheet is 2023-12-12; the time of the day is dropped. */
function ofSerial(serial: number): CalendarDate | null {
  if (!(serial >= FIRST_SERIAL && serial <= LAST_SERIAL)) return null;
  return addDays('1899-12-30', Math.floor(serial));
}

/** A number is a spreadsheet's day or eight digits; 2023.1 could be January or October, so it is neither. */
function ofNumber(number: number): CalendarDate | null {
  return Number.isInteger(number) && number > LAST_SERIAL ? ofText(String(number)) : ofSerial(number);
}

function ofText(text: string): CalendarDate | null {
  const compact = COMPACT.exec(text);
  if (compact) return ofParts(compact[1]!, compact[2]!, compact[3]!);
  if (/^\d{5}(\.\d+)?$/.test(text)) return ofSerial(Number(text));
  const parted = PARTED.exec(text.replace(/\s*([-/.年月日])\s*/g, '$1'));
  return parted ? ofParts(parted[1]!, parted[2]!, parted[3] ?? '1') : null;
}

function ofCell(cell: Cell): CalendarDate | null {
  if (cell instanceof Date) return dateOfDayNumber(Math.floor(cell.getTime() / DAY));
  return typeof cell === 'number' ? ofNumber(cell) : ofText(cellText(cell));
}

/**
 * Reads a day: 2023-12-12, 2023/12/12, 2023.12.12, 2023年12月12日, 20231212, a spreadsheet's day number (45272) or date.
 * A month alone (2023年12月, 2023-12) is its first day. A time behind the day is dropped. Day-first and month-first
 * forms are refused, because nobody can tell them apart.
 */
export function parseDateCell(cell: Cell): Parsed<CalendarDate> {
  if (isBlankCell(cell)) return unparsed('empty', EMPTY_CELL);
  const date = ofCell(cell);
  if (date !== null) return parsed(date);
  return unparsed('not_a_date', { zh: `“${cellText(cell)}”不是日期`, en: `"${cellText(cell)}" is not a date` });
}
