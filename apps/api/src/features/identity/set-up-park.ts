import { Injectable } from '@nestjs/common';
import { chineseCalendar } from '../../platform/chinese-calendar.js';
import { env } from '../../platform/config/env.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { badRequest, conflict, forbidden } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { record } from '../../platform/outbox/record.js';
import { Passwords } from './password.js';

export interface SetUp {
  readonly parkNameZh: string;
  readonly parkNameEn: string;
  readonly timeZone: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly setupToken?: string;
}

const workdays = ['1', '2', '3', '4', '5'];
const everyDay = [...workdays, '6', '7'];
const openingHours = Object.fromEntries(everyDay.map((d) => [d, [{ fromMinute: 8 * 60, toMinute: 22 * 60 }]]));
const priceBands = [
  { band: 'holiday', weekdays: [], fromMinute: 0, toMinute: 1440 },
  { band: 'weekend', weekdays: [6, 7], fromMinute: 0, toMinute: 1440 },
  { band: 'weekday', weekdays: [1, 2, 3, 4, 5], fromMinute: 8 * 60, toMinute: 18 * 60 },
  { band: 'evening', weekdays: [1, 2, 3, 4, 5], fromMinute: 0, toMinute: 1440 },
];
const forbiddenPasswords = /password|123456|parkbench-demo|qwerty|admin/i;

/** The first start outside the demo: names the park, its first admin, classes and the calendar. It works once. */
@Injectable()
export class SetUpPark {
  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
    private readonly park: ParkSettings,
  ) {}

  async execute(input: SetUp): Promise<void> {
    const { SETUP_TOKEN, PARKBENCH_DEMO } = env();
    if (SETUP_TOKEN && input.setupToken !== SETUP_TOKEN) {
      throw forbidden({ zh: '安装口令不正确', en: 'The set-up token is wrong' });
    }
    if (!PARKBENCH_DEMO && forbiddenPasswords.test(input.password)) {
      throw badRequest('default_secret', {
        zh: '密码过于常见，请换一个',
        en: 'This password is a common one; choose another',
      });
    }
    if (!Intl.supportedValuesOf('timeZone').includes(input.timeZone)) {
      throw badRequest('unknown_zone', { zh: '时区不存在', en: 'There is no such time zone' });
    }
    const passwordHash = await this.passwords.hash(input.password);
    await this.db.transaction('all', (tx) => createPark(tx, { ...input, passwordHash, demo: PARKBENCH_DEMO }));
    this.park.forget();
  }
}

async function createPark(tx: Tx, input: SetUp & { passwordHash: string; demo: boolean }): Promise<void> {
  const created = await tx.query<unknown>(
    `INSERT INTO park (name_zh, name_en, time_zone, opening_hours, price_bands, demo) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      input.parkNameZh,
      input.parkNameEn,
      input.timeZone,
      JSON.stringify(openingHours),
      JSON.stringify(priceBands),
      input.demo,
    ],
  );
  if (created.length === 0)
    throw conflict('already_set_up', { zh: '园区已完成初始化', en: 'The park is set up already' });
  await insertClasses(tx);
  const [admin] = await tx.query<{ id: number }>(
    `INSERT INTO member (email, name, role, password_hash) VALUES ($1, $2, 'admin', $3) RETURNING id`,
    [input.email, input.name, input.passwordHash],
  );
  await insertHolidays(tx);
  await record(tx, { actorId: admin?.id ?? null, companyId: null, action: 'park.set_up', entity: 'park', entityId: 1 });
}

/** Two classes to begin with; what startups pay less holds from ever. */
async function insertClasses(tx: Tx): Promise<void> {
  await tx.query(`INSERT INTO company_class (code, name_zh, name_en) VALUES
    ('standard', '入园企业', 'Resident company'), ('incubating', '在孵企业', 'Incubating startup')`);
  await tx.query(`INSERT INTO company_class_discount (class_code, valid_from, rental_bps, session_bps) VALUES
    ('standard', '2000-01-01', 0, 0), ('incubating', '2000-01-01', 1000, 0)`);
}

/** The statutory holidays and make-up workdays of the years around now that have been announced. */
async function insertHolidays(tx: Tx): Promise<void> {
  for (const year of [2024, 2025, 2026, 2027]) {
    const days = chineseCalendar(year);
    if (!days) continue;
    await tx.query(`INSERT INTO park_calendar_year (year, source) VALUES ($1, 'chinese-days')`, [year]);
    await tx.query(
      'INSERT INTO park_holiday (day, kind, name_zh) SELECT * FROM unnest($1::date[], $2::text[], $3::text[])',
      [days.map((d) => d.day), days.map((d) => d.kind), days.map((d) => d.nameZh)],
    );
  }
}
