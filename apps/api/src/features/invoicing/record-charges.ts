import { accrualDifference, nextMonth, type RecordedCharge } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { NewCharge, OwingSource, SourceKind } from './charge.js';

const monthsLock = 770_003;

/** Lets no charge be recorded until the transaction ends, so that none slips into a month while it is closed. */
export async function holdMonths(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [monthsLock]);
}

/**
 * Accruals of one company take turns. An advisory lock and not row locks: a lock on the company's or the reservations'
 * rows would make tenants' bookings wait for a billing run, and theirs it. Held to the end of the transaction, taken in
 * the order of the ids; the unique key of a charge stays as the second fence.
 */
export async function lockAccrual(tx: Tx, companyIds: readonly number[]): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [monthsLock]);
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('accrual:' || id, 0)) FROM (SELECT DISTINCT id FROM unnest($1::bigint[]) id ORDER BY id) companies`,
    [companyIds],
  );
}

interface RecordedRow extends RecordedCharge {
  readonly sourceId: number;
  readonly companyId: number;
  readonly revision: number;
}

type Owing = Pick<OwingSource, 'sourceKind' | 'sourceId' | 'companyId'>;
/** Two companies may have a source of one id: the instrument whose hours are capped for each. */
const keyOf = ({ sourceKind, sourceId, companyId }: Owing): string => `${sourceKind}:${sourceId}:${companyId}`;

/** To LEFT JOIN to `charge c`: `w`, what of it a wrong invoice billed and a credit note took back; it counts as never recorded. */
export const takenBack = `(credit_note_line w JOIN credit_note n ON n.id = w.credit_note_id AND n.reason = 'wrong_invoice' AND n.status = 'issued')
  ON w.charge_id = c.id`;

/** What was recorded for sources of one kind, by source; what a wrong invoice billed and was taken back counts as never recorded. */
async function recordedOf(
  tx: Tx,
  sourceKind: SourceKind,
  wanted: { sources: readonly OwingSource[]; upToMonth?: string },
): Promise<[string, RecordedRow][]> {
  const sources = wanted.sources.filter((source) => source.sourceKind === sourceKind);
  if (sources.length === 0) return [];
  const rows = await tx.query<RecordedRow>(
    `SELECT c.source_id "sourceId", c.company_id "companyId", c.component, c.segment, to_char(c.month, 'YYYY-MM') AS month,
            sum(c.amount_fen - coalesce(w.amount_fen, 0))::bigint "amountFen", sum(c.net_fen - coalesce(w.net_fen, 0))::bigint "netFen",
            sum(c.tax_fen - coalesce(w.tax_fen, 0))::bigint "taxFen", c.tax_rate_bps "taxRateBps", c.tax_code "taxCode",
            min(c.item_name) "itemName", max(c.revision) AS revision
     FROM charge c LEFT JOIN ${takenBack}
     WHERE c.source_kind = $1 AND c.source_id = ANY($2) AND ($3::date IS NULL OR c.month <= $3)
     GROUP BY c.source_id, c.company_id, c.component, c.segment, c.month, c.tax_rate_bps, c.tax_code`,
    [sourceKind, sources.map((s) => s.sourceId), wanted.upToMonth === undefined ? null : `${wanted.upToMonth}-01`],
  );
  return rows.map((row) => [keyOf({ ...row, sourceKind }), row]);
}

async function recordedFor(
  tx: Tx,
  wanted: { sources: readonly OwingSource[]; upToMonth?: string },
): Promise<Map<string, RecordedRow[]>> {
  const bySource = new Map<string, RecordedRow[]>();
  for (const sourceKind of new Set(wanted.sources.map((source) => source.sourceKind))) {
    for (const [key, row] of await recordedOf(tx, sourceKind, wanted)) {
      const known = bySource.get(key);
      if (known) known.push(row);
      else bySource.set(key, [row]);
    }
  }
  return bySource;
}

/** Months that take no charges any more: closed ones for all, run ones for every company that the run has settled. */
export async function settledMonths(tx: Tx, companyIds: readonly number[]): Promise<Map<number, Set<string>>> {
  const rows = await tx.query<{ company: number; months: string[] }>(
    `SELECT c.id company, array(
       SELECT to_char(month, 'YYYY-MM') FROM billing_month
       UNION SELECT to_char(r.month, 'YYYY-MM') FROM billing_run r
         WHERE r.status <> 'cancelled' AND NOT EXISTS (SELECT FROM billing_run_company rc
           WHERE rc.run_id = r.id AND rc.company_id = c.id AND rc.status IN ('planned', 'failed'))) months
     FROM unnest($1::bigint[]) c (id)`,
    [companyIds],
  );
  return new Map(rows.map((row) => [row.company, new Set(row.months)]));
}

/** The first month from one on that still takes charges. */
export function firstOpen(month: string, settled: ReadonlySet<string> | undefined): string {
  let open = month;
  while (settled?.has(open)) open = nextMonth(open);
  return open;
}

function differencesOf(
  source: OwingSource,
  recorded: readonly RecordedRow[],
  limits: { upToMonth?: string; settled?: ReadonlySet<string> },
): NewCharge[] {
  const revisions = new Map<string, number>();
  for (const row of recorded) {
    const place = `${row.component}|${row.segment}|${row.month}`;
    revisions.set(place, Math.max(revisions.get(place) ?? 0, row.revision));
  }
  return accrualDifference(source.targets(), recorded, limits.upToMonth).map((difference) => {
    const place = `${difference.component}|${difference.segment}|${difference.month}`;
    const revision = (revisions.get(place) ?? 0) + 1;
    revisions.set(place, revision);
    return { source, difference, revision, postedMonth: firstOpen(difference.month, limits.settled) };
  });
}

/** What is owed and not recorded yet: target less recorded, posted to the first open month (rules §5). Changes nothing. */
export async function chargesToRecord(
  tx: Tx,
  wanted: { sources: readonly OwingSource[]; upToMonth?: string },
): Promise<NewCharge[]> {
  const { sources, upToMonth } = wanted;
  if (sources.length === 0) return [];
  const recorded = await recordedFor(tx, wanted);
  const settled = await settledMonths(tx, [...new Set(sources.map((s) => s.companyId))]);
  return sources.flatMap((source) =>
    differencesOf(source, recorded.get(keyOf(source)) ?? [], { upToMonth, settled: settled.get(source.companyId) }),
  );
}

const insert = `
  INSERT INTO charge (company_id, source_kind, source_id, component, segment, month, posted_month, revision,
    amount_fen, net_fen, tax_fen, tax_rate_bps, tax_code, item_name, explanation, subject, invoice_id, line_no)
  SELECT company_id, source_kind, source_id, component, segment, month, posted_month, revision,
    amount_fen, net_fen, tax_fen, tax_rate_bps, tax_code, item_name, explanation, subject, invoice_id, line_no
  FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::int[], $5::date[], $6::date[], $7::int[], $8::bigint[], $9::bigint[],
    $10::bigint[], $11::int[], $12::text[], $13::text[], $14::jsonb[], $15::jsonb[], $16::bigint[], $17::int[], $18::text[])
    AS c (company_id, source_id, component, segment, month, posted_month, revision, amount_fen, net_fen, tax_fen,
      tax_rate_bps, tax_code, item_name, explanation, subject, invoice_id, line_no, source_kind)
  ON CONFLICT ON CONSTRAINT charge_once DO NOTHING`;

/** Where a charge stands, when it is recorded straight onto a draft. */
export interface LinePlace {
  readonly invoiceId: number;
  readonly lineNo: number;
}

/** Writes charges in one statement; a revision that is there already is left alone. */
export async function insertCharges(
  tx: Tx,
  charges: readonly NewCharge[],
  lines?: readonly LinePlace[],
): Promise<number> {
  if (charges.length === 0) return 0;
  const of = <T>(column: (charge: NewCharge) => T): T[] => charges.map(column);
  return tx.execute(insert, [
    of((c) => c.source.companyId),
    of((c) => c.source.sourceId),
    of((c) => c.difference.component),
    of((c) => c.difference.segment),
    of((c) => `${c.difference.month}-01`),
    of((c) => `${c.postedMonth}-01`),
    of((c) => c.revision),
    of((c) => c.difference.amountFen),
    of((c) => c.difference.netFen),
    of((c) => c.difference.taxFen),
    of((c) => c.difference.taxRateBps),
    of((c) => c.difference.taxCode),
    of((c) => c.difference.itemName),
    of((c) => JSON.stringify(c.difference.explanation)),
    of((c) => JSON.stringify(c.source.subject)),
    charges.map((_, i) => lines?.[i]?.invoiceId ?? null),
    charges.map((_, i) => lines?.[i]?.lineNo ?? null),
    of((c) => c.source.sourceKind),
  ]);
}

/** Records what `chargesToRecord` finds. The caller holds `lockAccrual` of the companies. */
export async function recordCharges(
  tx: Tx,
  wanted: { sources: readonly OwingSource[]; upToMonth?: string },
): Promise<number> {
  return insertCharges(tx, await chargesToRecord(tx, wanted));
}
