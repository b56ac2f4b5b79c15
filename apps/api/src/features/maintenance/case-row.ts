import type { CaseAction } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { OutageRow } from './outage-row.js';

/** One reservation in the way of an outage, and what its owner made of it. */
export interface CaseRow {
  readonly id: number;
  readonly outageId: number;
  readonly companyId: number;
  readonly reservationId: number;
  readonly status: 'open' | 'answered' | 'defaulted' | 'decided' | 'withdrawn';
  readonly answerBy: Date;
  readonly defaultAction: CaseAction;
  readonly action: CaseAction | null;
  readonly heldInstrumentId: number | null;
}

const columns = `id, outage_id "outageId", company_id "companyId", reservation_id "reservationId", status, answer_by "answerBy",
  default_action "defaultAction", action, held_instrument_id "heldInstrumentId"`;

/** The cases of an outage that nobody has answered; of all companies only in a transaction that sees all. */
export function openCases(tx: Tx, outageId: number): Promise<CaseRow[]> {
  return tx.query<CaseRow>(
    `SELECT ${columns} FROM outage_case WHERE outage_id = $1 AND status = 'open' ORDER BY reservation_id`,
    [outageId],
  );
}

/** The case of a reservation that waits for an answer; else the last one that it had. */
export async function caseOf(tx: Tx, reservationId: number): Promise<CaseRow | undefined> {
  const [row] = await tx.query<CaseRow>(
    `SELECT ${columns} FROM outage_case WHERE reservation_id = $1 AND status <> 'withdrawn' ORDER BY status = 'open' DESC, id DESC LIMIT 1`,
    [reservationId],
  );
  return row;
}

/** Where a reservation stood before. */
interface Was {
  readonly id: number;
  readonly companyId: number;
  readonly instrumentId: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface NewCase {
  readonly outageId: number;
  readonly reservation: Was;
  readonly answerBy: Date;
  readonly defaultAction: CaseAction;
  readonly status: 'open' | 'decided' | 'defaulted';
  readonly action: CaseAction | null;
}

/** Opens the case of a reservation, or opens it anew after a change of the outage. */
export async function addCase(tx: Tx, made: NewCase): Promise<number> {
  const { id, companyId, ...was } = made.reservation;
  const { instrumentId, startsAt, endsAt } = was;
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO outage_case (outage_id, company_id, reservation_id, status, answer_by, default_action, action, was)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (outage_id, reservation_id) DO UPDATE SET status = excluded.status, answer_by = excluded.answer_by,
       default_action = excluded.default_action, action = excluded.action, was = excluded.was, held_instrument_id = NULL,
       answered_by = NULL, answered_at = NULL
     RETURNING id`,
    [
      made.outageId,
      companyId,
      id,
      made.status,
      made.answerBy,
      made.defaultAction,
      made.action,
      JSON.stringify({ instrumentId, startsAt, endsAt }),
    ],
  );
  if (!row) throw new Error(`no case for reservation ${id}`);
  return row.id;
}

/** Closes an open case; the row count is the proof that nobody did before. */
export async function closeCase(
  tx: Tx,
  one: CaseRow,
  outcome: {
    readonly status: 'answered' | 'defaulted' | 'withdrawn';
    readonly action: CaseAction | null;
    readonly by: number | null;
    readonly now: Date;
  },
): Promise<boolean> {
  const closed = await tx.execute(
    `UPDATE outage_case SET status = $2, action = $3, answered_by = $4, answered_at = $5 WHERE id = $1 AND status = 'open'`,
    [one.id, outcome.status, outcome.action, outcome.by, outcome.now],
  );
  if (closed === 1) await tx.query('UPDATE outage SET open_cases = open_cases - 1 WHERE id = $1', [one.outageId]);
  return closed === 1;
}

/** Whether a reservation still takes time that the outage is to have. */
export async function standsInTheWay(tx: Tx, outage: OutageRow, one: CaseRow): Promise<boolean> {
  const found = await tx.query(
    `SELECT 1 FROM occupancy WHERE source_kind = 'reservation' AND source_id = $1 AND instrument_id = $2 AND period && tstzrange($3, $4)`,
    [one.reservationId, outage.instrumentId, outage.startsAt, outage.endsAt],
  );
  return found.length > 0;
}
