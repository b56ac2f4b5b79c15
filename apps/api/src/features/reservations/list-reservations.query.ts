import { Injectable } from '@nestjs/common';
import { startOfDay } from '@parkbench/domain';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import { decodeCursor } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { pageOf } from '../../platform/http/paging.js';
import type { listQuery, reservationPage, reservationRow } from './reservations.dto.js';

export type ReservationRow = z.infer<typeof reservationRow>;

/** The columns of a row of a list, where the reservation is `r`, with the joins they need. */
export const rowColumns = `
  r.id, r.instrument_id "instrumentId", i.name_zh "instrumentZh", i.name_en "instrumentEn", i.asset_no "assetNo", r.kind, r.status,
  r.starts_at "startsAt", r.ends_at "endsAt", r.starts_on "startsOn", r.months, r.total_fen "totalFen", r.company_id "companyId",
  c.name_zh "companyZh", c.name_en "companyEn", m.name "memberName", r.purpose, r.created_at "createdAt",
  CASE WHEN r.status = 'requested' THEN r.hold_expires_at END "holdExpiresAt", r.bundle_id "bundleId", r.series_id "seriesId", r.version`;
export const rowJoins = `
  JOIN instrument i ON i.id = r.instrument_id JOIN company c ON c.id = r.company_id JOIN member m ON m.id = r.member_id`;

const query = `
  SELECT ${rowColumns} FROM reservation r ${rowJoins}
  WHERE ($1::bigint IS NULL OR r.company_id = $1)
    AND ($2::text[] IS NULL OR r.status = ANY($2)) AND ($3::text IS NULL OR r.kind = $3)
    AND ($4::bigint IS NULL OR r.instrument_id = $4)
    AND ($5::timestamptz IS NULL OR r.ends_at > $5) AND ($6::timestamptz IS NULL OR r.starts_at < $6)
    AND ($7::timestamptz IS NULL OR (r.starts_at, r.id) < ($7, $8::bigint))
  ORDER BY r.starts_at DESC, r.id DESC LIMIT $9`;

const cursorSchema = z.tuple([z.iso.datetime(), z.int()]);

/** Reservations, the latest start first: those of the own company, or for staff all. */
@Injectable()
export class ListReservations {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
  ) {}

  async execute(actor: Actor, wanted: z.infer<typeof listQuery>): Promise<z.infer<typeof reservationPage>> {
    const { timeZone } = await this.park.get();
    const parameters = parametersOf(actor, wanted, timeZone);
    const rows = await this.db.rows<ReservationRow>(scopeOf(actor), query, parameters);
    return pageOf(rows, wanted.limit, (last) => [last.startsAt, last.id]);
  }
}

function parametersOf(actor: Actor, wanted: z.infer<typeof listQuery>, zone: string): unknown[] {
  const cursor = decodeCursor(cursorSchema, wanted.cursor);
  const midnight = (day: string | undefined): Date | null => (day ? new Date(startOfDay(day, zone)) : null);
  const { status = null, kind = null, instrumentId = null, companyId = null } = wanted;
  const [startsAt, id] = cursor ?? [null, null];
  const [from, to] = [midnight(wanted.from), midnight(wanted.to)];
  return [actor.companyId ?? companyId, status, kind, instrumentId, from, to, startsAt, id, wanted.limit + 1];
}
