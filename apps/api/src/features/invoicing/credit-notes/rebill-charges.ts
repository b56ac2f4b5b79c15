import type { Tx } from '../../../platform/database/database.js';
import { firstOpen, settledMonths } from '../record-charges.js';

/**
 * A wrong invoice is taken back, and what it billed is still owed: the charges are recorded anew, to the first open month,
 * so that the next run bills them. Accrual takes the credited ones for never recorded (record-charges), so nothing is
 * billed twice. The caller holds `lockAccrual` of the company.
 */
export async function rebillCharges(
  tx: Tx,
  note: { readonly id: number; readonly companyId: number },
): Promise<number> {
  const months = await tx.query<{ month: string }>(
    `SELECT DISTINCT to_char(c.month, 'YYYY-MM') AS month FROM credit_note_line l JOIN charge c ON c.id = l.charge_id WHERE l.credit_note_id = $1`,
    [note.id],
  );
  const settled = (await settledMonths(tx, [note.companyId])).get(note.companyId);
  return tx.execute(
    `INSERT INTO charge (company_id, source_kind, source_id, component, segment, month, posted_month, revision,
       amount_fen, net_fen, tax_fen, tax_rate_bps, tax_code, item_name, explanation, subject)
     SELECT c.company_id, c.source_kind, c.source_id, c.component, c.segment, c.month, m.posted,
       last.revision + row_number() OVER (PARTITION BY c.source_kind, c.source_id, c.component, c.segment, c.month ORDER BY c.revision),
       l.amount_fen, l.net_fen, l.tax_fen, c.tax_rate_bps, c.tax_code, c.item_name, c.explanation, c.subject
     FROM credit_note_line l JOIN charge c ON c.id = l.charge_id
     JOIN unnest($2::date[], $3::date[]) m (month, posted) ON m.month = c.month
     CROSS JOIN LATERAL (SELECT max(revision) revision FROM charge x WHERE x.source_kind = c.source_kind AND x.source_id = c.source_id
       AND x.component = c.component AND x.segment = c.segment AND x.month = c.month AND x.company_id = c.company_id) last
     WHERE l.credit_note_id = $1 ORDER BY l.line_no`,
    [note.id, months.map(({ month }) => `${month}-01`), months.map(({ month }) => `${firstOpen(month, settled)}-01`)],
  );
}
