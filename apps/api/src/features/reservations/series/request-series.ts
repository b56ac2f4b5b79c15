import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../../../platform/http/actor.js';
import type { CommandContext } from '../../../platform/http/idempotency.js';
import { notFound } from '../../../platform/http/problem.js';
import type { Park } from '../../../platform/park-settings.js';
import { daysOf, expandSeries, type Occurrence, occurrenceOn, type SeriesPlan } from './expand-series.js';
import { type OpenBatch, ReserveSessions, type SeriesOutcome, type SeriesPreview } from './reserve-sessions.js';
import { daysWanted, noSuchDay } from './series-days.js';
import { partsOf, readWallTime, wallTime, writeRule } from './series-rule.js';
import { countsOfSeries, lockSeries, readSeries, type SeriesRow, sessionsOf, stands } from './series-row.js';
import type { retryCommand, retryRequest, seriesPreviewRequest, seriesRequest } from './series.dto.js';

type PreviewRequest = z.infer<typeof seriesPreviewRequest>;
type Request = PreviewRequest & Partial<z.infer<typeof seriesRequest>>;
type Retry = z.infer<typeof retryRequest> & Partial<z.infer<typeof retryCommand>>;

/** Sessions that repeat: shown with every conflict first, then reserved all together (R12). */
@Injectable()
export class RequestSeries {
  constructor(private readonly sessions: ReserveSessions) {}

  preview(actor: Actor, request: PreviewRequest): Promise<SeriesPreview> {
    return this.sessions.preview(actor, openNew(actor, request));
  }

  execute(context: CommandContext, request: Request): Promise<SeriesOutcome> {
    return this.sessions.execute(context, openNew(context.actor, request));
  }

  /** Looks again at days of a series that have no session. */
  previewRetry(actor: Actor, id: number, request: Retry): Promise<SeriesPreview> {
    return this.sessions.preview(actor, openSkipped(actor, id, request));
  }

  retry(context: CommandContext, id: number, request: Retry): Promise<SeriesOutcome> {
    return this.sessions.execute(context, openSkipped(context.actor, id, request));
  }
}

const openNew =
  (actor: Actor, request: Request): OpenBatch =>
  (_, { park }) => {
    const { companyId } = request;
    if (actor.companyId !== null && companyId !== undefined && companyId !== actor.companyId) throw notFound();
    const plan = planOf(request, park);
    const occurrences = expandSeries(plan);
    const { minutes } = readWallTime(plan.startLocal);
    const series = {
      ...plan,
      instrumentId: request.instrumentId,
      startLocal: wallTime(occurrences[0]?.date ?? '', minutes),
    };
    const { memberId, quoteId, override, purpose = '', project = '', rdUse = true } = request;
    return Promise.resolve({
      series,
      days: daysWanted({ ...series, counts: request.counts }, occurrences, request.choices),
      companyId: actor.companyId ?? companyId ?? null,
      memberId,
      words: { purpose, project, rdUse },
      quoteId,
      override,
    });
  };

const planOf = ({ rrule, startsLocal, lengthMinutes }: PreviewRequest, park: Park): SeriesPlan => ({
  rrule: writeRule(partsOf(rrule)),
  startLocal: startsLocal,
  lengthMinutes,
  zone: park.timeZone,
});

const openSkipped =
  (actor: Actor, id: number, request: Retry): OpenBatch =>
  async (tx, { now, isLocking }) => {
    const series = await (isLocking ? lockSeries : readSeries)(tx, actor.companyId, id);
    const skipped = skippedDays(series, await sessionsOf(tx, id), now);
    const wanted = new Set(request.dates);
    const strange = request.dates.find((date) => !skipped.some((one) => one.date === date));
    if (strange) throw noSuchDay(strange);
    const { purpose, project, rdUse, companyId, memberId } = series;
    const { quoteId, override, choices } = request;
    return {
      series,
      days: daysWanted(
        { ...series, counts: await countsOfSeries(tx, id) },
        skipped.filter((one) => wanted.has(one.date)),
        choices,
      ),
      companyId,
      ...(actor.companyId === null ? { memberId } : {}),
      words: { purpose, project, rdUse },
      quoteId,
      override,
    };
  };

/** Days of the rule from now on that have no session: skipped, given up, declined or lapsed. They can be tried again. */
export function skippedDays(
  series: SeriesRow,
  sessions: readonly { readonly date: string; readonly status: Parameters<typeof stands>[0]['status'] }[],
  now: Date,
): Occurrence[] {
  const standing = new Set(sessions.filter(stands).map(({ date }) => date));
  const { minutes } = readWallTime(series.startLocal);
  return daysOf(series)
    .filter((date) => !standing.has(date))
    .map((date) => occurrenceOn(date, minutes, series))
    .filter(({ period }) => period.start > now.getTime());
}
