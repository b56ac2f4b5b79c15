import pg from 'pg';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import type { Live } from '../../src/platform/live/live.js';
import { ParkSettings } from '../../src/platform/park-settings.js';
import { cancelRun } from '../../src/features/billing-run/cancel-run.js';
import { planRun } from '../../src/features/billing-run/start-run.js';
import { WorkRun } from '../../src/features/billing-run/work-run.js';
import { Builders } from './builders.js';
import type { TestApp } from './test-app.js';
import { testDatabase, type TestDatabase } from './test-database.js';

const tax = { rateBps: 1300, code: '3040502019900000000', itemName: '*经营租赁*仪器设备租赁费' };

export interface RentalGiven {
  readonly companyId: number;
  readonly startsOn: string;
  readonly months: number;
  readonly monthlyFen?: number;
  readonly status?: string;
  readonly instrumentId?: number;
}

/** Rentals as billing sees them, written straight into the tables: agreed, handed over, nothing else done yet. */
export async function aRental(db: pg.Pool, given: Builders, rental: RentalGiven): Promise<number> {
  const { companyId, startsOn, months, monthlyFen = 450_000, status = 'active' } = rental;
  const instrumentId = rental.instrumentId ?? (await given.anInstrument());
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO reservation (company_id, member_id, instrument_id, kind, status, starts_at, ends_at, starts_on, months, quote, total_fen)
     SELECT $1, (SELECT min(id) FROM member WHERE company_id = $1), $2, 'rental', $3, $4::date::timestamp AT TIME ZONE 'Asia/Shanghai',
       ($4::date + make_interval(months => $5))::timestamp AT TIME ZONE 'Asia/Shanghai', $4::date, $5,
       '{"plan":{"cancellation":{"freeHoursBefore":72,"lateBps":3000,"noShowBps":5000}}}', $6 RETURNING id`,
    [companyId, instrumentId, status, startsOn, months, monthlyFen * months],
  );
  const id = Number(rows[0]?.id);
  await aSegment(db, { reservationId: id, segment: 1, fromMonth: 0, months, monthlyFen });
  return id;
}

export async function aSegment(
  db: pg.Pool,
  s: { reservationId: number; segment: number; fromMonth: number; months: number; monthlyFen: number },
): Promise<void> {
  await db.query(
    `INSERT INTO reservation_segment (reservation_id, segment, from_month, months, list_monthly_fen, monthly_fen, term_tiers, tax, rate_plan_id)
     SELECT r.id, $2, $3, $4, $5, $5, '[]', $6, (SELECT min(id) FROM rate_plan WHERE instrument_id = r.instrument_id) FROM reservation r WHERE r.id = $1`,
    [s.reservationId, s.segment, s.fromMonth, s.months, s.monthlyFen, JSON.stringify(tax)],
  );
}

/** A park in which each company has one to three rentals from March on; their credit codes are in another order than their ids. */
export async function aCrowd(
  db: pg.Pool,
  crowd: {
    companies: number;
    months: number;
    also?: (n: number, companyId: number, instrumentId: number) => Promise<void>;
  },
): Promise<void> {
  const given = new Builders(db);
  await given.aPark();
  await given.aPerson('finance');
  const instrumentId = await given.anInstrument();
  for (let i = 0; i < crowd.companies; i++) {
    const companyId = await given.aCompany({ credit_code: `C${String((i * 7919) % 10_000).padStart(17, '0')}` });
    await given.aPerson('company_admin', companyId);
    for (let n = 0; n <= i % 3; n++) {
      const startsOn = `2026-03-${String(1 + ((i + n) % 28)).padStart(2, '0')}`;
      await aRental(db, given, { companyId, instrumentId, startsOn, months: crowd.months });
    }
    await crowd.also?.(i, companyId, instrumentId);
  }
}

export interface SessionGiven {
  readonly companyId: number;
  readonly instrumentId: number;
  readonly startsAt: string;
  readonly hours: number;
  readonly hourlyFen: number;
  readonly monthlyFen: number;
}

/** A session that was used as booked, with the prices that it was quoted. */
export async function aSession(db: pg.Pool, s: SessionGiven): Promise<void> {
  const plan = {
    monthlyFen: s.monthlyFen,
    minMonths: 1,
    termTiers: [],
    hourly: [{ band: 'weekday', hourlyFen: s.hourlyFen }],
    bandWindows: [],
    sessionIncrementMinutes: 15,
    minimumChargeFen: 0,
    billBasis: 'booked',
    runFen: null,
    sampleFen: null,
    depositFen: null,
    rentalTax: tax,
    sessionTax: { rateBps: 600, code: '3040105000000000000', itemName: '*研发和技术服务*测试费' },
    cancellation: { freeHoursBefore: 72, lateBps: 3000, noShowBps: 5000 },
  };
  await db.query(
    `INSERT INTO reservation (company_id, member_id, instrument_id, kind, status, starts_at, ends_at, quote, total_fen)
     SELECT $1, (SELECT min(id) FROM member WHERE company_id = $1), $2, 'session', 'completed', $3::timestamptz, $3::timestamptz + make_interval(hours => $4), $5, $6`,
    [
      s.companyId,
      s.instrumentId,
      s.startsAt,
      s.hours,
      JSON.stringify({ plan, calendar: { holidays: [], workdays: [] }, companyBps: 0 }),
      s.hourlyFen * s.hours,
    ],
  );
}

/** Works off the billing runs that were started, as a worker would. */
export const billed = (t: TestApp): Promise<void> => t.app.get(WorkRun).work();

/** What is printed, by number; no surrogate ids, so that two databases can be compared. */
export async function issuedInvoices(db: pg.Pool): Promise<Record<string, unknown>[]> {
  const { rows } = await db.query<Record<string, unknown>>(
    `SELECT i.number, i.buyer->>'nameZh' buyer, to_char(i.month, 'YYYY-MM') AS month, i.issued_at, i.due_on, i.gross_fen::int "grossFen", i.tax_fen::int "taxFen",
       encode(i.content_hash, 'hex') hash,
       (SELECT jsonb_agg(jsonb_build_array(c.line_no, c.source_id, to_char(c.month, 'YYYY-MM'), c.component, c.amount_fen, c.tax_fen) ORDER BY c.line_no)
        FROM charge c WHERE c.invoice_id = i.id) AS lines
     FROM invoice i WHERE i.number IS NOT NULL ORDER BY i.number`,
  );
  return rows;
}

/** A worker process of its own on a database: what the queue would call, without a queue. */
export interface BillingWorker {
  readonly db: Database;
  readonly work: WorkRun;
  plan(month: string, at: string): Promise<number>;
  cancel(month: string, at: string): Promise<void>;
  close(): Promise<void>;
}

/** `around` stands between the worker and its transactions, to break off where a test says so. */
export async function billingWorker(
  url: string,
  around?: (db: Database) => Pick<Database, 'transaction' | 'read' | 'query'>,
): Promise<BillingWorker> {
  process.env.DATABASE_URL = url;
  const source = await createDataSource({ url, role: 'app', poolSize: 8 }).initialize();
  const db = new Database(source);
  const settings = new ParkSettings(db);
  const quiet = { publish: () => undefined } as unknown as Live;
  const work = new WorkRun((around?.(db) ?? db) as Database, new Clock(), settings, quiet);
  const clerk = async (): Promise<number> => {
    const [member] = await db.query<{ id: number }>(`SELECT min(id) id FROM member WHERE role = 'finance'`);
    return member?.id ?? 0;
  };
  const plan = async (month: string, at: string): Promise<number> => {
    const park = await settings.get();
    const startedBy = await clerk();
    const { runId } = await db.transaction('all', (tx) => planRun(tx, { month, now: new Date(at), park, startedBy }));
    return runId;
  };
  const cancel = async (month: string, at: string): Promise<void> => {
    const actorId = await clerk();
    await db.transaction('all', (tx) => cancelRun(tx, { month, reason: '数据有误', at: new Date(at), actorId }));
  };
  return { db, work, plan, cancel, close: () => source.destroy() };
}

/** The same database several times over; whoever was connected to it is sent away first. */
export async function clonesOf(database: TestDatabase, count: number): Promise<TestDatabase[]> {
  const name = new URL(database.url).pathname.slice(1);
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await admin.connect();
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  await admin.end();
  const clones: TestDatabase[] = [];
  for (let i = 0; i < count; i++) clones.push(await testDatabase(name));
  return clones;
}
