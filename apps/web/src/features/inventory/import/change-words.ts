import { money } from '../../../shared/format/format';
import type { ImportRow } from './import.types';

/** Which column's cell tells of a changed field of the record. */
const fieldOf: Readonly<Record<string, string>> = {
  originalValueFen: 'originalValue',
  monthlyFen: 'monthlyPrice',
  hourlyFen: 'hourlyPrice',
  runFen: 'runPrice',
  sampleFen: 'samplePrice',
  depositFen: 'deposit',
  taxRateBps: 'taxRate',
  planMinMonths: 'minMonths',
  opensRental: 'openModes',
  opensSession: 'openModes',
  opensRun: 'openModes',
};

/** The field of the sheet that a changed value of the record belongs to. */
export const fieldOfKey = (key: string): string => fieldOf[key] ?? key;

/** A value of the record as people write it. */
export function shownValue(key: string, value: unknown, words: { yes: string; no: string; empty: string }): string {
  if (value === null || value === undefined || value === '') return words.empty;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number' && key.endsWith('Fen')) return money(value);
  if (typeof value === 'number' && key.endsWith('Bps')) return `${value / 100}%`;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** What changes in a row, by field of the sheet: the value that is registered now. */
export function changesByField(row: ImportRow): ReadonlyMap<string, { key: string; was: unknown; becomes: unknown }> {
  const found = Object.entries(row.changes).map(
    ([key, [was, becomes]]) => [fieldOfKey(key), { key, was, becomes }] as const,
  );
  return new Map(found);
}
