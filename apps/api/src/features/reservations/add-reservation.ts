import { occupiedPieces, type Period, type Turnaround, type WeekPattern } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { SlotTaken } from '../occupancy/occupancy.api.js';
import type { Ask } from './ask.js';
import type { StoredQuote } from './offer.js';

export interface NewReservation {
  readonly companyId: number;
  readonly memberId: number;
  readonly ask: Ask;
  readonly period: Period;
  readonly turnaround: Turnaround;
  /** Of a co-rent: its half days; the first piece of them is taken here. */
  readonly pattern: WeekPattern | null;
  readonly stored: StoredQuote;
  readonly words: { readonly purpose: string; readonly project: string; readonly rdUse: boolean };
  /** Set: it is only requested, and lapses then. Null: it is confirmed at once. */
  readonly holdExpiresAt: Date | null;
  readonly decidedBy: number | null;
  readonly now: Date;
}

// One statement: the slot first, and only what got the slot becomes a reservation.
const insert = `
  WITH slot AS (
    INSERT INTO occupancy (instrument_id, period, source_kind, source_id)
    VALUES ($1, tstzrange($2, $3), 'reservation', nextval('reservation_id_seq'))
    ON CONFLICT DO NOTHING RETURNING source_id id
  ), made AS (
    INSERT INTO reservation (id, company_id, member_id, instrument_id, kind, status, starts_at, ends_at, starts_on, months,
      purpose, project, rd_use, quote, total_fen, deposit_fen, hold_expires_at, decided_at, decided_by, created_at, updated_at)
    OVERRIDING SYSTEM VALUE
    SELECT id, $4, $5, $1, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21 FROM slot
    RETURNING id
  ), term AS (
    INSERT INTO reservation_segment (reservation_id, segment, from_month, months, list_monthly_fen, monthly_fen, term_tiers,
      company_bps, min_months, tax, rate_plan_id, quoted_at, overdue_factor_bps)
    SELECT id, 1, 0, $11::int, $22, $23, $24, $25, $26, $27, $28, $21, (SELECT overdue_factor_bps FROM park) FROM made WHERE $6 = 'rental'
  )
  SELECT id FROM made`;

/** Writes reservation, first segment and occupancy; the occupancy's row count is the verdict. */
export async function addReservation(tx: Tx, r: NewReservation, zone: string): Promise<number> {
  const { ask, stored } = r;
  const { quote, plan } = stored;
  const [occupied = r.period] = occupiedPieces({ ...r, zone });
  const rental = ask.kind === 'rental' ? ask : null;
  const [row] = await tx.query<{ id: number }>(insert, [
    ask.instrumentId,
    new Date(occupied.start),
    new Date(occupied.end),
    r.companyId,
    r.memberId,
    ask.kind,
    r.holdExpiresAt ? 'requested' : 'confirmed',
    new Date(r.period.start),
    new Date(r.period.end),
    rental?.startsOn ?? null,
    rental?.months ?? null,
    r.words.purpose,
    r.words.project,
    r.words.rdUse,
    JSON.stringify(stored),
    quote.totalFen,
    quote.depositFen,
    r.holdExpiresAt,
    r.holdExpiresAt ? null : r.now,
    r.decidedBy,
    r.now,
    quote.listMonthlyFen ?? 0,
    quote.monthlyFen ?? 0,
    JSON.stringify(plan.termTiers),
    stored.companyBps,
    plan.minMonths,
    JSON.stringify(plan.rentalTax),
    stored.ratePlanId,
  ]);
  if (!row) throw new SlotTaken(ask.instrumentId, occupied);
  return row.id;
}
