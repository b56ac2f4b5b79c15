import {
  type ChargeSource,
  type Counts,
  firstDay,
  localDate,
  monthlyCapFen,
  nextMonth,
  type RentalSegment,
  type ReservationStatus,
  type SettledFee,
  startOfDay,
} from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { Park } from '../../platform/park-settings.js';
import { segmentsJson } from './change-reservation.js';
import { countsJson, type CountRow } from './counts/kept-counts.js';
import type { StoredQuote } from './offer.js';
import { chargeSourceOf } from './charge-source.js';
import { type FreedAgain, freedAgainJson, rebookedOf } from './freed-again.js';
import { capDiscount } from './plan-in-force.js';
import { releasedHoursOf, releasedJson, type ReleasedRow } from './release/released-hours.js';
import { satOutJson, type SatOutRow } from './sat-out.js';

/** A reservation as the billing run sees it: the rules' own shape, and what is printed on its line. */
export interface BillableSource {
  readonly sourceId: number;
  readonly companyId: number;
  readonly instrumentId: number;
  readonly subject: { readonly nameZh: string; readonly nameEn: string; readonly assetNo: string };
  readonly source: ChargeSource;
  /** Of a session: the most that its month's hours may cost, by the prices that it was quoted; null: they have no month's. */
  readonly capFen: number | null;
}

export interface SourcesWanted {
  /** Left out: all companies that the transaction sees. */
  readonly companyIds?: readonly number[];
  readonly upToMonth: string;
  /** The last of the page before; left out: the first page. */
  readonly after?: Pick<BillableSource, 'companyId' | 'sourceId'>;
  readonly limit: number;
  readonly park: Park;
}

interface Row {
  readonly id: number;
  readonly companyId: number;
  readonly instrumentId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
  readonly kind: 'rental' | 'session';
  readonly status: ReservationStatus;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly startsOn: string | null;
  readonly handedOverAt: Date | null;
  readonly returnedAt: Date | null;
  readonly returnedOn: string | null;
  readonly cancelledAt: Date | null;
  readonly paidUntil: Date | null;
  readonly feeFen: number;
  readonly totalFen: number;
  readonly segments: readonly RentalSegment[];
  readonly satOut: readonly SatOutRow[];
  readonly releasedRow: ReleasedRow | null;
  readonly freedAgain: FreedAgain | null;
  /** Of a session with a month's price: what its company's class takes off a rental. */
  readonly rentalBps: number | null;
  /** Read only of what was given up. */
  readonly cancellation: StoredQuote['plan']['cancellation'];
  readonly plan: StoredQuote['plan'] | null;
  readonly calendar: StoredQuote['calendar'] | null;
  readonly booked: Counts | null;
  readonly counted: readonly CountRow[];
}

// What was given up may have been charged before, so it stays in view: the difference takes that back.
const owing = `(r.status IN ('confirmed', 'active', 'overdue', 'completed', 'cancelled', 'no_show') AND r.starts_at < $1
  OR r.status IN ('cancelled', 'no_show') AND r.fee_fen > 0 AND r.cancelled_at < $1)`;

const reading = `
  SELECT r.id, r.company_id "companyId", r.instrument_id "instrumentId", i.name_zh "nameZh", i.name_en "nameEn", i.asset_no "assetNo", r.kind, r.status,
    r.starts_at "startsAt", r.ends_at "endsAt", r.starts_on "startsOn", r.handed_over_at "handedOverAt",
    r.returned_at "returnedAt", r.returned_on "returnedOn", r.cancelled_at "cancelledAt", r.paid_until "paidUntil",
    CASE WHEN r.fee_waived THEN 0 ELSE r.fee_fen END "feeFen", r.total_fen "totalFen", ${segmentsJson} segments,
    ${satOutJson} "satOut", ${releasedJson} "releasedRow", ${freedAgainJson} "freedAgain",
    CASE WHEN r.kind = 'session' AND r.quote #>> '{plan,monthlyFen}' IS NOT NULL THEN ${capDiscount('r', 5)} END "rentalBps",
    CASE WHEN r.cancelled_at IS NOT NULL THEN r.quote #> '{plan,cancellation}' END cancellation,
    CASE WHEN r.kind = 'session' THEN r.quote -> 'plan' END plan, CASE WHEN r.kind = 'session' THEN r.quote -> 'calendar' END calendar,
    CASE WHEN r.kind = 'session' THEN r.quote -> 'counts' END booked, ${countsJson()} counted
  FROM reservation r JOIN instrument i ON i.id = r.instrument_id
  WHERE ${owing} AND (r.company_id, r.id) > ($2, $3)`;
const inOrder = 'ORDER BY r.company_id, r.id LIMIT $4';
/** Two texts, so that a page of some companies reads their rows alone: the order is that of the key (company_id, id). */
const query = { ofAll: `${reading} ${inOrder}`, ofSome: `${reading} AND r.company_id = ANY($6::bigint[]) ${inOrder}` };

const monthEnd = (month: string, zone: string): Date => new Date(startOfDay(firstDay(nextMonth(month)), zone));

/** A page of everything that may owe something up to a month's end, in order of company and id; one set-based query. */
export async function sourcesFor(tx: Tx, wanted: SourcesWanted): Promise<BillableSource[]> {
  const { park, upToMonth, after = { companyId: 0, sourceId: 0 }, companyIds, limit } = wanted;
  const parameters = [monthEnd(upToMonth, park.timeZone), after.companyId, after.sourceId, limit, park.timeZone];
  const rows = await (companyIds
    ? tx.query<Row>(query.ofSome, [...parameters, companyIds])
    : tx.query<Row>(query.ofAll, parameters));
  return rows.map((row) => {
    const { id: sourceId, companyId, instrumentId, nameZh, nameEn, assetNo, plan } = row;
    const source = chargeSourceOf(
      { ...row, fee: feeOf(row, park), released: releasedHoursOf(row.releasedRow, park) },
      park,
    );
    const capFen = plan && monthlyCapFen(plan, row.rentalBps ?? 0);
    return { sourceId, companyId, instrumentId, subject: { nameZh, nameEn, assetNo }, source, capFen };
  });
}

/** The companies that have such sources. */
export async function companiesWithSources(tx: Tx, wanted: { upToMonth: string; park: Park }): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `SELECT DISTINCT r.company_id id FROM reservation r WHERE ${owing} ORDER BY 1`,
    [monthEnd(wanted.upToMonth, wanted.park.timeZone)],
  );
  return rows.map((row) => row.id);
}

function feeOf(row: Row, park: Park): SettledFee | null {
  if (row.cancelledAt === null || row.feeFen === 0) return null;
  const bps = row.status === 'no_show' ? row.cancellation.noShowBps : row.cancellation.lateBps;
  const on = localDate(row.cancelledAt.getTime(), park.timeZone);
  return { feeFen: row.feeFen, on, baseFen: row.totalFen, bps, rebooked: rebookedOf(row.freedAgain) };
}
