import type { LineDecision } from '@parkbench/domain';
import type { z } from 'zod';
import type { Tx } from '../../../platform/database/database.js';
import { conflict, notFound, type Problem } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import type { lineConfirmed } from './bank.dto.js';
import { bookLine, type By, type LockedLine } from './book-line.js';

/** A line, locked until the decision commits; a second clerk waits and finds it decided. */
export async function lockLine(tx: Tx, lineId: number): Promise<LockedLine> {
  const [line] = await tx.query<LockedLine>(
    `SELECT id, status, booked_on "bookedOn", amount_fen "amountFen", text, reference FROM bank_line WHERE id = $1 FOR UPDATE`,
    [lineId],
  );
  if (!line) throw notFound();
  return line;
}

export const decided = (line: LockedLine): Problem =>
  conflict(
    'line_decided',
    { zh: '该流水已由他人处理，请刷新后查看', en: 'Somebody decided on this line already; look again' },
    { lineStatus: line.status },
  );

/**
 * Makes of a line what a person says it is: payments with their allocations, deposits, the refund, or what was recorded
 * before, all in the caller's transaction. A line is confirmed once: its lock decides who was first, and the database
 * refuses at the commit what does not sum to it.
 */
export async function confirmLine(
  tx: Tx,
  lineId: number,
  decision: LineDecision,
  by: By,
): Promise<z.infer<typeof lineConfirmed>> {
  const line = await lockLine(tx, lineId);
  if (line.status !== 'open') throw decided(line);
  const booked = await bookLine(tx, line, decision, by);
  await tx.query(
    `INSERT INTO bank_match (line_id, company_id, amount_fen, payment_id, refund_id, deposit_id, is_own, confirmed_by, confirmed_at)
     SELECT $1, p."companyId", p."amountFen", p."paymentId", p."refundId", p."depositId", p."isOwn", $3, $4
     FROM jsonb_to_recordset($2) p ("companyId" bigint, "amountFen" bigint, "paymentId" bigint, "refundId" bigint, "depositId" bigint, "isOwn" boolean)`,
    [lineId, JSON.stringify(booked), by.actorId, by.now],
  );
  await tx.query(
    `UPDATE bank_line SET status = 'confirmed', decided_by = $2, decided_at = $3, version = version + 1 WHERE id = $1`,
    [lineId, by.actorId, by.now],
  );
  const parts = booked.map(({ isOwn: _, ...part }) => part);
  const companies = new Set(parts.map((part) => part.companyId));
  await record(tx, {
    actorId: by.actorId,
    companyId: companies.size === 1 ? (parts[0]?.companyId ?? null) : null,
    action: 'bank_line.confirmed',
    entity: 'bank_line',
    entityId: lineId,
    data: { as: decision.as, parts, amountFen: line.amountFen },
  });
  return { id: lineId, parts };
}
