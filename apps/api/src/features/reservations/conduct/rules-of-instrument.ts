import type { ReservationRules } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/http/problem.js';
import type { Park } from '../../../platform/park-settings.js';
import { instrumentColumns, instrumentFacts, type InstrumentRow } from '../instrument-facts.js';

/** The figures that hold for one instrument now, its own, its category's and the park's taken together. */
export async function rulesOfInstrument(tx: Tx, park: Park, instrumentId: number): Promise<ReservationRules> {
  const [row] = await tx.query<InstrumentRow>(`SELECT ${instrumentColumns} FROM instrument i WHERE i.id = $1`, [
    instrumentId,
  ]);
  if (!row) throw notFound();
  return instrumentFacts(row, park).rules;
}
