import type pg from 'pg';

export interface ChargesOptions {
  readonly companies: readonly number[];
  readonly members: readonly number[];
  /** Instruments of which nobody has a rental. */
  readonly instruments: readonly number[];
  readonly sessions: number;
  readonly items: number;
  /** The first day of the first of five months. */
  readonly from: string;
}

const tax = '{"rateBps":600,"code":"3040105000000000000","itemName":"*研发和技术服务*测试费"}';
const plan = JSON.stringify({
  monthlyFen: 450_000,
  minMonths: 1,
  termTiers: [],
  hourly: [{ band: 'weekday', hourlyFen: 18_000 }],
  bandWindows: [],
  sessionIncrementMinutes: 15,
  minimumChargeFen: 0,
  billBasis: 'longer',
  runFen: null,
  sampleFen: null,
  dayFen: null,
  extras: [],
  depositFen: null,
  rentalTax: JSON.parse(tax) as unknown,
  sessionTax: JSON.parse(tax) as unknown,
  cancellation: { freeHoursBefore: 72, lateBps: 3_000, noShowBps: 5_000 },
});

/**
 * What else a month holds, as the commands leave it: sessions that are over, six of six hours each for a company, an
 * instrument and a month, so that each month's hours are more than its rent; and items that staff stated, some withdrawn.
 */
export async function makeCharges(db: pg.Pool, options: ChargesOptions): Promise<void> {
  const { companies, members, instruments, sessions, items, from } = options;
  await db.query(
    `INSERT INTO reservation (company_id, member_id, instrument_id, kind, status, starts_at, ends_at, quote, total_fen, handed_over_at, returned_at)
     SELECT ($2::bigint[])[1 + g % cardinality($2::bigint[])], ($3::bigint[])[1 + g % cardinality($3::bigint[])],
       ($4::bigint[])[1 + g % cardinality($4::bigint[])], 'session', 'completed', start, start + interval '6 hours',
       jsonb_build_object('plan', $5::jsonb, 'calendar', '{"holidays":[],"workdays":[]}'::jsonb, 'companyBps', 0), 108000, start, start + interval '6 hours'
     FROM (SELECT n / 6 g, (($6::date + (n / 6 % 5) * interval '1 month')::date + 2 + n % 6 * 4 + time '09:00') AT TIME ZONE 'Asia/Shanghai' start
           FROM generate_series(0, $1 - 1) n) s`,
    [sessions, companies, members, instruments, plan, from],
  );
  await db.query(
    `INSERT INTO billable_item (company_id, kind, month, amount_fen, tax_rate_bps, tax_code, item_name, subject, reason, created_by, withdrawn_at, withdrawn_by, withdrawn_reason)
     SELECT ($2::bigint[])[1 + n % cardinality($2::bigint[])], CASE WHEN n % 4 = 0 THEN 'damage' ELSE 'adjustment' END,
       ($4::date + n % 5 * interval '1 month')::date, CASE WHEN n % 4 <> 0 AND n % 3 = 0 THEN -1 ELSE 1 END * (1000 + n), 1300,
       '3040502019900000000', '*经营租赁*仪器设备租赁费', '{"nameZh":"仪器","nameEn":"Instrument","assetNo":""}', '原因 ' || n, $3,
       CASE WHEN n % 11 = 0 THEN now() END, CASE WHEN n % 11 = 0 THEN $3::bigint END, CASE WHEN n % 11 = 0 THEN '误记' END
     FROM generate_series(0, $1 - 1) n`,
    [items, companies, members[0], from],
  );
  await db.query('ANALYZE');
}
