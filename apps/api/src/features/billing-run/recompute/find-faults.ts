import { type Explanation, lineFault } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import type { Park } from '../../../platform/park-settings.js';
import type { NewCharge, SourceKind } from '../../invoicing/invoicing.api.js';
import { accrualDifferences } from '../accrual-differences.js';
import type { Billed } from './billed-companies.js';

/** A fen that does not follow from where it came from. */
export interface Fault {
  readonly kind: 'line' | 'source' | 'document';
  readonly companyId: number;
  readonly invoiceId?: number;
  readonly lineNo?: number;
  readonly sourceKind?: SourceKind;
  readonly sourceId?: number;
  readonly component?: string;
  readonly month?: string;
  readonly expectedFen?: number;
  readonly foundFen?: number;
}

const pageLines = 5_000;

interface IssuedLine {
  readonly id: number;
  readonly companyId: number;
  readonly invoiceId: number;
  readonly lineNo: number;
  readonly component: string;
  readonly month: string;
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly taxRateBps: number;
  readonly explanation: Explanation;
}

/** Every issued line, reckoned again from its own formula; page by page, however many there are. */
export async function* faultsOfLines(tx: Tx): AsyncGenerator<{ lines: number; faults: Fault[] }> {
  let after = 0;
  for (;;) {
    const page = await tx.query<IssuedLine>(
      `SELECT c.id, c.company_id "companyId", c.invoice_id "invoiceId", c.line_no "lineNo", c.component, to_char(c.month, 'YYYY-MM') AS month,
         c.amount_fen "amountFen", c.net_fen "netFen", c.tax_fen "taxFen", c.tax_rate_bps "taxRateBps", c.explanation
       FROM charge c JOIN invoice i ON i.id = c.invoice_id AND i.number IS NOT NULL WHERE c.id > $1 ORDER BY c.id LIMIT $2`,
      [after, pageLines],
    );
    const faults = page.flatMap((line): Fault[] => {
      const fault = lineFault(line);
      const { companyId, invoiceId, lineNo, component, month } = line;
      return fault ? [{ kind: 'line', companyId, invoiceId, lineNo, component, month, ...fault }] : [];
    });
    yield { lines: page.length, faults };
    const last = page.at(-1);
    if (!last || page.length < pageLines) return;
    after = last.id;
  }
}

/** Issued invoices that are not what was hashed when they were issued. */
export async function faultsOfDocuments(tx: Tx): Promise<Fault[]> {
  const rows = await tx.query<{ companyId: number; invoiceId: number; month: string }>(
    `SELECT company_id "companyId", id "invoiceId", to_char(i.month, 'YYYY-MM') AS month FROM invoice i
     WHERE number IS NOT NULL AND content_hash IS DISTINCT FROM invoice_content_hash(i, i.number, i.issued_at, i.due_on) ORDER BY id LIMIT 1000`,
  );
  return rows.map((row) => ({ kind: 'document', ...row }));
}

/** Components that also follow from what others do on the same instrument, and from outages. */
const followsOthers: ReadonlySet<string> = new Set(['abatement', 'idle_credit', 'cancellation', 'no_show', 'best_of']);

/**
 * What sources owe today for the months that were billed, by the run's own computation as of the day of the bill, less
 * what was charged. A source that changed after the bill explains its difference (the next run charges it); the rest are faults.
 */
export async function* faultsOfSources(
  tx: Tx,
  { billed, month, park }: { billed: Billed; month: string; park: Park },
): AsyncGenerator<{ pending: number; faults: Fault[] }> {
  const { companyIds, today, at } = billed;
  // A source that cannot be reckoned fails the company's next bill and is listed there.
  const onFailure = (): void => undefined;
  for await (const page of accrualDifferences(tx, { companyIds, month, today, park, onFailure })) {
    const explained = await changedSince(tx, page, at);
    const faults = page.filter((charge) => !explained(charge)).map(faultOf);
    yield { pending: page.length - faults.length, faults };
  }
}

function faultOf({ source, difference }: NewCharge): Fault {
  const { sourceKind, sourceId, companyId } = source;
  const { component, month, amountFen } = difference;
  return { kind: 'source', companyId, sourceKind, sourceId, component, month, expectedFen: amountFen, foundFen: 0 };
}

/** Which of the differences something that was done after an instant explains. */
async function changedSince(tx: Tx, page: readonly NewCharge[], at: Date): Promise<(charge: NewCharge) => boolean> {
  const ids = (kind: SourceKind): number[] => [
    ...new Set(page.filter(({ source }) => source.sourceKind === kind).map(({ source }) => source.sourceId)),
  ];
  const [own, around, items, instruments] = await Promise.all([
    changed(
      tx,
      `SELECT r.id FROM reservation r WHERE r.id = ANY($1) AND (r.updated_at > $2
      OR EXISTS (SELECT FROM reservation_count n WHERE n.reservation_id = r.id AND n.recorded_at > $2))`,
      ids('reservation'),
      at,
    ),
    changed(
      tx,
      `SELECT r.id FROM reservation r WHERE r.id = ANY($1) AND ${stirred('r.instrument_id')}`,
      ids('reservation'),
      at,
    ),
    changed(
      tx,
      `SELECT b.id FROM billable_item b WHERE b.id = ANY($1) AND greatest(b.created_at, b.withdrawn_at) > $2`,
      ids('item'),
      at,
    ),
    changed(
      tx,
      `SELECT i.id FROM instrument i WHERE i.id = ANY($1) AND (${stirred('i.id')} OR EXISTS (SELECT FROM charge_dispute d
         JOIN charge o ON o.id = d.charge_id JOIN reservation r ON r.id = o.reservation_id AND r.instrument_id = i.id
         JOIN billable_item b ON b.id = d.item_id WHERE greatest(b.created_at, b.withdrawn_at) > $2))`,
      ids('best_of'),
      at,
    ),
  ]);
  return ({ source, difference }) => {
    if (source.sourceKind === 'item') return items.has(source.sourceId);
    if (source.sourceKind === 'best_of') return instruments.has(source.sourceId);
    return own.has(source.sourceId) || (followsOthers.has(difference.component) && around.has(source.sourceId));
  };
}

/** Something was done on an instrument after $2. */
const stirred = (
  instrument: string,
): string => `(EXISTS (SELECT FROM reservation o WHERE o.instrument_id = ${instrument} AND o.updated_at > $2)
  OR EXISTS (SELECT FROM outage u WHERE u.instrument_id = ${instrument} AND (u.created_at > $2 OR u.ends_at > $2 OR u.version > 1)))`;

async function changed(tx: Tx, sql: string, ids: readonly number[], at: Date): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  return new Set((await tx.query<{ id: number }>(sql, [ids, at])).map((row) => row.id));
}
