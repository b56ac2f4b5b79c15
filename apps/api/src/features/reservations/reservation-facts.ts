import {
  type Act,
  type CompanyFacts,
  type HolidayCalendar,
  type Instant,
  type InstrumentFacts,
  addDays,
  localDate,
  mondayOf,
  NO_HOLIDAYS,
  type Period,
  type PersonFacts,
  type QualificationFacts,
  type Standing,
  startOfDay,
  suspendedUntil,
} from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/http/problem.js';
import type { Park } from '../../platform/park-settings.js';
import { qualificationFacts, qualificationsJson, type QualificationRow } from '../qualifications/qualifications.api.js';
import { holidaysNear, instrumentColumns, instrumentFacts, type InstrumentRow } from './instrument-facts.js';
import { type PlanInForce, planInForce, planOf, type PlanRow } from './plan-in-force.js';

/** What decides whether, and at what price, a company may have an instrument: everything read in one query. */
export interface Gathered {
  readonly instrument: InstrumentRow;
  readonly facts: InstrumentFacts;
  readonly plan: PlanInForce | null;
  readonly calendar: HolidayCalendar;
  readonly companyBps: number;
  readonly company: Omit<CompanyFacts, 'overdueLimitDays' | 'creditLimitFen'>;
  /** Null: nobody in particular. */
  readonly person: PersonFacts | null;
  /** Of that person; null: the park keeps none, or nobody in particular is meant. */
  readonly qualifications: readonly QualificationFacts[] | null;
  /** What is done, and where the reservation stands that it is done to. */
  readonly act: Act;
  readonly from: Standing | null;
}

interface Row extends InstrumentRow {
  readonly plan: PlanRow | null;
  readonly companyBps: number | null;
  readonly suspended: boolean;
  readonly openReservations: number;
  readonly sessions: readonly [start: number, end: number, instrumentId: number, memberId: number][] | null;
  readonly dueOn: string | null;
  readonly openReceivableFen: number | null;
  readonly qualifications: readonly QualificationRow[] | null;
  /** When the person broke the rules of conduct, without what was waived. */
  readonly violations: readonly number[] | null;
}

// $1 instrument, $2 company (null: staff only look), $3 today in the park, $4 the reservation that is changed, $5..$6 the weeks touched, $7 how many open ones matter
const query = `
  SELECT ${instrumentColumns}, ${planInForce('i', 3)} plan,
         c.suspended_at IS NOT NULL suspended, k.discount_bps "companyBps",
         (SELECT count(*)::int FROM (SELECT 1 FROM reservation r WHERE r.company_id = $2 AND r.id <> $4
            AND r.status IN ('requested', 'confirmed', 'active', 'overdue') LIMIT $7) counted) "openReservations",
         (SELECT jsonb_agg(jsonb_build_array(extract(epoch FROM r.starts_at) * 1000, extract(epoch FROM r.ends_at) * 1000,
                                             r.instrument_id, r.member_id))
            FROM reservation r WHERE r.company_id = $2 AND r.kind = 'session' AND r.id <> $4
            AND r.status IN ('requested', 'confirmed', 'active', 'overdue', 'completed')
            AND r.starts_at >= $5::timestamptz - interval '2 days' AND r.starts_at < $6 AND r.ends_at > $5) sessions,
         v.due_on "dueOn", v.open_fen "openReceivableFen", ${qualificationsJson(8)} qualifications,
         (SELECT jsonb_agg(extract(epoch FROM o.at) * 1000) FROM conduct_violation o
            WHERE o.member_id = $8 AND o.waived_at IS NULL AND o.at > $3::date - 800) violations
  FROM instrument i
  LEFT JOIN company c ON c.id = $2
  LEFT JOIN company_class k ON k.code = c.class_code
  LEFT JOIN LATERAL (SELECT min(due_on) due_on, sum(gross_fen - paid_fen)::bigint open_fen FROM invoice
                     WHERE company_id = $2 AND status IN ('issued', 'part_paid')) v ON true
  WHERE i.id = $1`;

/** From here on a limit of open reservations limits nobody, and nobody's are counted. */
const unlimited = 100_000;

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
  readonly now: Instant;
}

/** Gathers the facts; an instrument or company that is not there is not found. */
export async function gatherFacts(tx: Tx, park: Park, wanted: FactsWanted): Promise<Gathered> {
  const zone = park.timeZone;
  const today = localDate(wanted.now, zone);
  const weeks = wanted.kind === 'session' ? weeksOf(wanted.period, zone) : { start: 0, end: 0 };
  const [row] = await tx.query<Row>(query, [
    wanted.instrumentId,
    wanted.companyId,
    today,
    wanted.except ?? 0,
    new Date(weeks.start),
    new Date(weeks.end),
    park.maxOpenReservations < unlimited ? park.maxOpenReservations : 0,
    wanted.memberId ?? null,
  ]);
  if (!row || (wanted.companyId !== null && row.companyBps === null)) throw notFound();
  const sessions = (row.sessions ?? []).map(([start, end, instrument, memberId]) => ({
    session: { start, end, instrumentId: String(instrument) },
    memberId,
  }));
  const own = sessions.filter(({ memberId }) => memberId === wanted.memberId);
  const facts = instrumentFacts(row, park);
  const overdueDays = row.dueOn === null ? 0 : Math.max(0, daysFrom(row.dueOn, today));
  return {
    instrument: row,
    facts,
    plan: planOf(row.plan, park),
    calendar: wanted.kind === 'session' ? holidaysNear(park, wanted.period) : NO_HOLIDAYS,
    companyBps: row.companyBps ?? 0,
    company: {
      suspended: row.suspended,
      openReservations: row.openReservations,
      sessions: sessions.map(({ session }) => session),
      oldestOverdueDays: overdueDays,
      openReceivableFen: row.openReceivableFen ?? 0,
    },
    person: wanted.memberId
      ? {
          suspendedUntil: suspensionOf(row.violations, facts),
          openReservations: 0,
          sessions: own.map(({ session }) => session),
        }
      : null,
    qualifications: qualificationFacts(row.qualifications, park, wanted.memberId),
    act: wanted.act ?? 'create',
    from: wanted.from ? { ...wanted.from, instrumentId: String(wanted.from.instrumentId) } : null,
  };
}

const suspensionOf = (violations: Row['violations'], { rules }: InstrumentFacts): Instant | null =>
  suspendedUntil(
    (violations ?? []).map((at) => ({ at, waived: false })),
    rules.suspension,
  );

const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The whole weeks, Monday to Sunday in the park, that a session touches. */
function weeksOf(period: Period, zone: string): Period {
  return {
    start: startOfDay(mondayOf(localDate(period.start, zone)), zone),
    end: startOfDay(addDays(mondayOf(localDate(period.end - 1, zone)), 7), zone),
  };
}
