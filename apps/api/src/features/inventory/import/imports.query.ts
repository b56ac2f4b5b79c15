import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/http/problem.js';
import { decodeCursor } from '../../../platform/http/validation.js';
import { pageOf } from '../../../platform/http/paging.js';
import { importFields } from './import-fields.js';
import type { importRowsPage, importsPage, importView, rowsQuery } from './imports.dto.js';
import { type Refusal, refusals } from './limits.js';

type ImportView = z.infer<typeof importView>;
type RowsPage = z.infer<typeof importRowsPage>;

const select = `
  m.id, m.file_name "fileName", m.sheet_name "sheetName", m.status, m.header_row "headerRow", coalesce(m.headers, '[]') headers,
  coalesce(m.mapping, '[]') mapping, m.total_rows "totalRows", m.done_rows "doneRows", m.summary, m.error,
  to_char(m.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') "createdAt", b.name "createdBy"`;

const overtaken = {
  zh: '导入期间有人登记了相同的仪器，请核对预览后再次确认。未导入任何内容',
  en: 'Someone registered the same instruments meanwhile; look at the preview and confirm again. Nothing was imported',
};

/** What the import pages show. */
@Injectable()
export class ImportsQuery {
  constructor(private readonly db: Database) {}

  /** The latest twenty. */
  async recent(): Promise<z.infer<typeof importsPage>['items']> {
    return this.db.query(
      `SELECT m.id, m.file_name "fileName", m.status, m.total_rows "totalRows", m.summary,
              to_char(m.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') "createdAt", b.name "createdBy"
       FROM instrument_import m JOIN member b ON b.id = m.created_by ORDER BY m.id DESC LIMIT 20`,
    );
  }

  async one(importId: number): Promise<ImportView> {
    const [row] = await this.db.query<Omit<ImportView, 'fields' | 'error'> & { error: string | null }>(
      `SELECT ${select} FROM instrument_import m JOIN member b ON b.id = m.created_by WHERE m.id = $1`,
      [importId],
    );
    if (!row) throw notFound();
    return { ...row, error: explain(row.error), fields: [...importFields] };
  }

  /** Rows by number; `problems` are those with something to say, warnings too. */
  async rows(importId: number, query: z.infer<typeof rowsQuery>): Promise<RowsPage> {
    const after = decodeCursor(z.int(), query.cursor) ?? 0;
    const rows = await this.db.query<RowsPage['items'][number]>(
      `SELECT row_no "rowNo", cells, record, problems, verdict, changes FROM instrument_import_row
       WHERE import_id = $1 AND row_no > $2 AND ($3::text IS NULL OR verdict = $3) AND (NOT $4 OR problems <> '[]')
       ORDER BY row_no LIMIT $5`,
      [importId, after, query.verdict ?? null, query.problems === 'true', query.limit + 1],
    );
    return pageOf(rows, query.limit, (last) => last.rowNo);
  }
}

function explain(code: string | null): ImportView['error'] {
  if (code === null) return null;
  return { code, message: code === 'overtaken' ? overtaken : refusals[code as Refusal] };
}
