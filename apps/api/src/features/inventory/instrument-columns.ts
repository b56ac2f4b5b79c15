/** A field of an instrument on the wire and the column that keeps it. */
export interface InstrumentColumn {
  readonly key: string;
  readonly column: string;
  readonly type: 'text' | 'bigint' | 'int' | 'boolean' | 'date' | 'jsonb';
}

const text = (key: string, column = snake(key)): InstrumentColumn => ({ key, column, type: 'text' });
const of = (type: InstrumentColumn['type'], ...keys: string[]): InstrumentColumn[] =>
  keys.map((key) => ({ key, column: snake(key), type }));

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Everything a keeper edits, in the order in which SQL lists it. Status has a command of its own. */
export const instrumentColumns: readonly InstrumentColumn[] = [
  text('assetNo'),
  text('nameZh'),
  text('nameEn'),
  text('model'),
  text('manufacturer'),
  text('country'),
  text('serialNo'),
  text('kind', 'own_kind'),
  ...of('bigint', 'categoryId', 'originalValueFen'),
  ...of('date', 'purchasedOn', 'inUseSince'),
  text('location'),
  text('keeper'),
  text('keeperPhone'),
  text('specifications'),
  text('functions'),
  text('sharingRules'),
  text('accessories'),
  ...of('jsonb', 'customFields'),
  ...of('boolean', 'opensRental', 'opensSession', 'opensRun', 'approvalRequired', 'trainingRequired'),
  ...of('date', 'calibrationValidUntil'),
  ...of('int', 'beforeMinutes', 'afterMinutes'),
  ...of('jsonb', 'openingHours'),
  ...of('int', 'roomBiosafetyLevel'),
];

/** The SELECT list of all of them for an instrument `i`, under their names on the wire. */
export const selectInstrument = [
  'i.id',
  ...instrumentColumns.map((c) => `i.${c.column} "${c.key}"`),
  'i.status',
  'i.status_note "statusNote"',
  'i.version',
].join(', ');
