import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type CalendarDate, overlaps, type Period, type ReservationStatus, type Violation } from '@parkbench/domain';
import type { z } from 'zod';
import type { Tx } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/http/actor.js';
import type { Park } from '../../../platform/park-settings.js';
import type { Ask } from '../ask.js';
import { type AlternativesView, FindAlternatives, type Wanted } from '../find-alternatives.js';
import { type KeptPrices, type Offer, offerFor } from '../offer.js';
import { takenPeriod } from '../refuse-slot.js';
import { type FactsWanted, type Gathered, gatherFacts } from '../reservation-facts.js';
import type { violation } from '../reservations.dto.js';
import { nearestSlotOfDay } from './nearest-slot.js';
import { type PlannedTime, plannedTime, withPlanned } from './planned-day.js';

/** The transaction in which sessions are looked at, for whom and when. */
export interface Looking {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly park: Park;
  readonly now: Date;
  /** Null: staff only look. */
  readonly companyId: number | null;
  readonly memberId: number | null;
  /** What is done with them. */
  readonly act: 'create' | 'change';
  /** Reservations that will have gone elsewhere: what they take is not in the way. */
  readonly except?: readonly number[];
}

/** One session that is wanted. */
export interface WantedSession {
  readonly date: CalendarDate;
  readonly ask: Ask & { readonly kind: 'session' };
  /** The reservation that it already is. */
  readonly reservationId?: number;
  /** How and where that stands now. */
  readonly status?: ReservationStatus;
  readonly from?: FactsWanted['from'];
  /** The prices that it keeps. */
  readonly kept?: KeptPrices;
}

/** What was found about it. */
export interface Looked {
  readonly wanted: WantedSession;
  readonly offer: Offer;
  readonly instrument: Gathered['instrument'];
  readonly needsApproval: boolean;
  readonly verdict: 'free' | 'taken' | 'refused';
  readonly alternatives: AlternativesView | null;
}

/** Looks at every session of a series as it would be reserved, one after the other: price, rules, whether it is free, what else there is. */
@Injectable()
export class PlanSeries {
  constructor(private readonly alternatives: FindAlternatives) {}

  async look(at: Looking, sessions: readonly WantedSession[]): Promise<Looked[]> {
    const planned: PlannedTime[] = [];
    const looked: Looked[] = [];
    for (const [i, session] of sessions.entries()) {
      const one = await this.lookAt(at, session, { planned, ahead: sessions.slice(i + 1) });
      looked.push(one.looked);
      if (one.looked.verdict === 'free')
        planned.push({ ...plannedTime(one.gathered, one.looked.offer.period), instead: session.from });
    }
    return looked;
  }

  private async lookAt(
    at: Looking,
    session: WantedSession,
    own: { planned: readonly PlannedTime[]; ahead: readonly WantedSession[] },
  ): Promise<{ looked: Looked; gathered: Gathered }> {
    const { tx, actor, park, companyId, memberId, act } = at;
    const { ask, kept } = session;
    const now = at.now.getTime();
    const period = { start: ask.startsAt, end: ask.endsAt };
    const { instrumentId, kind } = ask;
    const facts = { instrumentId, companyId, memberId, kind, period, now, act };
    const gathered = withPlanned(
      await gatherFacts(tx, park, { ...facts, except: session.reservationId, from: session.from }),
      own.planned,
    );
    const offer = offerFor(gathered, ask, park, now, kept);
    const taken = own.planned.filter((one) => one.instrumentId === instrumentId).map((one) => one.occupied);
    const wanted: Wanted = {
      ask,
      gathered,
      park,
      now,
      except: at.except,
      alsoBusy: [...taken, ...aheadOn(gathered, own.ahead)],
    };
    const mine = plannedTime(gathered, period).occupied;
    const isTaken = taken.some((one) => overlaps(one, mine)) || (await takenPeriod(tx, actor, wanted)) !== undefined;
    const verdict = isTaken ? 'taken' : isRefused(offer) ? 'refused' : 'free';
    const alternatives = verdict === 'free' || !isOfTime(offer) ? null : await this.instead(tx, wanted);
    const { instrument } = gathered;
    const needsApproval = instrument.approvalRequired;
    return { gathered, looked: { wanted: session, offer, instrument, needsApproval, verdict, alternatives } };
  }

  /** The nearest time of the same day before the next free one of any day; equivalents at the very time. */
  private async instead(tx: Tx, wanted: Wanted): Promise<AlternativesView> {
    const found = await this.alternatives.execute(tx, wanted);
    const slot = await nearestSlotOfDay(tx, wanted);
    if (!slot) return found;
    const ask = { ...wanted.ask, kind: 'session', startsAt: slot.start, endsAt: slot.end } as const;
    const { stored } = offerFor(wanted.gathered, ask, wanted.park, wanted.now);
    return {
      ...found,
      nextFree: {
        startsAt: new Date(slot.start).toISOString(),
        endsAt: new Date(slot.end).toISOString(),
        quoteId: stored?.quoteId ?? null,
        totalFen: stored?.quote.totalFen ?? null,
      },
    };
  }
}

/** Where the sessions after it would be, so that nothing is offered that one of those needs. */
const aheadOn = (gathered: Gathered, ahead: readonly WantedSession[]): Period[] =>
  ahead
    .filter(({ ask }) => ask.instrumentId === gathered.instrument.id)
    .map(({ ask }) => plannedTime(gathered, { start: ask.startsAt, end: ask.endsAt }).occupied);

/** Rules that another time may satisfy; what the others refuse, no alternative helps. */
const ofTime = new Set([
  'outside_opening_hours',
  'park_closed',
  'in_the_past',
  'too_soon',
  'too_far_ahead',
  'off_increment',
  'gap_too_short',
  'quota_exceeded',
]);
const isOfTime = ({ violations }: Offer): boolean =>
  violations.every(({ severity, code }) => severity !== 'refuse' || ofTime.has(code));

const isRefused = ({ violations, stored }: Offer): boolean =>
  stored === null || violations.some((one) => one.severity === 'refuse');

type ViolationView = z.infer<typeof violation>;

/** Findings of the policies as they are shown. */
export const violationsView = (violations: readonly Violation[]): ViolationView[] =>
  violations.map((one) => ({ ...one, data: { ...one.data } }));

/** Names the price of several sessions by theirs, in the order of their days. */
export function seriesQuoteId(sessions: readonly { readonly date: CalendarDate; readonly quoteId: string }[]): string {
  const content = [...sessions].sort((a, b) => (a.date < b.date ? -1 : 1)).map(({ date, quoteId }) => [date, quoteId]);
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
