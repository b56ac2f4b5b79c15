import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { isStaff } from '../../../platform/http/actor.js';
import { countsAsked } from '../ask.js';
import { readReservation } from '../change-reservation.js';
import type { MovePlan, Step } from './plan-move.js';
import { type Looked, type Looking, PlanSeries, seriesQuoteId, type WantedSession } from './plan-series.js';
import { foundOf } from './series-days.js';
import type { SeriesRow, SeriesSession } from './series-row.js';
import type { movedOccurrence, seriesMovePreview } from './series.dto.js';

export type SeriesMovePreview = z.infer<typeof seriesMovePreview>;
type View = z.infer<typeof movedOccurrence>;
type At = Pick<Looking, 'tx' | 'actor' | 'park' | 'now'>;
type Going = Step & { readonly to: NonNullable<Step['to']> };

/** What a move of sessions would come to: each with its old and new place, price and what stands against it. Keeps nothing. */
@Injectable()
export class PreviewMove {
  constructor(private readonly planner: PlanSeries) {}

  async execute(at: At, series: SeriesRow, plan: MovePlan): Promise<SeriesMovePreview> {
    const going = plan.steps.filter((step): step is Going => step.to !== null);
    const wanted: WantedSession[] = [];
    for (const step of going) wanted.push(await wantedOf(at, series, step));
    const { companyId, memberId } = series;
    const except = going.map(({ session }) => session.reservationId);
    const looked = await this.planner.look({ ...at, companyId, memberId, act: 'change', except }, wanted);
    const found = new Map(looked.map((one) => [one.wanted.date, slipsPast(at, one)]));
    const occurrences = plan.steps.map((step) => viewOf(step, found.get(step.session.date)));
    const free = [...found.values()].filter(({ verdict }) => verdict === 'free');
    const quotes = free.flatMap(({ wanted: { date }, offer }) =>
      offer.stored ? [{ date, quoteId: offer.stored.quoteId }] : [],
    );
    return {
      quoteId: seriesQuoteId(quotes),
      beforeFen: plan.steps.reduce((sum, { session }) => sum + session.totalFen, 0),
      totalFen: occurrences.reduce((sum, one) => sum + (one.totalFen ?? 0), 0),
      moved: free.length,
      conflicts: found.size - free.length,
      exceptions: plan.exceptions,
      untouched: plan.untouched,
      occurrences,
    };
  }
}

/** On its own instrument a session keeps its prices. */
async function wantedOf({ tx }: At, series: SeriesRow, { session, to }: Going): Promise<WantedSession> {
  const { date, reservationId, instrumentId, startsAt, endsAt } = session;
  const { stored, status } = await readReservation(tx, series.companyId, reservationId);
  const { ratePlanId, plan, companyBps } = stored;
  const { start, end } = to.period;
  return {
    date,
    ask: {
      kind: 'session',
      instrumentId: to.instrumentId,
      startsAt: start,
      endsAt: end,
      ...countsAsked(stored.counts),
    },
    reservationId,
    from: { instrumentId, period: { start: startsAt.getTime(), end: endsAt.getTime() } },
    status,
    ...(to.instrumentId === instrumentId ? { kept: { ratePlanId, plan, companyBps } } : {}),
  };
}

const approvalNeeded = {
  code: 'approval_needed',
  severity: 'refuse',
  message: {
    zh: '该仪器须经审核，请另行申请',
    en: 'Staff decide about this instrument; please make a request for it',
  },
  data: {},
  overridable: false,
} as const;

/** What was confirmed on one instrument is not thereby approved for another that staff decide about. */
function slipsPast({ actor }: At, looked: Looked): Looked {
  const { wanted, needsApproval, offer } = looked;
  const other = wanted.ask.instrumentId !== wanted.from?.instrumentId;
  if (!other || !needsApproval || isStaff(actor) || wanted.status === 'requested') return looked;
  const refused = { ...offer, violations: [...offer.violations, approvalNeeded] } as Looked['offer'];
  return { ...looked, verdict: looked.verdict === 'taken' ? 'taken' : 'refused', offer: refused };
}

const placeOf = ({ instrumentId, startsAt, endsAt, totalFen }: SeriesSession): View['before'] => ({
  instrumentId,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  totalFen,
});

const stays: Pick<View, 'verdict' | 'needsApproval' | 'violations' | 'alternatives'> = {
  verdict: 'kept',
  needsApproval: false,
  violations: [],
  alternatives: null,
};

function viewOf({ session, to }: Step, looked: Looked | undefined): View {
  const { date, reservationId } = session;
  const before = placeOf(session);
  if (!to || !looked) {
    return { date, reservationId, before, ...before, ...stays, isAlternative: false, movedByClock: false };
  }
  const { instrumentId, period, isAlternative, movedByClock } = to;
  return {
    date,
    reservationId,
    before,
    instrumentId,
    startsAt: new Date(period.start).toISOString(),
    endsAt: new Date(period.end).toISOString(),
    isAlternative,
    movedByClock,
    ...foundOf(looked),
  };
}
