import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';

export interface SmallParkOptions {
  readonly companies: number;
  readonly instruments: number;
  /** Every how-manieth instrument asks for approval; 0 for none. */
  readonly approvalEvery?: number;
  readonly turnaroundMinutes?: number;
}

export interface SmallPark {
  /** A session of one member of each company. */
  readonly tenants: readonly { companyId: number; memberId: number; token: string }[];
  readonly manager: { memberId: number; token: string };
  readonly finance: { memberId: number; token: string };
  readonly instruments: readonly number[];
}

const allDay = JSON.stringify(
  Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((d) => [d, [{ fromMinute: 0, toMinute: 1440 }]])),
);
const oneBand = JSON.stringify([{ band: 'weekday', weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 1440 }]);
const hourly = JSON.stringify(
  ['weekday', 'evening', 'weekend', 'holiday'].map((band) => ({ band, hourlyFen: 18_000 })),
);
const extras = JSON.stringify([
  {
    code: 'TECH',
    component: 'assistance',
    nameZh: '技术协助',
    nameEn: 'Operator',
    unit: 'hour',
    unitFen: 30_000,
    tax: null,
  },
  {
    code: 'COL',
    component: 'consumable',
    nameZh: '色谱柱',
    nameEn: 'Column',
    unit: 'piece',
    unitFen: 15_000,
    tax: null,
  },
]);
const tiers = JSON.stringify([
  { months: 3, bps: 300 },
  { months: 6, bps: 500 },
  { months: 12, bps: 1000 },
]);

/** A park for rigs: set-based SQL as the owner, any size, no limits that would get in the way of load. */
export async function makeSmallPark(db: pg.Pool, options: SmallParkOptions): Promise<SmallPark> {
  await db.query(
    `INSERT INTO park (name_zh, name_en, opening_hours, price_bands, rules)
     VALUES ('试验园区', 'Rig Park', $1, $2, '{"maxOpenOfCompany":null,"quotas":[{"unit":"hours","per":"week","of":"company","on":"park","limit":1000000}],"advanceDays":3650,"maxMonths":60}')`,
    [allDay, oneBand],
  );
  await db.query(`INSERT INTO company_class (code, name_zh, name_en) VALUES ('standard', '入园企业', 'Resident')`);
  const companies = await ids(
    db,
    `INSERT INTO company (name_zh, name_en, credit_code, class_code)
     SELECT '企业' || n, 'Company ' || n, 'RIG' || lpad(n::text, 15, '0'), 'standard' FROM generate_series(1, $1) n RETURNING id`,
    [options.companies],
  );
  const members = await ids(
    db,
    `INSERT INTO member (company_id, email, name, role, password_hash, email_notices)
     SELECT id, 'm' || id || '@rig.example', '成员' || id, 'company_admin', '-', false FROM unnest($1::bigint[]) id RETURNING id`,
    [companies],
  );
  const staff = await ids(
    db,
    `INSERT INTO member (email, name, role, password_hash, email_notices)
     SELECT role || '@rig.example', role, role, '-', false FROM unnest(ARRAY['manager', 'finance']) role RETURNING id`,
  );
  const instruments = await makeInstruments(db, options);
  const tokens = await sessions(db, [...members, ...staff]);
  return {
    tenants: companies.map((companyId, i) => ({ companyId, memberId: members[i] ?? 0, token: tokens[i] ?? '' })),
    manager: { memberId: staff[0] ?? 0, token: tokens[members.length] ?? '' },
    finance: { memberId: staff[1] ?? 0, token: tokens[members.length + 1] ?? '' },
    instruments,
  };
}

async function makeInstruments(db: pg.Pool, options: SmallParkOptions): Promise<number[]> {
  await db.query(`INSERT INTO category (name_zh) SELECT '类别' || n FROM generate_series(1, 8) n`);
  const instruments = await ids(
    db,
    `INSERT INTO instrument (asset_no, name_zh, name_en, category_id, original_value_fen, opens_rental, opens_session,
       approval_required, before_minutes, after_minutes, pinyin)
     SELECT 'RIG-' || lpad(n::text, 6, '0'), '高效液相色谱仪' || n, 'HPLC ' || n, 1 + n % 8, 45000000, true, true,
       $2 > 0 AND n % greatest($2, 1) = 0, $3, $3, 'gxyxspy' FROM generate_series(1, $1) n RETURNING id`,
    [options.instruments, options.approvalEvery ?? 0, options.turnaroundMinutes ?? 0],
  );
  await db.query(
    `INSERT INTO rate_plan (instrument_id, valid_from, monthly_fen, term_tiers, hourly, run_fen, extras)
     SELECT id, '2020-01-01', 450000, $2, $3, 20000, $4 FROM unnest($1::bigint[]) id`,
    [instruments, tiers, hourly, extras],
  );
  return instruments;
}

/** Sessions as signing in makes them; the rigs measure what comes after. */
export async function sessions(db: pg.Pool, members: readonly number[]): Promise<string[]> {
  const tokens = members.map(() => randomBytes(32).toString('base64url'));
  await db.query(
    `INSERT INTO session (token_hash, member_id, expires_at)
     SELECT hash, member, now() + interval '1 year' FROM unnest($1::bytea[], $2::bigint[]) s(hash, member)`,
    [tokens.map((token) => createHash('sha256').update(token).digest()), members],
  );
  return tokens;
}

async function ids(db: pg.Pool, sql: string, parameters: unknown[] = []): Promise<number[]> {
  const { rows } = await db.query<{ id: string }>(sql, parameters);
  return rows.map((row) => Number(row.id));
}
