import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { record } from '../../../platform/outbox/record.js';
import { type Park, ParkSettings } from '../../../platform/park-settings.js';
import { Announce } from '../announce.js';
import type { Override } from '../agree.js';
import { capsAfter } from '../best-of/month-of-hours.js';
import { lockInstruments } from '../make-way.js';
import { type Attempt, reserve, type ReservationRequest } from '../reserve.js';
import { PlanSeries, type WantedSession } from './plan-series.js';
import { conflictWith, isConflict, samePriceOrRefused } from './refuse-series.js';
import { instrumentsOf, previewOf, type SeriesDay } from './series-days.js';
import { badRule } from './series-rule.js';
import { addSeries, joinSeries, type SeriesRow } from './series-row.js';
import type { seriesOutcome, seriesPreview } from './series.dto.js';

export type SeriesPreview = z.infer<typeof seriesPreview>;
export type SeriesOutcome = z.infer<typeof seriesOutcome>;

/** Days of a series that are to be reserved together, for whom and with which words. */
export interface Batch {
  /** The series as it is kept, or as it will be: then without an id. */
  readonly series: Pick<SeriesRow, 'instrumentId' | 'rrule' | 'startLocal' | 'lengthMinutes' | 'zone'> & {
    readonly id?: number;
  };
  readonly days: readonly SeriesDay[];
  /** Null: staff have not said for whom; they can only look. */
  readonly companyId: number | null;
  readonly memberId?: number;
  readonly words: { readonly purpose: string; readonly project: string; readonly rdUse: boolean };
  readonly quoteId?: string;
  readonly override?: Override;
}

/** Gives the batch; with a lock on what it comes from when something is to be reserved. */
export type OpenBatch = (tx: Tx, at: { park: Park; now: Date; isLocking: boolean }) => Promise<Batch>;

interface Trying {
  batch?: Batch;
  date?: string;
}
interface Made {
  readonly date: string;
  readonly reservationId: number;
  readonly requested: boolean;
}

/** Looks at days of a series, or reserves them: all in one transaction, or none (rules §2, §3). */
@Injectable()
export class ReserveSessions {
  constructor(
    private readonly commands: Commands,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly planner: PlanSeries,
    private readonly announce: Announce,
  ) {}

  async preview(actor: Actor, open: OpenBatch): Promise<SeriesPreview> {
    const park = await this.settings.get();
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), async (tx) => {
      const batch = await open(tx, { park, now, isLocking: false });
      const { companyId, memberId = actor.companyId === null ? null : actor.memberId, series, days } = batch;
      const sessions = days.flatMap(({ wanted }) => wanted ?? []);
      const looked = await this.planner.look({ tx, actor, park, now, companyId, memberId, act: 'create' }, sessions);
      const free = looked.flatMap(({ verdict, instrument, wanted, offer: { stored } }) =>
        verdict === 'free' && stored ? [{ instrument, start: wanted.ask.startsAt, stored }] : [],
      );
      const bestOf = await capsAfter(tx, { companyId, sessions: free, park });
      return { rrule: series.rrule, startsLocal: series.startLocal, ...previewOf(days, looked), bestOf };
    });
  }

  /** Reserves every day that is not skipped; a taken slot, a broken rule or another price is answered with the whole list anew. */
  async execute(context: CommandContext, open: OpenBatch): Promise<SeriesOutcome> {
    const { actor } = context;
    const park = await this.settings.get();
    const trying: Trying = {};
    const attempt: Attempt = {};
    try {
      const outcome = await this.commands.run(context, async (tx) => {
        const now = this.clock.now();
        trying.batch = await open(tx, { park, now, isLocking: true });
        await lockInstruments(tx, instrumentsOf(trying.batch.days));
        const made = await reserveEach({ tx, actor, park, now }, trying, attempt);
        return keep({ tx, actor, now }, trying.batch, made, attempt.companyId ?? 0);
      });
      this.tell(trying.batch, attempt);
      return outcome;
    } catch (error) {
      if (!isConflict(error)) throw error;
      throw conflictWith(error, trying.date, await this.preview(actor, open));
    }
  }

  private tell(batch: Batch | undefined, { companyId }: Attempt): void {
    if (!batch || !companyId) return;
    this.announce.changed(instrumentsOf(batch.days).map((instrumentId) => ({ companyId, instrumentId })));
  }
}

interface Reserving {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly park: Park;
  readonly now: Date;
}

async function reserveEach(at: Reserving, trying: Trying, attempt: Attempt): Promise<Made[]> {
  const { batch } = trying;
  const sessions = batch?.days.flatMap(({ wanted }) => wanted ?? []) ?? [];
  if (!batch || sessions.length === 0) throw badRule('empty');
  const made: Made[] = [];
  for (const session of sessions) {
    trying.date = session.date;
    const { id, status } = await reserve(at, requestFor(batch, session), attempt);
    made.push({ date: session.date, reservationId: id, requested: status === 'requested' });
  }
  return made;
}

function requestFor({ companyId, memberId, words, override }: Batch, { ask }: WantedSession): ReservationRequest {
  const { instrumentId, startsAt, endsAt, counts } = ask;
  return {
    kind: 'session',
    instrumentId,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    ...(counts ? { counts } : {}),
    ...(companyId === null ? {} : { companyId }),
    ...(memberId === undefined ? {} : { memberId }),
    ...words,
    ...(override ? { override: { codes: [...override.codes], reason: override.reason } } : {}),
  };
}

/** Writes the series and which session is whose day, if the price is the one that was shown. */
async function keep(
  { tx, actor, now }: Pick<Reserving, 'tx' | 'actor' | 'now'>,
  batch: Batch,
  made: readonly Made[],
  companyId: number,
): Promise<SeriesOutcome> {
  const first = made[0]?.reservationId ?? 0;
  const totalFen = await samePriceOrRefused(tx, made, batch.quoteId);
  const id = batch.series.id ?? (await addSeries(tx, first, batch.series, now));
  await joinSeries(tx, id, made);
  const { rrule, instrumentId } = batch.series;
  const requested = made.filter((one) => one.requested).length;
  await record(tx, {
    actorId: actor.memberId,
    companyId,
    action: batch.series.id === undefined ? 'series.created' : 'series.retried',
    entity: 'series',
    entityId: id,
    data: { instrumentId, rrule, totalFen, sessions: made.length, requested },
    event: true,
  });
  return { id, sessions: made.length, requested, totalFen, firstReservationId: first };
}
