import type { Tx } from '../../platform/database/database.js';

/** How far around a day stretches are put together: further away nobody looks. */
const aroundDays = 400;
export const around = `interval '${aroundDays} days'`;

/**
 * The whole stretch of other people's time that holds a moment, for a company: what touches is one, so that neither how
 * many bookings there are nor of what kind they are can be told from where they end (competitor-blind, ADR 0022).
 */
export async function othersStretch(
  tx: Tx,
  { instrumentId, companyId, at }: { instrumentId: number; companyId: number; at: Date },
): Promise<{ start: Date; end: Date } | undefined> {
  const [row] = await tx.query<{ start: Date; end: Date }>(
    `SELECT lower(stretch) start, upper(stretch) "end" FROM (
       SELECT unnest(range_agg(o.period)) stretch FROM occupancy o
       LEFT JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id AND r.company_id = $2
       WHERE o.instrument_id = $1 AND o.period && tstzrange($3::timestamptz - ${around}, $3::timestamptz + ${around}) AND r.id IS NULL
     ) merged WHERE stretch @> $3::timestamptz`,
    [instrumentId, companyId, at],
  );
  return row;
}
