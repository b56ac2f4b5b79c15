import {
  type Act,
  type BookedSession,
  type CompanyFacts,
  type HolidayCalendar,
  type Instant,
  type InstrumentFacts,
  localDate,
  NO_HOLIDAYS,
  type Period,
  type PersonFacts,
  type QualificationFacts,
  type Standing,
  suspendedUntil,
} from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/http/problem.js';
import type { Park } from '../../platform/park-settings.js';
import { reachOf, sessionsRead } from './facts-reach.js';
import { qualificationFacts, qualificationsJson, type QualificationRow } from '../qualifications/qualifications.api.js';
import { holidaysNear, instrumentColumns, instrumentFacts, type InstrumentRow } from './instrument-facts.js';
import {
  classDay,
  classDiscount,
  planFor,
  type PlanInForce,
  planInForce,
  planOf,
  type PlanRow,
} from './plan-in-force.js';

/** What decides whether, and at what price, a company may have an instrument: everything read in one query. */
export interface Gathered {
  readonly instrument: InstrumentRow;
  readonly facts: InstrumentFacts;
  /** The prices of the day, as the company has them. */
  readonly plan: PlanInForce | null;
  readonly calendar: HolidayCalendar;
  /** What its class takes off a reservation of this kind. */
  readonly companyBps: number;
  readonly company: Omit<CompanyFacts, 'overdueLimitDays' | 'dunning'>;
  /** Null: nobody in particular. */
  readonly person: PersonFacts | null;
  /** Of that person; null: the park keeps none, or nobody in particular is meant. */
  readonly qualifications: readonly QualificationFacts[] | null;
  /** What is done, and where the reservation stands that it is done to. */
  readonly act: Act;
  readonly from: Standing | null;
  /** Of what is brought along; null: nothing biological. */
  readonly sampleBiosafetyLevel: number | null;
}

type SessionRow = readonly [start: number, end: number, instrumentId: number, memberId: number];

interface Row extends InstrumentRow {
  readonly plan: PlanRow | null;
  readonly isCompany: boolean;
  readonly companyBps: number | null;
  readonly suspended: boolean;
  readonly openReservations: number;
  readonly ownOpenReservations: number;
  readonly creditLimitFen: number | null;
  readonly sampleBiosafetyLevel: number | null;
  readonly sessions: readonly SessionRow[] | null;
  readonly dueOn: string | null;
  readonly openReceivableFen: number | null;
  readonly qualifications: readonly QualificationRow[] | null;
  /** When the person broke the rules of conduct, without what was waived. */
  readonly violations: readonly number[] | null;
}

const holding = `('requested', 'confirmed', 'active', 'overdue')`;

// $1 instrument, $2 company (null: staff only look), $3 today in the park, $4 the reservation that is changed, $5..$6 where
// sessions count, $7 how many open ones matter, $8..$9 and $10 the same for an instrument that sets it itself, $11 the person, $12 the sample, $13 the day whose class counts, $14 the kind
const query = `
  SELECT ${instrumentColumns}, ${planInForce('i', 3)} plan,
         c.suspended_at IS NOT NULL suspended, c.credit_limit_fen "creditLimitFen",
         c.id IS NOT NULL "isCompany", ${classDiscount('$2', '$13', '$14')} "companyBps",
         (SELECT count(*)::int FROM (SELECT 1 FROM reservation r WHERE r.company_id = $2 AND r.id <> $4 AND r.status IN ${holding}
            LIMIT coalesce((i.rules ->> 'maxOpenOfCompany')::int, $7)) counted) "openReservations",
         (SELECT count(*)::int FROM (SELECT 1 FROM reservation r WHERE r.company_id = $2 AND r.member_id = $11 AND r.id <> $4
            AND r.status IN ${holding} LIMIT coalesce((i.rules ->> 'maxOpenOfPerson')::int, $10)) counted) "ownOpenReservations",
         (SELECT jsonb_agg(jsonb_build_array(extract(epoch FROM r.starts_at) * 1000, extract(epoch FROM r.ends_at) * 1000,
                                             r.instrument_id, r.member_id))
            FROM reservation r WHERE r.company_id = $2 AND r.kind = 'session' AND r.id <> $4
            AND r.status IN ('requested', 'confirmed', 'active', 'overdue', 'completed')
            AND r.starts_at >= w.start_at - interval '8 days' AND r.starts_at < w.end_at AND r.ends_at > w.start_at) sessions,
         v.due_on "dueOn", v.open_fen "openReceivableFen",
         coalesce($12::int, (SELECT r.sample_biosafety_level FROM reservation r WHERE r.id = $4)) "sampleBiosafetyLevel", ${qualificationsJson(11)} qualifications,
         (SELECT jsonb_agg(extract(epoch FROM o.at) * 1000) FROM conduct_violation o
            WHERE o.member_id = $11 AND o.waived_at IS NULL AND o.at > $3::date - 800) violations
  FROM instrument i
  CROSS JOIN LATERAL (SELECT CASE WHEN own THEN $8 ELSE $5::timestamptz END start_at, CASE WHEN own THEN $9 ELSE $6::timestamptz END end_at
                      FROM (SELECT i.rules ?| ARRAY['quotas', 'gapMinutes'] own) o) w
  LEFT JOIN company c ON c.id = $2
  LEFT JOIN LATERAL (SELECT min(due_on) due_on, sum(open_fen)::bigint open_fen FROM invoice
                     WHERE company_id = $2 AND status IN ('issued', 'part_paid')) v ON true
  WHERE i.id = $1`;

export interface FactsWanted {
  readonly instrumentId: number;
  readonly companyId: number | null;
  readonly period: Period;
  readonly kind: 'rental' | 'session';
  /** The reservation that is being changed; its own hours and place do not count against it. */
  readonly except?: number;
  /** The person it is for; left out: nobody in particular. */
  readonly memberId?: number | null;
  /** What is done; left out: it is new. */
  readonly act?: Act;
  /** Where it stands now, when it is moved. */
  readonly from?: { readonly instrumentId: number; readonly period: Period };
  /** Of what is brought along; left out: as it was when the reservation that is changed was made. */
  readonly sampleBiosafetyLevel?: number;
  readonly now: Instant;
}

/** Gathers the facts; an instrument or company that is not there is not found. */
export async function gatherFacts(tx: Tx, park: Park, wanted: FactsWanted): Promise<Gathered> {
  const zone = park.timeZone;
  const today = localDate(wanted.now, zone);
  const { usual, widest } = sessionsRead(park, wanted);
  const { openOfCompany, openOfPerson } = reachOf(park);
  const [row] = await tx.query<Row>(query, [
    wanted.instrumentId,
    wanted.companyId,
    today,
    wanted.except ?? 0,
    new Date(usual.start),
    new Date(usual.end),
    openOfCompany,
    new Date(widest.start),
    new Date(widest.end),
    openOfPerson,
    wanted.memberId ?? null,
    wanted.sampleBiosafetyLevel ?? null,
    classDay({ start: wanted.period.start, act: wanted.act }, wanted.now, zone),
    wanted.kind,
  ]);
  if (!row || (wanted.companyId !== null && !row.isCompany)) throw notFound();
  const facts = instrumentFacts(row, park);
  const companyBps = row.companyBps ?? 0;
  return {
    instrument: row,
    facts,
    plan: planFor(wanted.kind, planOf(row.plan, park), companyBps),
    calendar: wanted.kind === 'session' ? holidaysNear(park, wanted.period) : NO_HOLIDAYS,
    companyBps,
    company: companyFacts(row, today),
    person: wanted.memberId ? personFacts(row, facts, wanted.memberId) : null,
    qualifications: qualificationFacts(row.qualifications, park, wanted.memberId),
    sampleBiosafetyLevel: row.sampleBiosafetyLevel,
    act: wanted.act ?? 'create',
    from: wanted.from ? { ...wanted.from, instrumentId: String(wanted.from.instrumentId) } : null,
  };
}

function companyFacts(row: Row, today: string): Gathered['company'] {
  return {
    suspended: row.suspended,
    openReservations: row.openReservations,
    sessions: (row.sessions ?? []).map(bookedSession),
    oldestOverdueDays: row.dueOn === null ? 0 : Math.max(0, daysFrom(row.dueOn, today)),
    openReceivableFen: row.openReceivableFen ?? 0,
    creditLimitFen: row.creditLimitFen,
  };
}

function personFacts(row: Row, instrument: InstrumentFacts, memberId: number): PersonFacts {
  return {
    suspendedUntil: suspensionOf(row.violations, instrument),
    openReservations: row.ownOpenReservations,
    sessions: (row.sessions ?? []).filter(([, , , whose]) => whose === memberId).map(bookedSession),
  };
}

const bookedSession = ([start, end, instrumentId]: SessionRow): BookedSession => ({
  start,
  end,
  instrumentId: String(instrumentId),
});

const suspensionOf = (violations: Row['violations'], { rules }: InstrumentFacts): Instant | null =>
  suspendedUntil(
    (violations ?? []).map((at) => ({ at, waived: false })),
    rules.suspension,
  );

const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
