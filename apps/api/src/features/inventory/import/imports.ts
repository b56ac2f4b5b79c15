import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/http/actor.js';
import { badRequest, conflict, notFound, Problem as HttpProblem } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { checkArchive } from './check-archive.js';
import { isImportField, requiredFields } from './import-fields.js';
import { ImportJobs } from './import-jobs.js';
import { refusals, WorkbookRefused } from './limits.js';
import type { ImportSummary } from './mark-verdicts.js';
import { signatureOf } from './read-rows.js';

interface Standing {
  readonly status: string;
  readonly headers: string[] | null;
  readonly summary: Partial<ImportSummary>;
}

/** What a keeper does with an import: upload, say what the columns are, confirm. The work itself is a worker's. */
@Injectable()
export class Imports {
  constructor(
    private readonly db: Database,
    private readonly jobs: ImportJobs,
  ) {}

  /** Takes a workbook that looks like one. Nothing is unpacked here. */
  async upload(actor: Actor, fileName: string, content: Buffer): Promise<{ id: number }> {
    await checkArchive(content, fileName).catch(refuse);
    const hash = createHash('sha256').update(content).digest();
    const id = await this.db.transaction('all', async (tx) => {
      // A preview that nobody confirmed for a week has served its purpose.
      await tx.query(
        `DELETE FROM instrument_import WHERE status IN ('preview', 'failed') AND created_at < now() - interval '7 d'`,
      );
      const [row] = await tx.query<{ id: number }>(
        'INSERT INTO instrument_import (file_name, file_hash, created_by) VALUES ($1, $2, $3) RETURNING id',
        [fileName.replaceAll('\0', '').slice(-200), hash, actor.memberId],
      );
      if (!row) throw notFound();
      await tx.query('INSERT INTO instrument_import_file (import_id, content) VALUES ($1, $2)', [row.id, content]);
      return row.id;
    });
    await this.jobs.wake(id);
    return { id };
  }

  /** Says which column is what, remembers it for sheets with the same headers, and reads the rows again. */
  async map(importId: number, mapping: readonly (string | null)[]): Promise<void> {
    await this.db.transaction('all', async (tx) => {
      const [row] = await tx.query<Standing>(
        'SELECT status, headers, summary FROM instrument_import WHERE id = $1 FOR UPDATE',
        [importId],
      );
      if (!row) throw notFound();
      if (row.status !== 'preview' || !row.headers) throw busy(row.status);
      checkMapping(mapping, row.headers.length);
      await tx.query(
        `INSERT INTO import_mapping (signature, mapping) VALUES ($1, $2)
         ON CONFLICT (signature) DO UPDATE SET mapping = excluded.mapping, updated_at = clock_timestamp()`,
        [signatureOf(row.headers), JSON.stringify(mapping)],
      );
      await tx.query(
        `UPDATE instrument_import SET status = 'parsing', mapping = $2, done_rows = 0, error = NULL, claimed_until = clock_timestamp() WHERE id = $1`,
        [importId, JSON.stringify(mapping)],
      );
    });
    await this.jobs.wake(importId);
  }

  /** Takes everything over, or nothing. A second confirmation of the same import changes nothing. */
  async confirm(actor: Actor, importId: number): Promise<void> {
    const started = await this.db.transaction('all', async (tx) => {
      const [row] = await tx.query<Standing>(
        'SELECT status, headers, summary FROM instrument_import WHERE id = $1 FOR UPDATE',
        [importId],
      );
      if (!row) throw notFound();
      if (row.status === 'importing' || row.status === 'imported') return false;
      if (row.status !== 'preview') throw busy(row.status);
      if (row.summary.missing?.length) throw incomplete(row.summary.missing);
      if (row.summary.invalid) throw await this.invalid(importId, row.summary.problems ?? 0);
      await tx.query(
        `UPDATE instrument_import SET status = 'importing', confirmed_by = $2, done_rows = 0, error = NULL, claimed_until = clock_timestamp() WHERE id = $1`,
        [importId, actor.memberId],
      );
      await record(tx, {
        actorId: actor.memberId,
        companyId: null,
        action: 'import.confirmed',
        entity: 'instrument_import',
        entityId: importId,
      });
      return true;
    });
    if (started) await this.jobs.wake(importId);
  }

  private async invalid(importId: number, problems: number): Promise<HttpProblem> {
    const rows = await this.db.query<{ problems: unknown[] }>(
      `SELECT problems FROM instrument_import_row WHERE import_id = $1 AND verdict = 'invalid' ORDER BY row_no LIMIT 50`,
      [importId],
    );
    return conflict(
      'import_has_problems',
      {
        zh: `还有 ${problems} 处错误需要更正，未导入任何内容`,
        en: `${problems} problems to correct first; nothing was imported`,
      },
      { problems: rows.flatMap((row) => row.problems) },
    );
  }
}

function checkMapping(mapping: readonly (string | null)[], columns: number): void {
  const fields = mapping.filter((field) => field !== null);
  if (mapping.length !== columns || !fields.every(isImportField)) {
    throw badRequest('bad_mapping', { zh: '列与字段的对应有误', en: 'The mapping does not fit the columns' });
  }
  const twice = fields.find((field, i) => fields.indexOf(field) !== i);
  if (twice)
    throw badRequest(
      'field_mapped_twice',
      { zh: '同一字段只能对应一列', en: 'A field can be one column only' },
      { field: twice },
    );
  const missing = requiredFields.filter((field) => !fields.includes(field));
  if (missing.length > 0) throw incomplete(missing);
}

const incomplete = (missing: readonly string[]): HttpProblem =>
  conflict(
    'mapping_incomplete',
    { zh: '请先指定资产编号和仪器名称所在的列', en: 'Say first which columns are asset number and name' },
    { missing },
  );

const busy = (status: string): HttpProblem =>
  conflict(
    'import_not_ready',
    { zh: '该导入当前不能进行此操作', en: 'This import is not in a state for this' },
    { importStatus: status },
  );

function refuse(error: unknown): never {
  if (!(error instanceof WorkbookRefused)) throw error;
  throw new HttpProblem({ status: 422, code: error.reason, title: refusals[error.reason] });
}
