import pg from 'pg';
import { invariants } from '../../../tools/dist/stand/invariants.js';
import { quiet } from '../../../tools/dist/torture/quiet.js';
import type { Park } from './park';

/** Companies that owe something for March 2026, the demo park's own among them. */
export const companies = 300;
/** Days in which companies may dispute a line before it is issued. */
export const reviewDays = 3;

/** The rental that `makeMonth` gave a company: 4,500.00 a month from the 15th of March 2026 on. */
export interface MonthRental {
  readonly assetNo: string;
  readonly nameZh: string;
}

const hourly = JSON.stringify(
  ['weekday', 'evening', 'weekend', 'holiday'].map((band) => ({ band, hourlyFen: 18_000 })),
);
const noTiers = '[]';
const tax = JSON.stringify({ rateBps: 1300, code: '3040502019900000000', itemName: '*经营租赁*仪器设备租赁费' });

/**
 * Gives finance a month to bill: fills the demo park up to 300 companies, each with a member, an instrument with its
 * rate plan and a rental that runs since 15 March 2026; drafts are reviewed for three days. Set-based, as the commands leave it.
 */
export async function makeMonth(park: Park): Promise<void> {
  await withOwner(park, async (db) => {
    await db.query('BEGIN');
    await db.query('UPDATE park SET review_days = $1', [reviewDays]);
    await moreCompanies(db);
    await rentals(db);
    await db.query('COMMIT');
    await db.query('ANALYZE');
  });
}

async function moreCompanies(db: pg.Client): Promise<void> {
  await db.query(
    `INSERT INTO company (name_zh, name_en, credit_code, class_code)
     SELECT '园企' || lpad(n::text, 3, '0') || '生物科技有限公司', 'Resident ' || n, 'E2E' || lpad(n::text, 15, '0'),
            (SELECT class_code FROM company ORDER BY id LIMIT 1)
     FROM generate_series(1, $1 - (SELECT count(*)::int FROM company)) n`,
    [companies],
  );
  await db.query(
    `INSERT INTO member (company_id, email, name, role, password_hash, email_notices)
     SELECT id, 'm' || id || '@e2e.example', '成员' || id, 'company_admin', '-', false FROM company c
     WHERE NOT EXISTS (SELECT FROM member m WHERE m.company_id = c.id)`,
  );
}

async function rentals(db: pg.Client): Promise<void> {
  await db.query(
    `INSERT INTO instrument (asset_no, name_zh, name_en, category_id, original_value_fen, opens_rental, opens_session,
       approval_required, before_minutes, after_minutes, pinyin)
     SELECT 'MONTH-' || lpad(id::text, 4, '0'), '月结离心机' || id, 'Centrifuge ' || id, (SELECT min(id) FROM category),
            45000000, true, true, false, 0, 0, 'yjlxj' FROM company`,
  );
  await db.query(
    `INSERT INTO rate_plan (instrument_id, valid_from, monthly_fen, term_tiers, hourly)
     SELECT id, '2020-01-01', 450000, $1, $2 FROM instrument WHERE asset_no LIKE 'MONTH-%'`,
    [noTiers, hourly],
  );
  await db.query(
    `INSERT INTO reservation (company_id, member_id, instrument_id, kind, status, starts_at, ends_at, starts_on, months, quote,
       total_fen, handed_over_at)
     SELECT c.id, (SELECT min(m.id) FROM member m WHERE m.company_id = c.id), i.id, 'rental', 'active',
            '2026-03-15 00:00+08', '2026-06-15 00:00+08', '2026-03-15', 3, '{}', 1350000, '2026-03-15 00:00+08'
     FROM company c JOIN instrument i ON i.asset_no = 'MONTH-' || lpad(c.id::text, 4, '0') ORDER BY c.id`,
  );
  const made = `reservation r JOIN instrument i ON i.id = r.instrument_id AND i.asset_no LIKE 'MONTH-%'`;
  await db.query(
    `INSERT INTO reservation_segment (reservation_id, segment, from_month, months, list_monthly_fen, monthly_fen, term_tiers, tax, rate_plan_id)
     SELECT r.id, 1, 0, 3, 450000, 450000, $1, $2, p.id FROM ${made} JOIN rate_plan p ON p.instrument_id = i.id`,
    [noTiers, tax],
  );
  await db.query(
    `INSERT INTO occupancy (instrument_id, period, source_kind, source_id)
     SELECT r.instrument_id, tstzrange(r.starts_at, r.ends_at), 'reservation', r.id FROM ${made}`,
  );
}

/** The rental of the company that somebody belongs to. */
export async function rentalOf(park: Park, email: string): Promise<MonthRental> {
  const [rental] = await rowsOf<MonthRental>(
    park,
    `SELECT i.asset_no "assetNo", i.name_zh "nameZh" FROM member m
     JOIN instrument i ON i.asset_no = 'MONTH-' || lpad(m.company_id::text, 4, '0') WHERE m.email = $1`,
    [email],
  );
  if (!rental) throw new Error(`${email} has no rental`);
  return rental;
}

/** The month's issued invoices and how many numbers lie between the first and the last of them, both counted. */
export async function numbersOf(park: Park, month: string): Promise<{ issued: number; span: number }> {
  const [numbers] = await rowsOf<{ issued: number; span: number }>(
    park,
    `SELECT count(*)::int issued, (max(n) - min(n) + 1)::int span
     FROM (SELECT substring(number FROM '\\d+$')::int n FROM invoice WHERE month = $1 AND number IS NOT NULL) i`,
    [`${month}-01`],
  );
  return numbers ?? { issued: 0, span: 0 };
}

/** Ids of the rules about bookings and money that the database breaks once the worker is done, with how often; none, if all is well. */
export async function brokenRules(park: Park): Promise<string[]> {
  const broken: string[] = [];
  await withOwner(park, (db) => quiet(db, () => Date.parse(park.now)));
  for (const { id, sql } of invariants) {
    const [found] = await rowsOf<{ v: string }>(park, sql, []);
    if (Number(found?.v) !== 0) broken.push(`${id}: ${found?.v}`);
  }
  return broken;
}

async function rowsOf<T extends pg.QueryResultRow>(park: Park, sql: string, values: unknown[]): Promise<T[]> {
  return withOwner(park, async (db) => (await db.query<T>(sql, values)).rows);
}

async function withOwner<T>(park: Park, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: park.stand.databaseUrl });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}
