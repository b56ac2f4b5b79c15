import { DEFAULT_RULES } from '@parkbench/domain';
import { type InstrumentColumn, instrumentColumns } from '../instrument-columns.js';

const notImported = new Set(['assetNo', 'categoryId', 'customFields', 'openingHours', 'roomBiosafetyLevel']);

/** The instrument's columns that a sheet can fill, status among them; the asset number is the key. */
export const importedColumns: readonly InstrumentColumn[] = [
  ...instrumentColumns.filter((c) => !notImported.has(c.key)),
  { key: 'status', column: 'status', type: 'text' },
  { key: 'rules', column: 'rules', type: 'jsonb' },
];

/** The rules that a sheet can set for an instrument. */
export const importedRules = ['minMonths', 'maxMonths'] as const;

const begins: Readonly<Record<string, string>> = {
  // Where no column says how it is open, what has a price is open that way.
  opensRental: 'true',
  opensSession: `(r.record ? 'hourlyFen')`,
  opensRun: `(r.record ? 'runFen' OR r.record ? 'sampleFen')`,
  approvalRequired: 'true',
  trainingRequired: 'false',
  beforeMinutes: '0',
  afterMinutes: '0',
  rules: `'{}'::jsonb`,
  originalValueFen: '0',
  status: `'in_service'`,
};

/** SQL for what a new instrument begins with where a row `r` says nothing. */
export const beginsAs = ({ key, type }: InstrumentColumn): string =>
  begins[key] ?? (type === 'date' ? 'NULL::date' : `''`);

const says = ({ key, type }: InstrumentColumn): string => `(r.record ->> '${key}')::${type}`;

/** What an instrument has without saying so, where no category says otherwise: a sheet that repeats it sets nothing. */
const anyway = (key: (typeof importedRules)[number]): string =>
  `(SELECT CASE WHEN EXISTS (SELECT 1 FROM category WHERE rules ? '${key}') THEN NULL
                ELSE coalesce((SELECT rules -> '${key}' FROM park), '${DEFAULT_RULES[key]}'::jsonb) END)`;

const rulesSaid = (own: string): string =>
  importedRules
    .map((key) => {
      const said = `(r.record -> '${key}')`;
      return `'${key}', CASE WHEN ${own} ? '${key}' OR ${said} IS DISTINCT FROM ${anyway(key)} THEN ${said} END`;
    })
    .join(', ');

/** SQL for the value of a column after the import: what row `r` says, else what `otherwise` gives. */
export function becomes(column: InstrumentColumn, otherwise: (column: InstrumentColumn) => string): string {
  if (column.key === 'rules')
    return `(${otherwise(column)} || jsonb_strip_nulls(jsonb_build_object(${rulesSaid(otherwise(column))})))`;
  return `coalesce(${says(column)}, ${otherwise(column)})`;
}
