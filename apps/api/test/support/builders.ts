import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';

export interface Person {
  readonly id: number;
  readonly companyId: number | null;
  readonly role: string;
  readonly token: string;
}

export interface InstrumentGiven {
  readonly [column: string]: unknown;
  readonly monthly_fen?: number | null;
  readonly hourly_fen?: number | null;
  readonly category?: string;
}

const bands = ['weekday', 'evening', 'weekend', 'holiday'];
const openAllDay = Object.fromEntries(
  [1, 2, 3, 4, 5, 6, 7].map((d) => [String(d), [{ fromMinute: 0, toMinute: 1440 }]]),
);
const priceBands = [{ band: 'weekday', weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 1440 }];

/** What a test is given, in the words of the field; each fills in what it is not told. */
export class Builders {
  private serial = 0;

  constructor(private readonly db: pg.Pool) {}

  async aPark(timeZone = 'Asia/Shanghai', settings: Record<string, unknown> = {}): Promise<void> {
    await this.insert('park', {
      name_zh: '测试园区',
      name_en: 'Test Park',
      time_zone: timeZone,
      opening_hours: JSON.stringify(openAllDay),
      price_bands: JSON.stringify(priceBands),
      ...settings,
    });
    await this.db.query(`INSERT INTO company_class (code, name_zh, name_en)
      VALUES ('standard', '入园企业', 'Resident'), ('incubating', '在孵企业', 'Incubating') ON CONFLICT DO NOTHING`);
    await this.db.query(`INSERT INTO company_class_discount (class_code, valid_from, rental_bps, session_bps)
      VALUES ('standard', '2000-01-01', 0, 0), ('incubating', '2000-01-01', 1000, 0) ON CONFLICT DO NOTHING`);
  }

  async aCompany(given: Record<string, unknown> = {}): Promise<number> {
    const n = ++this.serial;
    return this.insert('company', {
      name_zh: `测试企业${n}`,
      name_en: `Test Company ${n}`,
      credit_code: `TEST${String(n).padStart(14, '0')}`,
      class_code: 'standard',
      ...given,
    });
  }

  /** A signed-in person; company roles need a company. */
  async aPerson(role: string, companyId: number | null = null, given: Record<string, unknown> = {}): Promise<Person> {
    const n = ++this.serial;
    const id = await this.insert('member', {
      company_id: companyId,
      email: `${role}${n}@example.com`,
      name: `人员${n}`,
      role,
      password_hash: '-',
      ...given,
    });
    const token = randomBytes(32).toString('base64url');
    await this.db.query(
      `INSERT INTO session (token_hash, member_id, expires_at) VALUES ($1, $2, now() + interval '1 year')`,
      [createHash('sha256').update(token).digest(), id],
    );
    return { id, companyId, role, token };
  }

  async aCategory(nameZh = '色谱质谱'): Promise<number> {
    const { rows } = await this.db.query<{ id: string }>(
      `INSERT INTO category (name_zh) VALUES ($1) ON CONFLICT (parent_id, name_zh) DO UPDATE SET name_zh = excluded.name_zh RETURNING id`,
      [nameZh],
    );
    return Number(rows[0]?.id);
  }

  /** An instrument that opens for rental and session, with a rate plan from 2020 on. */
  async anInstrument(given: InstrumentGiven = {}): Promise<number> {
    const { monthly_fen = 450_000, hourly_fen = 18_000, category, ...columns } = given;
    const n = ++this.serial;
    const id = await this.insert('instrument', {
      asset_no: `T-${String(n).padStart(4, '0')}`,
      name_zh: `高效液相色谱仪${n}`,
      name_en: `HPLC ${n}`,
      category_id: await this.aCategory(category),
      // A category of its own is for a kind of its own; all others are one kind by their name.
      own_kind: category ?? '',
      original_value_fen: 45_000_000,
      opens_rental: true,
      opens_session: true,
      approval_required: false,
      ...columns,
    });
    await this.aRatePlan(id, {
      monthly_fen,
      hourly: JSON.stringify(hourly_fen === null ? [] : bands.map((band) => ({ band, hourlyFen: hourly_fen }))),
    });
    return id;
  }

  aRatePlan(instrumentId: number, given: Record<string, unknown> = {}): Promise<number> {
    return this.insert('rate_plan', {
      instrument_id: instrumentId,
      valid_from: '2020-01-01',
      monthly_fen: 450_000,
      term_tiers: JSON.stringify([
        { months: 3, bps: 300 },
        { months: 6, bps: 500 },
        { months: 12, bps: 1000 },
      ]),
      ...given,
    });
  }

  /** One row of any table, by column; returns its id. */
  async insert(table: string, row: Record<string, unknown>): Promise<number> {
    const columns = Object.keys(row);
    const { rows } = await this.db.query<{ id: string }>(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING id`,
      Object.entries(row).map(([column, value]) => (column === 'rules' ? JSON.stringify(value) : value)),
    );
    return Number(rows[0]?.id);
  }
}
