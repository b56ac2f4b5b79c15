import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { record } from '../../platform/outbox/record.js';
import { NightJobs } from '../../platform/queue/night-jobs.js';
import { type ChainFindings, findFaults } from './find-faults.js';
import { NotedHeads } from './noted-heads.js';
import { SealEvents } from './seal-events.js';

interface Before {
  readonly faults: number;
  readonly fault: string | null;
  readonly seq: number | null;
}

/** Reckons the chain of the audit trail again every night, keeps what it found and raises an alarm to managers where it is broken. */
@Injectable()
export class CheckChain implements OnModuleInit {
  private readonly log = new Logger('Audit');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly nights: NightJobs,
    private readonly sealing: SealEvents,
    private readonly heads: NotedHeads,
  ) {}

  onModuleInit(): void {
    this.nights.add('audit', this);
  }

  async due(): Promise<string | null> {
    const day = await this.nights.today();
    return (await this.db.query('SELECT 1 FROM audit_check WHERE day = $1', [day])).length > 0 ? null : day;
  }

  /** At once, whether today's check is done or not. */
  async now(): Promise<void> {
    await this.run(await this.nights.today());
  }

  async run(day: string): Promise<void> {
    const startedAt = this.clock.now();
    // A head that was set back takes no link any more: it is what is looked for, and must not keep the alarm from being raised.
    await this.sealing.seal(Infinity).catch((error: unknown) => this.log.error({ error }));
    const found = await findFaults(this.db, (genesis) => this.heads.read(genesis));
    // Before the report, with which the night is done: a head that could not be noted is noted by the next try.
    if (found.faults === 0) await this.heads.add(day, found.genesis, found.last);
    await this.db.transaction('all', (tx) => keep(tx, { day, startedAt, endedAt: this.clock.now() }, found));
  }
}

/** What was told of once is not told of again every night. */
async function keep(
  tx: Tx,
  { day, startedAt, endedAt }: { day: string; startedAt: Date; endedAt: Date },
  { last, faults, first }: ChainFindings,
): Promise<void> {
  const [before] = await tx.query<Before>(
    'SELECT faults, fault, fault_seq seq FROM audit_check ORDER BY id DESC LIMIT 1',
  );
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO audit_check (day, started_at, ended_at, seq, hash, faults, fault, fault_seq, event_id)
     VALUES ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8, $9) RETURNING id`,
    [
      day,
      startedAt,
      endedAt,
      last.seq,
      last.hash,
      faults,
      first?.kind ?? null,
      first?.seq ?? null,
      first?.eventId ?? null,
    ],
  );
  if (!row || !first || isKnown(before, { faults, fault: first.kind, seq: first.seq })) return;
  await record(tx, {
    actorId: null,
    companyId: null,
    action: 'audit.alarmed',
    entity: 'audit_check',
    entityId: row.id,
    data: { faults, fault: first.kind, seq: first.seq, eventId: first.eventId },
    event: true,
  });
}

const isKnown = (before: Before | undefined, now: Before): boolean =>
  before?.faults === now.faults && before.fault === now.fault && before.seq === now.seq;
