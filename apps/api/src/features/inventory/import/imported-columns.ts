import { type InstrumentColumn, instrumentColumns } from '../instrument-columns.js';

const notImported = new Set([
  'assetNo',
  'categoryId',
  'customFields',
  'calibrationBlocks',
  'openingHours',
  'incrementMinutes',
  'minSessionMinutes',
  'maxSessionMinutes',
  'noticeMinutes',
  'advanceDays',
]);

/** The instrument's columns that a sheet can fill, status among them; the asset number is the key. */
export const importedColumns: readonly InstrumentColumn[] = [
  ...instrumentColumns.filter((c) => !notImported.has(c.key)),
  { key: 'status', column: 'status', type: 'text' },
];

const begins: Readonly<Record<string, string>> = {
  // Where no column says how it is open, what has a price is open that way.
  opensRental: 'true',
  opensSession: `(r.record ? 'hourlyFen')`,
  opensRun: `(r.record ? 'runFen' OR r.record ? 'sampleFen')`,
  approvalRequired: 'true',
  trainingRequired: 'false',
  beforeMinutes: '0',
  afterMinutes: '0',
  minMonths: '1',
  maxMonths: '24',
  originalValueFen: '0',
  status: `'in_service'`,
};

/** SQL for what a new instrument begins with where a row `r` says nothing. */
export const beginsAs = ({ key, type }: InstrumentColumn): string =>
  begins[key] ?? (type === 'date' ? 'NULL::date' : `''`);

const says = ({ key, type }: InstrumentColumn): string => `(r.record ->> '${key}')::${type}`;
const minMonths = importedColumns.find((c) => c.key === 'minMonths');

/** SQL for the value of a column after the import: what row `r` says, else what `otherwise` gives. */
export function becomes(column: InstrumentColumn, otherwise: (column: InstrumentColumn) => string): string {
  const value = `coalesce(${says(column)}, ${otherwise(column)})`;
  // A longer minimum takes the maximum along.
  if (column.key !== 'maxMonths' || !minMonths) return value;
  return `greatest(${value}, coalesce(${says(minMonths)}, ${otherwise(minMonths)}))`;
}
