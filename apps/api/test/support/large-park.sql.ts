/** How large a park to make. */
export interface LargePark {
  readonly instruments: number;
  readonly occupancies: number;
  readonly companies?: number;
  /** The first day from which occupancies are laid, a year long. */
  readonly from?: string;
}

/**
 * SQL that fills an empty, migrated database (as its owner) with a park: instruments in 40 categories with prices, and
 * reservations laid one after the other on each through a year, sessions and rentals mixed, none overlapping. About a
 * tenth of the instruments stays free. Run the statements in order; each is set-based. For searches, boards
 * and bookings: the reservations carry no price, so nothing can be billed from them.
 */
export function largePark({ instruments, occupancies, companies = 50, from = '2026-01-01' }: LargePark): string[] {
  const each = Math.max(1, Math.ceil(occupancies / (instruments * 0.9)));
  const slotHours = Math.max(2, Math.floor((365 * 24) / each));
  return [
    `INSERT INTO park (name_zh, name_en, opening_hours, price_bands, rules)
     SELECT '大园区', 'Large Park', jsonb_object_agg(d, '[{"fromMinute":0,"toMinute":1440}]'::jsonb),
       '[{"band":"weekday","weekdays":[1,2,3,4,5,6,7],"fromMinute":0,"toMinute":1440}]',
       '{"maxOpenOfCompany":null,"quotas":[{"unit":"hours","per":"week","of":"company","on":"park","limit":160}]}'
     FROM generate_series(1, 7) d ON CONFLICT DO NOTHING`,
    `INSERT INTO company_class (code, name_zh, name_en) VALUES ('standard', '入园企业', 'Resident') ON CONFLICT DO NOTHING`,
    `INSERT INTO company (name_zh, name_en, credit_code, class_code)
     SELECT '企业' || n, 'Company ' || n, 'LARGE' || lpad(n::text, 13, '0'), 'standard' FROM generate_series(1, ${companies}) n`,
    `INSERT INTO member (company_id, email, name, role, password_hash)
     SELECT id, 'large' || id || '@example.com', '人员' || id, 'member', '-' FROM company`,
    `INSERT INTO category (name_zh) SELECT '类别' || n FROM generate_series(1, 40) n`,
    `INSERT INTO instrument (asset_no, name_zh, name_en, model, manufacturer, category_id, original_value_fen, opens_session,
       approval_required, pinyin)
     SELECT 'L' || lpad(n::text, 7, '0'), word.zh || '仪' || (n % 977), 'Instrument ' || n, 'M-' || (n % 131), '厂商' || (n % 37),
       (SELECT min(id) FROM category) + n % 40, 30000000 + (n % 50) * 1000000, true, false, word.py || 'y'
     FROM generate_series(1, ${instruments}) n
     JOIN LATERAL (SELECT (ARRAY['高效液相色谱', '气相质谱', '离心', '显微成像', '酶标检测', '流式分选', '冷冻干燥', '核磁共振'])[1 + n % 8] zh,
                          (ARRAY['gxyxsp', 'qxzp', 'lx', 'xwcx', 'mbjc', 'lsfx', 'ldgz', 'hcgz'])[1 + n % 8] py) word ON true`,
    `INSERT INTO rate_plan (instrument_id, valid_from, monthly_fen, hourly, term_tiers)
     SELECT id, '2020-01-01', 300000 + (id % 50) * 10000, '[{"band":"weekday","hourlyFen":12000}]', '[{"months":3,"bps":300}]' FROM instrument`,
    `WITH slots AS (
       SELECT i.id instrument_id, '${from}'::timestamptz + (n * ${slotHours} + i.id % ${slotHours}) * interval '1 h' starts_at,
         greatest(1, ${slotHours} * (1 + (i.id + n) % 3) / 4) * interval '1 h' length, 1 + (i.id * 7 + n) % ${companies} nth
       FROM instrument i CROSS JOIN generate_series(0, ${each - 1}) n WHERE i.id % 10 <> 0),
     owners AS (SELECT c.id company_id, m.id member_id, row_number() OVER (ORDER BY c.id) nth FROM company c JOIN member m ON m.company_id = c.id),
     made AS (
       INSERT INTO reservation (company_id, member_id, instrument_id, kind, status, starts_at, ends_at, quote, total_fen)
       SELECT o.company_id, o.member_id, s.instrument_id, 'session', 'confirmed', s.starts_at, s.starts_at + s.length, '{}', 12000
       FROM slots s JOIN owners o USING (nth) RETURNING id, instrument_id, starts_at, ends_at)
     INSERT INTO occupancy (instrument_id, period, source_kind, source_id)
     SELECT instrument_id, tstzrange(starts_at, ends_at), 'reservation', id FROM made ORDER BY instrument_id, starts_at`,
    'VACUUM ANALYZE',
  ];
}
