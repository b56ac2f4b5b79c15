import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Figure } from '../stand/closing-line.js';
import { call } from '../stand/http-client.js';
import { makeRentals } from '../stand/rentals.js';
import { makeSmallPark, type SmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { cpuMs, peakMb } from './cpu.js';
import { median, round, step } from './measure.js';
import { scaled } from './scale.js';

interface Size {
  readonly rentals: number;
  readonly companies: number;
  readonly months: readonly string[];
}

const spring = ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08'];
const tenThousand: Size = { rentals: 10_000, companies: 1_000, months: spring };
const sizes: readonly Size[] = scaled({
  smoke: [{ rentals: 500, companies: 50, months: spring.slice(0, 2) }],
  usual: [tenThousand],
  long: [tenThousand, { rentals: 100_000, companies: 5_000, months: spring.slice(0, 3) }],
});

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

interface Rig {
  readonly stand: Stand;
  readonly db: pg.Pool;
  readonly park: SmallPark;
}

/** What a month took; milliseconds of CPU are those of the worker and of PostgreSQL. */
interface MonthRun {
  readonly lines: number;
  readonly seconds: number;
  /** Until every company had its draft, and from there until the last was issued. */
  readonly phases: { readonly drafts: number; readonly issue: number; readonly mails: number };
  readonly cpu: { readonly worker: number; readonly postgres: number };
  readonly sqlPerSecond: number;
}

/** A month's run with one worker, against one set-based statement on the same server; with `--long` ten times as many rentals too. */
export async function benchMonthRun(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of sizes) figures.push(...(await benchSize(size)));
  return figures;
}

async function benchSize(size: Size): Promise<Figure[]> {
  const stand = await step(`stand for ${size.rentals} rentals`, () =>
    startStand({ apis: 1, workers: 1, env: { RATE_LIMIT_PER_MINUTE: '1000000000' } }),
  );
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  try {
    const park = await makeSmallPark(db, { companies: size.companies, instruments: size.rentals });
    await makeRentals(db, {
      count: size.rentals,
      companies: park.tenants.map((t) => t.companyId),
      members: park.tenants.map((t) => t.memberId),
      instruments: park.instruments,
      from: '2026-03-03',
    });
    await db.query(sameTable);
    const runs: MonthRun[] = [];
    for (const month of size.months) {
      const run = await step(`run of ${month}`, () => runMonth({ stand, db, park }, month));
      runs.push(run);
      process.stdout.write(`    ${inWords(run)}\n`);
    }
    return figuresOf(size, runs, peakMb(stand.workers[0]?.pid ?? 0));
  } finally {
    await db.end();
    await stand.stop();
  }
}

const rateOf = ({ lines, seconds }: MonthRun): number => lines / seconds;
const perLine = (milliseconds: number, { lines }: MonthRun): number => round((milliseconds * 1000) / lines, 0);

function inWords(run: MonthRun): string {
  const { lines, phases, cpu } = run;
  const each = (seconds: number): string => `${round(seconds, 2)} s (${perLine(seconds * 1000, run)} µs a line)`;
  return [
    `${lines} lines at ${round(rateOf(run), 0)}/s, statement ${round(run.sqlPerSecond, 0)}/s`,
    `drafts ${each(phases.drafts)}, issue ${each(phases.issue)}, then mails ${round(phases.mails, 1)} s`,
    `CPU a line: worker ${perLine(cpu.worker, run)} µs, PostgreSQL ${perLine(cpu.postgres, run)} µs`,
  ].join('; ');
}

function figuresOf({ rentals, companies }: Size, runs: readonly MonthRun[], memory: number): Figure[] {
  const ratio = median(runs.map((run) => rateOf(run) / run.sqlPerSecond));
  const middle = (of: (run: MonthRun) => number): number => round(median(runs.map(of)), 0);
  const cpu = [middle((run) => perLine(run.cpu.worker, run)), middle((run) => perLine(run.cpu.postgres, run))];
  return [
    {
      name: `month run, ${rentals} rentals of ${companies} companies`,
      figure: `${middle(rateOf)} lines/s, CPU a line ${cpu[0]} µs worker + ${cpu[1]} µs PostgreSQL`,
      control: `one SQL statement: ${middle((run) => run.sqlPerSecond)} lines/s`,
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
}

async function runMonth({ stand, db, park }: Rig, month: string): Promise<MonthRun> {
  const worker = [stand.workers[0]?.pid ?? 0];
  const postgres = [stand.postgres.pid];
  const before = { lines: await linesIssued(db), worker: cpuMs(worker), postgres: cpuMs(postgres) };
  const since = performance.now();
  const started = await call(stand.apiUrls[0] ?? '', {
    method: 'POST',
    path: `/months/${month}/run`,
    token: park.finance.token,
    body: {},
  });
  if (started.status >= 300) throw new Error(`run of ${month}: ${started.status} ${JSON.stringify(started.body)}`);
  const elapsed = (): number => (performance.now() - since) / 1000;
  const running = `SELECT 1 FROM billing_run WHERE status <> 'done'`;
  await untilNone(
    db,
    `${running} AND EXISTS (SELECT FROM billing_run_company WHERE run_id = id AND billing_run_company.status = 'planned')`,
  );
  const drafts = elapsed();
  await untilNone(db, running);
  const seconds = elapsed();
  const cpu = { worker: cpuMs(worker) - before.worker, postgres: cpuMs(postgres) - before.postgres };
  const lines = (await linesIssued(db)) - before.lines;
  // The mails of a run would slow the statement down.
  await untilNone(db, 'SELECT 1 FROM outbox WHERE processed_at IS NULL LIMIT 1');
  const phases = { drafts, issue: seconds - drafts, mails: elapsed() - seconds };
  return { lines, seconds, phases, cpu, sqlPerSecond: await statement(db, month) };
}

async function linesIssued(db: pg.Pool): Promise<number> {
  const { rows } = await db.query<{ n: string }>('SELECT count(*) n FROM charge WHERE invoice_id IS NOT NULL');
  return Number(rows[0]?.n);
}

async function untilNone(db: pg.Pool, sql: string): Promise<void> {
  while ((await db.query(sql)).rows.length > 0) await wait(20);
}

async function statement(db: pg.Pool, month: string): Promise<number> {
  const since = performance.now();
  const { rows } = await db.query<{ lines: number }>(setBased, [`${month}-01`]);
  return (rows[0]?.lines ?? 0) / ((performance.now() - since) / 1000);
}
