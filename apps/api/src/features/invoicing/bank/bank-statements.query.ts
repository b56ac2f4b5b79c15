import { Injectable } from '@nestjs/common';
import { STATEMENT_FIELDS } from '@parkbench/domain';
import { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/http/problem.js';
import { decodeCursor } from '../../../platform/http/validation.js';
import { pageOf } from '../../../platform/http/paging.js';
import { isoOf } from '../invoices.query.js';
import type { statementList, statementRows, statementRowsQuery, statementView } from './bank.dto.js';

const head = `s.id, s.file_name "fileName", s.status, s.total_rows "totalRows", s.summary, ${isoOf('s.created_at')} "createdAt", b.name "createdBy",
  (SELECT jsonb_build_object('open', count(*) FILTER (WHERE status = 'open'), 'confirmed', count(*) FILTER (WHERE status = 'confirmed'),
     'ignored', count(*) FILTER (WHERE status = 'ignored')) FROM bank_line l WHERE l.statement_id = s.id) lines`;

/** What the statement pages show. */
@Injectable()
export class BankStatementsQuery {
  constructor(private readonly db: Database) {}

  /** The latest fifty, each with what became of its lines. */
  async recent(): Promise<z.infer<typeof statementList>> {
    const items = await this.db.rows<z.infer<typeof statementList>['items'][number]>(
      'all',
      `SELECT ${head} FROM bank_statement s JOIN member b ON b.id = s.created_by ORDER BY s.id DESC LIMIT 50`,
    );
    return { items };
  }

  /** One statement with its columns and what they are taken for. */
  async one(statementId: number): Promise<z.infer<typeof statementView>> {
    const [row] = await this.db.rows<Omit<z.infer<typeof statementView>, 'fields'>>(
      'all',
      `SELECT ${head}, s.sheet_name "sheetName", s.header_row "headerRow", s.headers, s.mapping
       FROM bank_statement s JOIN member b ON b.id = s.created_by WHERE s.id = $1`,
      [statementId],
    );
    if (!row) throw notFound();
    return { ...row, fields: STATEMENT_FIELDS.map(({ key, label, required }) => ({ key, label, required })) };
  }

  /** The rows as the file has them, each with what it is and what is wrong in which cell. */
  async rows(statementId: number, query: z.infer<typeof statementRowsQuery>): Promise<z.infer<typeof statementRows>> {
    const after = decodeCursor(z.int(), query.cursor) ?? 0;
    const rows = await this.db.query<z.infer<typeof statementRows>['items'][number]>(
      `SELECT row_no "rowNo", cells, problems, verdict FROM bank_statement_row
       WHERE statement_id = $1 AND row_no > $2 AND ($3::text IS NULL OR verdict = $3) ORDER BY row_no LIMIT $4`,
      [statementId, after, query.verdict ?? null, query.limit + 1],
    );
    return pageOf(rows, query.limit, (last) => last.rowNo);
  }
}
