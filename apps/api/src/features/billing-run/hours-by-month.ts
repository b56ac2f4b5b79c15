import {
  bestOfLines,
  type ChargeTarget,
  type HoursCorrection,
  type MonthOfHours,
  splitTax,
  withCorrection,
  withSession,
} from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { ChargeSubject, OwingSource } from '../invoicing/invoicing.api.js';
import type { BillableSource } from '../reservations/reservations.api.js';

/** A company's hours on one instrument, by month. */
interface Place {
  readonly companyId: number;
  readonly instrumentId: number;
  readonly subject: ChargeSubject;
  readonly months: Map<string, MonthOfHours>;
}

const pageSources = 1000;
const keyOf = (companyId: number, instrumentId: number): string => `${companyId}:${instrumentId}`;

/**
 * What hours come to by company, instrument and month, noted while an accrual goes over the sessions, with what disputes
 * corrected of them; and from it what they cost less because no month of hours costs more than its rent (ADR 0030).
 */
export class HoursByMonth {
  private readonly places = new Map<string, Place>();

  /** Counts what a session owes. */
  note(session: BillableSource, lines: readonly ChargeTarget[]): void {
    const { source, companyId, instrumentId, subject, capFen } = session;
    const month = lines[0]?.month;
    if (source.kind !== 'session' || month === undefined) return;
    const place = this.placeOf({ companyId, instrumentId, subject });
    const hours = withSession(place.months.get(month), { bookedStart: source.booked.start, capFen, lines });
    if (hours) place.months.set(month, hours);
  }

  /** What is saved, or was and no longer is, page by page in order of company and instrument: the last lines of an invoice. */
  async *sources(tx: Tx, companyIds: readonly number[] | null): AsyncGenerator<OwingSource[]> {
    for (const { companyId, instrumentId, month, ...hours } of await correctedHours(tx, companyIds)) {
      const months = this.places.get(keyOf(companyId, instrumentId))?.months;
      const { taxFen } = splitTax({ grossFen: hours.amountFen, rateBps: hours.taxRateBps });
      const before = months?.get(month);
      if (months && before) months.set(month, withCorrection(before, { ...hours, taxFen }));
    }
    const recorded = await savedBefore(tx, companyIds);
    for (const place of recorded) this.placeOf(place);
    const before = new Set(recorded.map((place) => keyOf(place.companyId, place.instrumentId)));
    const sources = [...this.places]
      .filter(([key, place]) => before.has(key) || linesOf(place).length > 0)
      .map(([, place]) => place)
      .sort((a, b) => a.companyId - b.companyId || a.instrumentId - b.instrumentId)
      .map(sourceOf);
    for (let i = 0; i < sources.length; i += pageSources) yield sources.slice(i, i + pageSources);
  }

  private placeOf(of: Omit<Place, 'months'>): Place {
    const key = keyOf(of.companyId, of.instrumentId);
    const known = this.places.get(key) ?? { ...of, months: new Map<string, MonthOfHours>() };
    this.places.set(key, known);
    return known;
  }
}

function linesOf({ months }: Place): ChargeTarget[] {
  return [...months.keys()].sort().flatMap((month) => bestOfLines(months.get(month)!));
}

function sourceOf(place: Place): OwingSource {
  const { companyId, instrumentId: sourceId, subject } = place;
  return { sourceKind: 'best_of', sourceId, companyId, subject, targets: () => linesOf(place) };
}

type Corrected = Omit<HoursCorrection, 'taxFen'> & {
  readonly companyId: number;
  readonly instrumentId: number;
  readonly month: string;
};

/** Hours that a dispute found to be more or less than was charged: the adjustment stands beside them and is capped with them. */
function correctedHours(tx: Tx, companyIds: readonly number[] | null): Promise<Corrected[]> {
  return tx.query<Corrected>(
    `SELECT b.company_id "companyId", r.instrument_id "instrumentId", to_char(b.month, 'YYYY-MM') AS month, b.amount_fen "amountFen",
       b.tax_rate_bps "taxRateBps", b.tax_code "taxCode", b.item_name "itemName"
     FROM charge_dispute d JOIN charge o ON o.id = d.charge_id AND o.component = 'session' JOIN reservation r ON r.id = o.reservation_id
     JOIN billable_item b ON b.id = d.item_id AND b.withdrawn_at IS NULL WHERE $1::bigint[] IS NULL OR d.company_id = ANY($1)`,
    [companyIds],
  );
}

/** Where something was saved before: it may have to be given back though nobody has hours there any more. */
function savedBefore(tx: Tx, companyIds: readonly number[] | null): Promise<Omit<Place, 'months'>[]> {
  return tx.query(
    `SELECT c.company_id "companyId", i.id "instrumentId",
       jsonb_build_object('nameZh', i.name_zh, 'nameEn', i.name_en, 'assetNo', i.asset_no) subject
     FROM (SELECT DISTINCT company_id, source_id FROM charge WHERE source_kind = 'best_of' AND ($1::bigint[] IS NULL OR company_id = ANY($1))) c
     JOIN instrument i ON i.id = c.source_id`,
    [companyIds],
  );
}
