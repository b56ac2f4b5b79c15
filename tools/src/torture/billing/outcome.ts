import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { type Checked, checkInvariants } from '../check-invariants.js';
import { unsealedSql } from '../quiet.js';

const lostSql = `
  SELECT count(*)::int n FROM billing_run_company WHERE status NOT IN ('invoiced', 'nothing')`;
const doubledSql = `
  SELECT count(*)::int n FROM (SELECT FROM charge GROUP BY source_kind, source_id, company_id, component, segment, month, revision HAVING count(*) > 1) x`;
const gapSql = `
  SELECT coalesce(sum(top - n + twice), 0)::int n
  FROM (SELECT max(sequence) top, count(*) n, count(*) - count(DISTINCT sequence) twice FROM invoice WHERE number IS NOT NULL GROUP BY series, year) x`;
/** Everything an invoice says, numbers and lines included, without the rows' internal ids. */
const documentsSql = `
  SELECT encode(sha256(convert_to(string_agg(document, E'\\n' ORDER BY document), 'UTF8')), 'hex') digest, count(*)::int n
  FROM (SELECT concat_ws('|', i.number, i.issued_at, i.due_on, i.month, i.net_fen, i.tax_fen, i.gross_fen, i.buyer, i.seller, encode(i.content_hash, 'hex'),
          (SELECT string_agg(concat_ws(',', c.line_no, c.source_kind, c.source_id, c.component, c.segment, c.month, c.amount_fen, c.tax_fen, c.explanation), ';' ORDER BY c.line_no)
           FROM charge c WHERE c.invoice_id = i.id)) document
        FROM invoice i WHERE i.number IS NOT NULL) d`;

const componentsSql = `SELECT string_agg(DISTINCT component, ', ' ORDER BY component) AS of FROM charge WHERE invoice_id IS NOT NULL`;

/** What worked-off runs left behind. */
export interface Outcome {
  readonly digest: string;
  readonly invoices: number;
  readonly lines: number;
  /** What lines there are, by component. */
  readonly components: string;
  readonly lost: number;
  readonly doubled: number;
  readonly gaps: number;
  readonly invariants: readonly Checked[];
}

export async function outcomeOf(db: pg.Pool): Promise<Outcome> {
  const one = async (sql: string): Promise<number> => (await db.query<{ n: number }>(sql)).rows[0]?.n ?? -1;
  const { rows } = await db.query<{ digest: string; n: number }>(documentsSql);
  await drained(db);
  return {
    digest: rows[0]?.digest ?? '',
    invoices: rows[0]?.n ?? 0,
    lines: await one('SELECT count(*)::int n FROM charge WHERE invoice_id IS NOT NULL'),
    components: (await db.query<{ of: string }>(componentsSql)).rows[0]?.of ?? '',
    lost: await one(lostSql),
    doubled: await one(doubledSql),
    gaps: await one(gapSql),
    invariants: await checkInvariants(db),
  };
}

/** The invariants are for a quiet system: the outbox has been worked off and the audit trail sealed. */
async function drained(db: pg.Pool): Promise<void> {
  for (let n = 0; n < 800; n++) {
    const { rows } = await db.query<{ n: number }>(
      `SELECT (SELECT count(*) FROM outbox WHERE processed_at IS NULL)::int + (${unsealedSql})::int n`,
    );
    if (rows[0]?.n === 0) return;
    await wait(150);
  }
}
