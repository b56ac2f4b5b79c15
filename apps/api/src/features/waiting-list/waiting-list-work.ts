import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DueWork, schedule } from '../../platform/due-work/due-work.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { JobHandlers } from '../../platform/queue/job-handlers.js';
import { Announce } from '../reservations/reservations.api.js';
import { closeOffer, lockOpenOffer } from './close-offer.js';
import { allCandidates, candidatesOf } from './entries.js';
import type { At } from './freed-instrument.js';
import { type Offered, offerNext } from './make-offer.js';
import { tellOfFreed } from './tell-of-freed.js';

interface Work {
  readonly subjectId: number;
  readonly now: Date;
}

const sweptEveryMs = 5 * 60_000;
const instrumentsAtOnce = 300;

/** What the waiting list does by itself: offers what got free, takes back what nobody answered, ends what is over. */
@Injectable()
export class WaitingListWork implements OnModuleInit {
  private sweptAt = 0;

  constructor(
    private readonly dueWork: DueWork,
    private readonly jobs: JobHandlers,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly announce: Announce,
  ) {}

  onModuleInit(): void {
    this.dueWork.handle('waiting-list.freed', (tx, work) => this.freed(tx, work));
    this.dueWork.handle('waiting-list.seek', (tx, work) => this.seek(tx, work));
    this.dueWork.handle('waiting-list.expire', (tx, work) => this.expire(tx, work));
    this.dueWork.handle('waiting-list.end', end);
    this.jobs.chore(() => this.sweep());
  }

  /**
   * Looks at all that waits, though nothing has happened: whatever was missed is found within five minutes, and never
   * by two processes at once. What only the passing of time makes possible is found so too.
   */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - this.sweptAt < sweptEveryMs) return;
    this.sweptAt = now.getTime();
    const claimed = await this.db.transaction('all', (tx) =>
      tx.query(
        `UPDATE waiting_list_sweep SET swept_at = $1 WHERE swept_at <= $2
           AND EXISTS (SELECT 1 FROM waiting_list_entry WHERE status IN ('waiting', 'offered')) RETURNING 1`,
        [now, new Date(now.getTime() - sweptEveryMs)],
      ),
    );
    if (claimed.length === 0) return;
    await this.closeLate(now);
    const park = await this.settings.get();
    const instruments = await this.db.transaction('all', (tx) => allCandidates(tx, now, instrumentsAtOnce));
    for (const instrumentId of instruments) {
      while (await this.db.transaction('all', (tx) => this.offer({ tx, park, now: this.clock.now() }, instrumentId)));
    }
  }

  /** What should have been over for a while is, even where its due work was lost. */
  private async closeLate(now: Date): Promise<void> {
    const late = await this.db.rows<{ offerId: number | null; entryId: number }>(
      'all',
      `SELECT o.id "offerId", e.id "entryId" FROM waiting_list_entry e
       LEFT JOIN waiting_list_offer o ON o.entry_id = e.id AND o.status = 'open'
       WHERE e.status IN ('waiting', 'offered') AND coalesce(o.expires_at, e.waits_until) < $1 LIMIT 500`,
      [new Date(now.getTime() - sweptEveryMs)],
    );
    for (const { offerId, entryId } of late) {
      await this.db.transaction('all', (tx) =>
        offerId === null ? end(tx, { subjectId: entryId, now }) : this.expire(tx, { subjectId: offerId, now }),
      );
    }
  }

  /** One offer, and then again; when what is left fits nobody who waits, those are told who asked to hear of it. */
  private async freed(tx: Tx, { subjectId, now }: Work): Promise<void> {
    const [freed] = await tx.query<{ instrumentId: number; start: Date; end: Date }>(
      `SELECT instrument_id "instrumentId", lower(period) start, upper(period) "end" FROM freed_time WHERE id = $1 FOR UPDATE`,
      [subjectId],
    );
    if (!freed) return;
    const at = { tx, park: await this.settings.get(), now };
    const offered = await this.offer(at, freed.instrumentId);
    if (offered) {
      await again(tx, 'waiting-list.freed', { subjectId, now }, offered);
      return;
    }
    await tellOfFreed(at, { id: subjectId, ...freed });
    await tx.query('DELETE FROM freed_time WHERE id = $1', [subjectId]);
  }

  /** For who has just joined: there may be time already. Whoever waits longer comes first here too. */
  private async seek(tx: Tx, { subjectId, now }: Work): Promise<void> {
    const waits = await tx.query(`SELECT 1 FROM waiting_list_entry WHERE id = $1 AND status = 'waiting'`, [subjectId]);
    if (waits.length === 0) return;
    const at = { tx, park: await this.settings.get(), now };
    for (const instrumentId of await candidatesOf(tx, subjectId, instrumentsAtOnce)) {
      const offered = await this.offer(at, instrumentId);
      if (!offered) continue;
      if (offered.entryId !== subjectId) await again(tx, 'waiting-list.seek', { subjectId, now }, offered);
      return;
    }
  }

  private async expire(tx: Tx, { subjectId, now }: Work): Promise<void> {
    const offer = await lockOpenOffer(tx, subjectId);
    if (!offer || offer.expiresAt > now) return;
    await closeOffer({ tx, now, actorId: null }, offer, { offer: 'expired', entry: 'waiting' });
    this.announce.changed([offer]);
  }

  private async offer(at: At, instrumentId: number): Promise<Offered | null> {
    const offered = await offerNext(at, instrumentId);
    if (offered) this.announce.changed([offered]);
    return offered;
  }
}

/** The same work once more, after what was offered is committed. */
function again(tx: Tx, kind: string, { subjectId, now }: Work, { offerId }: Offered): Promise<void> {
  return schedule(tx, [{ kind, subjectId, dueAt: now, dedupeKey: `${kind}:${subjectId}:${offerId}` }]);
}

/** Nothing came free in time. An entry with an offer ends when that is answered or expires. */
async function end(tx: Tx, { subjectId, now }: Work): Promise<void> {
  const [ended] = await tx.query<{ companyId: number; memberId: number }>(
    `UPDATE waiting_list_entry SET status = 'ended', updated_at = $2 WHERE id = $1 AND status = 'waiting' AND waits_until <= $2
     RETURNING company_id "companyId", member_id "memberId"`,
    [subjectId, now],
  );
  if (!ended) return;
  const { companyId, memberId } = ended;
  const what = { action: 'waiting-list.ended', entity: 'waiting_list_entry', entityId: subjectId, event: true };
  await record(tx, { ...what, actorId: null, companyId, data: { memberId } });
}
