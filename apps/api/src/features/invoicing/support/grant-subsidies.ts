import { coveredFen, type CoverableLine, subsidyPaidEntries, subsidyPays } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { unschedule } from '../../../platform/due-work/due-work.js';
import { postLedger } from '../post-ledger.js';
import { coverableLines } from './coverable-lines.js';
import { Granted, type Programme, programmesFor } from './programmes-in-force.js';

interface Invoice {
  readonly id: number;
  readonly companyId: number;
  readonly month: string;
  readonly grossFen: number;
  readonly number: string;
}

export interface GrantOrder {
  /** In the order of their numbers: who comes first has the budget first, however often a run is killed. */
  readonly invoices: readonly Invoice[];
  readonly at: Date;
  readonly receivedOn: string;
  readonly actorId: number;
}

interface Grant {
  readonly invoice: Invoice;
  readonly programme: Programme;
  readonly coveredFen: number;
  /** What the share is reckoned on: what is covered, less credits carried from before. */
  readonly baseFen: number;
  readonly amountFen: number;
  readonly carriedFen: number;
}

/**
 * The park's own programmes pay their share of invoices in the transaction that issues them; lines, tax and gross stay as
 * they are. The programmes are locked, so that two runs cannot spend one budget twice.
 */
export async function grantSubsidies(tx: Tx, order: GrantOrder): Promise<void> {
  const months = [...new Set(order.invoices.map((invoice) => invoice.month))];
  const programmes = await programmesFor(tx, months, { lock: true });
  if (programmes.length === 0) return;
  const companies = [...new Set(order.invoices.map((invoice) => invoice.companyId))];
  const granted = await Granted.read(tx, companies, months);
  const ids = order.invoices.map((invoice) => invoice.id);
  const lines = await coverableLines(tx, ids);
  const open = await openOf(tx, ids);
  const grants = order.invoices.flatMap((invoice) =>
    grantsOf(invoice, { programmes, granted, lines: lines.get(invoice.id) ?? [], openFen: open.get(invoice.id) ?? 0 }),
  );
  await store(tx, order, grants);
}

function grantsOf(
  invoice: Invoice,
  by: { programmes: readonly Programme[]; granted: Granted; lines: readonly CoverableLine[]; openFen: number },
): Grant[] {
  const grants: Grant[] = [];
  let { openFen } = by;
  for (const programme of by.programmes) {
    const { companyId, month } = invoice;
    if (!by.granted.isFor(programme, companyId, month)) continue;
    const covered = coveredFen(by.lines, programme.scope);
    const before = by.granted.carriedFen(programme, companyId);
    const facts = by.granted.left(programme, companyId, month);
    const paid = subsidyPays({ programme: facts, coveredFen: covered, carriedFen: before, openFen });
    if (paid.amountFen === 0 && paid.carriedFen === before) continue;
    by.granted.add(programme, invoice, paid);
    openFen -= paid.amountFen;
    grants.push({ invoice, programme, coveredFen: covered, baseFen: covered + before, ...paid });
  }
  return grants;
}

async function openOf(tx: Tx, ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.query<{ id: number; openFen: number }>(
    `SELECT id, open_fen "openFen" FROM invoice WHERE id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.openFen]));
}

const referenceOf = ({ programme, invoice }: Grant): string => `${programme.id}/${invoice.number}`;

async function store(tx: Tx, order: GrantOrder, grants: readonly Grant[]): Promise<void> {
  if (grants.length === 0) return;
  const paying = grants.filter((grant) => grant.amountFen > 0);
  const payments = await payInvoices(tx, order, paying);
  const rows = await tx.query<{ id: number; companyId: number; amountFen: number }>(
    `INSERT INTO subsidy_grant (company_id, programme_id, invoice_id, payment_id, month, covered_fen, carried_fen, amount_fen, granted_at,
       base_fen, share_bps, scope)
     SELECT company_id, programme_id, invoice_id, payment_id, month, covered_fen, carried_fen, amount_fen, $1, base_fen, share_bps, scope
     FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::date[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::int[],
       $12::jsonb[]) WITH ORDINALITY AS g (company_id, programme_id, invoice_id, payment_id, month, covered_fen, carried_fen, amount_fen, base_fen,
       share_bps, scope, place)
     ORDER BY place RETURNING id, company_id "companyId", amount_fen "amountFen"`,
    [
      order.at,
      grants.map((g) => g.invoice.companyId),
      grants.map((g) => g.programme.id),
      grants.map((g) => g.invoice.id),
      grants.map((g) => payments.get(referenceOf(g)) ?? null),
      grants.map((g) => `${g.invoice.month}-01`),
      grants.map((g) => g.coveredFen),
      grants.map((g) => g.carriedFen),
      grants.map((g) => g.amountFen),
      grants.map((g) => g.baseFen),
      grants.map((g) => g.programme.shareBps),
      grants.map((g) => JSON.stringify(g.programme.scope)),
    ],
  );
  await postLedger(
    tx,
    rows
      .filter((row) => row.amountFen > 0)
      .map((row) => ({
        kind: 'subsidy_paid',
        refId: row.id,
        postedAt: order.at,
        entries: subsidyPaidEntries({ companyId: String(row.companyId), amountFen: row.amountFen }),
      })),
  );
  await tx.query(
    `UPDATE subsidy_programme p SET used_fen = p.used_fen + g.sum
     FROM (SELECT id, sum(fen)::bigint sum FROM unnest($1::bigint[], $2::bigint[]) x (id, fen) GROUP BY id) g WHERE p.id = g.id`,
    [paying.map((g) => g.programme.id), paying.map((g) => g.amountFen)],
  );
}

/** Payments of the park with their allocations, in three statements; whoever owes nothing any more is reminded of nothing. */
async function payInvoices(tx: Tx, order: GrantOrder, paying: readonly Grant[]): Promise<Map<string, number>> {
  const made = await tx.query<{ id: number; reference: string }>(
    `INSERT INTO payment (company_id, amount_fen, received_on, method, reference, note, created_by)
     SELECT company_id, amount_fen, $1, 'subsidy', reference, note, $2
     FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[]) WITH ORDINALITY AS p (company_id, amount_fen, reference, note, place)
     ORDER BY place RETURNING id, reference`,
    [
      order.receivedOn,
      order.actorId,
      paying.map((g) => g.invoice.companyId),
      paying.map((g) => g.amountFen),
      paying.map(referenceOf),
      paying.map((g) => g.programme.nameZh),
    ],
  );
  const idOf = new Map(made.map((row) => [row.reference, row.id]));
  const columns = [
    paying.map((g) => g.invoice.companyId),
    paying.map((g) => idOf.get(referenceOf(g))),
    paying.map((g) => g.invoice.id),
    paying.map((g) => g.amountFen),
  ];
  await tx.query(
    `INSERT INTO payment_allocation (company_id, payment_id, invoice_id, amount_fen) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])`,
    columns,
  );
  const paid = await tx.query<{ id: number }>(
    `WITH given AS (SELECT invoice_id, sum(fen)::bigint fen FROM unnest($1::bigint[], $2::bigint[]) g (invoice_id, fen) GROUP BY invoice_id),
     paying AS (
       UPDATE invoice i SET paid_fen = paid_fen + g.fen, version = version + 1, status = CASE WHEN g.fen >= open_fen THEN 'paid' ELSE 'part_paid' END
       FROM given g WHERE i.id = g.invoice_id RETURNING i.id, i.status)
     SELECT id FROM paying WHERE status = 'paid'`,
    [columns[2], columns[3]],
  );
  for (const { id } of paid) await unschedule(tx, ['invoice.due-soon', 'invoice.overdue'], id);
  return idOf;
}
