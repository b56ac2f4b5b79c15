import { carriedAgainFen, type CoverableLine, coveredFen, sumFen, type SupportScope } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { coverableLines } from './coverable-lines.js';

interface Credited {
  readonly invoiceId: number;
  readonly coveredFen: number;
  readonly baseFen: number;
  readonly scope: SupportScope;
}

interface Carried {
  readonly programmeId: number;
  readonly companyId: number;
  readonly carriedFen: number;
  readonly credited: readonly Credited[];
}

// What was covered in all less what was subsidised of it. Grants of before ADR 0035 have no base of their own: it is what they covered and what the one before left.
const query = `
  WITH based AS (
    SELECT g.*, least(g.base_fen, g.covered_fen + lag(g.carried_fen, 1, 0::bigint) OVER (PARTITION BY g.programme_id, g.company_id ORDER BY g.id)) base
    FROM subsidy_grant g WHERE g.company_id = ANY($1))
  SELECT programme_id "programmeId", company_id "companyId", sum(covered_fen - greatest(base, 0))::bigint "carriedFen",
    coalesce(jsonb_agg(jsonb_build_object('invoiceId', invoice_id, 'coveredFen', covered_fen, 'baseFen', base, 'scope', scope))
      FILTER (WHERE EXISTS (SELECT FROM credit_note n WHERE n.invoice_id = based.invoice_id AND n.status = 'issued')), '[]') credited
  FROM based GROUP BY programme_id, company_id`;

/**
 * Credits that no grant has taken up yet, by `programme:company`; at most 0. What an invoice had taken up is carried on
 * when that invoice is credited itself.
 */
export async function carriedCredits(tx: Tx, companyIds: readonly number[]): Promise<Map<string, number>> {
  const rows = await tx.query<Carried>(query, [companyIds]);
  const credited = new Set(rows.flatMap((row) => row.credited.map((grant) => grant.invoiceId)));
  const lines = credited.size > 0 ? await coverableLines(tx, [...credited]) : new Map<number, CoverableLine[]>();
  const againFen = (grant: Credited): number =>
    carriedAgainFen({ ...grant, coveredNowFen: coveredFen(lines.get(grant.invoiceId) ?? [], grant.scope) });
  return new Map(
    rows.map((row) => [`${row.programmeId}:${row.companyId}`, row.carriedFen + sumFen(row.credited.map(againFen))]),
  );
}
