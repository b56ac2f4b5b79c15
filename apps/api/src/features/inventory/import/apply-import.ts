import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { record } from '../../../platform/outbox/record.js';
import { makeCategories, unsorted } from './category-names.js';
import { becomes, beginsAs, importedColumns } from './imported-columns.js';
import { type ImportRange, ImportSteps } from './import-steps.js';
import { type ImportSummary, markVerdicts, rangesOf, summaryOf } from './mark-verdicts.js';

const columnList = importedColumns.map((c) => c.column).join(', ');
const category = `($4::jsonb ->> coalesce(r.record ->> 'category', '${unsorted}'))::bigint`;

/** A new instrument takes what the row says, and what an instrument begins with else. */
const insertNew = `
  INSERT INTO instrument (asset_no, category_id, pinyin, ${columnList})
  SELECT r.record ->> 'assetNo', ${category}, coalesce(r.record ->> 'pinyin', ''),
         ${importedColumns.map((c) => becomes(c, beginsAs)).join(', ')}
  FROM instrument_import_row r
  WHERE r.import_id = $1 AND r.row_no BETWEEN $2 AND $3 AND r.verdict = 'new' ORDER BY r.row_no`;

const updateChanged = `
  UPDATE instrument i SET (category_id, pinyin, version, updated_at, ${columnList}) = (
    SELECT coalesce(CASE WHEN r.record ? 'category' THEN ${category} END, i.category_id), coalesce(r.record ->> 'pinyin', i.pinyin),
           i.version + 1, clock_timestamp(), ${importedColumns.map((c) => becomes(c, (other) => `i.${other.column}`)).join(', ')})
  FROM instrument_import_row r
  WHERE r.import_id = $1 AND r.row_no BETWEEN $2 AND $3 AND r.verdict = 'changed' AND i.asset_no = r.record ->> 'assetNo'
    AND r.changes - $5::text[] <> '{}'`;

const audit = `
  INSERT INTO audit_event (actor_id, action, entity, entity_id, data)
  SELECT $4, CASE r.verdict WHEN 'new' THEN 'instrument.added' ELSE 'instrument.changed' END, 'instrument', i.id,
         jsonb_build_object('importId', $1::bigint, 'row', r.row_no, 'changes', r.changes)
  FROM instrument_import_row r JOIN instrument i ON i.asset_no = r.record ->> 'assetNo'
  WHERE r.import_id = $1 AND r.row_no BETWEEN $2 AND $3 AND r.verdict IN ('new', 'changed')`;

const lockInstruments = `
  SELECT id FROM instrument WHERE asset_no IN (
    SELECT record ->> 'assetNo' FROM instrument_import_row WHERE import_id = $1 AND record IS NOT NULL)
  ORDER BY id FOR UPDATE`;

/** Takes a confirmed import over, all or nothing: one transaction, judged again inside it against what is registered by then. */
@Injectable()
export class ApplyImport {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
    private readonly steps: ImportSteps,
  ) {}

  /** `progress` hears how many rows are done; nobody else sees any of them before the end. */
  async execute(importId: number, confirmedBy: number, progress: (rows: number) => Promise<void>): Promise<void> {
    const { timeZone } = await this.park.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    await this.db.transaction('all', async (tx) => {
      const categories = JSON.stringify(await makeCategories(tx, importId));
      await tx.query(lockInstruments, [importId]);
      const ranges = await rangesOf(tx, importId, today);
      await markVerdicts(tx, ranges, this.steps.steps, JSON.parse(categories) as Record<string, number>);
      let done = 0;
      for (const range of ranges) {
        await this.take(tx, range, { categories, confirmedBy });
        done += range.rows;
        await progress(done);
      }
      await finish(tx, importId, confirmedBy);
    });
  }

  private async take(
    tx: Tx,
    range: ImportRange,
    { categories, confirmedBy }: { categories: string; confirmedBy: number },
  ): Promise<void> {
    const of = [range.importId, range.fromRow, range.toRow];
    await tx.query(insertNew, [...of, categories]);
    await tx.query(updateChanged, [...of, categories, priceKeys]);
    for (const step of this.steps.steps) await step.apply(tx, range);
    await tx.query(audit, [...of, confirmedBy]);
  }
}

/** Changes that touch the rate plan only leave the instrument's version as it is. */
const priceKeys = ['monthlyFen', 'hourlyFen', 'runFen', 'sampleFen', 'depositFen', 'taxRateBps', 'planMinMonths'];

async function finish(tx: Tx, importId: number, confirmedBy: number): Promise<void> {
  const summary: ImportSummary = await summaryOf(tx, importId, []);
  if (summary.invalid > 0) throw new Error(`import ${importId} was confirmed with invalid rows`);
  const finished = await tx.execute(
    `UPDATE instrument_import SET status = 'imported', summary = $2, done_rows = total_rows, error = NULL, claimed_until = NULL,
            finished_at = clock_timestamp() WHERE id = $1 AND status = 'importing'`,
    [importId, JSON.stringify(summary)],
  );
  if (finished === 0) throw new Error(`import ${importId} was finished by another worker`);
  await record(tx, {
    actorId: confirmedBy,
    companyId: null,
    action: 'instrument.imported',
    entity: 'instrument_import',
    entityId: importId,
    data: { new: summary.new, changed: summary.changed, same: summary.same },
    event: true,
  });
}
