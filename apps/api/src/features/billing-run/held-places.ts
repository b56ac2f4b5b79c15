import type { Tx } from '../../platform/database/database.js';
import type { NewCharge } from '../invoicing/invoicing.api.js';

interface Place {
  readonly sourceKind: string;
  readonly sourceId: number;
  readonly companyId: number;
  readonly component: string;
  readonly segment: number;
  readonly month: string;
}

const keyOf = (place: Place): string =>
  [place.companyId, place.sourceKind, place.sourceId, place.component, place.segment, place.month].join('|');

/**
 * Whether a difference that is not recorded yet would wait with a disputed line of its place, as it does in a run
 * (ADR 0032): what is foreseen is then what is billed.
 */
export async function waitsWithDispute(
  tx: Tx,
  companyIds: readonly number[] | null,
): Promise<(charge: NewCharge) => boolean> {
  const places = await tx.query<Place>(
    `SELECT o.source_kind "sourceKind", o.source_id "sourceId", o.company_id "companyId", o.component, o.segment, to_char(o.month, 'YYYY-MM') AS month
     FROM charge_dispute d JOIN charge o ON o.id = d.charge_id WHERE d.status = 'open' AND ($1::bigint[] IS NULL OR d.company_id = ANY($1))`,
    [companyIds],
  );
  const held = new Set(places.map(keyOf));
  return ({ source, difference }) => {
    const { sourceKind, sourceId, companyId } = source;
    const { component, segment, month } = difference;
    return held.has(keyOf({ sourceKind, sourceId, companyId, component, segment, month }));
  };
}
