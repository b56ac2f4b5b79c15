import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { STATEMENT_FIELDS, type StatementField, suggestStatementMapping } from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { badRequest, conflict, notFound, Problem } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { type JudgedRow, judgeRows, layoutOf, problemWords } from './judge-rows.js';
import { readStatement } from './read-statement.js';
import { StatementRefused, statementRefusals } from './statement-limits.js';
import type { StatementTableRow } from './statement-table.js';

type Mapping = readonly (StatementField | null)[];

interface Kept {
  readonly status: string;
  readonly headers: string[];
  readonly mapping: Mapping;
}

const fieldKeys = new Set<string>(STATEMENT_FIELDS.map((field) => field.key));

/** Bank statements: uploaded and read, their columns said, taken over as lines, all of them or none. */
@Injectable()
export class BankStatements {
  constructor(
    private readonly db: Database,
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  /** Reads a statement and keeps it as a preview; nothing counts before it is imported. */
  async upload(actor: Actor, fileName: string, content: Buffer): Promise<{ id: number }> {
    const table = await readStatement(content, fileName).catch(refuse);
    return this.db.transaction('all', async (tx) => {
      // A preview that nobody took over for a week has served its purpose.
      await tx.query(`DELETE FROM bank_statement WHERE status = 'preview' AND created_at < now() - interval '7 d'`);
      const [layout] = await tx.query<{ mapping: Mapping }>('SELECT mapping FROM bank_layout WHERE signature = $1', [
        layoutOf(table.headers),
      ]);
      const mapping = layout?.mapping ?? suggestStatementMapping(table.headers);
      const { rows, summary } = await judgeRows(tx, table.rows, { headers: table.headers, mapping });
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO bank_statement (file_name, file_hash, sheet_name, header_row, headers, mapping, total_rows, summary, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
        [
          fileName.replaceAll('\0', '').slice(-200),
          createHash('sha256').update(content).digest(),
          table.sheet.slice(0, 100),
          table.headerRow,
          JSON.stringify(table.headers),
          JSON.stringify(mapping),
          rows.length,
          JSON.stringify(summary),
          actor.memberId,
        ],
      );
      if (!row) throw new Error('the statement was not stored');
      await storeRows(tx, row.id, rows);
      return row;
    });
  }

  /** Says which column is what, remembers it for statements with the same headers, and reads the rows again. */
  async map(statementId: number, mapping: readonly (string | null)[]): Promise<void> {
    await this.db.transaction('all', async (tx) => {
      const kept = await lockPreview(tx, statementId);
      checkMapping(mapping, kept.headers.length);
      await tx.query(
        `INSERT INTO bank_layout (signature, mapping) VALUES ($1, $2)
         ON CONFLICT (signature) DO UPDATE SET mapping = excluded.mapping, updated_at = clock_timestamp()`,
        [layoutOf(kept.headers), JSON.stringify(mapping)],
      );
      await judgeAgain(tx, statementId, { headers: kept.headers, mapping });
    });
  }

  /** Takes over what is new; refused as a whole while a cell is wrong. What is known already adds no line twice. */
  import(context: CommandContext, statementId: number): Promise<{ added: number; known: number }> {
    const { memberId } = context.actor;
    return this.commands.run(context, async (tx) => {
      // Two statements that overlap take turns, so that the second sees what the first brought.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('bank-import', 0))`);
      const kept = await lockPreview(tx, statementId);
      const { rows, summary } = await judgeAgain(tx, statementId, kept);
      if (summary.missing.length > 0) throw incomplete(summary.missing);
      if (summary.invalid > 0) throw invalid(rows, summary.problems);
      const added = await storeLines(tx, statementId, rows);
      await tx.query(
        `UPDATE bank_statement SET status = 'imported', imported_by = $2, imported_at = $3 WHERE id = $1`,
        [statementId, memberId, this.clock.now()],
      );
      const known = summary.known + summary.new - added;
      await record(tx, {
        actorId: memberId,
        companyId: null,
        action: 'bank_statement.imported',
        entity: 'bank_statement',
        entityId: statementId,
        data: { added, known },
      });
      return { added, known };
    });
  }
}

async function lockPreview(tx: Tx, statementId: number): Promise<Kept> {
  const [kept] = await tx.query<Kept>('SELECT status, headers, mapping FROM bank_statement WHERE id = $1 FOR UPDATE', [
    statementId,
  ]);
  if (!kept) throw notFound();
  if (kept.status !== 'preview')
    throw conflict('statement_imported', { zh: '该对账单已导入', en: 'This statement is imported already' });
  return kept;
}

async function judgeAgain(
  tx: Tx,
  statementId: number,
  shape: { headers: string[]; mapping: readonly (string | null)[] },
) {
  const cells = await tx.query<StatementTableRow>(
    'SELECT row_no "rowNo", cells FROM bank_statement_row WHERE statement_id = $1 ORDER BY row_no',
    [statementId],
  );
  const mapping = shape.mapping as Mapping;
  const judged = await judgeRows(tx, cells, { headers: shape.headers, mapping });
  await tx.query('UPDATE bank_statement SET mapping = $2, summary = $3 WHERE id = $1', [
    statementId,
    JSON.stringify(mapping),
    JSON.stringify(judged.summary),
  ]);
  await storeRows(tx, statementId, judged.rows);
  return judged;
}

const storeRows = (tx: Tx, statementId: number, rows: readonly JudgedRow[]): Promise<unknown> =>
  tx.query(
    `INSERT INTO bank_statement_row (statement_id, row_no, cells, record, problems, verdict)
     SELECT $1, (e ->> 'rowNo')::int, e -> 'cells', nullif(e -> 'record', 'null'), e -> 'problems', e ->> 'verdict'
     FROM jsonb_array_elements($2::jsonb) e
     ON CONFLICT (statement_id, row_no) DO UPDATE SET record = excluded.record, problems = excluded.problems, verdict = excluded.verdict`,
    [statementId, JSON.stringify(rows)],
  );

/** The unique key has the last word on what is there already. */
const storeLines = (tx: Tx, statementId: number, rows: readonly JudgedRow[]): Promise<number> =>
  tx.execute(
    `INSERT INTO bank_line (statement_id, row_no, line_key, content_key, booked_on, amount_fen, counterparty, counter_account, text, reference, balance_fen)
     SELECT $1, (e ->> 'rowNo')::int, e ->> 'lineKey', e ->> 'contentKey', r.* FROM jsonb_array_elements($2::jsonb) e
     CROSS JOIN LATERAL jsonb_to_record(e -> 'record') r ("bookedOn" date, "amountFen" bigint, counterparty text, "counterAccount" text,
       "text" text, reference text, "balanceFen" bigint)
     ON CONFLICT (line_key) DO NOTHING`,
    [statementId, JSON.stringify(rows.filter((row) => row.verdict === 'new'))],
  );

function checkMapping(mapping: readonly (string | null)[], columns: number): void {
  const fields = mapping.filter((field) => field !== null);
  if (mapping.length !== columns || !fields.every((field) => fieldKeys.has(field)))
    throw badRequest('bad_mapping', { zh: '列与字段的对应有误', en: 'The mapping does not fit the columns' });
  const twice = fields.find((field, i) => field !== 'text' && fields.indexOf(field) !== i);
  if (twice)
    throw badRequest(
      'field_mapped_twice',
      { zh: '同一字段只能对应一列（摘要除外）', en: 'A field can be one column only, except the text' },
      { field: twice },
    );
}

const incomplete = (missing: readonly string[]): Problem =>
  conflict(
    'mapping_incomplete',
    { zh: '请先指定交易日期和金额所在的列', en: 'Say first which columns are the date and the amount' },
    { missing },
  );

const invalid = (rows: readonly JudgedRow[], problems: number): Problem =>
  conflict(
    'statement_has_problems',
    {
      zh: `还有 ${problems} 处无法识别，请更正文件或列对应后再导入；未导入任何内容`,
      en: `${problems} cells cannot be read; correct the file or the columns first. Nothing was imported`,
    },
    { problems: rows.flatMap((row) => row.problems.map(problemWords)).slice(0, 50) },
  );

function refuse(error: unknown): never {
  if (!(error instanceof StatementRefused)) throw error;
  throw new Problem({ status: 422, code: error.reason, title: statementRefusals[error.reason] });
}
