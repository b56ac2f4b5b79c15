import type { TestApp } from './test-app.js';

export interface DisputeGiven {
  readonly companyId: number;
  readonly memberId: number;
  readonly reservation: number;
}

/** A line in dispute in a month that is in review: it stands on no invoice. */
export async function aDispute(t: TestApp, { companyId, memberId, reservation }: DisputeGiven): Promise<number> {
  const charge = await t.given.insert('charge', {
    company_id: companyId,
    source_kind: 'reservation',
    source_id: reservation,
    component: 'overdue',
    month: '2026-01-01',
    posted_month: '2026-01-01',
    revision: 1,
    amount_fen: 113,
    net_fen: 100,
    tax_fen: 13,
    tax_rate_bps: 1300,
    tax_code: 'x',
    item_name: 'x',
    explanation: '{"text":{"zh":"x","en":"x"}}',
  });
  await t.database.owner.query(
    `INSERT INTO billing_run (month, started_by, issue_at, status, review_until) VALUES ('2026-01-01', $1, '2026-02-01', 'review', '2026-02-04') ON CONFLICT DO NOTHING`,
    [memberId],
  );
  const { rows } = await t.database.owner.query(`SELECT id FROM billing_run`);
  return t.given.insert('charge_dispute', {
    company_id: companyId,
    charge_id: charge,
    run_id: (rows[0] as { id: string }).id,
    reason: '核实',
    opened_by: memberId,
    opened_at: '2026-02-02',
  });
}
