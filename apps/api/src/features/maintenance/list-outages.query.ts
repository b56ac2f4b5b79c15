import { Injectable } from '@nestjs/common';
import { startOfDay } from '@parkbench/domain';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/http/problem.js';
import { decodeCursor } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { pageOf } from '../../platform/http/paging.js';
import type { outageCasesView } from './cases.dto.js';
import type { outagesPage, outagesQuery, outageView } from './outages.dto.js';

const columns = `u.id, u.case_no "caseNo", u.instrument_id "instrumentId", i.name_zh "instrumentZh", i.name_en "instrumentEn",
  i.asset_no "assetNo", u.kind, u.status, u.starts_at "startsAt", u.ends_at "endsAt", u.open_ended "openEnded", u.answer_by "answerBy",
  u.open_cases "openCases", (SELECT count(*)::int FROM outage_case c WHERE c.outage_id = u.id AND c.status <> 'withdrawn') cases,
  u.reason, m.name "createdByName", u.created_at "createdAt", u.version`;
const tables = `outage u JOIN instrument i ON i.id = u.instrument_id JOIN member m ON m.id = u.created_by`;

const query = `
  SELECT ${columns} FROM ${tables}
  WHERE ($1::bigint IS NULL OR u.instrument_id = $1) AND ($2::timestamptz IS NULL OR u.ends_at > $2)
    AND ($3::timestamptz IS NULL OR u.starts_at < $3) AND ($4::timestamptz IS NULL OR (u.starts_at, u.id) < ($4, $5::bigint))
  ORDER BY u.starts_at DESC, u.id DESC LIMIT $6`;

const instrument = (i: string): string =>
  `jsonb_build_object('id', ${i}.id, 'nameZh', ${i}.name_zh, 'nameEn', ${i}.name_en, 'assetNo', ${i}.asset_no)`;
const caseQuery = `
  SELECT c.id, c.reservation_id "reservationId", p.name_zh "companyZh", p.name_en "companyEn", o.name "memberName", r.kind,
    r.status "reservationStatus", c.status, c.answer_by "answerBy", c.default_action "defaultAction", c.action, c.was,
    jsonb_build_object('startsAt', r.starts_at, 'endsAt', r.ends_at, 'instrument', ${instrument('i')}) now,
    CASE WHEN h.id IS NOT NULL THEN ${instrument('h')} END held, c.answered_at "answeredAt", b.name "answeredByName"
  FROM outage_case c JOIN reservation r ON r.id = c.reservation_id JOIN company p ON p.id = c.company_id JOIN member o ON o.id = r.member_id
    JOIN instrument i ON i.id = r.instrument_id LEFT JOIN instrument h ON h.id = c.held_instrument_id LEFT JOIN member b ON b.id = c.answered_by
  WHERE c.outage_id = $1 AND c.status <> 'withdrawn' ORDER BY c.status = 'open' DESC, c.reservation_id`;

const cursorSchema = z.tuple([z.iso.datetime(), z.int()]);
type View = z.infer<typeof outageView>;

/** Outages, the latest start first, and one with all its cases; staff only. */
@Injectable()
export class ListOutages {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
  ) {}

  async execute(wanted: z.infer<typeof outagesQuery>): Promise<z.infer<typeof outagesPage>> {
    const { timeZone } = await this.park.get();
    const midnight = (day: string | undefined): Date | null => (day ? new Date(startOfDay(day, timeZone)) : null);
    const [startsAt, id] = decodeCursor(cursorSchema, wanted.cursor) ?? [null, null];
    const place = [startsAt, id, wanted.limit + 1];
    const parameters = [wanted.instrumentId ?? null, midnight(wanted.from), midnight(wanted.to), ...place];
    const rows = await this.db.rows<View>('all', query, parameters);
    return pageOf(rows, wanted.limit, (last) => [last.startsAt, last.id]);
  }

  one(id: number): Promise<z.infer<typeof outageCasesView>> {
    return this.db.read('all', async (tx) => {
      const [found] = await tx.query<View>(`SELECT ${columns} FROM ${tables} WHERE u.id = $1`, [id]);
      if (!found) throw notFound();
      return { ...found, caseList: await tx.query(caseQuery, [id]) };
    });
  }
}
