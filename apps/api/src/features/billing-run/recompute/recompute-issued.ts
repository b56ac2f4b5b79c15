import { Injectable, type OnModuleInit } from '@nestjs/common';
import { firstDay } from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { NightJobs } from '../../../platform/queue/night-jobs.js';
import { lastBilled } from './billed-companies.js';
import { type Fault, faultsOfDocuments, faultsOfLines, faultsOfSources } from './find-faults.js';

/** More are counted and not listed. */
const listed = 1_000;

interface Found {
  month: string | null;
  lines: number;
  pending: number;
  alarms: number;
  readonly faults: Fault[];
}

/**
 * Reckons every issued line again: from its own formula, from its source as it stands, and the document by its hash. One
 * fen raises an alarm to finance. Runs every night, and changes nothing but its own report.
 */
@Injectable()
export class RecomputeIssued implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly nights: NightJobs,
  ) {}

  onModuleInit(): void {
    this.nights.add('recompute', this);
  }

  /** The day for which a report is due; null when today's is there. */
  async due(): Promise<string | null> {
    const day = await this.nights.today();
    const [there] = await this.db.query('SELECT 1 FROM recompute_run WHERE day = $1 AND ended_at IS NOT NULL', [day]);
    return there ? null : day;
  }

  /** At once, whether today's report is there or not. */
  async now(): Promise<void> {
    await this.run(await this.nights.today());
  }

  /** Writes the day's report; asked again the same day, the report is made anew. */
  async run(day: string): Promise<void> {
    const now = this.clock.now();
    const found = await this.db.read('all', (tx) => this.search(tx));
    await this.db.transaction('all', (tx) => report(tx, { day, startedAt: now, endedAt: this.clock.now(), found }));
  }

  private async search(tx: Tx): Promise<Found> {
    const found: Found = { month: null, lines: 0, pending: 0, alarms: 0, faults: [] };
    const add = (faults: readonly Fault[]): void => {
      found.alarms += faults.length;
      found.faults.push(...faults.slice(0, listed - found.faults.length));
    };
    for await (const { lines, faults } of faultsOfLines(tx)) {
      found.lines += lines;
      add(faults);
    }
    add(await faultsOfDocuments(tx));
    const park = await this.settings.get();
    const last = await lastBilled(tx, park.timeZone);
    if (!last) return found;
    found.month = last.month;
    for (const billed of last.billed) {
      for await (const { pending, faults } of faultsOfSources(tx, { billed, month: last.month, park })) {
        found.pending += pending;
        add(faults);
      }
    }
    return found;
  }
}

async function report(
  tx: Tx,
  { day, startedAt, endedAt, found }: { day: string; startedAt: Date; endedAt: Date; found: Found },
): Promise<void> {
  const { month, lines, pending, alarms, faults } = found;
  await tx.query('DELETE FROM recompute_run WHERE day = $1', [day]);
  const [run] = await tx.query<{ id: number }>(
    `INSERT INTO recompute_run (day, started_at, ended_at, month, lines, pending, alarms) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [day, startedAt, endedAt, month === null ? null : firstDay(month), lines, pending, alarms],
  );
  if (!run) throw new Error('the report was not stored');
  await tx.query(
    `INSERT INTO recompute_alarm (run_id, company_id, kind, invoice_id, line_no, source_kind, source_id, component, month, expected_fen, found_fen)
     SELECT $1, f."companyId", f.kind, f."invoiceId", f."lineNo", f."sourceKind", f."sourceId", f.component, (f.month || '-01')::date, f."expectedFen", f."foundFen"
     FROM jsonb_to_recordset($2) f ("companyId" bigint, kind text, "invoiceId" bigint, "lineNo" int, "sourceKind" text, "sourceId" bigint,
       component text, month text, "expectedFen" bigint, "foundFen" bigint)`,
    [run.id, JSON.stringify(faults)],
  );
  if (alarms === 0) return;
  await record(tx, {
    actorId: null,
    companyId: null,
    action: 'recompute.alarmed',
    entity: 'recompute_run',
    entityId: run.id,
    data: { day, alarms },
    event: true,
  });
}
