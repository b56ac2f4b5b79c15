import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Figure } from '../stand/closing-line.js';
import { call } from '../stand/http-client.js';
import { makeRentals } from '../stand/rentals.js';
import { makeSmallPark, type SmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { cpuMs, peakMb } from './cpu.js';
import { median, round, step } from './measure.js';

const rentals = 10_000;
const companies = 1_000;
const months = ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08'];

/** A table that costs what charges cost: the same columns, checks, indexes and foreign keys. */
const sameTable = `
  CREATE TABLE bench_charge (LIKE charge INCLUDING ALL,
    FOREIGN KEY (company_id, source_id) REFERENCES reservation (company_id, id),
    FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id))`;

/** The same sums in one statement: part-months by the day, rounded half up, written as charges are, added up by company. */
const setBased = `
  WITH line AS (
    INSERT INTO bench_charge (company_id, source_kind, source_id, component, segment, month, posted_month, revision, amount_fen, net_fen,
      tax_fen, tax_rate_bps, tax_code, item_name, explanation)
    SELECT company_id, 'reservation', id, 'rent', segment, month_start, month_start, 1, fen, round(fen / 1.13), fen - round(fen / 1.13),
           1300, tax->>'code', tax->>'itemName',
           jsonb_build_object('zh', days || ' 天 × ' || monthly_fen, 'en', days || ' days × ' || monthly_fen)
    FROM (
      SELECT r.company_id, r.id, s.segment, s.monthly_fen, s.tax, m.month_start, least(m.month_end, x.ends) - greatest(m.month_start, x.starts) days,
             round(s.monthly_fen::numeric * (least(m.month_end, x.ends) - greatest(m.month_start, x.starts)) / (m.month_end - m.month_start))::bigint fen
      FROM reservation r JOIN reservation_segment s ON s.reservation_id = r.id
      CROSS JOIN LATERAL (SELECT (r.starts_on + s.from_month * interval '1 month')::date starts, (r.starts_on + (s.from_month + s.months) * interval '1 month')::date ends) x
      CROSS JOIN (SELECT $1::date month_start, ($1::date + interval '1 month')::date month_end) m
      WHERE x.starts < m.month_end AND x.ends > m.month_start) owed
    RETURNING company_id, amount_fen, tax_fen)
  SELECT count(*)::int lines, count(DISTINCT company_id)::int companies, sum(tax_fen)::bigint tax FROM line`;

/** A month's run of 10,000 rentals of 1,000 companies with one worker, against one set-based statement on the same server. */
export async function benchMonthRun(): Promise<Figure[]> {
  const stand = await step('stand', () =>
    startStand({ apis: 1, workers: 1, env: { RATE_LIMIT_PER_MINUTE: '1000000000' } }),
  );
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  try {
    const park = await makeSmallPark(db, { companies, instruments: rentals });
    await makeRentals(db, {
      count: rentals,
      companies: park.tenants.map((t) => t.companyId),
      members: park.tenants.map((t) => t.memberId),
      instruments: park.instruments,
      from: '2026-03-03',
    });
    await db.query(sameTable);
    const ours: number[] = [];
    const sql: number[] = [];
    const cpu: number[] = [];
    for (const month of months) {
      const run = await step(`run of ${month}`, () => runMonth(stand, db, park, month));
      ours.push(run.perSecond);
      cpu.push(run.cpuPerLine);
      sql.push(await statement(db, month));
    }
    const ratio = median(ours.map((rate, i) => rate / (sql[i] ?? 1)));
    const memory = peakMb(stand.workers[0]?.pid ?? 0);
    return [
      {
        name: `month run, ${rentals} rentals of ${companies} companies`,
        figure: `${round(median(ours), 0)} lines/s, CPU ${round(median(cpu), 2)} ms a line`,
        control: `one SQL statement: ${round(median(sql), 0)} lines/s`,
      },
      {
        name: '  its rate against the statement (≥ 0.3)',
        figure: round(ratio, 3),
        verdict: ratio >= 0.3 ? 'passed' : 'failed',
      },
      {
        name: '  most memory of the worker (≤ 300 MB)',
        figure: `${memory} MB`,
        verdict: memory <= 300 ? 'passed' : 'failed',
      },
    ];
  } finally {
    await db.end();
    await stand.stop();
  }
}

async function runMonth(
  stand: Stand,
  db: pg.Pool,
  park: SmallPark,
  month: string,
): Promise<{ perSecond: number; cpuPerLine: number }> {
  const pids = [...stand.workers, ...stand.apis].map((p) => p.pid).concat(stand.postgres.pid);
  const lines = async (): Promise<number> =>
    Number((await db.query<{ n: string }>('SELECT count(*) n FROM charge WHERE invoice_id IS NOT NULL')).rows[0]?.n);
  const before = await lines();
  const cpuBefore = cpuMs(pids);
  const since = performance.now();
  const started = await call(stand.apiUrls[0] ?? '', {
    method: 'POST',
    path: `/months/${month}/run`,
    token: park.finance.token,
    body: {},
  });
  if (started.status >= 300) throw new Error(`run of ${month}: ${started.status} ${JSON.stringify(started.body)}`);
  for (;;) {
    const { rows } = await db.query(`SELECT 1 FROM billing_run WHERE status <> 'done'`);
    if (rows.length === 0) break;
    await wait(20);
  }
  const elapsed = (performance.now() - since) / 1000;
  const cpu = cpuMs(pids) - cpuBefore;
  const made = (await lines()) - before;
  return { perSecond: made / elapsed, cpuPerLine: cpu / made };
}

async function statement(db: pg.Pool, month: string): Promise<number> {
  const since = performance.now();
  const { rows } = await db.query<{ lines: number }>(setBased, [`${month}-01`]);
  return (rows[0]?.lines ?? 0) / ((performance.now() - since) / 1000);
}
