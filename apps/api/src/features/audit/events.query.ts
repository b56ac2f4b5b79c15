import { Injectable } from '@nestjs/common';
import { startOfDay } from '@parkbench/domain';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { pageOf } from '../../platform/http/paging.js';
import { decodeCursor } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { actionsSaying, actionWords } from './action-words.js';
import type { AuditEvent, auditPage, EventFilter } from './audit.dto.js';
import { entitiesOf, entityWords } from './entity-words.js';

type Row = Omit<AuditEvent, 'at' | 'actionZh' | 'actionEn' | 'entityZh' | 'entityEn'> & { readonly at: Date };
export type SealedEvent = Omit<AuditEvent, 'at'> & { readonly at: Date } & SealedWith;
interface SealedWith {
  readonly text: string;
  readonly prevHash: string | null;
  readonly hash: string | null;
}

/** What things are called by people; the rest by the number. */
const subjects = `
  LEFT JOIN LATERAL (
    SELECT name_zh || ' ' || asset_no zh, coalesce(nullif(name_en, ''), name_zh) || ' ' || asset_no AS en FROM instrument WHERE e.entity = 'instrument' AND id = e.entity_id
    UNION ALL SELECT name_zh, coalesce(nullif(name_en, ''), name_zh) FROM company WHERE e.entity = 'company' AND id = e.entity_id
    UNION ALL SELECT name_zh, coalesce(nullif(name_en, ''), name_zh) FROM category WHERE e.entity = 'category' AND id = e.entity_id
    UNION ALL SELECT name, name FROM member WHERE e.entity = 'member' AND id = e.entity_id
    UNION ALL SELECT number, number FROM invoice WHERE e.entity = 'invoice' AND id = e.entity_id
    UNION ALL SELECT number, number FROM credit_note WHERE e.entity = 'credit_note' AND id = e.entity_id
  ) s ON true`;
const columns = `
  e.id, e.at, e.action, e.entity, e.entity_id "entityId", s.zh "subjectZh", s.en "subjectEn", e.actor_id "actorId", a.name "actorName", a.role "actorRole",
  e.company_id "companyId", c.name_zh "companyZh", coalesce(nullif(c.name_en, ''), c.name_zh) "companyEn", e.reason, e.data, l.seq`;
const sealedWith = `, audit_text(e) AS text, encode(l.prev_hash, 'hex') "prevHash", encode(l.hash, 'hex') hash`;
const from = `
  FROM audit_event e LEFT JOIN member a ON a.id = e.actor_id LEFT JOIN company c ON c.id = e.company_id
  LEFT JOIN audit_link l ON l.event_id = e.id ${subjects}`;
const has = (column: string): string => `position(lower($7) IN lower(${column})) > 0`;
const where = `
  WHERE ($1::timestamptz IS NULL OR e.at >= $1) AND ($2::timestamptz IS NULL OR e.at < $2)
    AND ($3::text IS NULL OR $3 = CASE WHEN e.actor_id IS NULL THEN 'system' WHEN a.company_id IS NULL THEN 'staff' ELSE 'company' END)
    AND ($4::text[] IS NULL OR e.entity = ANY ($4)) AND ($5::text IS NULL OR e.entity = $5) AND ($6::bigint IS NULL OR e.entity_id = $6)
    AND ($7::text IS NULL OR e.action = ANY ($8) OR e.entity_id::text = $7 OR ${['e.action', 'e.reason', 'e.data::text', 'a.name', 'c.name_zh', 'c.name_en', 's.zh', 's.en'].map(has).join(' OR ')})`;
const listSql = `SELECT ${columns} ${from} ${where} AND ($9::bigint IS NULL OR e.id < $9) ORDER BY e.id DESC LIMIT $10`;
const sealedSql = `SELECT ${columns} ${sealedWith} ${from} ${where} AND e.id > $9 ORDER BY e.id LIMIT $10`;

/** Rows of an export that are read at once. */
const pieceRows = 500;

/** The trail as staff read it: all companies' events, in words. */
@Injectable()
export class EventsQuery {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  async list(query: EventFilter & { limit: number; cursor?: string }): Promise<z.infer<typeof auditPage>> {
    const before = decodeCursor(z.int(), query.cursor) ?? null;
    const parameters = await this.parametersOf(query);
    const rows = await this.db.rows<Row>('all', listSql, [...parameters, before, query.limit + 1]);
    const page = pageOf(rows, query.limit, (last) => last.id);
    return { ...page, items: page.items.map((row) => ({ ...inWords(row), at: row.at.toISOString() })) };
  }

  /** Every event that fits, oldest first, with what it was sealed with. */
  async *sealed(filter: EventFilter): AsyncGenerator<SealedEvent> {
    const parameters = await this.parametersOf(filter);
    for (let last = 0; ;) {
      const rows = await this.db.rows<Row & SealedWith>('all', sealedSql, [...parameters, last, pieceRows]);
      for (const row of rows) yield inWords(row);
      const end = rows.at(-1);
      if (!end || rows.length < pieceRows) return;
      last = end.id;
    }
  }

  private async parametersOf(filter: EventFilter): Promise<unknown[]> {
    const { timeZone } = await this.settings.get();
    const startOf = (day: string | undefined): Date | null => (day ? new Date(startOfDay(day, timeZone)) : null);
    const { by = null, kind, entity = null, id = null } = filter;
    const q = filter.q || null;
    return [
      startOf(filter.from),
      startOf(filter.to),
      by,
      kind ? entitiesOf(kind) : null,
      entity,
      id,
      q,
      q ? actionsSaying(q) : [],
    ];
  }
}

function inWords<R extends Row>(row: R): R & Pick<AuditEvent, 'actionZh' | 'actionEn' | 'entityZh' | 'entityEn'> {
  const [actionZh, actionEn] = actionWords(row.action);
  const { zh, en } = entityWords[row.entity] ?? { zh: row.entity, en: row.entity };
  return { ...row, actionZh, actionEn, entityZh: zh, entityEn: en };
}
