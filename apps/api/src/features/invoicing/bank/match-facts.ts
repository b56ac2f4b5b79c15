import {
  type KnownPayer,
  type LineMatch,
  matchStatement,
  type OpenDeposit,
  type OpenItem,
  type OpenLine,
  type OpenRefund,
  type Payer,
  type RecordedPayment,
  type StatementFacts,
} from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { payableOf } from '../refunds/pay-refund.js';

/** So many of the oldest open lines are matched together; the rest has its turn when they are decided. */
const linesMatched = 1_000;

/** What can be refunded to each company: its balance and what is owed back to it. */
async function refundable(tx: Tx): Promise<Map<number, number>> {
  const balances = await tx.query<{ company_id: number; fen: number }>(
    `SELECT company_id, -sum(amount_fen)::bigint fen FROM ledger_entry WHERE account = 'unallocated' GROUP BY company_id HAVING sum(amount_fen) < 0`,
  );
  const all = await payableOf(tx, null);
  for (const { company_id, fen } of balances) all.set(company_id, (all.get(company_id) ?? 0) + fen);
  return all;
}

/** Everything that open lines may be: a handful of statements, whatever the number of lines. */
async function matchFacts(tx: Tx): Promise<StatementFacts> {
  const payers = await tx.query<Payer>(
    `SELECT id "companyId", name_zh "nameZh", name_en "nameEn", credit_code "creditCode", bank_account "bankAccount" FROM company`,
  );
  const known = await tx.query<KnownPayer>(
    `SELECT counterparty, "counterAccount", min("companyId") "companyId" FROM (
       SELECT DISTINCT l.counterparty, l.counter_account "counterAccount", m.company_id "companyId"
       FROM bank_match m JOIN bank_line l ON l.id = m.line_id WHERE m.undone_at IS NULL AND l.counterparty || l.counter_account <> '') x
     GROUP BY counterparty, "counterAccount" HAVING count(*) = 1`,
  );
  const items = await tx.query<OpenItem>(
    `SELECT id "invoiceId", company_id "companyId", number, open_fen "openFen", due_on "dueOn"
     FROM invoice WHERE status IN ('issued', 'part_paid') AND open_fen > 0`,
  );
  const refunds = await tx.query<OpenRefund>(
    `SELECT id "refundId", company_id "companyId", amount_fen "amountFen", reference FROM refund r
     WHERE reversed_at IS NULL AND reverses_id IS NULL AND NOT EXISTS (SELECT FROM bank_match m WHERE m.refund_id = r.id AND m.undone_at IS NULL)`,
  );
  const recorded = await tx.query<RecordedPayment>(
    `SELECT id "paymentId", company_id "companyId", amount_fen "amountFen", received_on "receivedOn", reference FROM payment p
     WHERE method IN ('bank', 'prepaid') AND reversed_at IS NULL
       AND NOT EXISTS (SELECT FROM bank_match m WHERE m.payment_id = p.id AND m.undone_at IS NULL)
       AND received_on >= (SELECT coalesce(min(booked_on), current_date) - 31 FROM bank_line WHERE status = 'open')`,
  );
  const deposits = await tx.query<OpenDeposit>(
    `SELECT id "depositId", company_id "companyId", reservation_id "reservationId", amount_fen "amountFen", status = 'due' "isDue",
       (due_at AT TIME ZONE (SELECT time_zone FROM park))::date "dueOn"
     FROM deposit d WHERE status IN ('due', 'held') AND coalesce(method, 'bank') = 'bank'
       AND NOT EXISTS (SELECT FROM bank_match m WHERE m.deposit_id = d.id AND m.undone_at IS NULL)
       AND (status = 'due' OR due_at >= (SELECT coalesce(min(booked_on), current_date) - 180 FROM bank_line WHERE status = 'open'))`,
  );
  return { payers, known, items, refunds, recorded, deposits, refundableFen: await refundable(tx) };
}

/** The open lines with their matches, the oldest first. */
export async function matchedLines(
  tx: Tx,
): Promise<{ matches: LineMatch[]; facts: StatementFacts; lines: OpenLine[] }> {
  const lines = await tx.query<OpenLine>(
    `SELECT id "lineId", booked_on "bookedOn", amount_fen "amountFen", counterparty, counter_account "counterAccount", text, reference,
       company_id "companyId"
     FROM bank_line WHERE status = 'open' ORDER BY booked_on, id LIMIT $1`,
    [linesMatched],
  );
  const facts = await matchFacts(tx);
  return { matches: matchStatement(lines, facts), facts, lines };
}
