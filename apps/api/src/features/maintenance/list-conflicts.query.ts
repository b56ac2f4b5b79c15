import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { conflictKinds, type conflictsView } from './conflicts.dto.js';

type View = z.infer<typeof conflictsView>;
type Row = View['kinds'][number]['items'][number] & { kind: (typeof conflictKinds)[number]; total: number };

const aheadMs = 30 * 86_400_000;

const nothing = {
  outage_id: 'NULL::bigint',
  due_at: 'NULL::timestamptz',
  late_id: 'NULL::bigint',
  valid_until: 'NULL::date',
  waiting: 'NULL::int',
  reason_zh: 'NULL::text',
  reason_en: 'NULL::text',
};
/** One kind of conflict: a reservation `s` that stands, and what is said of it. */
const part = (kind: string, from: string, said: Partial<typeof nothing>): string => {
  const columns = Object.entries({ ...nothing, ...said }).map(([column, sql]) => `${sql} ${column}`);
  return `SELECT '${kind}' kind, s.id, ${columns.join(', ')} FROM ${from}`;
};

// $1 now, $2 the end of what is looked at, $3 the park's zone.
const parts = [
  part(
    'case',
    `outage_case k JOIN outage u ON u.id = k.outage_id AND u.status = 'announced' JOIN reservation s ON s.id = k.reservation_id
     WHERE k.status = 'open'`,
    { outage_id: 'u.id', due_at: 'k.answer_by', reason_zh: 'u.reason', reason_en: 'u.reason' },
  ),
  part(
    'overdue',
    `standing l CROSS JOIN LATERAL (SELECT * FROM standing n WHERE n.instrument_id = l.instrument_id AND n.id <> l.id
       AND n.status IN ('requested', 'confirmed') ORDER BY n.starts_at LIMIT 1) s WHERE l.status = 'overdue'`,
    { late_id: 'l.id' },
  ),
  part(
    'out_of_service',
    `standing s JOIN instrument i ON i.id = s.instrument_id AND i.status <> 'in_service' WHERE s.status IN ('requested', 'confirmed')`,
    { reason_zh: `nullif(i.status_note, '')`, reason_en: `nullif(i.status_note, '')` },
  ),
  part(
    'calibration',
    `standing s JOIN instrument i ON i.id = s.instrument_id
     WHERE s.status <> 'overdue' AND i.calibration_valid_until < (least(s.ends_at - interval '1 ms', $2) AT TIME ZONE $3)::date`,
    { valid_until: 'i.calibration_valid_until' },
  ),
  part(
    'closure',
    `standing s JOIN park_closure p ON s.starts_at < p.ends_at AND s.ends_at > p.starts_at
     WHERE s.kind = 'session' AND s.status IN ('requested', 'confirmed')`,
    { reason_zh: 'p.reason_zh', reason_en: `coalesce(nullif(p.reason_en, ''), p.reason_zh)` },
  ),
  part(
    'wanted_twice',
    `standing s CROSS JOIN LATERAL (SELECT count(*)::int n FROM waiting_list_entry w WHERE w.status = 'waiting'
       AND w.instrument_id = s.instrument_id AND w.wanted && tstzrange(s.starts_at, s.ends_at)) w
     WHERE s.status = 'requested' AND w.n > 0`,
    { waiting: 'w.n', due_at: 's.hold_expires_at' },
  ),
];

const query = `
  WITH standing AS MATERIALIZED (
    SELECT * FROM reservation WHERE status IN ('requested', 'confirmed', 'active', 'overdue')
      AND starts_at < $2 AND (ends_at > $1 OR status = 'overdue')),
  found AS (${parts.join('\n  UNION ALL\n  ')}),
  counted AS (
    SELECT f.*, count(*) OVER (PARTITION BY f.kind)::int total,
      row_number() OVER (PARTITION BY f.kind ORDER BY r.starts_at, r.id) place
    FROM found f JOIN reservation r ON r.id = f.id)
  SELECT f.kind, f.total, r.id "reservationId", r.kind "reservationKind", r.status, c.name_zh "companyZh", c.name_en "companyEn",
    m.name "memberName", jsonb_build_object('id', i.id, 'nameZh', i.name_zh, 'nameEn', i.name_en, 'assetNo', i.asset_no) instrument,
    r.starts_at "startsAt", r.ends_at "endsAt", f.outage_id "outageId", f.due_at "dueAt", f.late_id "lateId",
    lc.name_zh "lateCompanyZh", lc.name_en "lateCompanyEn", f.valid_until "validUntil", f.waiting "count",
    f.reason_zh "reasonZh", f.reason_en "reasonEn"
  FROM counted f JOIN reservation r ON r.id = f.id JOIN company c ON c.id = r.company_id JOIN member m ON m.id = r.member_id
    JOIN instrument i ON i.id = r.instrument_id LEFT JOIN reservation l ON l.id = f.late_id LEFT JOIN company lc ON lc.id = l.company_id
  WHERE f.place <= 50 ORDER BY r.starts_at, r.id`;

/**
 * Every clash of the next 30 days that somebody of the lab must look at: owners who have not answered to an outage, what
 * stands behind a late return, on an instrument out of service, past the end of a calibration or in a closure of the
 * park, and requests for time that others wait for. Staff only: it names companies.
 */
@Injectable()
export class ListConflicts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async execute(): Promise<View> {
    const { timeZone } = await this.settings.get();
    const now = this.clock.now();
    const until = new Date(now.getTime() + aheadMs);
    return this.db.read('all', async (tx) => {
      const rows = await tx.query<Row>(query, [now, until, timeZone]);
      const [waiting] = await tx.query<{ requests: number }>(
        `SELECT count(*)::int requests FROM reservation WHERE status = 'requested'`,
      );
      const kinds = conflictKinds.map((kind) => {
        const ofKind = rows.filter((row) => row.kind === kind);
        return { kind, total: ofKind[0]?.total ?? 0, items: ofKind.map(({ kind: _, total: __, ...item }) => item) };
      });
      return { until: localDate(until.getTime(), timeZone), requests: waiting?.requests ?? 0, kinds };
    });
  }
}
