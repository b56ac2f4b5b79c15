import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUnavailable, sqlState, sqlStateOf } from '../../platform/database/sql-state.js';
import { Live } from '../../platform/live/live.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import type { IssuedInvoice } from '../invoicing/invoicing.api.js';
import { type Claimed, claimCompanies, draftCompanies, markFailed } from './draft-companies.js';
import { draftsToIssue, finishRun, issueDrafts } from './issue-drafts.js';
import { enterReview } from './review/enter-review.js';
import { openRuns, progressOf, type Run } from './run.js';

const companiesAtOnce = 100;
const invoicesAtOnce = 200;
const tellEveryMs = 250;
const namesTold = 3;

/**
 * Works runs off, from wherever they stand: drafts for all companies first, then their review where the park has one,
 * numbers after that. Any number of workers may do so at once and any may be killed; each step is one transaction and
 * finds out from the tables what is left.
 */
@Injectable()
export class WorkRun {
  private readonly log = new Logger('BillingRun');
  private toldAt = -Infinity;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly live: Live,
  ) {}

  /** All open runs, the oldest month first: a later month's drafts would take up what belongs to an earlier one. */
  async work(): Promise<void> {
    for (let run = await this.oldest(); run; run = await this.oldest()) {
      if (!(await this.workOff(run))) return;
    }
  }

  private oldest(): Promise<Run | undefined> {
    return this.db.read('all', async (tx) => (await openRuns(tx, 1))[0]);
  }

  /** False when other workers still are at it; the last of them ends the run and goes on to the next. */
  private async workOff(run: Run): Promise<boolean> {
    await this.db.query(`UPDATE billing_run SET status = 'running' WHERE id = $1 AND status = 'planned'`, [run.id]);
    for (let at = await this.draftSome(run); at.length > 0; at = await this.draftSome(run))
      await this.tell(run, { at });
    const gate = await this.db.transaction('all', (tx) => enterReview(tx, run, this.clock.now()));
    if (gate === 'review') await this.tell(run, { ended: true });
    if (gate !== 'issue') return gate !== 'open';
    while ((await this.issueSome(run)).length > 0) await this.tell(run);
    const state = await this.db.transaction('all', async (tx) => {
      const after = await finishRun(tx, run, this.clock.now());
      if (after === 'ended') await noteEnd(tx, run);
      return after;
    });
    if (state === 'ended') await this.tell(run, { ended: true });
    return state !== 'open';
  }

  /** Drafts some companies; when one of them fails, each by itself, so that it fails alone. Returns which it was at. */
  private async draftSome(run: Run): Promise<readonly Claimed[]> {
    let claimed: Claimed[] = [];
    const park = await this.settings.get();
    try {
      await this.db.transaction('all', async (tx) => {
        await planForMany(tx);
        claimed = await claimCompanies(tx, run, { limit: companiesAtOnce });
        const ids = claimed.map((company) => company.id);
        if (ids.length > 0) await draftCompanies(tx, run, ids, park);
      });
    } catch (error) {
      if (isAway(error)) throw error;
      for (const { id: companyId } of claimed) {
        await this.alone(run, companyId, async (tx) => {
          const [free] = await claimCompanies(tx, run, { limit: 1, companyId });
          if (free) await draftCompanies(tx, run, [free.id], park);
        });
      }
    }
    return claimed;
  }

  private async issueSome(run: Run): Promise<readonly IssuedInvoice[]> {
    try {
      return await this.db.transaction('all', async (tx) => {
        await planForMany(tx);
        return issueDrafts(tx, run, invoicesAtOnce);
      });
    } catch (error) {
      if (isAway(error)) throw error;
      return this.issueOneByOne(run);
    }
  }

  /** Issues the next draft by itself; one that cannot be issued is listed and holds up nobody. */
  private async issueOneByOne(run: Run): Promise<readonly IssuedInvoice[]> {
    for (;;) {
      const [next] = await this.db.read('all', (tx) => draftsToIssue(tx, run, 1));
      if (!next) return [];
      let issued: readonly IssuedInvoice[] = [];
      await this.alone(run, next.companyId, async (tx) => {
        issued = await issueDrafts(tx, run, 1);
      });
      if (issued.length > 0) return issued;
    }
  }

  /** A transaction for one company. Only what is wrong with the company is its failure; a database that is away is not. */
  private async alone(run: Run, companyId: number, work: (tx: Tx) => Promise<void>): Promise<void> {
    try {
      await this.db.transaction('all', work);
    } catch (error) {
      if (isAway(error)) throw error;
      this.log.warn({ runId: run.id, companyId, error });
      await this.db.transaction('all', (tx) => markFailed(tx, run, companyId, error));
    }
  }

  /** Advice for open pages: how far it is and who is at work; a page that misses it asks again. */
  private async tell(
    run: Run,
    { ended = false, at = [] }: { ended?: boolean; at?: readonly Claimed[] } = {},
  ): Promise<void> {
    if (!ended && performance.now() - this.toldAt < tellEveryMs) return;
    this.toldAt = performance.now();
    const progress = await this.db.read('all', (tx) => progressOf(tx, run.id));
    this.live.publish({
      topic: 'billing-run',
      companyId: null,
      data: { runId: run.id, month: run.month, ended, ...progress, at: at.slice(0, namesTold), atWork: at.length },
    });
  }
}

/**
 * The first run fills tables that were empty when PostgreSQL last looked at them. A plan made for an empty table, that of
 * a foreign key's check among them, reads it from end to end for every row and is kept; here the index is always right.
 */
async function planForMany(tx: Tx): Promise<void> {
  await tx.query('SET LOCAL enable_seqscan = off');
}

/** A statement that took too long is the company's own trouble; everything else that "cannot be asked" is nobody's. */
function isAway(error: unknown): boolean {
  return isUnavailable(error) && sqlStateOf(error) !== sqlState.queryCanceled;
}

async function noteEnd(tx: Tx, run: Run): Promise<void> {
  const progress = await progressOf(tx, run.id);
  const data = { month: run.month, companies: progress.total, failed: progress.failed };
  await record(tx, {
    actorId: run.startedBy,
    companyId: null,
    action: 'billing-run.ended',
    entity: 'billing_run',
    entityId: run.id,
    data,
    event: true,
  });
}
