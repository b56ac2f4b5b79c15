import { Injectable } from '@nestjs/common';
import { localDate, qualificationEnd, qualificationState } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import { decodeCursor } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { likeText } from '../../platform/database/like-text.js';
import { pageOf } from '../../platform/http/paging.js';
import { lastUsedOn } from './qualifications.api.js';
import type { peoplePage, peopleQuery } from './qualifications.dto.js';

type Page = z.infer<typeof peoplePage>;
type Person = Page['items'][number];
interface Row extends Omit<Person, 'qualifications'> {
  readonly qualifications: readonly Omit<Person['qualifications'][number], 'end' | 'state'>[];
}

const position = z.tuple([z.string(), z.string(), z.int()]);

const theirs = `
  SELECT jsonb_agg(jsonb_build_object('id', q.id, 'instrumentId', q.instrument_id, 'categoryId', q.category_id,
      'nameZh', coalesce(i.name_zh, k.name_zh), 'nameEn', coalesce(i.name_en, k.name_en), 'assetNo', i.asset_no,
      'validFrom', q.valid_from, 'validUntil', q.valid_until, 'lastUsedOn', ${lastUsedOn}, 'note', q.note,
      'grantedByName', g.name, 'version', q.version) ORDER BY coalesce(i.name_zh, k.name_zh), q.id)
  FROM qualification q JOIN member g ON g.id = q.granted_by
  LEFT JOIN instrument i ON i.id = q.instrument_id LEFT JOIN category k ON k.id = q.category_id
  WHERE q.member_id = m.id AND q.revoked_at IS NULL`;

// One that runs out by its own last day; what runs out by not being used is told by the row itself.
const stands = `CASE WHEN q.valid_from > $9 THEN 'upcoming' WHEN q.valid_until IS NULL THEN 'valid'
  WHEN q.valid_until < $9 THEN 'expired' WHEN q.valid_until <= $9::date + 30 THEN 'expiring' ELSE 'valid' END`;

const query = `
  SELECT m.id "memberId", m.name, c.id "companyId", c.name_zh "companyZh", c.name_en "companyEn",
         coalesce((${theirs}), '[]') qualifications
  FROM member m JOIN company c ON c.id = m.company_id
  WHERE m.disabled_at IS NULL AND ($1::bigint IS NULL OR c.id = $1) AND ($2::bigint IS NULL OR m.id = $2)
    AND ($3::text IS NULL OR (c.name_zh, m.name, m.id) > ($3, $4, $5::bigint))
    AND ($7::bigint IS NULL AND $8::text IS NULL OR EXISTS (SELECT FROM qualification q WHERE q.member_id = m.id
      AND q.revoked_at IS NULL AND ($8::text IS NULL OR ${stands} = $8)
      AND ($7::bigint IS NULL OR q.instrument_id = $7 OR q.category_id = (SELECT category_id FROM instrument WHERE id = $7))))
    AND ($10::text IS NULL OR m.name ILIKE $10 OR c.name_zh ILIKE $10 OR c.name_en ILIKE $10 OR EXISTS (
      SELECT FROM qualification q LEFT JOIN instrument i ON i.id = q.instrument_id LEFT JOIN category k ON k.id = q.category_id
      WHERE q.member_id = m.id AND q.revoked_at IS NULL
        AND concat_ws(' ', i.name_zh, i.name_en, i.asset_no, k.name_zh, k.name_en) ILIKE $10))
  ORDER BY c.name_zh, m.name, m.id LIMIT $6`;

/** People with what they were trained for: of all companies for staff, of the own for its admin, one's own for a member. */
@Injectable()
export class ListQualifiedPeople {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async execute(actor: Actor, asked: z.infer<typeof peopleQuery>): Promise<Page> {
    const { timeZone, keepsQualifications: kept, qualificationIdleDays: idleDays } = await this.settings.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    const after = decodeCursor(position, asked.cursor);
    const rows = await this.db.rows<Row>(scopeOf(actor), query, [
      actor.companyId ?? asked.companyId ?? null,
      actor.role === 'member' ? actor.memberId : null,
      ...(after ?? [null, null, null]),
      asked.limit + 1,
      asked.instrumentId ?? null,
      asked.state ?? null,
      today,
      asked.q ? likeText(asked.q) : null,
    ]);
    const page = pageOf(rows, asked.limit, (last) => [last.companyZh, last.name, last.memberId]);
    const items = page.items.map((row) => ({
      ...row,
      qualifications: row.qualifications.map((one) => {
        const end = qualificationEnd(one, idleDays);
        return { ...one, end, state: qualificationState({ validFrom: one.validFrom, end }, today) };
      }),
    }));
    return { ...page, items, kept, idleDays };
  }
}
