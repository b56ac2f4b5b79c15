import type { Period } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { conflict, notFound } from '../../platform/http/problem.js';
import { freePieces, layPieces, SlotTaken } from '../occupancy/occupancy.api.js';
import { type InTheWay, lockInstruments } from '../reservations/reservations.api.js';

/** An outage as its commands see it. */
export interface OutageRow {
  readonly id: number;
  readonly caseNo: string;
  readonly instrumentId: number;
  readonly kind: 'maintenance' | 'calibration' | 'closure' | 'fault';
  readonly status: 'announced' | 'planned' | 'ended' | 'cancelled';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly reason: string;
  readonly answerBy: Date | null;
  readonly openEnded: boolean;
  readonly openCases: number;
  readonly abateFromMinutes: number;
  readonly createdBy: number;
  readonly version: number;
}

const columns = `id, case_no "caseNo", instrument_id "instrumentId", kind, status, starts_at "startsAt", ends_at "endsAt", reason,
  answer_by "answerBy", open_ended "openEnded", open_cases "openCases", abate_from_minutes "abateFromMinutes", created_by "createdBy", version`;

export async function readOutage(tx: Tx, id: number): Promise<OutageRow> {
  const [row] = await tx.query<OutageRow>(`SELECT ${columns} FROM outage WHERE id = $1`, [id]);
  if (!row) throw notFound();
  return row;
}

/**
 * Locks an outage for a change: first every instrument that the change may take, in the order of their ids, as all
 * commands do, then the outage. What was read before the locks is read again.
 */
export async function lockOutage(tx: Tx, id: number, others: readonly number[] = []): Promise<OutageRow> {
  const { instrumentId } = await readOutage(tx, id);
  await lockInstruments(tx, [instrumentId, ...others]);
  tx.send('SELECT FROM outage WHERE id = $1 FOR UPDATE', [id]);
  return readOutage(tx, id);
}

/** Announced or planned: it can still be changed. */
export function mustStand(outage: OutageRow): void {
  if (outage.status === 'announced' || outage.status === 'planned') return;
  const title = { zh: '该停机安排已结束', en: 'This outage is over already' };
  throw conflict('not_in_this_state', title, { current: outage });
}

export const periodOf = ({ startsAt, endsAt }: Pick<OutageRow, 'startsAt' | 'endsAt'>): Period => ({
  start: startsAt.getTime(),
  end: endsAt.getTime(),
});

/** What those in its way, and their record, are told of it. */
export const asSeen = (outage: OutageRow): InTheWay => ({
  id: outage.id,
  caseNo: outage.caseNo,
  instrumentId: outage.instrumentId,
  period: periodOf(outage),
});

const attempts = 5;

/**
 * Lets an outage take whatever of its period is free, so that nobody books into it; says whether nothing stands in its
 * way any more. A booking that slips in between the look and the taking is one more in its way, and the next look sees it.
 */
export async function layOutage(tx: Tx, outage: OutageRow): Promise<boolean> {
  const source = { kind: 'outage', id: outage.id } as const;
  for (let attempt = 1; ; attempt++) {
    const pieces = await freePieces(tx, source, outage.instrumentId, periodOf(outage));
    try {
      await layPieces(tx, source, outage.instrumentId, pieces);
      return !(await isBlocked(tx, outage));
    } catch (error) {
      if (!(error instanceof SlotTaken) || attempt === attempts) throw error;
    }
  }
}

/** What is over stays on record and blocks nothing; what the transaction may not see is taken to block. */
async function isBlocked(tx: Tx, { id, instrumentId, startsAt, endsAt }: OutageRow): Promise<boolean> {
  const found = await tx.query(
    `SELECT 1 FROM occupancy o LEFT JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id
     WHERE o.instrument_id = $1 AND o.period && tstzrange($2, $3) AND NOT (o.source_kind = 'outage' AND o.source_id = $4)
       AND (r.id IS NULL OR r.status IN ('requested', 'confirmed', 'active', 'overdue')) LIMIT 1`,
    [instrumentId, startsAt, endsAt, id],
  );
  return found.length > 0;
}

/** How people call a case: OC-2026-0007. The number is the outage's own. */
export function caseNumber(id: number, year: string): string {
  return `OC-${year}-${String(id).padStart(4, '0')}`;
}

/** Who announced it also set what happens without an answer. */
export async function plannerOf(tx: Tx, outage: OutageRow): Promise<Actor> {
  const [planner] = await tx.query<Actor>(
    'SELECT id "memberId", company_id "companyId", role, name FROM member WHERE id = $1',
    [outage.createdBy],
  );
  if (!planner) throw new Error(`nobody planned outage ${outage.id}`);
  return planner;
}
